"""A picture of one's own: one is decoded at a time in the whole process, and a refusal names its kind's limit."""

from concurrent.futures import ThreadPoolExecutor
from threading import get_ident

from cnnlib.data import images
from cnnlib.errors import InvalidSetting
from pages.frame.assets import LIMITS
from pages.frame.text.catalogue import LANGUAGES
from pages.frame.text.texts import Say, rich
from pages.shared import upload


def test_one_picture_is_decoded_at_a_time(monkeypatch):
    monkeypatch.setattr(images, "load_and_tell", lambda data, **limits: (data, get_ident()))
    with ThreadPoolExecutor(8) as visitors:
        read = [*visitors.map(upload.read, range(8))]
    assert [data for data, _ in read] == [*range(8)], "each gets their own"
    assert len({thread for _, thread in read}) == 1, "by one thread, whoever asks"


def test_the_limits_of_an_upload_are_the_courses(monkeypatch):
    monkeypatch.setattr(images, "load_and_tell", lambda data, **limits: limits)
    assert upload.read(b"") == {
        "max_bytes": LIMITS["upload_megabytes"] << 20,
        "max_pixels": LIMITS["upload_pixels"],
        "max_webp_pixels": LIMITS["upload_webp_pixels"],
    }


def test_a_refusal_names_the_limit_of_its_kind_of_file():
    trouble = InvalidSetting("image-too-many-pixels", "", max_pixels=LIMITS["upload_webp_pixels"])
    for lang in LANGUAGES:
        assert "9" in rich(f"errors.{trouble.key}", lang, upload.values(trouble))


def test_the_line_says_what_was_done_and_nothing_else():
    for lang, words in {
        "en": ("The picture is used as it is.", "Done to the picture: made smaller, 256 × 256 · laid on white."),
        "zh": ("图片原样使用。", "图片做过的处理：缩小到 256 × 256 · 透明处垫白。"),
    }.items():
        say = Say("frame", lang)
        assert (upload.what_was_done((), say), upload.what_was_done(("shrunk", "on-white"), say)) == words
