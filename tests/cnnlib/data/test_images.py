"""Pictures from outside: what comes through is right, what does not is refused with its own sentence."""

import io
import struct
import zlib
from pathlib import Path

import numpy as np
import pillow_heif
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFile

from cnnlib.data import images
from cnnlib.data.images import class_folders, load, load_and_tell, open_square, to_grey
from cnnlib.errors import InvalidSetting

RED, BLUE = (255, 0, 0), (0, 0, 255)


def encoded(picture: Image.Image, kind: str = "PNG", **settings) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **settings)
    return file.getvalue()


def refused(data: bytes, **limits) -> InvalidSetting:
    with pytest.raises(InvalidSetting) as caught:
        load(data, **limits)
    return caught.value


def two_halves(size=(40, 20), mode="RGB", left=RED, right=BLUE) -> Image.Image:
    picture = Image.new(mode, size, right)
    picture.paste(left, (0, 0, size[0] // 2, size[1]))
    return picture


def huge_png(width: int, height: int) -> bytes:
    """A few bytes that claim to be a large picture."""

    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(bytes(1000))), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


# ---- what comes through


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "HEIF"])
def test_a_picture_becomes_a_square_array(kind):
    x = load(encoded(two_halves(), kind), 16)
    assert x.shape == (3, 16, 16) and x.dtype == np.float32 and x.flags.c_contiguous
    assert x.min() >= 0 and x.max() <= 1
    assert np.allclose(x[:, 8, 2], (1, 0, 0), atol=0.03) and np.allclose(x[:, 8, 13], (0, 0, 1), atol=0.03)


@pytest.mark.parametrize("size", [(60, 20), (20, 60)])
def test_it_is_cropped_about_the_centre(size):
    picture = Image.new("RGB", size, RED)
    left, top = (size[0] - 20) // 2, (size[1] - 20) // 2
    picture.paste(BLUE, (left, top, left + 20, top + 20))
    assert np.array_equal(load(encoded(picture), 20), np.broadcast_to([[[0]], [[0]], [[1]]], (3, 20, 20)))


def test_at_its_own_size_every_value_is_kept():
    values = np.random.default_rng(0).integers(0, 256, (12, 12, 3), np.uint8)
    assert np.array_equal(load(encoded(Image.fromarray(values)), 12), values.transpose(2, 0, 1) / np.float32(255))


def test_a_small_picture_is_enlarged_to_the_asked_size_and_no_further():
    assert load(encoded(Image.new("L", (1, 1), 51)), 5).tolist() == [[[np.float32(0.2)] * 5] * 5]


@pytest.mark.parametrize(("size", "nearest"), [(0, 1), (257, 256)])
def test_the_asked_size_has_its_limits(size, nearest):
    error = refused(encoded(two_halves()), size=size)
    assert error.key == "image-size" and error.repairs == ({"size": nearest},)
    assert str(error) == f"size={size}: needs 1 <= size <= 256"
    assert load(encoded(two_halves()), nearest).shape == (3, nearest, nearest)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_it_stands_as_its_exif_says(kind, orientation):
    """The reference is Pillow's own way of turning the whole picture first."""
    from PIL import ImageOps

    values = np.kron(np.arange(9).reshape(3, 3) * 28, np.ones((8, 8))).astype(np.uint8)
    exif = Image.Exif()
    exif[0x0112] = orientation
    data = encoded(Image.fromarray(values).convert("RGB"), kind, exif=exif, quality=95)
    expected = np.asarray(ImageOps.exif_transpose(Image.open(io.BytesIO(data))), float) / 255
    assert np.allclose(load(data, 24), expected.transpose(2, 0, 1), atol=0.06)


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
def test_broken_exif_does_not_lose_the_picture():
    assert load(encoded(two_halves(), "JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\xff"), 16).shape == (3, 16, 16)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_what_is_transparent_is_white(kind):
    x = load(encoded(two_halves(mode="RGBA", left=(255, 0, 0, 0), right=(0, 0, 255, 128)), kind, lossless=True), 16)
    assert np.array_equal(x[:, 8, 2], (1, 1, 1))
    assert np.allclose(x[:, 8, 13], (127 / 255, 127 / 255, 1), atol=0.01)


def test_the_colour_under_full_transparency_does_not_bleed():
    """Half a pixel of hidden red beside blue: the mix must hold no red beyond the white's own."""
    x = load(encoded(two_halves(mode="RGBA", left=(255, 0, 0, 0), right=(0, 0, 255, 255))), 3)
    assert x[0, 1, 1] == pytest.approx(x[1, 1, 1], abs=0.01)


