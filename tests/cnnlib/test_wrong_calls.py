"""Whoever calls the library wrongly gets InvalidSetting and nothing else: every exported name, argument by argument.

Of each kind of argument hypothesis draws values that can be no such argument. Each is handed over where the right call
of RIGHT has one of that kind, all else left right: 20,000 calls in all.
"""

import math
from inspect import signature

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cnnlib
from cnnlib import (
    MISTAKES,
    InvalidSetting,
    Network,
    Schedule,
    alexnet,
    cifar10_net,
    conv2d,
    conv2d_backward,
    conv_matrix,
    dense_scores,
    fc_to_conv,
    grad_cam,
    lenet5,
    occlusion,
    output_size,
    parse,
    pool2d,
    pool2d_backward,
    receptive_field,
    shift_and_stitch,
    summarize,
    train,
)
from cnnlib.formulas.symbols import Symbol
from cnnlib.network.layers import Activation, Conv, Dropout, Fc, Input, Lrn, Pool
from cnnlib.network.network import initial_parameters

NETWORK = parse("INPUT 8x8x2 - CONV 3 F3 - RELU - POOL 2 - FC 4")
PARAMS = initial_parameters(NETWORK, np.random.default_rng(0))
IMAGES = np.linspace(-1, 1, 6 * 2 * 8 * 8).reshape(6, 2, 8, 8).astype(np.float32)
TRACE = NETWORK.trace(PARAMS, IMAGES)
LABELS = np.array([0, 1, 2, 3, 0, 1])
X, W = np.ones((2, 4, 6, 6)), np.ones((6, 2, 3, 3))  # for conv2d, in two groups
PICTURE = np.ones((2, 10, 10))

# ---- what can be no such argument

