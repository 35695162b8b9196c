"""Try it: the tasks of a part, which tick themselves.

Whether one is done is worked out here, in the run that makes the picture, and travels with the scene; the list is the
same at every setting, so it comes with the whole page. `pages/frame/stage/tasks.js` ticks, and keeps the ticks in the
reader's browser.
"""

from __future__ import annotations

from pages.frame.run import Run
from pages.frame.text.formulas import value_of

PLACE = '<div class="tasks card" data-said="tasks"></div>'


def saying(run: Run) -> str:
    """The list, for the script to put into its place: that may be drawn anew with every slider, and this is not."""
    say = run.say
    marks = f'data-done="{say("tasks_done")}" data-open="{say("tasks_open")}"'
    return (
        '<div data-saying="tasks"><div class="tasks-head">'
        f'<div class="title" role="heading" aria-level="3">{say("tasks_title")}</div>'  # Streamlit adds links to an h3
        f'<button type="button" class="forget">{say("tasks_forget")}</button></div>'
        f"<ul {marks}>"
        + "".join(
            f'<li data-task="{task.id}"><span class="tick" role="img"></span>'
            f"<span>{say.rich(f'task_{task.id}')}</span></li>"
            for task in run.lesson.tasks_of(run.settings)
        )
        + f'</ul><p class="why" role="status">{say("tasks_about")}</p></div>'
    )


def done_now(run: Run) -> dict[str, str]:
    """The tasks that are done in the state shown, each with its reason; none while a slider is on its way, or while
    what is shown is not what was asked for."""
    if run.problem is not None or run.shown != run.settings:
        return {}
    numbers = {name: value_of(value) for name, value in run.picture.names.items()}
    return {
        task.id: run.say.rich(f"task_{task.id}_why")
        for task in run.lesson.tasks_of(run.shown)
        if task.done(run.shown, numbers)
    }
