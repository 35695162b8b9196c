"""The tables below: real layers as matrices and as convolutions, averaged scores, what passes save and cost."""

from __future__ import annotations

import numpy as np

from cnnlib.formulas import counts
from cnnlib.formulas.symbols import Symbol
from pages.frame.run import Run
from pages.frame.text.numbers import number, small
from pages.frame.widgets import tables
from pages.layers.fc_is_conv import convs, matrix, passes_and_crops


def known(run: Run) -> None:
    """AlexNet's conv layers as matrices: too large to draw, not too large to count."""
    say = run.say
    rows = [
        (
            row["name"],
            say("known_shape", **row),
            number(row["count"]),
            number(row["macs"]),
            say("known_share", **row),
            number(row["weights"]),
        )
        for row in matrix.known_layers()
    ]
    head = (
        say("known_layer"),
        say("known_matrix"),
        say("known_filled"),
        say("known_macs"),
        say("known_part"),
        say("known_weights"),
    )
    tables.draw(rows, head=head)


def three(run: Run) -> None:
    """VGG-16's three FC layers and the three CONV layers that they become."""
    say = run.say
    rows = [
        (
            row["name"],
            say("three_input", **row),
            say.rich("counted_out", count=row["fc"]),
            say.rich("three_filters", **row),
            say.rich("counted_out", count=row["conv"]),
            say.rich("three_output", **row),
            small(difference),
        )
        for row, difference in zip(convs.vgg_layers(), convs.differences_of_an_eighth(), strict=True)
    ]
    head = (
        say("known_layer"),
        say("three_reads"),
        say("three_as_fc"),
        say("three_kernels"),
        say("three_as_conv"),
        say("three_gives"),
        say("three_difference"),
    )
    tables.draw(rows, head=head)


def averages(run: Run) -> None:
    """Each class: its score averaged over all crops, and in how many of them it is the highest."""
    settings, say = run.shown, run.say
    used = passes_and_crops.network_of(settings)
    scores = passes_and_crops.pass_scores(run.records["crops"]).get(0)
    if scores is None:
        return
    means, best = scores.mean(axis=(1, 2)), scores.argmax(axis=0)
    names = [say(f"class_{name}") for name in used.classes] or [say("class_n", n=n + 1) for n in range(len(scores))]
    rows = [
        (
            names[k],
            number(float(means[k])),
            number(float(scores[k].min())),
            number(float(scores[k].max())),
            number(int((best == k).sum())),
        )
        for k in np.argsort(-means)
    ]
    head = (say("average_class"), say("average_mean"), say("average_least"), say("average_most"), say("average_best"))
    tables.draw(rows, head=head)


def vgg(run: Run) -> None:
    """What one pass of VGG-16 over 384 x 384 saves over its 36 crops, CONV and FC each by itself."""
    say = run.say
    cost = passes_and_crops.vgg_cost()
    n = Symbol("n", cost.crops, "output")
    conv, fc = Symbol("C", cost.crop_conv, "filter"), Symbol("R", cost.crop_fc, "filter")
    dense = Symbol("G", cost.conv, "filter")
    rows = [
        (
            say("vgg_conv"),
            number(cost.conv),
            say.rich("counted_out", count=n * conv),
            say.rich("saved_exactly", count=passes_and_crops.vgg_conv_saved()),
        ),
        (
            say("vgg_fc"),
            say.rich("counted_out", count=n * fc),
            say.rich("counted_out", count=n * fc),
            say("times", count=cost.fc_ratio),
        ),
        (
            say("vgg_all"),
            number(cost.dense_macs),
            number(cost.crops_macs),
            say.rich("saved_out", count=counts.one_pass_saving(n, conv, fc, dense)),
        ),
    ]
    tables.draw(rows, head=(say("vgg_layers"), say("vgg_pass"), say("vgg_crops"), say("vgg_saved")))


def dearer(run: Run) -> None:
    """What the shifted passes of VGG-16 cost, against one, and against all the crops that they replace."""
    say = run.say
    one, two, many = passes_and_crops.vgg_cost(), passes_and_crops.vgg_cost("two"), passes_and_crops.vgg_cost("four")
    listed = (
        (say("passes_one"), one.dense_macs, one.crops),
        (say("passes_two"), two.dense_macs, two.crops),
        (say("passes_four"), many.dense_macs, many.crops),
        (say("passes_none"), many.crops_macs, many.crops),
    )
    rows = [
        (
            name,
            number(scores),
            number(macs),
            say("times", count=counts.times(macs, one.dense_macs)),
            say("times", count=counts.times(macs, many.dense_macs)),
        )
        for name, macs, scores in listed
    ]
    head = (
        say("shifts_way"),
        say("shifts_scores"),
        say("known_macs"),
        say("shifts_of_one"),
        say("shifts_of_four"),
    )
    tables.draw(rows, head=head)
