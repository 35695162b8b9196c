"""What one visitor may try on the others: floods, forged cells, uploads, decodes, trainings, each until it is ended."""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import signal
import urllib.request
import uuid
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from itertools import count

from websockets.exceptions import ConnectionClosed

from tests.cnnlib.hostile_images import drawing, encoded
from tests.load.student import Student

Mischief = Callable[[str], Coroutine[None, None, None]]
TABS = 8


@asynccontextmanager
async def visiting(url: str, page: str, **query) -> AsyncIterator[Student]:
    """A visitor who has arrived."""
    async with Student(url, page, query) as student:
        await student.arrive()
        yield student


async def listen(student: Student) -> None:
    """Whatever the server sends is read, or it would wait for us instead of the others."""
    try:
        while True:
            await student.heard()
    except ConnectionClosed:
        pass


async def flood(url: str, fragments: bool) -> None:
    """As many questions as the network takes: for the moving part of a page, or for all of it."""
    async with visiting(url, "sliding-filter") as student, asyncio.TaskGroup() as beside:
        beside.create_task(listen(student))
        control = student.controls["W"]
        for n in count():
            control.value = 5 + n % 8
            await student.say(student.asking(**({"fragment_id": control.fragment} if fragments else {})))


async def forge(url: str) -> None:
    """Cells that no hand has edited, as many as a message holds, and too many for one."""
    texts = [json.dumps([[[0, n // 64 % 64, n % 64], n % 9] for n in range(count)]) for count in (4_000, 30_000)]
    while True:
        async with visiting(url, "sliding-filter") as student:
            for cells in texts:
                message = student.asking()
                hand = f'{{"hand": {{"epoch": {student.epoch}, "edits": {{"input": {cells}}}}}}}'
                message.rerun_script.widget_states.widgets.add(id=student.stage, json_value=hand)
                try:
                    await student.say(message)
                    await student.finished()
                except ConnectionClosed:
                    break


async def upload_again_and_again(url: str, data: bytes) -> None:
    """One file after the other, of which each is drawn."""
    async with visiting(url, "sliding-filter") as student:
        while True:
            await upload(student, data)


async def decode(url: str) -> None:
    """The largest image that is allowed, in several tabs at once."""
    image = encoded(drawing("RGB").resize((4400, 4400)), "PNG")
    await asyncio.gather(*(upload_again_and_again(url, image) for _ in range(TABS)))


async def train(url: str) -> None:
    """Long work in as many tabs as have a place."""

    async def tab(seed: int) -> None:
        async with visiting(url, "live-training", network="two", B=1, epochs=20, seed=seed) as student:
            await student.change("start", True)
            await student.keep_time()
            await asyncio.Event().wait()

    await asyncio.gather(*map(tab, range(3)))


async def upload(student: Student, data: bytes) -> None:
    """A file sent as a browser sends it, and the page run with it."""
    file, name = str(uuid.uuid4()), "image.png"
    await asyncio.to_thread(_send, student.url, f"/_stcore/upload_file/{student.session}/{file}", name, data)
    message = student.asking()
    state = message.rerun_script.widget_states.widgets.add(id=student.uploader)
    state.file_uploader_state_value.uploaded_file_info.add(file_id=file, name=name, size=len(data))
    await student.say(message)
    await student.finished()


def _send(url: str, path: str, name: str, data: bytes) -> None:
    with urllib.request.urlopen(f"{url}/_stcore/health") as answer:
        cookie = answer.headers["Set-Cookie"].split(";")[0]
    edge = uuid.uuid4().hex
    head = f'--{edge}\r\nContent-Disposition: form-data; name="{name}"; filename="{name}"\r\n\r\n'
    body = head.encode() + data + f"\r\n--{edge}--\r\n".encode()
    headers = {
        "Content-Type": f"multipart/form-data; boundary={edge}",
        "Cookie": cookie,
        "X-Xsrftoken": cookie.partition("=")[2].strip('"'),
    }
    urllib.request.urlopen(urllib.request.Request(url + path, body, headers, method="PUT")).close()


MISCHIEF: dict[str, Mischief] = {
    "floods a part of a page": lambda url: flood(url, fragments=True),
    "floods whole pages": lambda url: flood(url, fragments=False),
    "forges cells": forge,
    "uploads 4.9 MB, again and again": lambda url: upload_again_and_again(url, b"\x89PNG" + bytes(4_900_000)),
    "decodes in eight tabs": decode,
    "trains in three tabs": train,
}


@contextmanager
def going_on(name: str, url: str) -> Iterator[None]:
    """This mischief for the length of a with-block, in a process of its own: it is not to slow down who is watched."""
    process = multiprocessing.get_context("spawn").Process(target=_make, args=(name, url))
    process.start()
    try:
        yield
        assert process.is_alive(), f"it came to an end by itself: one who {name}"
    finally:
        process.terminate()
        process.join()
    assert process.exitcode == -signal.SIGTERM


def _make(name: str, url: str) -> None:
    asyncio.run(MISCHIEF[name](url))
