"""What comes from elsewhere and goes elsewhere: a picture of one's own, and the state as a file."""

from __future__ import annotations

import json

import numpy as np
import pytest

from pages.frame.text.texts import plain
from tests.browser.read import wait_settled
from tests.browser.stage import (
    edit,
    exact,
    link,
    open_lesson,
    output_cells,
    slider,
    unfold,
    wait_index,
    wait_link,
)
from tests.browser.uploads import png, upload
from tests.cnnlib.hostile_images import GOOD, bombs, broken


def test_a_picture_of_ones_own_is_shown_and_a_broken_one_takes_nothing_away(new_page):
    rng = np.random.default_rng(0)
    pixels = rng.integers(0, 256, (256, 256, 3), np.uint8)
    page = open_lesson(new_page, {"lang": "en", "pos": 0})
    upload(page, "mine.png", png(pixels))
    wait_link(page, input="own")
    page.wait_for_function("() => document.querySelector('.stage image.pixels')")
    for d, i, j in [(0, 0, 0), (1, 17, 200), (2, 255, 255)]:
        assert exact(page, "input", d, i, j) == pytest.approx(pixels[i, j, d] / 255)
    upload(page, "broken.png", png(pixels)[:2000])
    page.get_by_text(plain("errors.image-damaged", "en")).wait_for()
    assert exact(page, "input", 1, 17, 200) == pytest.approx(pixels[17, 200, 1] / 255), "nothing is lost"
    upload(page, "note.png", b"this is a text, not a picture")
    page.get_by_text(plain("errors.image-type", "en")).wait_for()
    grey = rng.integers(0, 256, (256, 256), np.uint8)
    upload(page, "grey.png", png(grey))
    same = "value => Math.abs(document.querySelector('.stage').value('input', 0, 3, 4) - value) < 1e-9"
    page.wait_for_function(same, arg=grey[3, 4] / 255)
    # A picture never travels: the link opened elsewhere says so and offers others.
    other = open_lesson(new_page, link(page))
    other.locator(".st-key-problem").get_by_role("button").first.wait_for()
    assert other.locator(".stException").count() == 0


def test_hostile_files_are_refused_each_with_its_sentence_and_a_sound_one_then_works(new_page):
    page = open_lesson(new_page, {"lang": "zh", "pos": 0})
    hostile = {name: data for name, data in (*broken(), *bombs())}
    for name, said in {
        "PNG of 60000 x 60000": "image-too-many-pixels",
        "webp-RGBA cut at 0.5": "image-damaged",
        "WebP on a canvas of 2^48 pixels": "image-too-many-pixels",
        "PNG with 30 MB in b'zTXt'": "image-damaged",
        "nothing": "image-empty",
    }.items():
        upload(page, f"{len(name)}.png", hostile[name])
        sentence = plain(f"errors.{said}", "zh", {"megapixels": 9 if "WebP" in name else 20})
        page.locator(".trouble", has_text=sentence).wait_for()
        wait_settled(page)
        assert "input" not in link(page), name
    upload(page, "sixteen.png", GOOD["png-I;16"])
    wait_link(page, input="own")
    page.locator(".stage image.pixels").first.wait_for()
    page.locator(".trouble").wait_for(state="detached")
    assert page.locator(".stException").count() == 0


def test_white_strokes_on_transparency_are_seen_and_a_file_over_the_limit_is_told_in_the_readers_language(new_page):
    page = open_lesson(new_page, {"lang": "zh", "pos": 0})
    strokes = np.full((256, 256, 4), 255, np.uint8)
    strokes[..., 3] = 0
    strokes[100:150, 50:200, 3] = 255
    upload(page, "strokes.png", png(strokes))
    wait_link(page, input="own")
    page.get_by_text(plain("frame.picture_became", "zh", {"what": plain("frame.picture_on-black", "zh")})).wait_for()
    wait_settled(page)
    assert (exact(page, "input", 0, 120, 100), exact(page, "input", 0, 10, 10)) == (1, 0)
    told = page.get_by_text(plain("frame.not_uploaded", "zh", {"megabytes": 5}))
    assert not told.is_visible()
    upload(page, "large.png", bytes(6_000_000))
    told.wait_for()
    assert (exact(page, "input", 0, 120, 100), link(page)["input"]) == (1, "own")


def test_the_state_as_a_file_carries_what_was_edited_last(new_page):
    page = open_lesson(new_page, {"lang": "en", "pos": 5, "W": 8})
    edit(page, "filter", 1, 1, 5)
    wait_link(page, w="0.0.1.1~5")
    slider(page, "P").press("ArrowRight")
    wait_link(page, P=2)
    wait_settled(page)
    before = output_cells(page)
    unfold(page)
    page.get_by_text(plain("frame.file_title", "en")).click()
    wait_settled(page)
    with page.expect_download() as download:
        page.get_by_role("button", name=plain("frame.file_save", "en")).click()
    saved = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert saved["page"] == "sliding-filter"
    assert saved["settings"] == {"W": "8", "P": "2", "pos": "5", "w": "0.0.1.1~5"}
    other = open_lesson(new_page, {"lang": "en"})
    unfold(other)
    other.get_by_text(plain("frame.file_title", "en")).click()
    chooser = other.locator('[class*="st-key-sliding-filter-open"] input[type=file]')
    chooser.set_input_files({"name": "bad.json", "mimeType": "application/json", "buffer": b'{"page": "x"}'})
    other.get_by_text(plain("frame.file_unreadable", "en")).wait_for()
    wait_settled(other)
    chooser.set_input_files(
        {"name": "sliding-filter.json", "mimeType": "application/json", "buffer": download.value.path().read_bytes()}
    )
    wait_link(other, w="0.0.1.1~5", W=8, P=2, pos=5)
    other.wait_for_function("() => document.querySelectorAll('[data-map=\"input\"]').length === 64")
    wait_index(other, 5)
    wait_settled(other)
    assert output_cells(other) == before
