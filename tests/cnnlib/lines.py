"""Lines of the notation, drawn: hostile ones, and such as a reader might type."""

from hypothesis import strategies as st

number = st.one_of(
    st.integers(-2, 40).map(str),
    st.integers().map(str),
    st.floats(allow_nan=False).map(str),
    st.sampled_from("½²٣1٫"),
)


size = st.lists(st.integers(0, 40).map(str), min_size=1, max_size=4).map("x".join)


word = st.sampled_from(
    "INPUT CONV POOL FC RELU TANH SCALEDTANH LRN DROPOUT SOFTMAX SUBSAMPLE RBF FLATTEN 卷积 全连接 平均池化"
    " F S P D G K L N A B NOBIAS MEAN MAX MIN MEDIAN T[01 2] T[ t[0a] Conv2d x ] [ = ： ， -> → — - @"
    " . e 1e5 ﬁ ㎝ \x00 \u202e".split(" ")
)


hostile = st.lists(st.one_of(number, size, word, st.text(max_size=4)), max_size=14).flatmap(
    lambda parts: st.sampled_from((" ", "", "-", " - ")).map(lambda gap: gap.join(parts))
)


plausible = st.lists(st.one_of(number, size, word), max_size=10).map(lambda parts: "INPUT 20x20x4 - " + " ".join(parts))


PIECES = (
    "INPUT CONV POOL FC RELU TANH LRN DROPOUT SOFTMAX SUBSAMPLE RBF 卷积 全连接 平均池化 F S P D G K L N A B"
    " NOBIAS MEAN F3 F5 S2 P1 P2 G2 D2 K9 T[01"
    " 2] T[ 0.5 -1 1e9 3.5 0 1 2 3 12 84 32x32x3 9x9x4 7 8x8 5x5 - -> ， = \x00 KONV relu"
).split(" ")
