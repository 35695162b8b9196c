"""An image of one's own, uploaded or from the camera: checked, kept in the session, never on disk or in a link."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import streamlit as st

from cnnlib.data import images
from cnnlib.errors import InvalidSetting
from pages.frame.assets import LIMITS
from pages.frame.state.link import set_and_refresh
from pages.frame.state.session import key
from pages.frame.text.texts import Say

OWN = "own"  # the option of an input choice that stands for it
KEPT = "upload.image"
DONE = "upload.changes"
TROUBLE = "upload.trouble"
MEGABYTES, MEGAPIXELS = LIMITS["upload_megabytes"], LIMITS["upload_pixels"] // 1_000_000
# Decoding takes up to 160 MB: those of a class that uploads at once are not to add up.
DECODER = ThreadPoolExecutor(1, "decoder")


def kept() -> np.ndarray:
    """The visitor's image (D, H, W) in whole numbers 0 to 255.

    Raises:
        InvalidSetting: there is none, as when the link to somebody's own image is opened elsewhere.
    """
    if KEPT not in st.session_state:
        raise InvalidSetting("own-picture", "no picture was uploaded here", ({"input": "cat"}, {"input": "integers"}))
    return st.session_state[KEPT]


def widgets(address: str, say: Say) -> None:
    """Upload and camera, and the sentence about an image that could not be read."""
    chosen, camera = key(address, "upload"), key(address, "camera")
    label = say("upload", megabytes=MEGABYTES, megapixels=MEGAPIXELS, webp=LIMITS["upload_webp_pixels"] // 1_000_000)
    with st.container(key=key(address, "own-picture")):
        st.file_uploader(label, key=chosen, on_change=_keep, args=(address, chosen), max_upload_size=MEGABYTES)
        # A file over the limit never leaves the browser, which says so in English: shown beside its word by the style.
        with st.container(key=key(address, "not-uploaded")):
            st.markdown(say("not_uploaded", megabytes=MEGABYTES))
    if st.toggle(say("camera"), key=f"{camera}.on"):
        st.camera_input(say("camera_take"), key=camera, on_change=_keep, args=(address, camera))
    trouble = st.session_state.get(TROUBLE)
    if trouble is not None:
        _trouble(say.rich(f"errors.{trouble.key}", **values(trouble)))
    elif KEPT in st.session_state:
        st.caption(what_was_done(st.session_state[DONE], say))


def _trouble(sentence: str) -> None:
    st.markdown(f'<div class="trouble">\n\n{sentence}\n\n</div>', unsafe_allow_html=True)


def what_was_done(changes: tuple[str, ...], say: Say) -> str:
    """The line about an image that was read: what became of it, and nothing that did not."""
    if not changes:
        return say("picture_as_it_is")
    return say("picture_became", what=" · ".join(say(f"picture_{change}", side=images.LARGEST) for change in changes))


def values(trouble: InvalidSetting) -> dict[str, Any]:
    """What fills the places of its sentence: the limits are those of its kind of file."""
    pixels = trouble.values.get("max_pixels", LIMITS["upload_pixels"])
    return {**trouble.values, "megabytes": MEGABYTES, "megapixels": pixels // 1_000_000}


def read(data: bytes) -> images.Loaded:
    """The image in a file and what was done to it, within the limits of an upload; one is decoded at a time, the others
    wait."""
    limits = {"max_pixels": LIMITS["upload_pixels"], "max_webp_pixels": LIMITS["upload_webp_pixels"]}
    return DECODER.submit(images.load_and_tell, data, max_bytes=MEGABYTES << 20, **limits).result()


def _keep(address: str, widget: str) -> None:
    """A new image replaces the old one only when it could be read."""
    uploaded = st.session_state.get(widget)
    st.session_state[TROUBLE] = None
    if uploaded is None:
        return
    try:
        picture = read(uploaded.getvalue())
    except InvalidSetting as trouble:
        st.session_state[TROUBLE] = trouble
        return
    st.session_state[KEPT] = np.rint(picture.values * 255).astype(np.int64)
    st.session_state[DONE] = picture.changes
    set_and_refresh(address, {"input": OWN})
