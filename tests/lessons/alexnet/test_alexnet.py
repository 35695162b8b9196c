"""AlexNet's page: every figure of the course's table read off the page, for every position of the switches."""

import csv
import io
import re

import pytest

from cnnlib.network.zoo import alexnet
from pages.frame.text.texts import Say
from pages.network import alexnet as lesson
from pages.network.alexnet import share_bars, variant
from pages.shared import layer_table
from pages.shared.layer_words import Counting
from tests.frame.visitor import visit, visit_deeper, words
from tests.lessons.alexnet.table import COVERING, SWITCHES, as_read, differ, every_position, figures

# layer: output, weights, biases, multiply-adds; two towers, 227 (CURRICULUM A1, written out)
TABLE = {
    "C1": ("55×55×96", 34_848, 96, 105_415_200),
    "C2": ("27×27×256", 307_200, 256, 223_948_800),
    "C3": ("13×13×384", 884_736, 384, 149_520_384),
    "C4": ("13×13×384", 663_552, 384, 112_140_288),
    "C5": ("13×13×256", 442_368, 256, 74_760_192),
    "R1": ("4,096", 37_748_736, 4096, 37_748_736),
    "R2": ("4,096", 16_777_216, 4096, 16_777_216),
    "R3": ("1,000", 4_096_000, 1000, 4_096_000),
    "total": ("", 60_954_656, 10_568, 724_406_816),
}
ONE = TABLE | {
    "C2": ("27×27×256", 614_400, 256, 447_897_600),
    "C4": ("13×13×384", 1_327_104, 384, 224_280_576),
    "C5": ("13×13×256", 884_736, 256, 149_520_384),
    "total": ("", 62_367_776, 10_568, 1_135_256_096),
}


def cells(app, lang="en") -> dict[str, list[str]]:
    """The first table of the page: the name of a row -> what is seen in its cells."""
    markup = next(piece.value for piece in app.markdown if "numbers-table" in piece.value)
    found = {}
    for row in re.findall(r"<tr><th scope=\"row\">(.*?)</tr>", markup):
        name, *others = re.split(r"</th>|</td>", row)
        seen = [re.sub(r"<[^>]*>", "", re.sub(r"</summary>.*", "", cell)) for cell in others]
        found[name] = seen[:-1]
    return found


@pytest.mark.parametrize(("groups", "table"), [("two", TABLE), ("one", ONE)])
def test_the_tests_arithmetic_is_the_course_s_own_table(groups, table):
    for name, row in figures(groups=groups).items():
        assert (row["output"], row["weights"], row["biases"], row["work"]) == table[name], name
    totals = {  # (weights, biases, multiply-adds)
        "s224": (49_420_320, 10_568, 643_026_048),
        "s224p2": (60_954_656, 10_568, 724_406_816),
    }
    for size, total in totals.items():
        row = figures(size=size)["total"]
        assert (row["weights"], row["biases"], row["work"]) == total
    torchvision = figures(variant="torchvision")["total"]
    assert (torchvision["parameters"], torchvision["work"]) == (61_100_840, 714_188_480)


def test_every_figure_for_every_position_of_the_switches():
    """All of them, through what the page's table is made of; the next test, and the browser, read the page itself."""
    say, positions = Say("alexnet", "en"), every_position()
    assert len(positions) == 2 * 3 * 2 * 2 * 3 * 2 + 2 * 2 * 3 * 2
    for asked in positions:
        settings = lesson.Settings(**asked | {"bias": bool(asked["bias"])})
        drawn = layer_table.rows(variant.network(settings), variant.counting(settings), say)
        found = {row[0]: [cell if isinstance(cell, str) else cell[0] for cell in row[1:]] for row in drawn}
        expected = figures(**asked)
        for name, row in expected.items():
            assert not differ(as_read(found[name]), row), (asked, name)
        names = lesson.picture(settings, say).names
        assert (names["parameters"], names["work"]) == (expected["total"]["parameters"], expected["total"]["work"])
        assert abs(names["memory"] - expected["total"]["memory"]) < 1e-9


@pytest.mark.parametrize("asked", COVERING, ids=str)
def test_every_figure_of_the_table_is_on_the_page(asked):
    found = cells(visit("alexnet", lang="en", **asked))
    for name, row in figures(**asked).items():
        assert not differ(as_read(found[name]), row), name


@pytest.mark.parametrize("asked", [{}, {"size": "s224"}, {"variant": "torchvision"}], ids=str)
def test_the_table_of_switches_gives_what_comes_out_at_each_position(asked):
    said = words(visit_deeper("alexnet", lang="en", **asked))
    paper_only = () if asked.get("variant") == "torchvision" else ("groups", "size")
    for switch in ("variant", "bias", *paper_only):
        for option in SWITCHES[switch]:
            total = figures(**asked | {switch: option})["total"]
            assert f"{total['parameters']:,} parameters, {total['work']:,} multiply-adds" in said, (switch, option)


