"""Three hundred broken and hostile files: a picture or a sentence, memory bounded, and the next good one works."""

import io
import random
import struct
import subprocess
import sys
import tomllib
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from cnnlib.data.images import load
from cnnlib.errors import InvalidSetting

ROOT = Path(__file__).parents[2]
SENTENCES = tomllib.loads((ROOT / "assets/text/errors.toml").read_text(encoding="utf-8"))
MEMORY = 240  # MB: twelve bytes for each of the twenty million pixels that are let in


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(*chunks: bytes) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks) + chunk(b"IEND", b"")


def header(width: int, height: int, depth: int = 8, colour: int = 2, laced: int = 0) -> bytes:
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, laced))


def blank(width: int, height: int, depth: int, colour: int) -> bytes:
    """A PNG of nothing but zeros, a thousandth of the size that it has once decoded."""
    row = bytes(1 + (width * {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour] * depth + 7) // 8)
    squeeze = zlib.compressobj(1)
    body = b"".join(squeeze.compress(row) for _ in range(height)) + squeeze.flush()
    palette = [chunk(b"PLTE", bytes(30))] if colour == 3 else []
    return png(header(width, height, depth, colour), *palette, chunk(b"IDAT", body))


def encoded(picture: Image.Image, kind: str, **how) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **how)
    return file.getvalue()


def drawing(mode: str) -> Image.Image:
    picture = Image.new("RGBA", (60, 44), (250, 240, 200, 255))
    ImageDraw.Draw(picture).ellipse((8, 4, 50, 40), fill=(20, 90, 160, 120), outline=(0, 0, 0, 255))
    if mode == "I;16":
        return Image.fromarray(np.asarray(picture.convert("L")).astype(np.uint16) * 257)
    return picture.convert(mode)


