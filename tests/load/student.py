"""One scripted student: speaks Streamlit's websocket protocol, moves a control, waits for the picture."""

import asyncio
import json
import time
import zlib
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

PATIENCE = 60  # seconds until a student gives up
FINISHED = {ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY}
# What differs between two visits to the same link: when, how and by whom, not what is drawn.
OF_THE_VISIT = ("epoch", "hand", "qr", "lang")


@dataclass
class Control:
    """A widget as the page drew it: `says` is the field of a WidgetState that holds its value (None: it says nothing),
    `values` are those that it offers."""

    id: str
    fragment: str
    says: str
    values: tuple
    value: Any

    @classmethod
    def of(cls, kind: str, widget, fragment: str) -> "Control | None":
        """None of an element that is none, and of a fixed one."""
        if kind not in ("slider", "checkbox", "selectbox", "radio", "text_input", "button") or widget.disabled:
            return None
        says, values, value = "string_value", tuple(getattr(widget, "options", ())), None
        if kind == "slider" and not values:
            says, values = "double_array_value", tuple(range(int(widget.min), int(widget.max) + 1))
            value = widget.value[0] if widget.set_value else widget.default[0]
        elif kind == "slider":
            says = "string_array_value"
            value = widget.raw_value[0] if widget.set_value else values[int(widget.default[0])]
        elif kind in ("selectbox", "radio"):
            chosen = values[widget.default] if widget.HasField("default") else None
            value = widget.raw_value if widget.set_value else chosen
        elif kind == "text_input":
            value = widget.value if widget.set_value else widget.default
        elif kind == "checkbox":
            says, values, value = "bool_value", (False, True), widget.value if widget.set_value else widget.default
        else:
            says, values = "trigger_value", (True,)
        return cls(widget.id, fragment, says, values, value)

    def write(self, states) -> None:
        """The value, into the states of a page's widgets."""
        state = states.widgets.add(id=self.id)
        if self.says.endswith("array_value"):
            getattr(state, self.says).data.append(self.value)
        else:
            setattr(state, self.says, self.value)


@dataclass
class Student:
    """A visitor of one page of a running app.

    `bytes` counts what the server sent, `picture` is the last scene that a stage was given (None on a page
    without a stage), without what belongs to the visit: equal pictures are equal. `clocks` are the fragments that ask
    to be run again, and after how many seconds.
    """

    url: str
    page: str = ""
    query: dict[str, object] = field(default_factory=dict)
    controls: dict[str, Control] = field(default_factory=dict)
    clocks: dict[str, float] = field(default_factory=dict)
    bytes: int = 0
    picture: tuple | None = None
    epoch: int | None = None  # of that picture: what a hand tells of it names it
    session: str = ""  # as the server calls this visit
    page_hash: str = ""  # and this page, once it has drawn it
    stage: str = ""  # the ids of the page's stage and of its file uploader
    uploader: str = ""
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

    async def change(self, name: str, value: Any) -> float:
        """Move the control of that name (the last part of its key), or press the button of it; seconds until the
        picture is there."""
        control = self.controls[name]
        control.value = value
        seconds = await self._run({"fragment_id": control.fragment})
        if control.says == "trigger_value":
            control.value = None
        return seconds

    async def keep_time(self) -> None:
        """Run the fragments again that ask for it, as a browser does, until none does any more."""
        while self.clocks:
            fragment, interval = next(iter(self.clocks.items()))
            await asyncio.sleep(interval)
            await self._run({"fragment_id": fragment, "is_auto_rerun": True})

    async def say(self, message: BackMsg) -> None:
        """Send it, and wait for nothing."""
        await self._socket.send(message.SerializeToString())

    def asking(self, **more) -> BackMsg:
        """The message that asks for a run of the page, or of a fragment of it, with what its widgets say."""
        where = {"page_script_hash": self.page_hash} if self.page_hash else {"page_name": self.page}
        script = {"query_string": urlencode(self.query), **where, **more}
        message = BackMsg(rerun_script=script)
        for control in self.controls.values():
            if control.value is not None:
                control.write(message.rerun_script.widget_states)
        return message

    async def _run(self, more: dict) -> float:
        started = time.perf_counter()
        await self.say(self.asking(**more))
        await self.finished()
        return time.perf_counter() - started

    async def finished(self) -> None:
        """Wait until the run that was asked for is over."""
        async with asyncio.timeout(PATIENCE):
            while not _is_end(await self.heard()):
                pass

    async def heard(self) -> ForwardMsg:
        """The next message of the server's, taken in."""
        data = await self._socket.recv()
        self.bytes += len(data)
        message = ForwardMsg.FromString(data)
        match message.WhichOneof("type"):
            case "new_session":
                self.session = message.new_session.initialize.session_id or self.session
                if not message.metadata.run.fragment_ids:  # of the whole page
                    self.clocks.clear()
            case "navigation":
                self.page_hash = message.navigation.page_script_hash
            case "auto_rerun":
                self.clocks[message.auto_rerun.fragment_id] = message.auto_rerun.interval
            case "page_info_changed":
                self.query = dict(parse_qsl(message.page_info_changed.query_string))
            case "delta" if message.delta.WhichOneof("type") == "new_element":
                self._see(message.delta)
        return message

    def _see(self, delta) -> None:
        kind = delta.new_element.WhichOneof("type")
        element = getattr(delta.new_element, kind)
        if kind == "exception" or (kind == "alert" and element.format == 1):
            raise AssertionError(f"the page shows an error: {element}")
        if kind == "bidi_component" and element.bytes:
            head, arrays = unpacked(element.bytes)
            self.stage, self.epoch = element.id, head.get("epoch")
            self.picture = {name: value for name, value in head.items() if name not in OF_THE_VISIT}, arrays
        elif kind == "file_uploader":
            self.uploader = element.id
        elif control := Control.of(kind, element, delta.fragment_id):
            name = control.id.rpartition(".")[2] if "." in control.id else control.id.rpartition("-")[2]
            known = self.controls.get(name)
            if known is None or known.id != control.id or getattr(element, "set_value", False):
                self.controls[name] = control
            else:
                known.fragment = control.fragment


def _is_end(message: ForwardMsg) -> bool:
    return message.WhichOneof("type") == "script_finished" and message.script_finished in FINISHED


def unpacked(packet: bytes) -> tuple:
    """A stage's packet as (head, arrays)."""
    plain = zlib.decompress(packet[4:]) if packet[:4] == b"zlib" else packet[4:]
    end = 4 + int.from_bytes(plain[:4], "little")
    return json.loads(plain[4:end]), plain[end:]
