"""What is true of a picture of the sliding filter, by walking the window cell by cell."""

from __future__ import annotations

from functools import cache

from tests.lessons.claims import Shown, always


@cache
def walk(side: int, F: int, P: int, S: int, d: int) -> tuple[int, tuple[int, ...]]:
    """Along one axis: how many stops the window has, and how often each cell of the padded input is read."""
    read, stops, start = [0] * (side + 2 * P), 0, 0
    while start + d * (F - 1) < side + 2 * P:
        for k in range(F):
            read[start + d * k] += 1
        start, stops = start + S, stops + 1
    return stops, tuple(read)


def side(s: Shown) -> int:
    """Of the input that is shown: a photograph has its own."""
    return s.picture.scene.grids[0].values.shape[1]


def read(s: Shown, padding: bool = True) -> tuple[int, ...]:
    """How often each of the input's own cells is read."""
    P = s.P if padding else 0
    return walk(side(s), s.F, P, s.S, s.d)[1][P : P + side(s)]


def beyond(s: Shown) -> list[int]:
    """Cells of the padded input after the last one that is read, counted within it."""
    of_all = walk(side(s), s.F, s.P, s.S, s.d)[1]
    last = max(i for i, n in enumerate(of_all) if n)
    return list(range(last + 1, len(of_all)))


def size(s: Shown) -> int:
    return walk(side(s), s.F, s.P, s.S, s.d)[0]


def same_with(s: Shown, P: int) -> bool:
    return walk(side(s), s.F, P, s.S, s.d)[0] == side(s)


def lost(s: Shown) -> int:
    return sum(s.P <= i < s.P + side(s) for i in beyond(s))


def filters(s: Shown):
    return next(grid.values for grid in s.picture.scene.grids if grid.id == "filter")


def unread(s: Shown) -> int:
    return sum(not (a and b) for a in read(s) for b in read(s))


CLAIMS = {
    "strides": lambda s: size(s) == s.size > 1,
    "one_stop": lambda s: size(s) == 1,
    "keeps": lambda s: size(s) == side(s) and s.S == 1 and s.keeps == s.P and same_with(s, s.P),
    "shrinks": lambda s: size(s) == s.size < side(s),
    "grows": lambda s: size(s) == s.size > side(s) and s.P > 0,
    "lost": lambda s: lost(s) == s.lost > 0,
    "only_zeros_left": lambda s: len(beyond(s)) == s.dropped > 0 == lost(s),
    "gaps": lambda s: size(s) > 1 and s.S > (s.F - 1) * s.d + 1 and unread_between(s),
    "unread": lambda s: unread(s) == s.unread > 0,
    "one_set": lambda s: size(s) > 1 and filters(s).size == s.K * s.weights_each,
    "padding": lambda s: s.P > 0,
    "could_keep": lambda s: s.S == 1 and size(s) != side(s) and same_with(s, int(s.keeps)),
    "depth": lambda s: len(filters(s)) // s.K == s.channels_each > 1,
    "groups": lambda s: s.g > 1 and s.channels_each * s.g == len(s.picture.scene.grids[0].values),
    "maps": lambda s: s.K > 1,
    "spread": lambda s: s.d > 1 and s.field == max(k * s.d for k in range(s.F)) + 1 > s.F,
    "corner_less": lambda s: read(s)[0] ** 2 == s.corner < s.middle == read(s)[side(s) // 2] ** 2,
    "corner_as_middle": lambda s: read(s)[0] ** 2 == s.corner == s.middle == read(s)[side(s) // 2] ** 2 > 0,
    "padding_helps": lambda s: read(s)[0] ** 2 == s.corner > s.corner_unpadded == read(s, False)[0] ** 2,
    "hand": always,
}


def unread_between(s: Shown) -> bool:
    """Some cell of the padded input between the first and the last that are read is read by none."""
    of_all = walk(side(s), s.F, s.P, s.S, s.d)[1]
    inside = [i for i, n in enumerate(of_all) if n]
    return any(not of_all[i] for i in range(inside[0], inside[-1]))


PHRASES = {
    "窗口走不到|windows end before": lambda s: bool(beyond(s)),
    "比中间少|less often than the middle": lambda s: read(s)[0] < read(s)[side(s) // 2],
    "和输入一样大：|is as large as the input": lambda s: size(s) == side(s),
    "补的零|zeros added": lambda s: s.P > 0,
}

RIGHT = {
    "size": lambda W, F, P, S, **_: walk(W, F, P, S, 1)[0],
    "count": lambda F, D, K, **_: sum(1 for _ in range(K) for _ in range(F * F * D)) + K,
}
