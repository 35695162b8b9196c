"""Sound, broken and hostile files of images: three hundred of them, the same at every run."""

import io
import random
import struct
import zlib
from collections.abc import Iterator

import numpy as np
import pillow_heif
from PIL import Image, ImageDraw

pillow_heif.register_heif_opener()


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
    files |= {f"heic-{mode}": encoded(drawing(mode), "HEIF") for mode in ("L", "RGB", "RGBA")}
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
    heads = [
        b"",
        b"GIF89a",
        b"\0\0\0\x18ftypheic",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0",
        b"RIFF\0\0\0\0WEBPVP8X",
        b"II*\0",
        b"<svg>",
    ]
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