@pytest.mark.parametrize(("groups", "fc", "conv"), [("two", "96.17", "91.91"), ("one", "93.99", "94.84")])
def test_where_parameters_and_work_are(groups, fc, conv):
    say = Say("alexnet", "en")
    said = say.rich("formula", **lesson.picture(lesson.Settings(groups=groups), say).names)
    assert f"{fc} % of the parameters" in said and f"{conv} % of the work" in said


def test_the_article_s_memory_and_the_exact_one_and_the_neurons_are_told():
    said = words(visit_deeper("alexnet", lang="zh"))
    for figure in ("228.88", "232.56", "243.86", "659,272", "650,000", "622,312", "1,448,813,632", "14.49"):
        assert figure in said, figure


def test_the_words_speak_of_the_paper_s_own_numbers():
    names = lesson.picture(lesson.Settings(variant="torchvision"), Say("alexnet", "en")).names
    assert (names["c1_maps"], names["c2_channels"], names["c3_maps"], names["c4_channels"]) == (96, 48, 384, 192)
    assert (names["r1_filters"], names["r1_window"], names["r1_window_224"]) == (4096, "6×6×256", "5×5×256")
    assert (names["side_224"].value, names["side_227"], names["r3_inputs"], names["r3_outputs"]) == (54, 55, 4096, 1000)


def test_every_factor_is_named_where_it_stands():
    rows = {row[0]: row for row in layer_table.rows(alexnet(), Counting(), Say("alexnet", "en"))}
    inside = re.sub(r"</?(?:ruby|b|span)[^>]*>", "", rows["C1"][3][1])
    assert inside == ("96<rt>filters</rt>·11<rt>window side</rt>·11<rt>window side</rt>·3<rt>input depth</rt> = 34,848")


def test_a_bar_below_each_count_is_the_layer_s_share_of_the_whole():
    """C1: 34,848 of 60,954,656 weights, 105,415,200 of 724,406,816 multiply-adds; pooling has neither."""
    say = Say("alexnet", "en")
    rows = {row[0]: row for row in share_bars.with_bars(layer_table.rows(alexnet(), Counting(), say), alexnet(), say)}

    def share(cell):
        return [float(found) for found in re.findall(r"--share: ([\d.]+)%", cell if isinstance(cell, str) else cell[0])]

    for name, weights, macs in (("C1", 34_848, 105_415_200), ("R1", 37_748_736, 37_748_736)):
        assert share(rows[name][3]) == [pytest.approx(100 * weights / 60_954_656, abs=0.006)]
        assert share(rows[name][6]) == [pytest.approx(100 * macs / 724_406_816, abs=0.006)]
    assert not any(share(cell) for name in ("P1", "total") for cell in rows[name])


@pytest.mark.parametrize(("bias", "said"), [(True, "34,848, biases 96"), (False, "34,848")])
def test_the_stage_tells_weights_and_biases_apart_where_biases_count(bias, said):
    lines = lesson.picture(lesson.Settings(bias=bias), Say("alexnet", "en")).scene.facts["volumes"][1]["lines"]
    assert next(line for line in lines if line.startswith("weights")).endswith(said)


def test_the_csv_has_the_same_numbers():
    text = layer_table.as_csv(alexnet(), Counting(flop=True, dtype="float16"), Say("alexnet", "en"))
    rows = {row[0]: row for row in csv.reader(io.StringIO(text))}
    assert rows["R1"][3:5] == ["37748736", "4096"] and rows["R1"][6] == str(2 * 37_748_736)
    assert rows["R3"][5] == "60965224" and rows["C1"][9] == str(290_400 * 2)


def test_the_scene_has_a_stop_for_each_window_and_a_volume_a_layer():
    scene = lesson.picture(lesson.Settings(), Say("alexnet", "en")).scene
    assert [v["name"] for v in scene.facts["volumes"]] == "input C1 P1 C2 P2 C3 C4 C5 P5 R1 R2 R3".split()
    assert [v["towers"] for v in scene.facts["volumes"]] == [1] + [2] * 8 + [1] * 3
    assert {v["name"] for v in scene.facts["volumes"] if v["own_tower"]} == {"P1", "C2", "P2", "C4", "C5", "P5"}
    stops = scene.arrays["stops"]
    assert len(stops) == 8 * 12 + 3 * 4
    assert stops[0].tolist() == [1, 0, 0, 0, 11, 0, 11]
    assert stops[11].tolist() == [1, 54, 54, 216, 227, 216, 227], "the last window ends with the picture"
