"""The live page takes over from its recording: same app, same page, same picture, so that nothing is drawn anew.

The browser shows the recorded first run while Python is on its way, and asks for a first run like any page that has
just been opened. It keeps what it has where the answer comes from the same installation and is about the same page; the
stage keeps its place where the epoch is the recorded one.
"""

from __future__ import annotations

from itertools import count

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime import metrics_util

from pages.frame.state import link

INSTALLATION = "cnn-unfolded-site"


def be_one_installation() -> None:
    """The same name in every browser as in the recording; Streamlit makes one up of the machine."""
    here = metrics_util.Installation.instance()
    here.installation_id_v3 = here.installation_id_v4 = INSTALLATION


def begin_epochs() -> None:
    """Count them from the start, as the recording did."""
    link.EPOCHS = count(1)


def of_page(message: bytes, page: str) -> bytes:
    """A first wish for a run, as one of the page (by its hash) that the browser already shows."""
    asked = BackMsg.FromString(message)
    if asked.HasField("rerun_script") and not asked.rerun_script.page_script_hash:
        asked.rerun_script.page_script_hash = page
    return asked.SerializeToString()
