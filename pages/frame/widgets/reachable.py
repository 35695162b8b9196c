"""The address at which others can open the course: what a QR code and a copied link hold.

The browser's own, as a rule. Where that is `localhost`, which opens on this computer alone, it is the computer's
address on its network, if the course listens there; and where a host names one in UNFOLDED_ADDRESS, that one.
"""

from __future__ import annotations

import os
import socket
import sys
from dataclasses import dataclass
from functools import cache
from ipaddress import ip_address
from urllib.parse import urlsplit

import streamlit as st

# One address in each private range of IPv4 (RFC 1918), and one for documentation, which leads to the default route.
PROBES = ("192.168.255.254", "10.255.255.254", "172.31.255.254", "192.0.2.1")


@dataclass(frozen=True)
class Reachable:
    """`root` is what stands before a page's own address; `only_here`: the browser's own opens on this computer alone;
    `network`: roots that others on its network can open."""

    root: str
    only_here: bool = False
    network: tuple[str, ...] = ()


def named_address(text: str) -> str:
    """The root that a host names, without its last slash; "" where none is named.

    Raises:
        SystemExit: it is no address of a course; says what would be.
    """
    parts = urlsplit(text.strip())
    if text.strip() and (parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment):
        raise SystemExit(
            f"UNFOLDED_ADDRESS is {text!r}: it takes the course's address as students open it, "
            "such as https://cnn.example.org or http://192.168.1.20:8501/cnn"
        )
    return text.strip().rstrip("/")


NAMED = named_address(os.environ.get("UNFOLDED_ADDRESS", ""))


def reachable(address: str) -> Reachable:
    """Where others find the course; `address` is that of the page which this browser is on."""
    here = (st.context.url or "").partition("?")[0].rstrip("/")
    root = here.removesuffix(f"/{address}")
    # A course of plain files runs in the browser: it knows nothing of the computer that serves it, and there a socket
    # is a request to whatever host it names.
    if NAMED or sys.platform == "emscripten" or not is_this_computer(urlsplit(root).hostname or ""):
        return Reachable(NAMED or root)
    if is_this_computer(st.get_option("server.address") or ""):
        return Reachable(root, only_here=True)
    port = f":{port}" if (port := urlsplit(root).port) else ""
    network = tuple(f"http://{own}{port}" for own in own_addresses())
    return Reachable(next(iter(network), root), True, network)


def is_this_computer(host: str) -> bool:
    """Whether a name means the computer that looks it up, whichever that is."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


@cache
def own_addresses() -> tuple[str, ...]:
    """The IPv4 addresses of this computer on its networks.

    To connect a socket for datagrams sends nothing: it asks the table of routes which address would be the sender's.
    """
    found = []
    for probe in PROBES:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
            try:
                asking.connect((probe, 9))
                found.append(asking.getsockname()[0])
            except OSError:  # no way leads there
                continue
    return tuple(dict.fromkeys(own for own in found if not ip_address(own).is_loopback))
