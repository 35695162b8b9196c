"""A screen without a monitor, for a browser that cannot do without one; what it shows lies in a file."""

from __future__ import annotations

import os
import struct
import subprocess
import tempfile
from contextlib import ExitStack
from pathlib import Path

import numpy as np

# The file begins with an XWD header: 25 whole numbers, a name, and 12 bytes a colour of the map.
HEADER = struct.Struct(">25I")
COLOUR = 12


class Screen:
    """An X server of its own: `display`, `pixels()`, `close()`."""

    def __init__(self, width: int, height: int):
        self._ends = ExitStack()
        folder = self._ends.enter_context(tempfile.TemporaryDirectory(prefix="screen-"))
        told, tells = os.pipe()
        command = ["Xvfb", "-displayfd", str(tells), "-screen", "0", f"{width}x{height}x24", "-fbdir", folder]
        self._process = subprocess.Popen(
            [*command, "-nolisten", "tcp"],
            pass_fds=(tells,),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._ends.callback(self._end)
        os.close(tells)
        with os.fdopen(told) as reader:
            number = reader.readline().strip()  # the first that is free; nothing, should it end before
        if not number:
            self.close()
            raise RuntimeError("Xvfb did not start")
        self.display = f":{number}"
        self._file = np.memmap(Path(folder) / "Xvfb_screen0", np.uint8, "r")
        header = HEADER.unpack(bytes(self._file[: HEADER.size]))
        self._begin, self._height, self._width, self._line = (
            header[0] + COLOUR * header[19],
            *header[5:3:-1],
            header[12],
        )

    def pixels(self) -> np.ndarray:
        """(height, width, 3) as it is at this moment: a view, not a copy."""
        lines = self._file[self._begin : self._begin + self._height * self._line]
        return lines.reshape(self._height, -1, 4)[:, : self._width, 2::-1]

    def close(self) -> None:
        self._ends.close()

    def _end(self) -> None:
        self._process.terminate()
        self._process.wait(timeout=10)
