"""Long work in slices: who computes at once, what stops it, and how much of it one visitor may have."""

from __future__ import annotations

import re
import tracemalloc
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import numpy as np
import pytest

from cnnlib.network.network import initial_parameters
from pages.frame import jobs, page
from pages.frame.assets import LIMITS
from pages.frame.jobs import GONE, TURN, Job, Slots
from pages.frame.text.texts import plain
from pages.training.batch_size import Settings as Batches
from pages.training.batch_size import trainings as batch_trainings
from pages.training.live_training import Settings as Live
from pages.training.live_training import trainings
from tests.frame.visitor import go, press, visit


def trained(**settings):
    """A visitor who has begun a training."""
    return press(visit("live-training", lang="en", **settings), "live-training.work.train.start")


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def counting(total: int):
    return Job(depends_on=(), steps=iter(range(total)), total=total)


def test_places_are_counted_and_given_up_by_who_leaves_or_comes_no_more():
    clock = Clock()
    slots = Slots(2, clock)
    assert slots.acquire("a") and slots.acquire("b") and not slots.acquire("c")
    assert slots.acquire("a"), "who has a place keeps it for a turn"
    slots.release("a")
    assert slots.acquire("c") and not slots.acquire("a")
    clock.now = GONE / 2
    slots.release("a")
    assert slots.acquire("c"), "nobody waits"
    clock.now = GONE + 0.1
    assert slots.acquire("a"), "b has not come for its slice: its tab is closed"
    assert not slots.acquire("b")


def test_places_go_round_while_somebody_waits():
    clock, had = Clock(), Counter()
    slots = Slots(3, clock)
    endless, first = ("a", "b", "c"), None
    assert all(map(slots.acquire, endless))
    for _ in range(200):  # pages that come for a slice ten times a second, the fourth from the tenth second on
        clock.now += 0.1
        had.update(who for who in endless if slots.acquire(who))
        if clock.now > 10 and slots.acquire("late"):
            had["late"] += 1
            first = first or clock.now
    assert first - 10 < 2 * TURN, "three who never end cannot keep the fourth away"
    assert had["late"] > 60 and min(had[who] for who in endless) > 140, "and all four have as much from then on"


def test_a_place_is_not_kept_for_somebody_in_the_queue_who_has_left():
    clock = Clock()
    slots = Slots(1, clock)
    assert slots.acquire("a") and not slots.acquire("gone") and not slots.acquire("b")
    clock.now = TURN
    assert not slots.acquire("a") and not slots.acquire("b"), "the one who came first is first"
    clock.now = GONE
    assert slots.acquire("b")


def test_places_asked_for_by_many_threads_at_once_are_counted():
    slots = Slots(3)
    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(slots.acquire, range(500))) == 3


def test_who_finds_no_place_waits_and_goes_on_when_there_is_one(monkeypatch):
    slots = Slots(1)
    monkeypatch.setattr(jobs, "SLOTS", slots)
    slots.acquire("somebody else")
    job = counting(10)
    job.advance()
    assert job.state == "waiting" and not job.records and job.seconds == 0
    slots.release("somebody else")
    job.advance()
    assert job.state == "done" and job.records == list(range(10))
    assert slots.acquire("the next"), "what is done gives its place up"


def test_a_second_run_of_the_page_leaves_a_slice_to_the_first():
    """Streamlit begins a run of the whole page while the one before still computes."""

    def steps():
        with ThreadPoolExecutor(1) as other:
            other.submit(job.advance).result()
        yield "step"

    job = Job(depends_on=(), steps=steps(), total=1)
    job.advance()
    assert job.state == "done" and job.records == ["step"]


def test_a_stop_ends_the_slice_that_another_run_is_computing():
    def steps():
        for n in count():
            if n == 5:
                job.stop()
            yield n

    job = Job(depends_on=(), steps=steps(), total=10**9)
    job.advance()
    assert job.state == "stopped" and len(job.records) == 6


def test_what_was_done_when_the_press_came_is_not_stopped():
    job = counting(10)
    job.advance()
    job.stop()
    assert job.state == "done", "there would be a button to go on with nothing"


def test_what_is_done_while_the_page_is_drawn_is_drawn_once_more(monkeypatch):
    """An earlier run of the page finishes the work when this one has made its picture and not yet asked how it is."""
    drawn = []

    def resolve(jobs, say, *asked):
        run = draw_run(jobs, say, *asked)
        for job in jobs._begun():
            drawn.append(len(run.records["train"]))
            while job.active:
                job.advance()
        return run

    draw_run = page.resolve
    monkeypatch.setattr(page, "resolve", resolve)
    job = trained(B=16, epochs=20, seed=31).session_state["live-training.work.train"]
    assert job.state == "done" and drawn[0] < drawn[-1] == len(job.records)


@pytest.mark.parametrize(("limit", "value"), [("work_records", 100), ("work_seconds", 0.0)])
def test_work_stops_at_its_limits_and_cannot_go_on(monkeypatch, limit, value):
    monkeypatch.setitem(jobs.LIMITS, limit, value)
    job = counting(10**9)
    job.advance()
    assert job.state == "stopped" and job.exhausted()
    job.resume()
    job.advance()
    assert job.state == "stopped", "more is not to be had"
    assert len(job.records) == (100 if limit == "work_records" else 0)


