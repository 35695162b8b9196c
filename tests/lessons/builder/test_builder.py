"""Build your own: the line, the cards and the picture in step; nothing typed is lost; what a neuron sees."""

import re
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnlib.errors import InvalidSetting
from cnnlib.explain.volumes import volumes
from cnnlib.formulas.receptive_fields import receptive_field, stacked
from cnnlib.network.cost import summarize, total
from cnnlib.network.layers import Conv, Fc
from cnnlib.network.network import parse
from cnnlib.network.zoo import PRESETS, alexnet
from pages.frame.state.settings import fields_of
from pages.frame.text.texts import Say
from pages.frame.widgets.suggestions import difference
from pages.network import builder
from pages.network.builder import typed_line
from pages.network.builder.cards import NEW
from tests.cnnlib.lines import PIECES, plausible
from tests.frame.visitor import link, press, visit, words

SAY = Say("builder", "en")
DEFAULT = "INPUT 32x32x3 - CONV 12 F5 P2 - RELU - POOL 2 - FC 10"


def line_of(app) -> str:
    return app.text_input(key="builder.line").value


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_is_the_network_it_says(name):
    asked = builder.Settings(**builder.PRESETS[name])
    counts = {"lenet5": 61_706, "lenet5-1998": 60_000, "cifar10": 31_642, "alexnet": 60_965_224, "vgg16": 138_357_544}
    names = builder.picture(asked, SAY).names
    assert names["parameters"] == counts.get(name, total(summarize(PRESETS[name]())).parameters)
    assert names["work"] == total(summarize(PRESETS[name]())).macs
    assert len(asked.line) < typed_line.LONGEST, "the whole network goes into the link"


def test_a_card_rewrites_the_line_and_the_line_the_cards():
    app = visit("builder", lang="en")
    assert line_of(app) == DEFAULT
    app.number_input(key="builder.edit.K").set_value(20).run()
    assert line_of(app) == DEFAULT.replace("CONV 12", "CONV 20")
    assert link(app)["line"] == line_of(app)
    app.text_input(key="builder.line").set_value("输入 28x28x1 卷积 6 5x5 池化 2 全连接 10").run()
    assert [b.label for b in app.button if b.key.startswith("builder.card.")] == [
        "INPUT 28x28x1",
        "CONV 6 F5",
        "POOL 2",
        "FC 10",
    ]
    assert app.number_input(key="builder.edit.K").value == 6, "the chosen card shows what the line says"


@pytest.mark.parametrize("typed", ["[a](http://b)", "![a](b)", "$a$", "*a*", "_a_", "`a`", ":material/home:", "<b>"])
def test_nothing_typed_is_shown_as_anything_but_text(typed):
    """In the sentence, on the buttons that repair, on the cards."""
    app = visit("builder", lang="en", line=f"INPUT 8x8x3 - RELU {typed} - FC 10")
    shown = [b.label for b in app.button if b.key.startswith(("builder.card.", "builder.repair."))]
    shown += [piece for piece in words(app).split("\n\n") if "At character" in piece]
    assert not app.exception and len(shown) > 0
    for text in shown:
        text = re.sub(r"</?(?:span|b|br)\b[^>]*>", "", text)  # our own
        assert not re.search(r"[\[\]$*_`<>]|:[\w/]", text), text


def test_cards_move_leave_and_join():
    app = visit("builder", lang="en")
    press(app, "builder.card.3")
    press(app, "builder.tool.left")
    assert line_of(app) == "INPUT 32x32x3 - CONV 12 F5 P2 - POOL 2 - RELU - FC 10"
    press(app, "builder.tool.right")
    assert line_of(app) == DEFAULT
    press(app, "builder.tool.remove")
    assert line_of(app) == "INPUT 32x32x3 - CONV 12 F5 P2 - RELU - FC 10"
    press(app, "builder.tool.add.POOL")
    assert line_of(app) == DEFAULT, "the new card stands behind the chosen one"
    assert not app.exception


def test_every_new_layer_is_one():
    for layer in NEW:
        assert str(parse(f"INPUT 9x9x3 - {layer}")) == f"INPUT 9x9x3 - {layer}"


def test_what_does_not_fit_is_kept_marked_told_and_repaired():
    typed = "INPUT 8x8x3 - CONV 4 F11 - RELU - FC 10"
    app = visit("builder", lang="en", line=typed)
    assert line_of(app) == typed
    assert "The window covers 11 cells" in words(app) and "At character 15" in words(app)
    assert app.button(key="builder.card.1").label == "⚠ CONV 4 F11"
    repairs = [b for b in app.button if ".do.repair." in b.key]
    assert [b.label for b in repairs] == ["F11 → F8", "+ P2"]
    press(app, repairs[0].key)
    assert line_of(app) == typed.replace("F11", "F8")
    assert not [b for b in app.button if ".do.repair." in b.key]


