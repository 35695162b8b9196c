"""What a finished run drew is sent, also when a run of a part begins before it could be."""

from types import SimpleNamespace

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue

from pages.server import streamlit_internals

streamlit_internals.check()  # mends the session


def drawn(text: str, part: str = "") -> ForwardMsg:
    message = ForwardMsg()
    message.metadata.delta_path.extend([0, 0])
    message.delta.fragment_id = part
    message.delta.new_element.text.body = text
    return message


def queue_after(status: ForwardMsg.ScriptFinishedStatus) -> list[str]:
    """What waits in the queue when a page's part was drawn, its run ended so, and the part's next run has drawn."""
    queue = ForwardMsgQueue()
    queue.enqueue(drawn("old", "part"))
    queue.enqueue(ForwardMsg(script_finished=status))
    AppSession._clear_queue(SimpleNamespace(_browser_queue=queue), ["part"])
    queue.enqueue(drawn("new", "part"))
    return [message.delta.new_element.text.body or "end" for message in queue.flush()]


@pytest.mark.parametrize("status", [ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY])
def test_what_is_finished_is_sent_before_the_parts_next_run(status):
    assert queue_after(status) == ["old", "end", "new"]


def test_behind_what_is_finished_what_was_cut_short_is_not_sent():
    queue = ForwardMsgQueue()
    for message in (drawn("whole", "part"), ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY)):
        queue.enqueue(message)
    AppSession._clear_queue(SimpleNamespace(_browser_queue=queue), ["part"])
    queue.enqueue(drawn("half", "part"))
    queue.enqueue(ForwardMsg(script_finished=ForwardMsg.FINISHED_EARLY_FOR_RERUN))
    AppSession._clear_queue(SimpleNamespace(_browser_queue=queue), ["part"])
    assert [message.delta.new_element.text.body or "end" for message in queue.flush()] == ["whole", "end", "end"]


def test_what_was_cut_short_and_is_drawn_again_at_once_is_sent_once():
    assert queue_after(ForwardMsg.FINISHED_EARLY_FOR_RERUN) == ["end", "new"]
