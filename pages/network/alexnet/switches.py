"""The table of AlexNet's switches: what each changes, why sources disagree, what comes out."""

from __future__ import annotations

from typing import Any

from pages.frame.run import Run
from pages.frame.text.texts import Say
from pages.frame.widgets import sections
from pages.network.alexnet import variant


def switches(run: Run) -> None:
    """Each switch: what it changes, and what comes out at each of its positions."""
    settings, say = run.shown, run.say
    rows = []
    for name in variant.switches(settings):
        lines = [say.rich(f"help_{name}")]
        for option, found in variant.alternatives(settings, name):
            outcome = _outcome(say, name, option, found)
            stands = option == getattr(settings, name)
            lines.append(say.rich("outcome_now", outcome=outcome) if stands else outcome)
        rows.append([say(f"control_{name}"), say("between").join(lines)])
    sections.table(rows, head=[say("switch"), say("switch_why")])


def _outcome(say: Say, switch: str, option: Any, found: dict[str, Any]) -> str:
    """Of one position: what this switch changes."""
    named = found | {"option": _option(say, option), "work_name": _work_name(say, found["flop"])}
    if switch == "count":
        return say.rich("outcome_work", **named)
    return say.rich("outcome_memory" if switch in variant.COUNTING else "outcome_network", **named)


def _work_name(say: Say, flop: bool) -> str:
    return say("work_flops") if flop else say("work_macs")


def _option(say: Say, option: Any) -> str:
    if isinstance(option, bool):
        return say("with_biases") if option else say("without_biases")
    return say(f"option_{option}")
