"""Small files that would cost much: many scans, many pieces, WebPs of many pixels. Refused before they are decoded."""

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image

from cnnlib.data import images
from cnnlib.data.images import load
from cnnlib.errors import InvalidSetting


def encoded(picture: Image.Image, kind: str, **how) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **how)
    return file.getvalue()


def picture(side: int = 60) -> Image.Image:
    return Image.fromarray(np.random.default_rng(1).integers(0, 256, (side, side, 3), np.uint8))


def jpeg_of_scans(count: int) -> bytes:
    """A progressive JPEG whose last scan comes again and again."""
    data = encoded(picture(), "JPEG", progressive=True)
    begins = [at for at in range(len(data)) if data[at : at + 2] == b"\xff\xda"]
    return data[:-2] + data[begins[-1] : -2] * (count - len(begins)) + data[-2:]


def jpeg_of_segments(count: int, content: bytes = b"") -> bytes:
    data = encoded(picture(), "JPEG")
    return data[:2] + (b"\xff\xe1" + struct.pack(">H", 2 + len(content)) + content) * count + data[2:]


def png_of_chunks(count: int) -> bytes:
    data = encoded(picture(), "PNG")
    return data[:33] + struct.pack(">I4sI", 0, b"teSt", zlib.crc32(b"teSt")) * count + data[33:]


def refused(data: bytes, monkeypatch) -> InvalidSetting:
    """The refusal of this file, which Pillow has not even opened."""
    monkeypatch.setattr(images.Image, "open", lambda *_, **__: pytest.fail("it was opened"))
    with pytest.raises(InvalidSetting) as refusal:
        load(data)
    return refusal.value


def test_the_scans_of_a_jpeg_are_counted(monkeypatch):
    assert load(jpeg_of_scans(images.MOST_SCANS)).shape == (3, 256, 256)
    refusal = refused(jpeg_of_scans(images.MOST_SCANS + 1), monkeypatch)
    assert refusal.key == "image-pieces" and refusal.values["scans"] == images.MOST_SCANS + 1


@pytest.mark.parametrize("content", [b"", b"\0", b"\xff\xda\xff\xd9", b"\xff"], ids=["empty", "0", "markers", "255"])
def test_the_segments_of_a_jpeg_are_counted_and_what_is_in_them_is_not(content, monkeypatch):
    assert load(jpeg_of_segments(1000, content)).shape == (3, 256, 256)
    refusal = refused(jpeg_of_segments(images.MOST_PIECES, content), monkeypatch)
    assert refusal.key == "image-pieces" and refusal.values["scans"] == 0


def test_the_chunks_of_a_png_are_counted(monkeypatch):
    assert load(png_of_chunks(1000)).shape == (3, 256, 256)
    assert refused(png_of_chunks(images.MOST_PIECES), monkeypatch).key == "image-pieces"


def test_a_second_picture_behind_the_first_is_not_counted():
    """As phones write it: the depth of a portrait, a larger range of light."""
    assert load(jpeg_of_scans(30) + jpeg_of_scans(30)).shape == (3, 256, 256)


@pytest.mark.parametrize("how", [{}, {"progressive": True}, {"quality": 1}, {"restart_marker_blocks": 1}], ids=str)
def test_what_programs_write_is_read_whatever_its_numbers_are(how):
    """Noise: 255 and what follows it stand in its scans some thousand times."""
    data = encoded(picture(400), "JPEG", **{"quality": 99, **how})
    assert load(data).shape == (3, 256, 256)
    pieces, scans = images._jpeg_pieces(data)
    assert pieces < 60 and scans == (10 if "progressive" in how else 1)


@pytest.mark.parametrize("how", [{"lossless": True}, {}, {"lossless": True, "save_all": True}], ids=str)
def test_fewer_pixels_of_a_webp_are_decoded(how, monkeypatch):
    data = encoded(Image.new("RGBA", (3000, 3001), (9, 9, 9, 99)), "WEBP", **how)
    assert load(encoded(Image.new("RGB", (3000, 3000)), "WEBP", lossless=True), 8).shape == (3, 8, 8)
    refusal = refused(data, monkeypatch)
    assert refusal.key == "image-too-many-pixels" and refusal.values["max_pixels"] == 9_000_000