def test_grey_stays_one_channel():
    for mode, value in (("L", 102), ("LA", (102, 255)), ("1", 1), ("I;16", 102 * 257)):
        x = load(encoded(Image.new(mode, (9, 9), value)), 4)
        assert x.shape == (1, 4, 4)
        assert np.allclose(x, 1 if mode == "1" else 102 / 255, atol=1e-6), mode


def test_sixteen_bits_are_scaled_not_clipped():
    ramp = (np.arange(16, dtype=np.uint16) * 4369)[None].repeat(16, axis=0)
    assert np.allclose(load(encoded(Image.fromarray(ramp)), 16)[0], ramp / 65535, atol=0.5 / 255)
    tall = np.linspace(65535, 1000, 240).astype(np.uint16)[:, None].repeat(240, axis=1)  # in portions of rows
    assert np.allclose(load(encoded(Image.fromarray(tall)), 240)[0], tall / 65535, atol=0.51 / 255)


def test_palettes_and_print_colours_are_understood():
    assert np.allclose(load(encoded(two_halves().convert("P")), 16)[:, 8, 2], (1, 0, 0), atol=0.01)
    assert np.allclose(load(encoded(two_halves().convert("CMYK"), "JPEG"), 16)[:, 8, 13], (0, 0, 1), atol=0.05)
    see_through = two_halves().convert("P", palette=Image.Palette.ADAPTIVE, colors=2)
    see_through.info["transparency"] = see_through.getpixel((0, 0))
    data = encoded(see_through, transparency=see_through.info["transparency"])
    assert np.array_equal(load(data, 16)[:, 8, 2], (1, 1, 1))


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_of_an_animation_the_first_frame_is_taken(kind):
    frames = [Image.new("RGB", (16, 16), colour) for colour in (RED, BLUE)]
    data = encoded(frames[0], kind, save_all=True, append_images=frames[1:], lossless=True)
    assert np.array_equal(load(data, 4)[:, 0, 0], (1, 0, 0))


def test_a_large_photograph_is_read_small():
    """Twelve million pixels: a phone's picture, read at an eighth of its size."""
    values = np.linspace(0, 255, 4000, dtype=np.uint8)[None].repeat(3000, axis=0)
    data = encoded(Image.fromarray(values).convert("RGB"), "JPEG")
    x = load(data)
    expected = np.linspace(500 / 4000, 3500 / 4000, 256)
    assert np.abs(x - expected).max() < 0.02


def test_grey_is_weighted_as_the_eye_does():
    x = np.arange(12, dtype=np.float32).reshape(1, 3, 2, 2)
    expected = 0.299 * x[0, 0] + 0.587 * x[0, 1] + 0.114 * x[0, 2]
    assert np.allclose(to_grey(x), expected) and to_grey(x).shape == (1, 1, 2, 2)
    assert to_grey(x).dtype == np.float32 and to_grey(x[..., ::2]).shape == (1, 1, 2, 1)
    grey = x[:, :1]
    assert to_grey(grey) is grey


def test_a_file_is_opened_as_an_upload_is(tmp_path):
    (tmp_path / "p.png").write_bytes(encoded(two_halves()))
    assert np.array_equal(open_square(tmp_path / "p.png", 16), load(encoded(two_halves()), 16))
    with pytest.raises(InvalidSetting, match="no picture at .*q.png") as caught:
        open_square(tmp_path / "q.png")
    assert caught.value.key == "image-absent"


# ---- what does not


@pytest.mark.parametrize("data", [b"GIF89a" + bytes(99), b"%PDF-1.7", b"<svg></svg>", b"BM" + bytes(99), b"\0"])
def test_another_kind_of_file_is_named_as_such(data):
    assert refused(data).key == "image-type"


def test_a_gif_is_refused_whatever_its_name():
    assert refused(encoded(two_halves(), "GIF")).key == "image-type"


def test_nothing_and_too_much():
    assert refused(b"").key == "image-empty"
    error = refused(b"\xff\xd8\xff" + bytes(5_000_001))
    assert error.key == "image-too-large" and "5.0 MB: needs at most 5 MB" in str(error)
    data = encoded(two_halves())
    assert load(data, max_bytes=len(data)).shape == (3, 256, 256)
    assert refused(data, max_bytes=len(data) - 1).key == "image-too-large"


def test_the_pixels_are_counted_before_they_are_decoded():
    assert load(encoded(two_halves()), max_pixels=40 * 20).shape == (3, 256, 256)
    error = refused(encoded(two_halves()), max_pixels=40 * 20 - 1)
    assert error.key == "image-too-many-pixels" and "40 x 20 pixels" in str(error)


@pytest.mark.parametrize("side", [5_000, 12_000, 60_000])
@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_a_bomb_is_never_decoded(side, monkeypatch):
    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda *_: pytest.fail("was decoded"))
    assert refused(huge_png(side, side)).key == "image-too-many-pixels"


