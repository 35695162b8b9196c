"""Guessing is slowed: so many wrong codes come from one address, then one in a while. So are rooms opened in a row.

A whole school often has one address, so the first ones are many. Who has joined already passes without a code being
guessed, and is never kept waiting.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field

import streamlit as st

from pages.frame.assets import LIMITS

MOST = 10_000  # addresses that are kept


@dataclass
class Doorkeeper:
    """`many` at once from one address, and one more each `seconds`."""

    many: int
    seconds: float
    full_again: dict[str, float] = field(default_factory=dict)  # when an address has all of them again

    def waits(self, address: str) -> float:
        """Seconds until this address may try again; 0 where it may now."""
        room = self.many * self.seconds - (self.full_again.get(address, 0.0) - time.monotonic())
        return max(0.0, self.seconds - room) if room < self.seconds else 0.0

    def count(self, address: str) -> None:
        """One was used up."""
        now = time.monotonic()
        if len(self.full_again) >= MOST:
            self.full_again = {each: when for each, when in self.full_again.items() if when > now}
        self.full_again[address] = max(self.full_again.get(address, 0.0), now) + self.seconds


guesses = Doorkeeper(LIMITS["class_wrong_codes"], LIMITS["class_wrong_seconds"])
openings = Doorkeeper(LIMITS["class_opened_rooms"], LIMITS["class_opened_seconds"])


def forget_all() -> None:
    guesses.full_again.clear()
    openings.full_again.clear()


def address() -> str:
    """Where this browser's connection comes from. Behind a proxy of ours, on this machine, what that one says: the last
    in its list; the others in it anybody could have written."""
    connected = st.context.ip_address
    return connected or st.context.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()[:64]
