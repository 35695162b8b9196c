"""Strategies for hypothesis: links as people, programs and vandals write them."""

from __future__ import annotations

from hypothesis import strategies as st

from pages.frame.state.fields import Cells, Choice, Flag, Line, Place, Steps, Whole
from pages.frame.state.settings import fields_of
from tests.frame.state.drawn import NONSENSE

_NONSENSE = st.one_of(st.text(max_size=30), st.sampled_from(NONSENSE))
_NUMBERS = st.one_of(st.integers(-20, 80), st.integers(), st.integers(10**305, 10**320)).map(str)


def _cell(axes: int, inside: int) -> st.SearchStrategy[str]:
    index = st.lists(st.integers(0, inside), min_size=axes, max_size=axes)
    value = st.one_of(st.integers(-99, 99).map(str), st.decimals(-99, 99, places=2).map(str), _NUMBERS)
    return st.builds(lambda i, v: f"{'.'.join(map(str, i))}~{v}", index, value)


def _edits(axes: int) -> st.SearchStrategy[str]:
    good = st.lists(_cell(axes, 8), max_size=6)
    bad = st.lists(st.one_of(_cell(axes, 400), _cell(axes + 1, 8), _NONSENSE), max_size=4)
    return st.builds(lambda a, b: "_".join([*a, *b]), good, bad)


def asked(control) -> st.SearchStrategy[str]:
    """What a link might say for one control: half of it good."""
    match control:
        case Whole(low=low, high=high):
            return st.one_of(st.integers(low, high).map(str), _NUMBERS, _NONSENSE)
        case Choice(options=options):
            return st.one_of(st.sampled_from([o for o in options if o]), _NONSENSE)
        case Place():
            return st.one_of(st.integers(0, 100).map(str), _NUMBERS, _NONSENSE)
        case Cells(axes=axes):
            return st.one_of(_edits(axes), _NONSENSE)
        case Steps(values=values):
            return st.one_of(st.sampled_from(values).map(str), st.floats().map(str), _NUMBERS, _NONSENSE)
        case Flag():
            return st.one_of(st.sampled_from(["0", "1"]), _NONSENSE)
        case Line(default=default):
            return st.one_of(st.just(default), _NONSENSE, st.text(max_size=60).map(lambda text: default + text))


def links(kind: type) -> st.SearchStrategy[dict[str, str]]:
    """Queries for a settings class: any of its fields, and some that it never heard of."""
    known = st.fixed_dictionaries({}, optional={name: asked(control) for name, control in fields_of(kind).items()})
    strange = st.dictionaries(st.text(max_size=8), _NONSENSE, max_size=2)
    return st.builds(lambda a, b: {**a, **b}, strange, known)


def settings(kind: type) -> st.SearchStrategy:
    """Settings that widgets could hold, drawn evenly over their ranges."""

    def held(control):
        match control:
            case Whole(low=low, high=high):
                return st.integers(low, high)
            case Choice(options=options):
                return st.sampled_from(options)
            case Place(default=default, high=high):
                return st.one_of(st.just(default), st.integers(0, min(high, 60)))
            case Steps(values=values):
                return st.sampled_from(values)
            case Flag():
                return st.booleans()
            case Line(default=default):
                return st.one_of(st.just(default), st.text(max_size=60)).map(control.nearest)
            case Cells(axes=axes):
                index = st.tuples(*[st.integers(0, 6)] * axes)
                value = st.one_of(st.integers(-9, 9).map(float), st.integers(-9900, 9900).map(lambda n: n / 100))
                return st.lists(st.tuples(index, value), max_size=4).map(control.nearest)

    return st.builds(kind, **{name: held(control) for name, control in fields_of(kind).items()})
