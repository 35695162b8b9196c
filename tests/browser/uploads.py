"""Files that a visitor hands over: a picture of one's own, made in the test, and how it is chosen on the page."""

import io

import numpy as np
from PIL import Image


def png(values: np.ndarray) -> bytes:
    file = io.BytesIO()
    Image.fromarray(values).save(file, "PNG")
    return file.getvalue()


def upload(page, name: str, data: bytes, kind: str = "image/png") -> None:
    if not page.locator('[data-testid="stPopoverBody"]').count():
        page.locator(".st-key-panels button").first.click()
    chooser = page.locator('[data-testid="stPopoverBody"] input[type=file]').first
    chooser.set_input_files({"name": name, "mimeType": kind, "buffer": data})