def good() -> dict[str, bytes]:
    """Sound files of every sort that a visitor might have."""
    files = {f"png-{mode}": encoded(drawing(mode), "PNG") for mode in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16")}
    files |= {f"jpeg-{mode}": encoded(drawing(mode), "JPEG") for mode in ("L", "RGB", "CMYK")}
    files |= {f"webp-{mode}": encoded(drawing(mode), "WEBP") for mode in ("RGB", "RGBA")}
    frames = [drawing("RGB"), drawing("RGB").rotate(90)]
    for kind in ("PNG", "WEBP"):
        files[f"{kind.lower()}-animated"] = encoded(frames[0], kind, save_all=True, append_images=frames[1:])
    files["webp-lossless"] = encoded(drawing("RGBA"), "WEBP", lossless=True)
    files["jpeg-progressive"] = encoded(drawing("RGB"), "JPEG", progressive=True)
    files["png-palette-see-through"] = encoded(drawing("P"), "PNG", transparency=0)
    return files


GOOD = good()


def broken() -> Iterator[tuple[str, bytes]]:
    chance = random.Random(10)
    heads = [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"RIFF\0\0\0\0WEBPVP8X", b"II*\0", b"<svg>"]
    for name, data in GOOD.items():
        for share in (0.02, 0.1, 0.3, 0.5, 0.8, 0.97, 0.999):
            yield f"{name} cut at {share}", data[: int(len(data) * share)]
        for n in range(7):
            spoilt = bytearray(data)
            for _ in range(1 + 3 * n):
                spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
            yield f"{name} spoilt {n}", bytes(spoilt)
        middle = len(data) // 2
        yield f"{name} with a hole", data[: middle - 20] + bytes(40) + data[middle + 20 :]
        yield f"{name} with a tail", data + chance.randbytes(3000)
        yield f"{name} under another's head", (head := chance.choice(heads)) + data[len(head) :]
        yield f"{name} twice", data + data
    for n in range(12):
        exif = b"Exif\0\0" + chance.choice((b"II*\0", b"MM\0*", b"")) + chance.randbytes(60)
        kind = ("JPEG", "PNG", "WEBP")[n % 3]
        yield f"{kind} with broken EXIF {n}", encoded(drawing("RGB"), kind, exif=exif)
    for size in (1, 2, 5, 40, 4000):
        for head in heads:
            yield f"{head!r} and {size} bytes of anything", head + chance.randbytes(size)
    yield "nothing", b""


def bombs() -> Iterator[tuple[str, bytes]]:
    """Small files that claim or unfold to very much."""
    squeezed = zlib.compress(bytes(30_000_000), 9)
    for width, height in ((4473, 4473), (60_000, 60_000), (2**31 - 1, 2**31 - 1), (2**31 - 1, 1), (0, 0), (0, 9)):
        yield f"PNG of {width} x {height}", png(header(width, height), chunk(b"IDAT", squeezed[:3000]))
    yield "PNG with 30 MB behind few pixels", png(header(9, 9), chunk(b"IDAT", squeezed))
    for name, before in ((b"zTXt", b"k\0\0"), (b"iCCP", b"k\0\0"), (b"iTXt", b"k\0\1\0\0\0")):
        unfolding = chunk(name, before + squeezed)
        yield f"PNG with 30 MB in {name}", png(header(9, 9), unfolding, chunk(b"IDAT", zlib.compress(bytes(9 * 28))))
    jpeg = encoded(drawing("RGB"), "JPEG")
    at = jpeg.index(b"\xff\xc0") + 5
    for side in (65_535, 5_000, 0):
        yield f"JPEG of {side} x {side}", jpeg[:at] + struct.pack(">HH", side, side) + jpeg[at + 4 :]
    canvas = (2**24 - 1).to_bytes(3, "little")
    head = b"WEBPVP8X" + struct.pack("<I", 10) + bytes(4) + canvas + canvas
    yield "WebP on a canvas of 2^48 pixels", b"RIFF" + struct.pack("<I", len(head) + 900) + head + bytes(900)
    yield "six million bytes", b"\xff\xd8\xff" + bytes(6_000_000)


ALL = [*broken(), *bombs()]


@pytest.mark.filterwarnings("ignore")  # Pillow warns of much that is broken here
def test_of_three_hundred_hostile_files_each_is_a_picture_or_a_sentence_and_the_next_good_one_works():
    assert len(ALL) >= 300
    pictures, keys = 0, {}
    sound = load(GOOD["png-RGBA"], 32)
    for name, data in ALL:
        try:
            picture = load(data, 32)
        except InvalidSetting as error:
            assert error.key in SENTENCES, f"{name}: {error.key} has no sentence"
            keys[error.key] = keys.get(error.key, 0) + 1
        except Exception as error:
            raise AssertionError(name) from error
        else:
            assert picture.shape in ((1, 32, 32), (3, 32, 32)) and picture.dtype == np.float32, name
            assert np.isfinite(picture).all() and picture.min() >= 0 and picture.max() <= 1, name
            pictures += 1
        assert np.array_equal(load(GOOD["png-RGBA"], 32), sound), f"after {name}"
    assert pictures > 50 and set(keys) == {
        "image-empty",
        "image-type",
        "image-damaged",
        "image-too-many-pixels",
        "image-too-large",
    }, keys


@pytest.mark.parametrize("name", GOOD)
def test_the_sound_ones_are_pictures(name):
    assert load(GOOD[name]).shape == (1 if name in ("png-1", "png-L", "png-I;16", "jpeg-L", "png-LA") else 3, 256, 256)


MEASURE = """
import resource, sys, warnings
from pathlib import Path
from PIL import Image
from cnnlib.errors import InvalidSetting
from cnnlib.data.images import load
warnings.simplefilter("ignore")
Image.init()
files = [file.read_bytes() for file in sorted(Path(sys.argv[1]).iterdir())]
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for data in files:
    try:
        load(data)
    except InvalidSetting:
        pass
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="ru_maxrss is counted in kilobytes on Linux")
def test_the_memory_that_a_file_can_take_is_bounded(tmp_path):
    """In a process of its own: the largest pictures that are let in, of every depth, and every bomb."""
    side = 4472  # squared just under twenty million
    large = [blank(side, side, *kind) for kind in ((16, 0), (8, 4), (1, 3), (16, 6))]
    large.append(blank(20_000_000, 1, 8, 2))
    for n, data in enumerate([*large, *(data for _, data in bombs())]):
        (tmp_path / f"{n:03}").write_bytes(data)
    done = subprocess.run([sys.executable, "-c", MEASURE, tmp_path], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < MEMORY