@pytest.mark.parametrize("lossless", [True, False])
def test_a_webp_is_measured_before_pillow_reserves_its_canvas(lossless, monkeypatch):
    for picture in (two_halves(), two_halves(mode="RGBA")):
        data = encoded(picture, "WEBP", lossless=lossless)
        monkeypatch.setattr(Image, "open", lambda *_, **__: pytest.fail("was opened"))
        error = refused(data, max_pixels=40 * 20 - 1)
        assert (error.values["width"], error.values["height"]) == (40, 20)
        monkeypatch.undo()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_half_a_picture_is_damaged(kind):
    noise = Image.fromarray(np.random.default_rng(0).integers(0, 256, (64, 64, 3), np.uint8))
    data = encoded(noise, kind)
    for end in (4, 13, 20, 40, len(data) // 2, len(data) - 40):
        error = refused(data[:end])
        assert error.key in ("image-damaged", "image-type")
    assert error.key == "image-damaged"


@given(st.data())
@settings(max_examples=200)
def test_whatever_comes_in_one_sentence_comes_out(data):
    """Pictures with some bytes changed: an array of the right shape, or InvalidSetting, and nothing else."""
    kind = data.draw(st.sampled_from(["PNG", "JPEG", "WEBP"]))
    broken = bytearray(ORIGINALS[kind])
    for at, byte in data.draw(st.lists(st.tuples(st.integers(0, len(broken) - 1), st.integers(0, 255)), max_size=8)):
        broken[at] = byte
    try:
        assert load(bytes(broken), 8, max_pixels=1_000_000).shape in ((3, 8, 8), (1, 8, 8))
    except InvalidSetting as error:
        assert error.key.startswith("image-")


ORIGINALS = {kind: encoded(two_halves(), kind) for kind in ("PNG", "JPEG", "WEBP")}


def save(path: Path, colour, size=(10, 12)):
    path.parent.mkdir(exist_ok=True)
    Image.new("L" if isinstance(colour, int) else "RGB", size, colour).save(path)


def test_each_folder_is_a_class(tmp_path):
    save(tmp_path / "red" / "b.png", (255, 0, 0))
    save(tmp_path / "red" / "a.JPG", (250, 0, 0))
    save(tmp_path / "grey" / "x.webp", 51)
    (tmp_path / "red" / "notes.txt").write_text("not a picture")
    (tmp_path / "stray.png").write_bytes(b"not in a folder")
    data = class_folders(tmp_path, 8)
    assert data.classes == ("grey", "red") and data.y.tolist() == [0, 1, 1] and data.x.shape == (3, 3, 8, 8)
    assert np.allclose(data.x[0], 0.2, atol=0.01)
    assert np.allclose(data.x[2], np.reshape([1, 0, 0], (3, 1, 1)))
    assert data.x[1, 0, 0, 0] < 0.99  # a before b
    grey = class_folders(tmp_path, 8, grey=True).x
    assert grey.shape == (3, 1, 8, 8) and np.allclose(grey[2], 0.299)


def test_an_empty_folder_and_a_broken_picture_are_told(tmp_path):
    for folder in (tmp_path, tmp_path / "absent"):
        with pytest.raises(InvalidSetting, match="needs a folder for each class") as caught:
            class_folders(folder, 8)
        assert caught.value.key == "data-absent"
    save(tmp_path / "a" / "x.png", 9)
    (tmp_path / "a" / "y.png").write_bytes((tmp_path / "a" / "x.png").read_bytes()[:50])
    with pytest.raises(InvalidSetting, match=r"y\.png: the picture is damaged") as caught:
        class_folders(tmp_path, 8)
    assert caught.value.key == "image-damaged"


# ---- what was done to it


def white_strokes() -> bytes:
    """A white cross on transparency, as drawing programs keep it."""
    picture = Image.new("RGBA", (60, 60), (255, 255, 255, 0))
    picture.paste((255, 255, 255, 255), (10, 25, 50, 35))
    picture.paste((255, 255, 255, 255), (25, 10, 35, 50))
    return encoded(picture)


def test_white_strokes_on_transparency_are_seen():
    loaded = load_and_tell(white_strokes(), 60)
    assert loaded.changes == ("on-black",)
    assert loaded.values[:, 30, 30].tolist() == [1, 1, 1] and loaded.values[:, 2, 2].tolist() == [0, 0, 0]
    assert loaded.values[0].sum() == 40 * 10 + 40 * 10 - 10 * 10


def test_sixteen_bits_with_a_see_through_level_keep_their_greys():
    values = np.linspace(0, 65535, 32 * 32).round().astype(np.uint16).reshape(32, 32)
    values[:4] = 40_000
    loaded = load_and_tell(encoded(Image.fromarray(values), transparency=40_000), 32)
    assert loaded.changes == ("eight-bits", "on-white") and loaded.values.shape == (1, 32, 32)
    right = np.where(values == 40_000, 1, values / 65535)
    assert np.abs(loaded.values[0] - right).max() <= 0.5 / 255 + 1e-6


def test_a_see_through_level_of_few_bits_is_the_one_that_is_named():
    body = b"".join(b"\0" + bytes([0b00_01_10_11]) for _ in range(4))  # 4 x 4 of two bits: 0, 1, 2, 3

    def chunk(name, content):
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 4, 4, 2, 0, 0, 0, 0))
    parts = header + chunk(b"tRNS", struct.pack(">H", 1)) + chunk(b"IDAT", zlib.compress(body)) + chunk(b"IEND", b"")
    loaded = load_and_tell(b"\x89PNG\r\n\x1a\n" + parts, 4)
    assert loaded.changes == ("on-white",) and loaded.values[0, 0] == pytest.approx([0, 1, 2 / 3, 1])


