"""Long work in slices: who computes at once, what stops it, and how much of it one visitor may have."""

from __future__ import annotations

import tracemalloc
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from cnnlib.network.network import initial_parameters
from pages.frame import jobs
from pages.frame.assets import LIMITS
from pages.frame.jobs import GONE, Job, Shared, Slots
from pages.training.batch_size import Settings as Batches
from pages.training.batch_size import trainings as batch_runs
from pages.training.live_training import Settings as Live
from pages.training.live_training import runs
from tests.frame.visitor import go, visit


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
    assert slots.acquire("a"), "who has a place keeps it"
    slots.release("a")
    assert slots.acquire("c") and not slots.acquire("a")
    clock.now = GONE / 2
    assert slots.acquire("c")
    clock.now = GONE + 0.1
    assert slots.acquire("a"), "b has not come for its slice: its tab is closed"
    assert not slots.acquire("b")


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
    assert runs.total(live, 1) <= LIMITS["work_records"]
    assert runs.total(live, 1) * 2 <= LIMITS["work_records"], "two of them side by side"
    assert batch_runs.total(Batches(epochs=5)) <= LIMITS["work_records"]


def test_the_most_records_take_no_more_memory_than_they_may():
    """Steps of a live training beside its 60 moments with weights, confusions and maps, as the session keeps them."""
    tracemalloc.start()
    steps = [runs.Kept(n + 10**6, n / 7 + 0.5, n / 3 + 0.1, n / 9 + 0.2) for n in range(LIMITS["work_records"])]
    model = runs.network("dense")
    for _ in range(LIMITS["kept_weights"] + 20):
        kept = runs._kept(model, 0, 0.0, 0.0, 0.0, 0.5, initial_parameters(model, np.random.default_rng(0)))
        kept.once("confusion", lambda: np.zeros((10, 10), np.int64))
        kept.once("maps", lambda: np.zeros((32, 1, 1)))
        steps.append(kept)
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert 1 < held / 2**20 < LIMITS["work_megabytes"]


def test_what_is_shared_is_computed_once_whoever_comes_first_to_each_record():
    computed = []
    shared = Shared(computed.append(n) or n for n in range(2000))
    one, other = iter(shared), iter(shared)
    assert [next(one), next(one), next(other)] == [0, 1, 0] and computed == [0, 1]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(list, [shared] * 4))
    assert found == [list(range(2000))] * 4 and computed == list(range(2000))


def test_a_page_opened_with_the_same_settings_has_its_run_at_once_and_one_that_is_pressed_has_its_own(monkeypatch):
    begun = []
    own = runs.run
    monkeypatch.setattr(runs, "run", lambda settings, batch: begun.append(batch) or own(settings, batch))
    runs.met.cache_clear()
    apps = [visit("live-training", lang="en", B=64, epochs=2, seed=seed) for seed in (9, 9, 8)]
    found = [app.session_state["live-training.work.train"] for app in apps]
    assert len(begun) == 2 and all(job.state == "done" for job in found)
    assert all(a is b for a, b in zip(found[0].records, found[1].records, strict=True))
    assert found[0].records[-1].loss != found[2].records[-1].loss
    apps[1].button(key="live-training.work.train.start").click().run()
    again = apps[1].session_state["live-training.work.train"]
    assert len(begun) == 3 and again.shared is None
    runs.met.cache_clear()


def test_a_visitor_s_oldest_work_is_forgotten_and_only_the_newest_goes_on(monkeypatch):
    monkeypatch.setattr(jobs, "SLOTS", Slots(1))
    app = visit("live-training", lang="en", B=1)
    first = app.session_state["live-training.work.train"]
    assert first.state == "running"
    go(app, "steps-and-epochs")
    app.query_params.update({"part": "axes", "batch": "8"})
    app.run()
    second = app.session_state["steps-and-epochs.work.run"]
    assert first.state == "stopped" and second.state in ("running", "done"), "one place is enough for one visitor"
    app.radio(key="steps-and-epochs.part").set_value("sorted").run()
    assert "live-training.work.train" not in app.session_state and LIMITS["kept_works"] == 2


def test_leaving_the_page_stops_its_work(monkeypatch):
    """Nothing computes but a run of the page itself: on another page no record is added, and back again it stands."""
    monkeypatch.setattr(jobs, "SLOTS", Slots(1))
    app = visit("live-training", lang="en", B=1)
    job = app.session_state["live-training.work.train"]
    done = len(job.records)
    assert job.state == "running" and 0 < done < job.total
    go(app, "pooling").run()
    assert len(job.records) == done
    job.came -= 2 * GONE
    go(app, "live-training").run()
    assert job.state == "stopped" and len(job.records) == done
    assert jobs.SLOTS.acquire("somebody else"), "its place is free"


def test_two_visitors_have_jobs_of_their_own(monkeypatch):
    monkeypatch.setattr(jobs, "SLOTS", Slots(1))
    first, second = (visit("live-training", lang="en", B=1) for _ in range(2))
    found = [app.session_state["live-training.work.train"] for app in (first, second)]
    assert found[0] is not found[1] and [job.state for job in found] == ["running", "waiting"]
    second.run()
    assert "computing for others" in second.get("progress")[0].proto.text
