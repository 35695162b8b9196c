"""The buttons of long work: start, or stop, go on and begin anew; how far it has come; that it has to wait."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.frame import jobs
from pages.frame.assets import LIMITS
from pages.frame.jobs import Job
from pages.frame.lesson import Work
from pages.frame.run import Run
from pages.frame.text.texts import Say


def draw(run: Run, work: Work) -> None:
    """The buttons of one work, and its bar."""
    begun_with, say, name = (run.address, work, run.settings), run.say, run.key(f"work.{work.id}")
    job = jobs.find(*begun_with)
    with st.container(key=f"work-{work.id}", horizontal=True):
        if job and job.active:
            st.button(say("work_stop"), key=f"{name}.stop", on_click=job.stop)
        else:
            if job and job.state == "stopped" and not job.exhausted():
                st.button(say("work_on"), key=f"{name}.on", on_click=job.resume, type="primary")
            label, look = (_again(work, say), "secondary") if job else (say(f"work_start_{work.id}"), "primary")
            st.button(label, key=f"{name}.start", on_click=jobs.start, args=begun_with, type=look)
        if job:
            st.progress(min(len(job.records) / max(job.total, 1), 1.0), say(f"work_{job.told}", **_progress(job)))
        elif recorded := run.records[work.id]:
            st.caption(say("work_recorded" if len(recorded) == work.total(run.settings) else "work_unbegun"))


def _again(work: Work, say: Say) -> str:
    return say(f"work_again_{work.id}") if say.knows(f"work_again_{work.id}") else say("work_again")


def _progress(job: Job) -> dict[str, Any]:
    share = 100 * len(job.records) // max(job.total, 1)  # not steps: an epoch's end is a record too
    return {"share": share, "seconds": job.seconds, "most": LIMITS["work_seconds"]}
