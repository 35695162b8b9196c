"""Hosting: several processes behind Debian's nginx with deploy/nginx.conf, and the files of the container.

Two processes are driven through one address, one of them is ended, and its visitors come back on the other.
"""

import json
import re
import shlex
import shutil
import subprocess
import sys
from contextlib import contextmanager
from fnmatch import fnmatch
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.browser.read import wait_settled
from tests.browser.server import ROOT, Server, free_port, wait_until
from tests.browser.stage import do, index, ready, wait_link

# While there is no server to talk to, the console and Streamlit may say so in any words.
OFFLINE = ["console: ", "not connected to a server"]
NGINX = shutil.which("nginx")

# What Debian's own nginx.conf would say around ours, with every path inside the test's folder.
AROUND = """
daemon off; pid {folder}/pid; error_log {folder}/error.log; user root;
events {{}}
http {{
    log_format seats '$seat|$upstream_addr|$uri';
    access_log {folder}/seats.log seats;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
{course}
}}
"""


class Front:
    """nginx before some servers: `url`, and `seats()`, which process answered which visitor last."""

    def __init__(self, folder, servers):
        self.folder, self.port = folder, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        course = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")
        course = course.replace("listen 80;", f"listen 127.0.0.1:{self.port};")
        for written, server in zip(("8501", "8502"), servers, strict=True):
            course = course.replace(f"127.0.0.1:{written}", f"127.0.0.1:{server.port}")
        (folder / "nginx.conf").write_text(AROUND.format(folder=folder, course=course), encoding="utf-8")

    def seats(self) -> dict[str, int]:
        """Seat -> port of the process that answered it last; of several asked in turn the last one did."""
        log = (self.folder / "seats.log").read_text(encoding="utf-8")
        lines = (line.split("|") for line in log.splitlines() if "/_stcore/health" in line)
        return {seat: int(asked.rpartition(":")[2]) for seat, asked, _ in lines}

    @contextmanager
    def running(self):
        process = subprocess.Popen([NGINX, "-c", str(self.folder / "nginx.conf")], stdin=subprocess.DEVNULL)
        try:
            wait_until(lambda: answers(self.url + "/_stcore/health"), "nginx answers")
            yield self
        finally:
            process.terminate()
            process.wait(timeout=10)


def answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=2) as answer:
            return answer.status == 200
    except (URLError, OSError):
        return False


def seat_of(page) -> str:
    return next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "seat")


def slider(page):
    return page.locator('.st-key-sliding-filter-W input[type="range"]')


@pytest.fixture
def hosted(tmp_path):
    """The nginx, and by their ports the two processes behind it. Ask for it before `new_page`: it ends after them."""
    secret = {"STREAMLIT_SERVER_COOKIE_SECRET": "one for all processes"}
    servers = {server.port: server for server in (Server(**secret), Server(**secret))}
    try:
        for server in servers.values():
            server.start()
        with Front(tmp_path, servers.values()).running() as front:
            yield front, servers
    finally:
        for server in servers.values():
            server.stop()


@pytest.mark.proof
@pytest.mark.hosting
@pytest.mark.skipif(NGINX is None, reason="no nginx on this machine")
def test_a_process_ends_and_its_visitors_come_back_on_the_other(hosted, new_page):
    front, servers = hosted
    pages = visitors_of_both(front, new_page)
    seats = front.seats()
    ended = seats[seat_of(pages[0])]
    stranded = [page for page in pages if seats[seat_of(page)] == ended]
    assert 0 < len(stranded) < len(pages)

    for page in stranded:
        page.watch.expected += OFFLINE
    servers[ended].stop()

    for page in stranded:
        wait_until(lambda page=page: front.seats()[seat_of(page)] != ended, "a seat elsewhere")
    for page in pages:
        width = int(re.search(r"W=(\d+)", page.url)[1])
        move_on(page)
        assert slider(page).input_value() == str(width + 1)
        assert f"W={width + 1}" in page.url and "lang=en" in page.url


def move_on(page) -> None:
    """Press the slider one step up, once: on a new session too the first press counts. (The seat is another as soon as
    a question is answered elsewhere, and the page is connected only later.)"""
    wait_settled(page)
    before = page.url
    slider(page).press("ArrowRight")
    page.wait_for_function("before => location.href !== before", arg=before, timeout=10_000)
    wait_settled(page)


def visitors_of_both(front, new_page):
    """Visitors, each with a W of their own, until both processes have one."""
    pages = []
    for width in range(9, 20):
        page = new_page(f"/sliding-filter?W={width}&lang=en", home=front.url)
        wait_settled(page)
        assert slider(page).input_value() == str(width)
        pages.append(page)
        if len(set(front.seats()[seat_of(page)] for page in pages)) == 2:
            return pages
    raise AssertionError("eleven visitors, all dealt to one process")


