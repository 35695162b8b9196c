"""The library's one error."""

from cnnlib.errors import InvalidSetting


def test_an_error_carries_its_key_its_numbers_and_what_would_work():
    changes = {"F": 5}
    problem = InvalidSetting("filter-too-large", "F=7 does not fit", [changes, {"P": 1}], F=7, W=5)
    changes["F"] = 9  # a copy was kept
    assert isinstance(problem, ValueError) and str(problem) == "F=7 does not fit"
    assert problem.key == "filter-too-large" and problem.values == {"F": 7, "W": 5}
    assert problem.repairs == ({"F": 5}, {"P": 1}) and InvalidSetting("a", "b").repairs == ()
