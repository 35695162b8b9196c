"""Images from outside - an upload, a file, folders of them - made small square arrays; all refusals are sentences.

The only file of cnnlib that needs Pillow and pillow-heif. What comes in may be hostile: kind, bytes, pixels and pieces
are checked before anything is decoded, and what is decoded is cut down before it is converted.
"""

import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image

try:
    import pillow_heif
except ImportError:  # there is none for the browser's Python
    pillow_heif = None

from cnnlib.data.datasets import LabelledImages
from cnnlib.data.grounds import ground_for, laid_on
from cnnlib.errors import InvalidSetting

LARGEST = 256  # pixels a side of what is given back
MEGABYTE, MEGAPIXEL = 1_000_000, 1_000_000
# More than any program writes: each scan of a JPEG goes over the whole picture again, each piece is read by itself.
MOST_SCANS, MOST_PIECES = 40, 10_000
SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".heic")  # of the files that are read from folders
GREY_MODES = ("1", "L", "LA", "La", "I", "I;16", "I;16B", "I;16L", "I;16N", "F")
HEIC_BRANDS = (b"heic", b"heix", b"mif1")  # of a still image (ISO/IEC 23008-12, annex B); mif1 may hold another codec
if pillow_heif:
    pillow_heif.options.THUMBNAILS = pillow_heif.options.DEPTH_IMAGES = pillow_heif.options.AUX_IMAGES = False
    pillow_heif.options.DECODE_THREADS = 1  # a visitor's upload is not to take all processors
    pillow_heif.register_heif_opener()
TURNS = {  # EXIF orientation -> what undoes it (EXIF 2.3, tag 0x0112)
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True)
class Loaded:
    """An image from outside, and what was done to it.

    `values` are (3, size, size) of 0 to 1, or (1, size, size) where it is grey. `changes` are those made, in order:
    "first-frame", "cropped", "shrunk" or "enlarged", "eight-bits"; "on-white", "on-black" or "on-grey" if see-through.
    """

    values: np.ndarray
    changes: tuple[str, ...]


def load(data: bytes, size: int = LARGEST, **limits: int) -> np.ndarray:
    """The values of `load_and_tell`."""
    return load_and_tell(data, size, **limits).values


def load_and_tell(
    data: bytes,
    size: int = LARGEST,
    *,
    max_bytes: int = 5 * MEGABYTE,
    max_pixels: int = 20 * MEGAPIXEL,
    max_webp_pixels: int = 9 * MEGAPIXEL,
) -> Loaded:
    """A PNG, JPEG, WebP or HEIC file as a square array, and what was done to it.

    Turned as its EXIF says, cropped square about the centre, scaled by Lanczos, transparency laid on white, or where
    white would swallow it on black or grey; of an animation the first frame. Of a WebP fewer pixels are taken: decoding
    one takes 16 bytes for each. Raises InvalidSetting with key "image-empty", "image-too-large" (bytes), "image-type",
    "image-heic" (where nothing reads one),
    "image-too-many-pixels", "image-pieces" (a JPEG of more than 40 scans, or a file of more than 10,000 pieces),
    "image-damaged", "image-see-through" (nothing of it is to be seen) or "image-size" (size not from 1 to 256).
    """
    if not 1 <= size <= LARGEST:
        raise InvalidSetting(
            "image-size",
            f"size={size}: needs 1 <= size <= {LARGEST}",
            ({"size": min(max(size, 1), LARGEST)},),
            size=size,
            largest=LARGEST,
        )
    if not data:
        raise InvalidSetting("image-empty", "the file is empty: needs a PNG, JPEG, WebP or HEIC picture")
    if len(data) > max_bytes:
        raise InvalidSetting(
            "image-too-large",
            f"the file has {len(data) / MEGABYTE:.1f} MB: needs at most {max_bytes / MEGABYTE:g} MB",
            bytes=len(data),
            max_bytes=max_bytes,
        )
    kind = _kind(data)
    if kind == "HEIF" and pillow_heif is None:
        raise InvalidSetting("image-heic", "HEIC pictures cannot be read here: save it as JPEG or PNG")
    try:
        if kind == "WEBP":
            max_pixels = min(max_pixels, max_webp_pixels)
            _check_pixels(*_webp_size(data), max_pixels)
        _check_pieces(data, kind)
        with Image.open(BytesIO(data), formats=[kind]) as image:
            _check_pixels(*image.size, max_pixels)
            return _square(image, size, bits=data[24] if kind == "PNG" else 8)
    except InvalidSetting:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many(None, None, max_pixels) from None
    except Exception as error:  # broken bytes make Pillow raise nearly anything; all means the same
        raise InvalidSetting(
            "image-damaged",
            "the picture is damaged and cannot be read: save it anew as PNG or JPEG",
            kind=kind,
        ) from error


