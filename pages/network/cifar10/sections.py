"""What the page tells below its picture: how the network was trained, and how to count again."""

from __future__ import annotations

import streamlit as st

from pages.frame.run import Run
from pages.frame.text.numbers import number
from pages.frame.widgets import tables
from pages.network.cifar10.forward_pass import trained


def record(run: Run) -> None:
    """The record that training wrote beside the weights, an epoch a line, and the commands."""
    say = run.say
    kept = trained().record
    facts = [
        [say("record_network"), kept["network"]],
        [say("record_parameters"), number(kept["parameters"])],
        [say("record_pictures"), say("record_counts", training=kept["training_pictures"], test=kept["test_pictures"])],
        [say("record_right"), number(kept["right"])],
        [say("record_epochs"), number(kept["epochs"])],
        [say("record_batch"), number(kept["batch_size"])],
        [say("record_seed"), number(kept["seed"])],
        [say("record_minutes"), number(kept["minutes"])],
    ]
    tables.draw(facts, head=["", say("record_value")])
    st.markdown(say("record_train"))
    st.code(kept["command"], language="sh")
    st.markdown(say("record_evaluate"))
    st.code(say("command_evaluate"), language="sh")
    rows = [
        [number(n), number(line["loss"]), say("percent", share=100 * line["accuracy"])]
        for n, line in enumerate(kept["history"], 1)
    ]
    tables.draw(rows, head=[say("record_epoch"), say("record_loss"), say("record_accuracy")])