@pytest.mark.hosting
def test_the_server_is_ended_and_started_again_in_mid_lesson(new_page):
    server = Server()
    try:
        server.start()
        page = new_page("/sliding-filter?W=9&F=5&lang=en&pos=3", home=server.url)
        page.watch.expected = OFFLINE
        ready(page)
        do(page, "on")
        wait_link(page, pos=4)
        with page.expect_websocket(timeout=30_000):  # the browser comes back by itself
            server.stop()
            server.start()
        wait_settled(page)
        assert slider(page).input_value() == "9" and index(page) == 4
        move_on(page)
        assert slider(page).input_value() == "10" and "W=10" in page.url and "F=5" in page.url
        page.wait_for_function("() => document.querySelectorAll('.stage [data-map=\"input\"]').length === 100")
        page.go_back()
        page.wait_for_function("() => document.querySelectorAll('.stage [data-map=\"input\"]').length === 81")
        page.go_forward()
        page.wait_for_function("() => document.querySelectorAll('.stage [data-map=\"input\"]').length === 100")
        page.reload()
        wait_settled(page)
        assert slider(page).input_value() == "10" and "F=5" in page.url
    finally:
        server.stop()


def dockerfile() -> list[str]:
    """The Dockerfile's instructions, continuation lines joined."""
    text = (ROOT / "deploy/Dockerfile").read_text(encoding="utf-8")
    text = re.sub(r"^#.*\n", "", text, flags=re.MULTILINE)
    return [line.strip() for line in re.sub(r"\\\n\s*", " ", text).splitlines() if line.strip()]


def command(instructions: list[str], begin: str) -> list[str]:
    """The JSON form of a CMD, for this machine's Python."""
    line = next(line for line in instructions if line.startswith(begin))
    parts = json.loads(line[line.index("[") :])
    return [sys.executable if part == ".venv/bin/python" else part for part in parts]


def sent_to_the_builder(path: Path) -> bool:
    """Whether docker sees this file at all: of the lines that name it or a folder around it, the last one counts."""
    seen = True
    for line in (ROOT / "deploy/Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines():
        pattern = line.removeprefix("!").removeprefix("**/")
        around = [path, *path.parents][:-1]
        names = [at.name for at in around] if "**/" in line else [str(at) for at in around if "/" not in str(at)]
        names += [str(at) for at in around] if "/" in pattern else []
        if not line.startswith("#") and any(fnmatch(name, pattern) for name in names):
            seen = line.startswith("!")
    return seen


def test_the_container_is_slim_not_root_healthy_and_without_tools():
    instructions = dockerfile()
    bases = [line.split()[1] for line in instructions if line.startswith("FROM")]
    assert len(bases) == 2 and all(base.startswith("python:3.") and base.endswith("-slim") for base in bases)
    last = instructions[[n for n, line in enumerate(instructions) if line.startswith("FROM")][-1] :]
    users = [line.split()[1] for line in last if line.startswith("USER")]
    assert users and users[-1] not in ("root", "0")
    assert any(line.startswith("HEALTHCHECK") and "/_stcore/health" in line for line in last)
    brought = " ".join(line for line in last if line.startswith(("RUN", "COPY", "ADD")))
    assert not re.search(r"apt-get|pip install|\bgcc|build-essential|requirements|\bADD\b", brought)
    assert re.search(r"pip uninstall .*\bpip\b", brought), "the installer of the base goes, too"
    built = " ".join(instructions[: -len(last)])
    assert re.search(r"pip uninstall .*\bpip\b", built), "and that of the environment"


@pytest.mark.hosting
def test_the_files_of_the_container_are_enough(tmp_path):
    instructions = dockerfile()
    for line in instructions:
        if line.startswith("COPY") and "--from" not in line and "requirements" not in line:
            source, target = shlex.split(line)[1:]
            files = [ROOT / source] if (ROOT / source).is_file() else (ROOT / source).rglob("*")
            for file in files:
                path = file.relative_to(ROOT)
                if file.is_file() and sent_to_the_builder(path):
                    to = tmp_path / (path if (ROOT / source).is_dir() else Path(target) / path.name)
                    to.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy(file, to)
    assert not sent_to_the_builder(Path("tests/conftest.py"))
    assert (tmp_path / "app.py").is_file() and not list(tmp_path.rglob("__pycache__"))

    port = str(free_port())
    run, health = command(instructions, "CMD"), command(instructions, "HEALTHCHECK")
    run, health = ([part.replace("8501", port) for part in parts] for parts in (run, health))
    # Like the container's user: no home to write to.
    process = subprocess.Popen(
        run,
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin", "HOME": "/nonexistent"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        wait_until(lambda: subprocess.run(health, capture_output=True).returncode == 0, "healthy")
    finally:
        process.terminate()
        said = process.communicate(timeout=10)[0]
    assert "Traceback" not in said, said
