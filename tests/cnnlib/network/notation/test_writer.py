"""The one-line notation written: reading it gives the same layers again."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cnnlib.errors import InvalidSetting
from cnnlib.network.layers import Activation, Conv, Dropout, Fc, Input, Lrn, Pool, Softmax
from cnnlib.network.lenet_layers import Rbf, Subsample
from cnnlib.network.network import Network, parse
from cnnlib.network.notation.writer import rewrite


def test_a_layer_is_rewritten_whether_it_fits_or_not():
    assert rewrite(Conv(4, 3), F=5, S=2) == "CONV 4 F5 S2" and rewrite(Fc(10), K=0) == "FC 0"
    assert rewrite(Pool(2), how="mean") == "POOL 2 MEAN"


positive = st.floats(1e-9, 1e5)


layers = st.one_of(
    st.builds(
        Conv,
        st.integers(1, 3).map(lambda n: 4 * n),
        st.integers(1, 5),
        st.integers(1, 3),
        st.integers(0, 3),
        st.integers(1, 2),
        st.sampled_from((1, 2, 4)),
        st.booleans(),
    ),
    st.just(Conv(4, 1, table=((0, 1), (2,), (0, 3), (1, 2, 3)))),
    st.builds(
        Pool,
        st.integers(2, 4),
        st.integers(1, 3),
        st.integers(0, 1),
        st.sampled_from(("max", "mean", "l2", "median")),
    ),
    st.builds(Pool, st.just(2), how=st.floats(1, 1000)),
    st.builds(Subsample, st.integers(1, 3)),
    st.builds(Activation, st.sampled_from(("relu", "tanh", "sigmoid", "scaledtanh"))),
    st.builds(Lrn, st.integers(1, 6), positive, positive, positive),
    st.builds(Dropout, st.floats(0, 0.999)),
    st.just(Softmax()),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(layers, max_size=5), st.booleans(), st.integers(1, 50))
def test_whatever_fits_is_written_so_that_it_reads_the_same(body, bias, K):
    try:
        network = Network((Input((4, 12, 10)), *body, Fc(K, bias), Fc(84), Rbf(3)))
    except InvalidSetting:
        assume(False)
    assert parse(str(network)) == network
    assert parse(str(network)).shapes == network.shapes