TEXTS = st.sampled_from(["3", "", "same", "yes", "no", "\N{FULLWIDTH DIGIT THREE}", "max2", "width "])
NO_NUMBER = TEXTS | st.sampled_from(
    [1j, b"3", {}, {3}, object(), [], [[1, 2], [3]], np.array(["3"]), np.array([3, 4, 5])]
)
FRACTIONS = st.floats() | st.sampled_from([3.0, np.float64(2.0), math.nan, math.inf, -math.inf, Symbol("W", 2.5)])
HUGE = st.sampled_from([10**101, -(10**101), 10**5000])
NO_WHOLE = NO_NUMBER | FRACTIONS | HUGE | st.booleans()
NONE = st.none()
SHAPES = st.lists(st.integers(0, 9), max_size=5).map(tuple)
NO_ARRAY = TEXTS | st.sampled_from(
    [{}, object(), [[1, 2], [3]], [10**400], np.array([1j]), np.array([None]), [[]], {3}]
)
NO_DATA = st.sampled_from(
    [
        (IMAGES[:4], LABELS),
        (IMAGES, LABELS[:4]),
        (IMAGES, LABELS.astype(float)),
        (IMAGES, LABELS + 1),
        (IMAGES, LABELS - 1),
        (IMAGES, LABELS[:, None]),
        (IMAGES[:0], LABELS[:0]),
        (IMAGES[:, :1], LABELS),
        (IMAGES, LABELS, LABELS),
        (IMAGES,),
        IMAGES,
        ("x", "y"),
        None,
        7,
        {"x": IMAGES, "y": LABELS},
        (LABELS, IMAGES),
        (None, LABELS),
        (IMAGES, None),
        (IMAGES, [[0], [1, 2]]),
    ]
)
RATES = FRACTIONS.filter(lambda rate: isinstance(rate, Symbol) or not 0 < rate < math.inf)
NO_RATE = NO_NUMBER | RATES | NONE | st.booleans() | st.integers(max_value=0) | st.just(10**400)
WRONG = {
    "whole": NO_WHOLE | NONE,
    "whole or none": NO_WHOLE,
    "from 0": NO_WHOLE | NONE | st.integers(max_value=-1),
    "from 0 or none": NO_WHOLE | st.integers(max_value=-1),
    "from 1": NO_WHOLE | NONE | st.integers(max_value=0),
    "from 1 or none": NO_WHOLE | st.integers(max_value=0),
    "pair": NO_WHOLE
    | NONE
    | st.tuples(NO_WHOLE, st.just(1))
    | st.lists(st.just(1), max_size=4).filter(lambda p: len(p) != 2),
    "pair from 1": st.integers(max_value=0) | st.tuples(st.just(1), st.integers(max_value=0)) | NO_WHOLE | NONE,
    "word": TEXTS | FRACTIONS | st.sampled_from([[], {}, ("max",), 1998.0, 2024, object()]) | st.booleans(),
    "how": TEXTS | st.floats(max_value=0.99) | st.sampled_from([math.nan, None, 1j, [2], "p", True, 10**400]),
    "switch": TEXTS | FRACTIONS | NONE | st.integers() | st.sampled_from([[], [True], "False"]),
    "text": st.integers() | FRACTIONS | NONE | st.sampled_from([b"INPUT 3x3x3", ["INPUT 3x3x3"], cifar10_net()]),
    "array": NO_ARRAY | NONE | st.just(5),
    "array or none": NO_ARRAY | st.just(5),
    "network": st.sampled_from([None, "INPUT 3x3x3 - FC 2", 3, [], Network, object(), NETWORK.layers]),
    "params": st.sampled_from(
        [
            None,
            [],
            "C1.w",
            {},
            {name: PARAMS[name] for name in list(PARAMS)[1:]},
            PARAMS | {"FC1.w": PARAMS["FC1.w"].T},
            PARAMS | {"C1.b": PARAMS["C1.b"][:1]},
            PARAMS | {"C1.b": [0.0, 0.0, 0.0]},
            PARAMS | {"C1.w": PARAMS["C1.w"].astype(str)},
        ]
    ),
    "layers": st.sampled_from([None, (), "INPUT", 3, [Fc(2)], [Input((3,)), "FC"], NETWORK, {Input((3,))}, [Input]]),
    "labels": st.sampled_from(["abcde", 3, None, ["a"], [1] * 5, ["a b", "", "", "", ""], ["x", "x", "", "", ""]]),
    "shape": st.tuples(NO_WHOLE | NONE | st.integers(max_value=0)) | NO_WHOLE.filter(lambda w: not isinstance(w, list)),
    "function": TEXTS | FRACTIONS | st.sampled_from([[], ["relu"]]),
    "share": TEXTS | st.floats(min_value=1) | st.sampled_from([math.nan, -0.1, 1.5, 1j, [0.5], None, True, 10**400]),
    "beyond share": TEXTS
    | st.floats(min_value=1.01)
    | st.sampled_from([math.nan, -0.1, 1j, [0.5], None, True, 10**400]),
    "rate": NO_RATE,
    "rate or its function": NO_RATE.filter(lambda rate: not callable(rate))
    | NO_RATE.map(lambda rate: lambda step: rate),
    "shifts": st.sampled_from(
        [(), 3, "00", [(0,)], [(0, 0, 0)], [(0.5, 0)], [(-1, 0)], {0: 1}, [0, 1], [("0", "0")], [{}]]
    ),
    "layer": TEXTS | FRACTIONS | st.sampled_from([None, [], -1, 99, "FC1", 4, ("C1",)]) | st.booleans(),
    "target": NO_WHOLE | NONE | st.integers(max_value=-1) | st.integers(min_value=4),
    "data": NO_DATA,
    "data or none": NO_DATA.filter(lambda data: data is not None),
    "generator or none": TEXTS | st.sampled_from([0, 7, np.random, [], np.random.default_rng]),
    "trace": st.sampled_from(
        [
            None,
            IMAGES,
            TRACE.volumes,
            parse("INPUT 3 - FC 2").trace(
                initial_parameters(parse("INPUT 3 - FC 2"), np.random.default_rng(0)), np.zeros((6, 3))
            ),
        ]
    ),
    "augment": st.sampled_from(["flip", 3, [], lambda x, rng: x[:1], lambda x, rng: None, lambda x, rng: "x"]),
    "progress": st.sampled_from([3, "x", PARAMS, [], object()]),
}

# ---- the right calls: of each argument a value that works, and what kind it is


def call(function, /, **arguments):
    """A function and its arguments, each (value, kind)."""
    return function, {name: value for name, (value, _) in arguments.items()}, {n: k for n, (_, k) in arguments.items()}


def first(function):
    """A generator up to what it gives first."""
    return lambda **arguments: next(function(**arguments))


def with_input(D, H, W):
    return NETWORK.with_input(D, H, W)


