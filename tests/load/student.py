"""One scripted student: speaks Streamlit's websocket protocol, moves a slider, waits for the picture."""

import asyncio
import itertools
import json
import time
import zlib
from dataclasses import dataclass, field
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

PATIENCE = 60  # seconds until a student gives up
FINISHED = {ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY}
# What differs between two visits to the same link: when, how and by whom, not what is drawn.
OF_THE_VISIT = ("epoch", "hand", "qr", "lang")


@dataclass
class Slider:
    """What a browser has to send back to move it."""

    id: str
    fragment: str
    value: float


@dataclass
class Student:
    """A visitor of one page of a running app.

    `bytes` counts what the server sent, `picture` is the last scene that a stage was given (None on a page
    without a stage).
    """

    url: str
    page: str = ""
    query: dict[str, object] = field(default_factory=dict)
    sliders: dict[str, Slider] = field(default_factory=dict)
    bytes: int = 0
    picture: tuple | None = None
    stream: str = "/_stcore/stream"

    async def __aenter__(self):
        address = self.url.replace("http", "ws", 1) + self.stream
        self._socket = await connect(
            address, subprotocols=["streamlit"], max_size=None, compression=None, open_timeout=PATIENCE
        )
        return self

    async def __aexit__(self, *_):
        await self._socket.close()

    async def arrive(self) -> float:
        """Open the page; seconds until it is there."""
        return await self._run({})

    async def move(self, name: str, value: float) -> float:
        """Move the slider of that name (the last part of its key); seconds until the picture is there."""
        slider = self.sliders[name]
        slider.value = value
        return await self._run({"fragment_id": slider.fragment})

    async def _run(self, more: dict) -> float:
        script = {"query_string": urlencode(self.query), "page_name": self.page, **more}
        message = BackMsg(rerun_script=script)
        for slider in self.sliders.values():
            state = message.rerun_script.widget_states.widgets.add(id=slider.id)
            state.double_array_value.data.append(slider.value)
        started = time.perf_counter()
        await self._socket.send(message.SerializeToString())
        await asyncio.wait_for(self._until_finished(), PATIENCE)
        return time.perf_counter() - started

    async def _until_finished(self) -> None:
        while True:
            data = await self._socket.recv()
            self.bytes += len(data)
            message = ForwardMsg.FromString(data)
            kind = message.WhichOneof("type")
            if kind == "script_finished" and message.script_finished in FINISHED:
                return
            if kind == "page_info_changed":
                pairs = (pair.partition("=") for pair in message.page_info_changed.query_string.split("&"))
                self.query = {name: value for name, _, value in pairs if name}
            elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
                self._take(message.delta)

    def _take(self, delta) -> None:
        element = delta.new_element
        kind = element.WhichOneof("type")
        if kind == "slider":
            slider = element.slider
            name = slider.id.rpartition(".")[2] if "." in slider.id else slider.id.rpartition("-")[2]
            value = slider.value[0] if slider.set_value else slider.default[0]
            known = self.sliders.get(name)
            if known is None or slider.set_value:
                self.sliders[name] = Slider(slider.id, delta.fragment_id, value)
        elif kind == "exception" or (kind == "alert" and element.alert.format == 1):
            raise AssertionError(f"the page shows an error: {element}")
        elif kind == "bidi_component" and element.bidi_component.bytes:
            self.picture = unpacked(element.bidi_component.bytes)


def unpacked(packet: bytes) -> tuple:
    """A stage's packet as (head, arrays) without what belongs to the visit: equal pictures are equal here."""
    plain = zlib.decompress(packet[4:]) if packet[:4] == b"zlib" else packet[4:]
    end = 4 + int.from_bytes(plain[:4], "little")
    head = json.loads(plain[4:end])
    return {name: value for name, value in head.items() if name not in OF_THE_VISIT}, plain[end:]


def wandering(values, start: int):
    """An endless walk over values, each student beginning elsewhere."""
    return itertools.islice(itertools.cycle(values), start % len(values), None)
