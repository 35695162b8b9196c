"""The limit of open files is raised to what the seats need; else fewer are seated, and the log says so."""

from types import SimpleNamespace

import pytest

from pages.server import open_files

ENDLESS = -1


@pytest.fixture
def allowed(monkeypatch):
    """A process with these limits: a function that sets them, and tells the soft one when asked without any."""
    limits = [0, 0]

    def allow(*asked):
        limits[:] = asked or limits
        return limits[0]

    stand_in = SimpleNamespace(
        RLIMIT_NOFILE=7,
        RLIM_INFINITY=ENDLESS,
        getrlimit=lambda kind: tuple(limits),
        setrlimit=lambda kind, both: allow(*both),
    )
    monkeypatch.setattr(open_files, "resource", stand_in)
    return allow


@pytest.mark.parametrize("hard", [ENDLESS, 524_288, 5000])
def test_the_soft_limit_is_raised_to_what_a_class_needs_that_arrives_at_once(allowed, hard, caplog):
    allowed(1024, hard)
    assert open_files.seats(400) == 400 and not caplog.text
    assert allowed() == min(400 * 11 + 584, hard if hard > 0 else 10**9)


def test_a_limit_that_is_high_enough_is_left_alone(allowed):
    allowed(100_000, 200_000)
    assert open_files.seats(400) == 400 and allowed() == 100_000
    allowed(ENDLESS, ENDLESS)
    assert open_files.seats(400) == 400 and allowed() == ENDLESS


def test_where_it_cannot_be_raised_so_many_are_seated_as_fit_and_the_log_says_so(allowed, caplog):
    allowed(1024, 1024)
    fit = open_files.seats(400)
    assert fit * 4 + 128 * 3 + 200 <= 1024 < (fit + 1) * 4 + 128 * 3 + 200
    assert "1024 open files" in caplog.text and f"for {fit} visitors" in caplog.text


def test_on_a_system_that_does_not_count_them_nothing_is_asked(monkeypatch):
    monkeypatch.setattr(open_files, "resource", None)
    assert open_files.seats(400) == 400