def test_the_largest_settings_keep_within_the_limits():
    """What the lessons can ask for at most, counted: 20 epochs of one digit a batch, all batch sizes for five."""
    live = Live(B=1, epochs=20)
    assert trainings.total(live, 1) <= LIMITS["work_records"]
    assert trainings.total(live, 1) * 2 <= LIMITS["work_records"], "two of them side by side"
    assert batch_trainings.total(Batches(epochs=5)) <= LIMITS["work_records"]


def test_the_most_records_take_no_more_memory_than_they_may():
    """Steps of a live training beside its 60 moments with weights, confusions and maps, as the session keeps them."""
    tracemalloc.start()
    steps = [trainings.Moment(n + 10**6, n / 7 + 0.5, n / 3 + 0.1, n / 9 + 0.2) for n in range(LIMITS["work_records"])]
    model = trainings.network("dense")
    for _ in range(LIMITS["kept_weights"] + 20):
        kept = trainings._moment_with_weights(
            model, 0, 0.0, 0.0, 0.0, 0.5, initial_parameters(model, np.random.default_rng(0))
        )
        kept.once("confusion", lambda: np.zeros((10, 10), np.int64))
        kept.once("maps", lambda: np.zeros((32, 1, 1)))
        steps.append(kept)
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert 1 < held / 2**20 < LIMITS["work_megabytes"]


def test_nothing_is_computed_before_it_is_pressed_and_what_is_pressed_is_one_s_own(monkeypatch):
    begun = []
    own = trainings.follow
    app = visit("live-training", lang="en")
    monkeypatch.setattr(trainings, "follow", lambda settings, batch: begun.append(batch) or own(settings, batch))
    app.run()
    assert "live-training.work.train" not in app.session_state and not app.get("progress")
    assert [line.value for line in app.caption] == [plain("frame.work_recorded", "en")]
    assert [line.value for line in visit("live-training", lang="en", B=8).caption] == [
        plain("frame.work_unbegun", "en")
    ]
    apps = [trained(B=64, epochs=2, seed=seed) for seed in (9, 9, 8)]
    found = [app.session_state["live-training.work.train"] for app in apps]
    for app, job in zip(apps, found, strict=True):
        while job.active:
            app.run()
    assert begun.count(64) == 3 and not apps[0].caption
    losses = [[moment.loss for moment in job.records[1:]] for job in found]
    assert losses[0] == losses[1] != losses[2]


def test_a_visitor_s_oldest_work_is_forgotten_and_only_the_newest_goes_on(monkeypatch):
    monkeypatch.setattr(jobs, "SLOTS", Slots(1))
    app = trained(B=1)
    first = app.session_state["live-training.work.train"]
    assert first.state == "running"
    go(app, "steps-and-epochs")
    app.query_params.update({"part": "axes", "batch": "8"})
    app.run()
    second = app.session_state["steps-and-epochs.work.shuffled"]
    assert first.state == "stopped" and second.state in ("running", "done"), "one place is enough for one visitor"
    app.radio(key="steps-and-epochs.part").set_value("sorted").run()
    assert "live-training.work.train" not in app.session_state and LIMITS["kept_works"] == 2


def test_leaving_the_page_stops_its_work(monkeypatch):
    """Nothing computes but a run of the page itself: on another page no record is added, and back again it stands."""
    monkeypatch.setattr(jobs, "SLOTS", Slots(1))
    app = trained(B=1)
    job = app.session_state["live-training.work.train"]
    done = len(job.records)
    assert job.state == "running" and 0 < done < job.total
    go(app, "pooling").run()
    assert len(job.records) == done
    job.came -= 2 * GONE
    go(app, "live-training").run()
    assert job.state == "stopped" and len(job.records) == done
    assert jobs.SLOTS.acquire("somebody else"), "its place is free"


def bar(app) -> str:
    """What is written in the bar of the page's work."""
    return app.get("progress")[0].proto.text


def test_work_that_stands_says_why(monkeypatch):
    app = trained(B=1)
    job = app.session_state["live-training.work.train"]
    press(app, "live-training.work.train.stop")
    assert re.fullmatch(r"stopped at \d+%", bar(app))
    job.resume()
    job.came -= 2 * GONE  # the connection was lost, and the clock of the page could not come
    app.run()
    assert "nobody was looking" in bar(app)
    press(app, "live-training.work.train.on")
    assert "computed" in bar(app)
    monkeypatch.setitem(jobs.LIMITS, "work_seconds", 0)
    app.run()
    assert "at most 0 s of computing each" in bar(app)


def test_two_visitors_have_jobs_of_their_own(monkeypatch):
    monkeypatch.setattr(jobs, "SLOTS", Slots(1))
    first, second = (trained(B=1) for _ in range(2))
    found = [app.session_state["live-training.work.train"] for app in (first, second)]
    assert found[0] is not found[1] and [job.state for job in found] == ["running", "waiting"]
    second.run()
    assert "computing for others" in bar(second)