def test_a_layer_in_the_wrong_place_can_be_left_out_by_a_button():
    app = visit("builder", lang="zh", line="INPUT 8x8x3 - FC 10 - CONV 12")
    repairs = [b for b in app.button if ".do.repair." in b.key]
    assert [b.label for b in repairs] == ["去掉 CONV 12"]
    press(app, repairs[0].key)
    assert line_of(app) == "INPUT 8x8x3 - FC 10"


def test_what_cannot_be_read_is_kept_too():
    typed = "INPUT 8x8x3 - KONV 4 - FC 10"
    app = visit("builder", lang="zh", line=typed)
    assert line_of(app) == typed and not app.exception
    assert [b.label for b in app.button if ".do.repair." in b.key] == ["KONV → CONV"]
    cards = [b for b in app.button if b.key.startswith("builder.card.")]
    assert [b.label for b in cards] == ["INPUT 8x8x3", "⚠ KONV 4", "FC 10"], "the others can be worked on all the same"
    press(app, "builder.card.1")
    press(app, "builder.tool.remove")
    assert line_of(app) == "INPUT 8x8x3 - FC 10"


def test_settings_that_make_no_layer_keep_their_card_and_their_fields():
    app = visit("builder", lang="en", line="INPUT 8x8x3 - POOL 2 - FC 10")
    app.number_input(key="builder.edit.P").set_value(2).run()
    assert line_of(app) == "INPUT 8x8x3 - POOL 2 P2 - FC 10"
    assert app.button(key="builder.card.1").label == "⚠ POOL 2 P2"
    assert app.number_input(key="builder.edit.P").value == 2
    assert [b.label for b in app.button if ".do.repair." in b.key] == ["P2 → P1", "POOL 2 → POOL 4"]


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32))
def test_cards_say_what_the_line_says_and_no_button_of_theirs_raises(seed):
    pick = Random(seed)
    for n in range(10):
        line = "INPUT 20x20x4 - " * (n % 2) + " ".join(pick.choices(PIECES, k=pick.randrange(1, 10)))
        cards = typed_line.cards(line)
        try:
            network = parse(line)
        except InvalidSetting:
            assert not cards or any(card.wrong for card in cards)
        else:
            assert tuple(card.layer for card in cards) == network.layers and not any(card.wrong for card in cards)
        if not cards:
            continue
        i = pick.randrange(len(cards))
        fewer = typed_line.cards(typed_line.without(line, i))
        more = typed_line.cards(typed_line.with_new(line, i, "RELU"))
        there = typed_line.cards(typed_line.moved(line, i, -1 if i else 0))
        if any(card.layer is None for card in cards):
            continue  # a piece that cannot be read may join its neighbour
        texts = [card.text for card in cards]
        assert [card.text for card in fewer] == texts[:i] + texts[i + 1 :]
        assert [card.text for card in more] == [*texts[: i + 1], "RELU", *texts[i + 1 :]]
        assert sorted(card.text for card in there) == sorted(texts) and there[max(i - 1, 0)].text == texts[i]
        if isinstance(cards[i].layer, Conv | Fc):
            assert typed_line.cards(typed_line.edited(line, i, K=7))[i].layer.K == 7


@settings(max_examples=400, deadline=None)
@given(plausible)
def test_any_line_is_a_picture_or_a_sentence_with_repairs_of_the_line(text):
    field = fields_of(builder.Settings)["line"]
    for part in ("flow", "field"):
        asked = builder.Settings(line=field.nearest(text), part=part)
        try:
            picture = builder.picture(asked, SAY)
        except InvalidSetting as problem:
            for lang in ("zh", "en"):
                say = Say("builder", lang)
                assert say.rich("at_place", **problem.values) and say.rich(f"errors.{problem.key}", **problem.values)
            assert all(set(repair) == {"line"} for repair in problem.repairs)
            # A button is shown for what the link can carry as it is.
            assert all(field.nearest(repair["line"]) == repair["line"] for repair in problem.repairs)
            return
        assert len(picture.scene.facts["volumes"]) >= 1


# ---- what a neuron sees