GEOMETRY = {
    "stride": (2, "pair from 1"),
    "padding": (1, "pair"),
    "dilation": (1, "pair from 1"),
    "groups": (2, "from 1"),
}
POOLED = {
    "size": (2, "pair from 1"),
    "stride": (2, "pair from 1 or none"),
    "padding": (0, "pair"),
    "how": ("max", "how"),
}
OURS = {"network": (NETWORK, "network"), "params": (PARAMS, "params")}
SCHEDULE = Schedule(10, 3, 2)
RIGHT = {
    "output_size": [
        call(
            output_size,
            W=(7, "from 1"),
            F=(3, "from 1"),
            P=(1, "from 0"),
            S=(2, "from 1"),
            dilation=(1, "from 1"),
            rounding=("floor", "word"),
        )
    ],
    "receptive_field": [call(receptive_field, network=(NETWORK, "network"), axis=("height", "word"))],
    "conv2d": [call(conv2d, x=(X, "array"), w=(W, "array"), b=(np.ones(6), "array or none"), **GEOMETRY)],
    "conv2d_backward": [
        call(
            conv2d_backward,
            grad=(np.ones((2, 6, 3, 3)), "array"),
            x=(X, "array"),
            w=(W, "array"),
            to_input=(True, "switch"),
            **GEOMETRY,
        )
    ],
    "pool2d": [call(pool2d, x=(X, "array"), **POOLED)],
    "pool2d_backward": [
        call(
            pool2d_backward,
            grad=(np.ones((2, 4, 3, 3)), "array"),
            x=(X, "array"),
            y=(np.ones((2, 4, 3, 3)), "array or none"),
            **POOLED,
        )
    ],
    "parse": [call(parse, text=("INPUT 3x3x3 - FC 2", "text"))],
    "Network": [
        call(Network, layers=(NETWORK.layers, "layers"), labels=(("", "a", "b", "c", "d"), "labels")),
        call(NETWORK.forward, params=(PARAMS, "params"), x=(IMAGES, "array")),
        call(NETWORK.trace, params=(PARAMS, "params"), x=(IMAGES, "array"), rng=(None, "generator or none")),
        call(first(NETWORK.walk), params=(PARAMS, "params"), x=(IMAGES, "array")),
        call(
            NETWORK.backward,
            params=(PARAMS, "params"),
            trace=(TRACE, "trace"),
            grad=(np.ones((6, 4)), "array"),
            to_input=(True, "switch"),
        ),
        call(with_input, D=(2, "from 1"), H=(10, "from 1"), W=(10, "from 1")),
        call(Input, shape=((3, 8, 8), "shape")),
        call(
            Conv,
            K=(3, "from 1"),
            F=(3, "from 1"),
            S=(1, "from 1"),
            P=(0, "from 0"),
            dilation=(1, "from 1"),
            groups=(1, "from 1"),
            bias=(True, "switch"),
        ),
        call(Conv, K=(3, "from 1"), table=(((0,), (1,), (0, 1)), "shape")),
        call(Pool, F=(2, "from 1"), S=(2, "from 1 or none"), P=(0, "from 0"), how=("max", "how")),
        call(Fc, K=(2, "from 1"), bias=(True, "switch")),
        call(Activation, function=("relu", "function")),
        call(Dropout, p=(0.5, "share")),
        call(Lrn, n=(5, "from 1"), k=(2.0, "rate"), alpha=(1e-4, "rate"), beta=(0.75, "rate")),
    ],
    "alexnet": [
        call(alexnet, groups=(2, "from 1"), size=(227, "from 1"), padding=(0, "from 0"), bias=(True, "switch"))
    ],
    "lenet5": [call(lenet5, year=(1998, "word"))],
    "summarize": [call(summarize, network=(NETWORK, "network"))],
    "fc_to_conv": [
        call(
            fc_to_conv,
            w=(np.ones((3, 24)), "array"),
            b=(np.ones(3), "array or none"),
            C=(2, "from 1"),
            H=(3, "from 1"),
            W=(4, "from 1"),
        )
    ],
    "conv_matrix": [
        call(
            conv_matrix,
            w=(W, "array"),
            H=(6, "from 1"),
            W=(6, "from 1"),
            stride=(1, "from 1"),
            padding=(1, "from 0"),
            dilation=(1, "from 1"),
            groups=(2, "from 1"),
        )
    ],
    "dense_scores": [call(dense_scores, **OURS, picture=(PICTURE, "array"), crop=(8, "from 1 or none"))],
    "shift_and_stitch": [
        call(
            shift_and_stitch,
            **OURS,
            picture=(PICTURE, "array"),
            crop=(8, "from 1 or none"),
            shifts=([(0, 0), (1, 1)], "shifts"),
            step=(1, "from 1 or none"),
        )
    ],
    "Schedule": [
        call(
            Schedule,
            samples=(10, "from 1"),
            batch_size=(3, "from 1"),
            epochs=(2, "from 1"),
            drop_last=(True, "switch"),
        ),
        call(SCHEDULE.order, epoch=(0, "from 0"), seed=(1, "from 0 or none")),
        call(SCHEDULE.batches, epoch=(0, "from 0"), seed=(1, "from 0 or none")),
        call(SCHEDULE.dropped, epoch=(0, "from 0"), seed=(1, "from 0 or none")),
        call(SCHEDULE.position, step=(3, "from 0")),
    ],
    "train": [
        call(
            first(train),
            network=(NETWORK, "network"),
            data=((IMAGES, LABELS), "data"),
            batch_size=(2, "from 1"),
            learning_rate=(0.1, "rate or its function"),
            epochs=(1, "from 1"),
            seed=(0, "from 0"),
            optimizer=("adam", "word"),
            drop_last=(True, "switch"),
            shuffle=(True, "switch"),
            smoothing=(0.1, "beyond share"),
            augment=(lambda x, rng: x, "augment"),
            held_out=((IMAGES, LABELS), "data or none"),
            params=(PARAMS, "params or none"),
            progress=(None, "progress"),
        )
    ],
    "occlusion": [
        call(
            occlusion,
            **OURS,
            x=(IMAGES[0], "array"),
            target=(1, "target"),
            size=(2, "pair from 1"),
            stride=(1, "pair from 1 or none"),
        )
    ],
    "grad_cam": [call(grad_cam, **OURS, x=(IMAGES[0], "array"), target=(1, "target"), layer=("C1", "layer"))],
    "MISTAKES": [
        call(formula, **{k: (2, "from 0" if k == "P" else "from 1") for k in signature(formula).parameters if k != "_"})
        for formula in MISTAKES.values()
    ],
}
for kind in ("params", "pair from 1"):
    WRONG[f"{kind} or none"] = WRONG[kind].filter(lambda value: value is not None)
