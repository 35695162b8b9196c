"""Which address others can open, told by what the browser's own is and where the server listens."""

import socket
from types import SimpleNamespace

import pytest

from pages.frame.widgets import reachable as widget


@pytest.fixture
def place(monkeypatch):
    """Puts the browser at an address and the server on an interface of a computer with two networks."""

    def put(url: str, listens: str | None = None, named: str = "") -> widget.Reachable:
        monkeypatch.setattr(widget.st, "context", SimpleNamespace(url=url))
        monkeypatch.setattr(widget.st, "get_option", {"server.address": listens}.__getitem__)
        monkeypatch.setattr(widget, "NAMED", widget.named_address(named))
        monkeypatch.setattr(widget, "own_addresses", lambda: ("192.168.1.20", "10.0.0.3"))
        return widget.reachable("pooling")

    return put


@pytest.mark.parametrize(
    "url",
    ["https://cnn.example.org", "http://192.168.1.20:8501", "https://school.example/cnn", "http://cnn.local:8501"],
)
def test_an_address_that_others_know_is_kept(place, url):
    for written in (f"{url}/pooling", f"{url}/pooling/", f"{url}/pooling?", f"{url}/pooling?S=1"):
        assert place(written) == widget.Reachable(url)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.3.2.1", "[::1]", "cnn.localhost"])
def test_this_computers_own_name_gives_way_to_its_address_on_the_network(place, host):
    network = ("http://192.168.1.20:8501", "http://10.0.0.3:8501")
    assert place(f"http://{host}:8501/pooling") == widget.Reachable(network[0], True, network)
    assert place(f"http://{host}/pooling").network == ("http://192.168.1.20", "http://10.0.0.3")
    # A server that listens on this computer alone is found at no other address.
    for listens in ("localhost", "127.0.0.1"):
        assert place(f"http://{host}:8501/pooling", listens) == widget.Reachable(f"http://{host}:8501", True)


def test_a_course_of_plain_files_asks_for_no_address(place, monkeypatch):
    monkeypatch.setattr(widget.sys, "platform", "emscripten")
    monkeypatch.setattr(widget, "own_addresses", lambda: pytest.fail("a socket is a request there"))
    assert place("http://localhost:8501/pooling") == widget.Reachable("http://localhost:8501")


def test_the_address_that_a_host_names_goes_before_all(place):
    for url in ("http://localhost:8501/pooling", "http://10.1.1.1:8501/pooling"):
        assert place(url, named="https://cnn.example.org/course/") == widget.Reachable("https://cnn.example.org/course")


@pytest.mark.parametrize(
    "text", ["cnn.example.org", "ftp://cnn.example.org", "https://", "https://a.example/?x=1", "8501"]
)
def test_a_named_address_that_is_none_ends_the_start_with_a_sentence(text):
    with pytest.raises(SystemExit, match="takes the course's address as students open it"):
        widget.named_address(text)


def test_the_computers_own_addresses_are_its_own_and_no_loopback():
    for own in widget.own_addresses():
        assert not own.startswith("127.")
        with socket.socket() as probe:
            probe.bind((own, 0))  # refused for an address of another computer