def frames() -> bytes:
    return encoded(Image.new("RGB", (20, 20), RED), "WEBP", save_all=True, append_images=[Image.new("RGB", (20, 20))])


@pytest.mark.parametrize(
    ("data", "size", "changes"),
    [
        (encoded(Image.new("RGB", (20, 20), RED)), 20, ()),
        (encoded(Image.new("RGBA", (20, 20), (*RED, 255))), 20, ()),
        (encoded(two_halves()), 20, ("cropped",)),
        (encoded(two_halves(), "JPEG"), 10, ("cropped", "shrunk")),
        (encoded(Image.new("L", (20, 20))), 30, ("enlarged",)),
        (encoded(Image.new("I;16", (20, 20), 500)), 20, ("eight-bits",)),
        (encoded(two_halves((20, 20), "RGBA", (0, 0, 0, 0), (0, 0, 0, 255))), 20, ("on-white",)),
        (frames(), 20, ("first-frame",)),
    ],
)
def test_only_what_was_done_is_told(data, size, changes):
    assert load_and_tell(data, size).changes == changes


def test_a_picture_that_is_transparent_all_over_is_told():
    assert refused(encoded(Image.new("RGBA", (20, 20), (9, 9, 9, 0)))).key == "image-see-through"


# ---- HEIC, as iPhones send it


@pytest.mark.parametrize(("orientation", "red"), [(1, "left"), (3, "right"), (6, "top"), (8, "bottom")])
def test_a_heic_is_turned_once_though_phones_note_the_turn_twice(orientation, red):
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture, file = two_halves((64, 64)), io.BytesIO()
    writer = pillow_heif.misc.CtxEncode(pillow_heif.constants.HeifCompressionFormat.HEVC)
    writer.add_image(
        picture.size, "RGB", picture.tobytes(), image_orientation=orientation, exif=exif.tobytes(), primary=True
    )
    writer.save(file)
    values = load(file.getvalue(), 64)
    seen = {"left": values[0, 32, 5], "right": values[0, 32, 58], "top": values[0, 5, 32], "bottom": values[0, 58, 32]}
    opposite = {"left": "right", "right": "left", "top": "bottom", "bottom": "top"}[red]
    assert seen[red] > 0.9 and seen[opposite] < 0.1


def test_where_nothing_reads_heic_it_is_said_so_and_not_called_damaged(monkeypatch):
    monkeypatch.setattr(images, "pillow_heif", None)
    assert refused(encoded(two_halves(), "HEIF")).key == "image-heic"
    assert load(encoded(two_halves((64, 64)), "PNG"), 64).shape == (3, 64, 64)


def test_the_pixels_of_a_heic_are_counted_before_it_is_decoded(monkeypatch):
    data = encoded(two_halves((640, 400)), "HEIF")
    monkeypatch.setattr(pillow_heif.HeifImage, "data", property(lambda image: pytest.fail("it was decoded")))
    assert refused(data, max_pixels=640 * 400 - 1).key == "image-too-many-pixels"


def test_a_heic_whose_header_lies_about_its_size_is_damaged():
    data = encoded(Image.new("RGB", (2048, 2048), RED), "HEIF")
    at = data.index(b"ispe") + 8
    assert struct.unpack(">II", data[at : at + 8]) == (2048, 2048)
    assert refused(data[:at] + struct.pack(">II", 64, 64) + data[at + 8 :]).key == "image-damaged"


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_heic_cut_short_is_damaged(part):
    data = encoded(two_halves((64, 64)), "HEIF")
    assert refused(data[: int(part * len(data))]).key in ("image-damaged", "image-type")