def open_square(path: str | Path, size: int = LARGEST) -> np.ndarray:
    """The image in a file as `load` gives it; InvalidSetting "image-absent" where there is no such file."""
    path = Path(path)
    if not path.is_file():
        raise InvalidSetting("image-absent", f"no picture at {path}", path=str(path))
    return load(path.read_bytes(), size, max_bytes=100 * MEGABYTE)


def to_grey(image: np.ndarray) -> np.ndarray:
    """(..., 3, H, W) -> (..., 1, H, W), weighted as the eye does (luma, ITU-R BT.601); grey stays."""
    if image.shape[-3] == 1:
        return image
    weights = np.array([0.299, 0.587, 0.114], image.dtype)
    return (image * weights[:, None, None]).sum(axis=-3, keepdims=True)


def class_folders(folder: str | Path, size: int, *, grey: bool = False) -> LabelledImages:
    """A folder that holds one folder of images for each class, named as the class.

    x is (N, 3, size, size), or (N, 1, size, size) with grey; classes and files in the order of their names.
    """
    folder = Path(folder)
    classes = sorted(p.name for p in folder.iterdir() if p.is_dir()) if folder.is_dir() else []
    files = [
        (file, label)
        for label, name in enumerate(classes)
        for file in sorted((folder / name).iterdir())
        if file.suffix.lower() in SUFFIXES
    ]
    if not files:
        raise InvalidSetting(
            "data-absent",
            f"no pictures in {folder}: needs a folder for each class, with PNG, JPEG, WebP or HEIC pictures in it",
            path=str(folder),
        )
    x = np.empty((len(files), 1 if grey else 3, size, size), np.float32)
    for i, (file, _) in enumerate(files):
        try:
            image = open_square(file, size)
        except InvalidSetting as error:
            raise InvalidSetting(error.key, f"{file}: {error}", error.repairs, **error.values) from None
        x[i] = to_grey(image) if grey else image  # a grey image fills all three channels
    return LabelledImages(x, np.array([label for _, label in files], np.int64), tuple(classes))


# ---- before decoding


def _kind(data: bytes) -> str:
    """The kind of file by its first bytes: a name can say anything."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "WEBP"
    if data[4:8] == b"ftyp" and data[8:12] in HEIC_BRANDS:
        return "HEIF"
    raise InvalidSetting("image-type", "this is no PNG, JPEG, WebP or HEIC picture: needs one of these four")


def _webp_size(data: bytes) -> tuple[int, int]:
    """(width, height) from the header (RFC 9649): Pillow reserves a WebP's whole canvas on opening."""

    def number(start, count):
        return int.from_bytes(data[start : start + count], "little")

    match data[12:16]:
        case b"VP8X":
            return number(24, 3) + 1, number(27, 3) + 1
        case b"VP8L":
            return (number(21, 4) & 0x3FFF) + 1, (number(21, 4) >> 14 & 0x3FFF) + 1
        case b"VP8 ":
            return number(26, 2) & 0x3FFF, number(28, 2) & 0x3FFF
    raise ValueError("a WebP file begins with one of three chunks")


def _check_pieces(data: bytes, kind: str) -> None:
    """A small file of very many pieces takes seconds to read, whatever it shows."""
    pieces, scans = {"JPEG": _jpeg_pieces, "PNG": _png_pieces, "WEBP": lambda _: (0, 0), "HEIF": lambda _: (0, 0)}[
        kind
    ](data)
    if scans > MOST_SCANS or pieces > MOST_PIECES:
        raise InvalidSetting(
            "image-pieces",
            f"the file is made of {pieces} pieces, {scans} scans among them: needs at most {MOST_PIECES}, "
            f"and {MOST_SCANS} scans",
            pieces=pieces,
            scans=scans,
        )


# Where a segment of a JPEG begins (ITU-T T.81, B.1.1.2): in a scan's own data 0 or a restart follows each 255.
MARKER = re.compile(rb"\xff([\x01-\xcf\xd8-\xfe])")
ALONE, END_OF_IMAGE, START_OF_SCAN = (b"\x01", b"\xd8"), b"\xd9", b"\xda"


def _jpeg_pieces(data: bytes) -> tuple[int, int]:
    """How many segments a JPEG has, and how many of them begin a scan."""
    at, pieces, scans = 2, 0, 0
    while pieces <= MOST_PIECES and (marker := MARKER.search(data, at)) and marker[1] != END_OF_IMAGE:
        pieces += 1
        scans += marker[1] == START_OF_SCAN
        at = marker.end()
        if marker[1] not in ALONE:  # its length follows, and counts itself
            at += max(int.from_bytes(data[at : at + 2], "big"), 2)
    return pieces, scans


def _png_pieces(data: bytes) -> tuple[int, int]:
    """How many chunks a PNG has (length, name, content, check; PNG 1.2, 3.2)."""
    at, pieces = 8, 0
    while pieces <= MOST_PIECES and at < len(data):
        pieces += 1
        at += 12 + int.from_bytes(data[at : at + 4], "big")
    return pieces, 0


