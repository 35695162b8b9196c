"""Run in Pyodide: opens each page of the course in each language, and keeps what a browser is told until it is drawn.

A recording is the hash of the page (32 characters), then for each message its length (4 bytes, the lowest first) and
the message as it was sent. Beside them, what was imported meanwhile (modules.json) and the TOML that was read.
"""

import asyncio
import json
import marshal
import struct
import sys
import tomllib
from importlib import import_module
from pathlib import Path

sys.path[:0] = ["/packages", "/course"]
from kernel import parsed  # noqa: E402, I001

read: dict = {}
tomllib.loads = parsed.noting(read, tomllib.loads)  # before anything reads

from kernel import before, course, server, takeover  # noqa: E402
from streamlit.proto.Alert_pb2 import Alert  # noqa: E402
from streamlit.proto.BackMsg_pb2 import BackMsg  # noqa: E402
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg  # noqa: E402

CHANGES = (before,)  # imported for what it does, before Streamlit
RECORDED, LOCALES = Path("/recorded"), {"zh": "zh-CN", "en": "en-US"}
HOST = "127.0.0.1"


async def main() -> None:
    app = await course.start()
    titles = import_module("pages.menu").titles
    for name in ("", *titles(served=False)):
        for lang, locale in LOCALES.items():
            page, messages = await record(app, name, locale)
            told = page.encode() + b"".join(struct.pack("<I", len(each)) + each for each in messages)
            (RECORDED / f"{name or 'home'}.{lang}.bin").write_bytes(told)
    (RECORDED / parsed.FILE.name).write_bytes(marshal.dumps(read))
    files = {name: getattr(module, "__file__", None) for name, module in sys.modules.items()}
    (RECORDED / "modules.json").write_text(json.dumps(sorted(name for name, file in files.items() if file)))


async def record(app, name: str, locale: str) -> tuple[str, list[bytes]]:
    """The page's hash, and the messages of its first run."""
    takeover.begin_epochs()
    messages, done = [], asyncio.Event()
    page = server.Page(lambda _protocol: None, messages.append, done.set, lambda *_why: done.set())
    socket = server.Socket(app, page, ["streamlit"], HOST)
    asked = BackMsg(rerun_script={"page_name": name, "context_info": {"locale": locale, "timezone": "UTC"}})
    socket.receive(asked.SerializeToString())
    await asyncio.wait_for(done.wait(), 60)
    socket.close(1000)
    await socket.task
    read = [ForwardMsg.FromString(each) for each in messages]
    if read[-1].script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
        raise RuntimeError(f"the first run of '{name}' did not end well")
    if failed := [alert for each in read if (alert := each.delta.new_element.alert).format == Alert.ERROR]:
        raise RuntimeError(f"'{name}' apologises: {failed[0].body}")
    shown = [each.navigation.page_script_hash for each in read if each.WhichOneof("type") == "navigation"]
    return shown[-1], messages


await main()  # noqa: F704
