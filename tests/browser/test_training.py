"""The training lessons in Chromium: the article's cases, visitors side by side, stop and go on, a digit drawn."""

from __future__ import annotations

import csv
import re
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from urllib.parse import urlencode

import numpy as np
import pytest

from cnnlib.network.zoo import digits_net
from cnnlib.ops.activations import softmax
from cnnlib.training.loop import train
from pages.shared.digits import training_and_held_out
from tests.browser.read import wait_settled
from tests.browser.server import wait_until
from tests.browser.stage import COME_TO, box_of, ready, unfold, wait_index, wait_link

# It can be started, and neither be stopped nor gone on with.
DONE = """work => {
    const there = what => document.querySelector(`[class*="-work-${work}-${what}"] button`);
    return there('start') && !there('stop') && !there('on');
}"""
# The bar goes on while it can still be stopped.
UNDER_WAY = """() => parseInt(document.querySelector('[data-testid=stProgress]')?.innerText) > 20
    && document.querySelector('[class*="-work-train-stop"] button')"""
# N, B, E, drop -> what the article, or division, says: iterations per epoch, updates.
MARKED = "all => all.map(({ dataset }) => [dataset.x, dataset.v])"
# Of each chart: the point's share of the way from the first line of the grid to the last, along and up; and the largest
# numbers written beside the two axes.
PLACED = """() => [...document.querySelectorAll('.charts svg')].map(svg => {
    const box = each => each.getBBox(), middle = ({ x, y, width, height }) => [x + width / 2, y + height / 2];
    const grid = [...svg.querySelectorAll('.chart-grid')].map(box);
    const ends = all => [Math.min(...all), Math.max(...all)];
    const [left, right] = ends(grid.filter(({ width }) => !width).map(({ x }) => x));
    const [top, bottom] = ends(grid.filter(({ height }) => !height).map(({ y }) => y));
    const [x, y] = middle(box(svg.querySelector('.chart-now')));
    const number = text => Number(text.textContent.replaceAll(',', ''));
    const ticks = [...svg.querySelectorAll('text')].filter(text => text.textContent && !Number.isNaN(number(text)));
    const largest = side => Math.max(...ticks.filter(text => (box(text).x < left - 20) === side).map(number));
    return [(x - left) / (right - left), (bottom - y) / (bottom - top), largest(false), largest(true)];
})"""
CASES = [
    (2000, 500, 1, "keep", "4", "4"),
    (20_000, 200, 1, "keep", "100", "100"),
    (50_000, 256, 1, "keep", "196", "196"),
    (50_000, 256, 10, "keep", "196", "1,960"),
    (50_000, 256, 10, "drop", "195", "1,950"),
    (50_000, 250, 1, "keep", "200", "200"),
]


def begin(page) -> None:
    """Press "train"; until then nothing is computed."""
    ready(page)
    page.locator('[class*="-work-train-start"] button').click()
    page.locator("[data-testid=stProgress]").wait_for()


def done(page, work: str = "train") -> None:
    page.wait_for_function(DONE, arg=work, timeout=60_000)
    wait_settled(page)


def held_out(page) -> list[float]:
    dots = "() => [...document.querySelectorAll('[data-map=held-out]')].map(dot => Number(dot.dataset.v))"
    return page.evaluate(dots)


def run(**settings) -> Iterator:
    """The same training, here and by itself."""
    training, tried = training_and_held_out()
    return train(digits_net(), training, held_out=tried, **settings)


def accuracies(records) -> list[float]:
    """What the stage shows of the records: in percent, in float32."""
    return [float(np.float32(100 * record.held_out_accuracy)) for record in records if record.kind == "epoch"]


def test_the_cases_are_read_off_the_screen(new_page):
    page = new_page("/steps-and-epochs?lang=en&pos=0")
    ready(page)
    under_boxes = page.locator('[class*="-amount"] [data-testid="stSliderThumbValue"]').all()
    assert len(under_boxes) == 2 and not any(number.is_visible() for number in under_boxes), "one value a setting"
    for N, B, E, last, iterations, updates in CASES:
        page.evaluate(COME_TO, f"/steps-and-epochs?N={N}&B={B}&E={E}&last={last}&lang=en&pos=0")
        page.wait_for_function(
            """([n, all]) => {
                const counted = which => document.querySelector(`[data-map="${which}"]`)?.textContent.split(' / ')[1];
                const main = document.querySelector('.formula .main').textContent;
                return counted('iteration') === n && counted('update') === all && main.endsWith(`= ${n}`);
            }""",
            arg=[iterations, updates],
        )
        assert f" make{'s' if E == 1 else ''} {updates} updates" in page.locator(".seen").inner_text()
        marked = page.locator(".charts [data-v]").evaluate_all(MARKED)
        assert marked == [[str(B), iterations.replace(",", "")], [str(E), updates.replace(",", "")]]
        (*powers, most_b, most_i), (*plain_shares, most_e, most_u) = page.evaluate(PLACED)
        per_epoch, all_updates = (int(number.replace(",", "")) for number in (iterations, updates))
        assert powers == pytest.approx([np.log(B) / np.log(most_b), np.log(per_epoch) / np.log(most_i)], abs=0.01)
        assert plain_shares == pytest.approx([E / most_e, all_updates / most_u], abs=0.01)
    page.get_by_role("button", name="The article's cases").click()
    page.get_by_role("button", name="CIFAR-10: ten epochs").click()
    wait_link(page, N=50_000, B=256, E=10)


