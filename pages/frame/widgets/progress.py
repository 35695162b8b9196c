"""Which lessons were begun and which are done, for the marks in the menu and on the course map.

A lesson is begun when one of its tasks is ticked, and done when all of them are, in all its parts. The ticks are in the
reader's browser alone (`pages/frame/stage/tasks.js`), and so it is a script that marks lessons (`progress.js`, beside
it); here it is told which tasks there are.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import streamlit as st

from pages.frame.lesson import Lesson
from pages.frame.text.texts import Say


def tell(lessons: Iterable[Lesson], say: Say) -> None:
    """The tasks of each lesson, `address task task;address task`, and what a mark is called; nothing to be seen."""
    tasks = ";".join(" ".join((lesson.address, *(task.id for task in lesson.tasks))) for lesson in lessons)
    names = f'data-begun="{escape(say("progress_begun"))}" data-done="{escape(say("progress_done"))}"'
    st.markdown(f'<span class="all-tasks" data-tasks="{escape(tasks)}" {names}></span>', unsafe_allow_html=True)