# These two take nothing, and the error is what the others raise.
TAKE_NOTHING = {"vgg16", "cifar10_net", "InvalidSetting"}
SLOTS = [
    (name, function, right, argument, kind)
    for name, calls in RIGHT.items()
    for function, right, kinds in calls
    for argument, kind in kinds.items()
]
CALLS = 20_000


def test_every_exported_name_is_called():
    assert set(RIGHT) | TAKE_NOTHING == set(cnnlib.__all__) and {kind for *_, kind in SLOTS} <= set(WRONG)
    for name, function, right, *_ in SLOTS:
        assert function(**right) is not None, name


@pytest.mark.filterwarnings("error")
@settings(max_examples=-(-CALLS // len(SLOTS)))
@given(st.fixed_dictionaries({kind: WRONG[kind] for kind in {kind for *_, kind in SLOTS}}))
def test_a_wrong_argument_is_refused_with_a_sentence(wrong):
    for name, function, right, argument, kind in SLOTS:
        try:
            result = function(**right | {argument: wrong[kind]})
        except InvalidSetting as refusal:
            assert " needs " in f" {refusal} " and len(str(refusal)) < 1000, (name, argument, wrong[kind])
        except Exception as error:
            raise AssertionError(f"{name}({argument}={wrong[kind]!r:.100}) raises {error!r:.100}") from error
        else:
            raise AssertionError(f"{name}({argument}={wrong[kind]!r:.100}) gives {result!r:.100}")


@settings(max_examples=300)
@given(SHAPES, st.sampled_from([int, np.float32, bool]))
def test_an_array_of_any_shape_is_taken_or_refused(shape, dtype):
    for name, function, right, argument, kind in SLOTS:
        if kind.startswith("array"):
            try:
                function(**right | {argument: np.ones(shape, dtype)})
            except InvalidSetting:
                pass
            except Exception as error:
                raise AssertionError(f"{name}({argument} of shape {shape}) raises {error!r}") from error


@settings(max_examples=200)
@given(st.text() | st.text("INPUT CONV F3xS-P0POOL()[]*.9\N{FULLWIDTH DIGIT THREE}", max_size=40))
def test_any_text_is_a_network_or_refused(text):
    try:
        assert isinstance(parse(text), Network)
    except InvalidSetting:
        pass