def test_two_visitors_train_at_once_and_each_gets_the_numbers_of_a_run_alone(new_page, tmp_path):
    asked = [{"B": 1, "seed": 3, "rate": 0.05, "epochs": 12}, {"B": 4, "seed": 5, "rate": 0.1, "epochs": 2}]
    pages = [new_page(f"/live-training?{urlencode(settings | {'lang': 'en', 'pos': 0})}") for settings in asked]
    for page in pages:
        begin(page)
    done(pages[1])
    pages[0].wait_for_function(UNDER_WAY, timeout=30_000)
    pages[0].locator('[class*="-work-train-stop"] button').click()  # the first one is still at it
    pages[0].locator('[class*="-work-train-on"] button').wait_for()
    wait_settled(pages[0])
    assert len(held_out(pages[0])) < 13 and len(held_out(pages[1])) == 3
    for page, settings in zip(pages, asked, strict=True):
        unfold(page)
        page.get_by_text("The record of this run").click()
        wait_settled(page)
        with page.expect_download() as got:
            page.get_by_role("button", name="Download as CSV").click()
        file = tmp_path / "run.csv"
        got.value.save_as(file)
        lines = list(csv.DictReader(file.open(encoding="utf-8")))
        names = {"batch_size": settings["B"], "learning_rate": settings["rate"]}
        alone = list(islice(run(**names, seed=settings["seed"], epochs=settings["epochs"]), len(lines)))
        assert [(int(line["step"]), float(line["loss"])) for line in lines] == [(r.step, r.loss) for r in alone]
        assert held_out(page)[1:] == accuracies(alone)


def test_stopped_gone_on_scrubbed_back_and_the_stage_never_put_up_anew(new_page):
    page = new_page("/live-training?lang=en&pos=0&seed=1")
    begin(page)
    page.locator('[class*="-work-train-stop"] button').click()
    page.get_by_role("button", name="Go on").wait_for()
    wait_settled(page)
    page.evaluate("() => { document.querySelector('.stage').mine = document.querySelector('.stage svg').mine = true; }")
    before = held_out(page)
    assert len(before) < 21
    page.get_by_role("button", name="Go on").click()
    page.locator('[class*="-work-train-on"]').wait_for(state="detached")
    done(page)
    alone = run(batch_size=4, learning_rate=0.1, epochs=20, seed=1)
    assert held_out(page)[1:] == accuracies(alone), "a stop changes no number"
    assert page.evaluate("() => document.querySelector('.stage').mine && document.querySelector('.stage svg').mine")
    seen = "() => [...document.querySelectorAll('.stage canvas')].map(canvas => canvas.toDataURL()).join()"
    pictures = []
    for place in (0, 10, 40):
        page.locator(".stage .scrub").fill(str(place))
        wait_index(page, place)
        pictures.append(page.evaluate(seen))
        veiled = float(page.locator(".stage .future").get_attribute("width"))
        assert veiled > 0, "what comes after that moment is seen faintly"
    assert len(set(pictures)) == 3, "weights, gradients and maps of three moments"


def test_a_digit_drawn_is_read_at_once_by_the_network_of_that_moment(new_page):
    page = new_page("/live-training?lang=en&part=draw&pos=0&epochs=5")
    begin(page)
    done(page)
    box = box_of(page, ".stage .paper")
    page.locator(".stage .scrub").fill(page.locator(".stage .scrub").get_attribute("max"))
    x, y, side = box["x"] + box["width"] / 2, box["y"], box["height"]
    page.mouse.move(x, y + 0.15 * side)
    page.mouse.down()
    page.mouse.move(x, y + 0.85 * side, steps=8)
    page.mouse.up()
    page.locator(".stage .chance.best").wait_for(timeout=5_000)
    wait_settled(page)
    picture = np.zeros((8, 8), np.float32)
    cells = "() => [...document.querySelectorAll('[data-map=drawn]')].map(c => [c.dataset.i, c.dataset.j, c.dataset.v])"
    for i, j, value in page.evaluate(cells):
        picture[int(i), int(j)] = float(value) / 16
    shown = page.evaluate("() => [...document.querySelectorAll('[data-map=chance]')].map(bar => Number(bar.dataset.v))")
    *_, last = run(batch_size=4, learning_rate=0.1, epochs=5, seed=0)
    params = last.params
    scores = digits_net().forward(params, picture[None, None]).reshape(1, -1)
    assert picture.any() and shown == pytest.approx(softmax(scores)[0].tolist(), abs=1e-5)
    before, counts = inked(page), page.evaluate(cells)
    page.goto(page.url)
    page.locator("[data-map=drawn]").first.wait_for()
    assert page.evaluate(cells) == counts
    assert len(inked(page) & before) > 0.8 * len(before), "a link brings the strokes back, not the counts alone"


def inked(page) -> set[str]:
    """Where the dots of a drawing are, by the path that draws them."""
    return set(re.findall(r"M[\d.]+,[\d.]+", page.locator(".stage path.ink").get_attribute("d")))


@pytest.mark.skipif(sys.platform != "linux", reason="the processor's time is read where Linux tells it")
def test_a_closed_tab_stops_the_work(new_page, server):
    def spent() -> float:  # seconds of the processor
        fields = Path(f"/proc/{server.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / 100

    page = new_page("/live-training?lang=en&pos=0&B=1&epochs=20")
    begin(page)
    page.locator('[class*="-work-train-stop"] button').wait_for()
    page.close()
    noted = [(time.monotonic(), spent())]

    def rests() -> bool:
        now = time.monotonic(), spent()
        if now[1] - noted[-1][1] > 0.05:
            noted.append(now)
        return now[0] - noted[-1][0] > 1.0

    wait_until(rests, "the server goes on computing for nobody", 8)
    assert noted[-1][0] - noted[0][0] < 3, "a run of this length would take longer"