def _check_pixels(width: int, height: int, max_pixels: int) -> None:
    """InvalidSetting where an image would take too much memory."""
    if width * height > max_pixels:
        raise _too_many(width, height, max_pixels)


def _too_many(width, height, max_pixels: int) -> InvalidSetting:
    """The refusal, with the size where it is known."""
    found = f"the picture has {width} x {height} pixels" if width else "the picture has very many pixels"
    return InvalidSetting(
        "image-too-many-pixels",
        f"{found}: needs at most {max_pixels / MEGAPIXEL:g} million",
        width=width,
        height=height,
        max_pixels=max_pixels,
    )


# ---- decoding


def _square(image: Image.Image, size: int, bits: int) -> Loaded:
    """The image upright, square about its centre and small; its file has so many bits a value."""
    _scale_level(image, bits)
    turn, frames = _turn(image), getattr(image, "n_frames", 1)
    width, height = image.size
    changes = _what_is_done(width, height, size, frames)
    image.draft(None, (2 * size, 2 * size))  # a large JPEG is decoded at 1/2, 1/4 or 1/8
    width, height = image.size
    side = min(width, height)
    left, top = (width - side) // 2, (height - side) // 2
    box = (left, top, left + side, top + side)
    grey = image.mode in GREY_MODES
    see_through = image.mode not in ("LA", "RGBA") and image.has_transparency_data
    if see_through or image.mode not in ("L", "LA", "RGB", "RGBA"):
        part = image.crop(box)
        image.close()  # else the large image need not be copied; so it need not be held
        image, box = _plain(part), None
        del part
    image = image.resize((size, size), Image.Resampling.LANCZOS, box)  # alpha weighs in, as it should
    if turn is not None:
        image = image.transpose(turn)
    values = np.asarray(image, np.float32).reshape(size, size, -1).transpose(2, 0, 1) / 255
    changes += ("eight-bits",) if bits > 8 else ()
    if image.mode in ("LA", "RGBA"):
        values, ground = _on_a_ground(values[:-1], values[-1])
        changes += (f"on-{ground}",) if ground else ()
    if grey:
        values = values[:1]
    return Loaded(np.ascontiguousarray(values), changes)


def _scale_level(image: Image.Image, bits: int) -> None:
    """A PNG names its see-through level or colour in the bits of its file; Pillow scales the values alone."""
    level = image.info.get("transparency")
    if image.mode == "L" and isinstance(level, int) and bits < 8:
        image.info["transparency"] = level * 255 // (2**bits - 1)
    if image.mode == "RGB" and isinstance(level, tuple) and bits == 16:
        image.info["transparency"] = tuple(value >> 8 for value in level)


def _what_is_done(width: int, height: int, size: int, frames: int) -> tuple[str, ...]:
    """The changes that follow from the measures of an image."""
    side = min(width, height)
    done = {
        "first-frame": frames > 1,
        "cropped": width != height,
        "shrunk": side > size,
        "enlarged": side < size,
    }
    return tuple(name for name, is_done in done.items() if is_done)


def _on_a_ground(colours: np.ndarray, alpha: np.ndarray) -> tuple[np.ndarray, str | None]:
    """The colours laid on a ground, and which; None where none shows through."""
    if (alpha == 1).all():
        return colours, None
    if not alpha.any():
        raise InvalidSetting("image-see-through", "the picture is transparent all over: needs something to be seen")
    ground = ground_for(colours, alpha)
    return laid_on(ground, colours, alpha), ground


def _plain(image: Image.Image) -> Image.Image:
    """Eight bits a value: L, LA, RGB or RGBA, which can be resized without surprises."""
    if image.mode.startswith(("I", "F")):  # 16 bits: Pillow's own conversion would clip at 255
        return _eight_bits(image)
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image.convert("L" if image.mode in GREY_MODES else "RGB")


def _eight_bits(image: Image.Image) -> Image.Image:
    """From 16 bits, a hundred rows at a time: as fractions all of them would take eight bytes a pixel. A level that is
    see-through (PNG 1.2, 4.2.9) is one of the 65,536."""
    level = image.info.get("transparency")
    values = np.empty((image.height, image.width), np.uint8)
    alpha = np.empty_like(values) if level is not None else None
    for top in range(0, image.height, 100):
        rows = np.asarray(image.crop((0, top, image.width, min(top + 100, image.height))))
        values[top : top + 100] = rows.clip(0, 65535) / 257 + 0.5
        if alpha is not None:
            alpha[top : top + 100] = np.where(rows == level, 0, 255)
    plain = Image.fromarray(values)
    return plain if alpha is None else Image.merge("LA", (plain, Image.fromarray(alpha)))


def _turn(image: Image.Image):
    """What undoes the turn that the camera noted; None where it noted none."""
    try:
        return TURNS.get(image.getexif().get(0x0112))
    except Exception:  # EXIF is often broken; the image then stands as it is stored
        return None