def test_alexnet_s_last_pool_sees_195_pixels():
    asked = builder.Settings(line=str(alexnet()), part="field")
    picture = builder.picture(asked, SAY)
    assert picture.names["field"].value == 195 and picture.names["jump"] == 32
    reach = picture.scene.facts["reach"]
    assert len(reach["spans"]) == 9 and reach["from"] == 8
    top, bottom, left, right = reach["spans"][-1]
    assert bottom - top == right - left == 195
    assert "195 × 195 pixels" in reach["lines"][-1][0]


@pytest.mark.parametrize("layer", range(12))
def test_every_layer_s_field_is_the_library_s(layer):
    network = alexnet()
    asked = builder.Settings(line=str(network), part="field", layer=layer, row=0, column=100)
    picture = builder.picture(asked, SAY)
    volume = volumes(network)[layer]
    field = receptive_field(network)[volume.layer]
    assert picture.names["field"].value == field.size
    top, bottom, left, right = picture.scene.facts["reach"]["spans"][-1]
    assert (top, bottom) == field.of(0) and (left, right) == field.of(volume.shape[2] - 1)


def test_a_stack_of_layers_sees_what_the_receptive_field_says():
    for n in (1, 2, 3, 4):
        for F in (3, 5, 7):
            body = " - ".join([f"CONV 1 F{F}"] * n)
            assert stacked(n, F) == receptive_field(parse(f"INPUT 40x40x1 - {body}"))[-1].size


# ---- what a repair would change


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("CONV 4 F11 - FC 1", "CONV 4 F8 - FC 1", ("F11", "F8")),
        ("CONV 4 F11 - FC 1", "CONV 4 F11 P2 - FC 1", ("", "P2")),
        ("A - POOL 9 - FC 1", "A - FC 1", ("POOL 9", "")),
        ("KONV 4", "CONV 4", ("KONV", "CONV")),
        ("A - POOL 2 P2", "A - POOL 4 P2", ("POOL 2", "POOL 4")),
        ("", "INPUT 8x8x3", ("", "INPUT 8x8x3")),
        ("same", "same", ("", "")),
    ],
)
def test_what_is_other_in_a_repaired_line(before, after, found):
    assert difference(before, after) == found


# ---- a line that is too long, and one that may have been meant otherwise


def too_long(signs: int) -> str:
    """A network of so many characters whose last layer would be another one if it were cut."""
    first, relu, last = "INPUT 32x32x3", " - RELU", " - FC 1000"
    room = signs - len(first + last)
    return first + relu * (room // len(relu)) + " " * (room % len(relu)) + last


@pytest.mark.parametrize("signs", [1201, 1202, 1353, 5000, 20_000])
@pytest.mark.parametrize("way", ["link", "box"])
def test_a_line_that_is_too_long_is_refused_and_stays_in_its_box(signs, way):
    typed = too_long(signs)
    assert len(typed) == signs
    if way == "link":
        app = visit("builder", lang="en", line=typed)
    else:
        app = visit("builder", lang="en")
        app.text_input(key="builder.line").set_value(typed).run()
    assert line_of(app) == typed and not app.exception
    assert f"This line has {signs:,} characters; 1,200 is the most." in words(app)
    assert not [b for b in app.button if ".do.repair." in b.key], "nothing is cut"
    app.text_input(key="builder.line").set_value(DEFAULT).run()
    assert line_of(app) == link(app).get("line", DEFAULT) == DEFAULT and "1,200" not in words(app)


def test_the_longest_line_is_read_to_its_end():
    typed = too_long(1200)
    assert typed_line.network(typed).output_shape == (1000,)
    assert fields_of(builder.Settings)["line"].read(typed) == typed


@pytest.mark.parametrize("typed", ["INPUT 3x224x224 - CONV 8", "INPUT 3x224x224 - CONV 96 F11 S4 - POOL 3 S2"])
def test_depth_first_is_a_question_with_one_button(typed):
    """Beside a network that is read, and among the repairs of one that cannot be."""
    app = visit("builder", lang="en", line=typed)
    assert line_of(app) == typed
    [button] = [b for b in app.button if b.label == "INPUT 3x224x224 → INPUT 224x224x3"]
    press(app, button.key)
    assert line_of(app) == typed.replace("3x224x224", "224x224x3") and not app.exception
    assert "Depth first?" not in words(app)


def test_what_means_nothing_here_has_a_sentence_and_no_button():
    for lang, sentence in (("en", '"TCONV" is not available here.'), ("zh", "这里没有“TCONV”。")):
        app = visit("builder", lang=lang, line="INPUT 8x8x3 - TCONV 8 - FC 10")
        assert sentence in words(app) and not [b for b in app.button if ".do.repair." in b.key]
        assert "What would work" not in words(app) and "可以改成" not in words(app)
