"""What is true of the living network: the sentences of "what you see" of each part, the most important first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pages.frame.text.claims import true_of
from pages.network.cifar10.forward_pass import index_of, kind_of
from pages.network.cifar10.photos import WHOLE

HALF = 50  # per cent: with less, the other nine together are likelier than the answer


def of_picture(settings: Any, names: Mapping[str, Any]) -> tuple[str, ...]:
    """Those that hold in this part, of the network and the image that are shown."""
    edited = bool(settings.w)
    match settings.part:
        case "flow":
            return true_of(
                answer=names["is_right"] is None,
                right=names["is_right"] is True,
                wrong=names["is_right"] is False,
                unsure=names["is_right"] is False and names["chance"] < HALF,
                saw=settings.input == WHOLE,
                edited=edited,
                each_map=True,
                smaller=True,
                colours=True,
                scales=True,
                look_closer=True,
                own_picture=True,
            )
        case "map":
            return _of_map(kind_of(index_of(settings.layer)), edited)
        case "scores":
            whole = round(names["score_sum"], 2) == 1
            return true_of(scores_mean_nothing=not whole, softmax=True, same_order=True, must_choose=True)
        case "sorted":
            return true_of(diagonal=True, hardest=True, photographs=True, low_resolution=True, recount=True)
    checked = bool(settings.checked)  # the answers are not given away before the reader has filled in the table
    return true_of(
        learned_or_chosen=True,
        fill_in=not checked,
        look_at_sizes=not checked,
        have_both=checked,
        pool_and_relu=checked,
        lenet=checked,
        last_is_a_row=checked,
        alexnet_rows=checked,
    )


def _of_map(kind: str, edited: bool) -> tuple[str, ...]:
    pools = kind == "pool"
    return true_of(
        edited=edited,
        largest=pools,
        sums=not pools,
        activation=kind == "conv",
        class_score=kind == "fc",
        change_weight=not pools,
        fc_as_conv=kind == "fc",
        one_weight=True,
        not_better=True,
    )
