"""A network between a browser and the server that can be held up and torn down."""

from __future__ import annotations

import asyncio
import socket
import struct
import threading
from contextlib import contextmanager

ABORT = struct.pack("ii", 1, 0)  # SO_LINGER: close by a reset, nothing more is sent


class Network:
    """Passes on what comes, at `url`. `hold()`: nothing reaches the server any more. `tear()`: every connection is
    reset, with what was on its way; new ones are passed on again."""

    def __init__(self, port: int):
        self.server, self.held, self.writers, self.up = port, False, set(), threading.Event()

    def hold(self) -> None:
        self.held = True

    def tear(self) -> None:
        self.loop.call_soon_threadsafe(self._tear)

    def end(self) -> None:
        self.loop.call_soon_threadsafe(self.over.set)

    async def run(self) -> None:
        self.loop, self.over = asyncio.get_running_loop(), asyncio.Event()
        listener = await asyncio.start_server(self._connect, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{listener.sockets[0].getsockname()[1]}"
        self.up.set()
        await self.over.wait()
        listener.close()
        self._tear()

    def _tear(self) -> None:
        for writer in self.writers:
            writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, ABORT)
            writer.transport.abort()
        self.writers.clear()
        self.held = False

    async def _connect(self, from_browser: asyncio.StreamReader, to_browser: asyncio.StreamWriter) -> None:
        from_server, to_server = await asyncio.open_connection("127.0.0.1", self.server)
        both = {to_browser, to_server}
        self.writers |= both
        await asyncio.gather(
            self._pass(from_browser, to_server, may_be_held=True),
            self._pass(from_server, to_browser),
            return_exceptions=True,  # a connection that was reset, by whomever
        )
        self.writers -= both

    async def _pass(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, may_be_held: bool = False
    ) -> None:
        try:
            while data := await reader.read(65_536):
                if not (may_be_held and self.held):
                    writer.write(data)
                    await writer.drain()
        finally:
            writer.close()


@contextmanager
def network(port: int):
    """A network to the server at this port."""
    found = Network(port)
    thread = threading.Thread(target=lambda: asyncio.run(found.run()), daemon=True)
    thread.start()
    assert found.up.wait(10)
    try:
        yield found
    finally:
        found.end()
        thread.join(10)
