"""A network built on the screen: typed, mended, rebuilt by cards; a neuron's view grown back to the picture."""

from __future__ import annotations

from urllib.parse import quote

from cnnlib.network.zoo import alexnet
from tests.browser.read import wait_settled
from tests.browser.stage import come_to, do, middle, ready, wait_index, wait_link

SIZES = "() => [...document.querySelectorAll('.volume')].map(v => v.dataset.size)"
DRAWN = f"expected => JSON.stringify(({SIZES})()) === JSON.stringify(expected)"


def line(page) -> str:
    return page.locator(".st-key-builder-line input").input_value()


def type_line(page, text: str) -> None:
    box = page.locator(".st-key-builder-line input")
    box.fill(text)
    box.press("Enter")
    wait_link(page, line=text)
    wait_settled(page)


def press(page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    wait_settled(page)


def test_line_cards_and_picture_stay_in_step_through_a_mistake_and_its_repair(new_page):
    page = new_page("/builder?lang=en&pos=0")
    ready(page)
    assert page.evaluate(SIZES) == ["32×32×3", "32×32×12", "16×16×12", "10"]
    type_line(page, "INPUT 28x28x1 - CONV 6 F5 - POOL 2 - FC 10")
    page.wait_for_function(DRAWN, arg=["28×28×1", "24×24×6", "12×12×6", "10"])
    assert f"{6 * 26 + 12 * 12 * 6 * 10 + 10:,} parameters" in page.locator(".formula").inner_text()

    press(page, "POOL 2")
    press(page, "take it away")
    wait_link(page, line="INPUT 28x28x1 - CONV 6 F5 - FC 10")
    page.wait_for_function(DRAWN, arg=["28×28×1", "24×24×6", "10"])
    assert line(page).endswith("CONV 6 F5 - FC 10")

    # The card that is chosen now is the one before; its window grows beyond the picture.
    side = page.get_by_label("window side")
    side.fill("31")
    side.press("Enter")
    wait_link(page, line="INPUT 28x28x1 - CONV 6 F31 - FC 10")
    wait_settled(page)
    assert page.locator(".stage.troubled").count() == 1
    assert "At character 17" in page.locator(".st-key-problem").inner_text()
    assert page.get_by_role("button", name="⚠ CONV 6 F31").count() == 1
    press(page, "F31 → F28")
    wait_link(page, line="INPUT 28x28x1 - CONV 6 F28 - FC 10")
    page.wait_for_function(DRAWN, arg=["28×28×1", "1×1×6", "10"])
    assert page.locator(".stage.troubled").count() == 0 and side.input_value() == "28"


def test_a_neuron_s_view_grows_back_to_the_picture(new_page):
    page = new_page("/builder?lang=en&pos=0&line=INPUT+8x8x3")
    ready(page)
    assert "no layer yet" in page.locator(".stage .written").inner_text()
    come_to(page, f"/builder?lang=en&part=field&pos=0&line={quote(str(alexnet()))}")
    page.wait_for_function("() => document.querySelector('.formula').innerText.includes('= 195')")
    for _ in range(8):
        do(page, "on")
    wait_index(page, 8)
    assert "195 × 195 pixels" in page.locator(".stage text.line").first.text_content()
    page.mouse.click(*middle(page, '.volume[data-volume="C1"]'))
    wait_link(page, layer=1)
    page.wait_for_function("() => document.querySelector('.formula').innerText.includes('= 11')")


def test_a_paste_that_is_too_long_is_refused_and_stays_in_its_box(new_page):
    page = new_page("/builder?lang=en&pos=0")
    ready(page)
    typed = "INPUT 32x32x3" + " - RELU" * 190 + " - FC 1000"
    assert len(typed) == 1353
    box = page.locator(".st-key-builder-line input")
    box.focus()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(typed)  # as a paste: all at once
    page.keyboard.press("Enter")
    page.locator(".st-key-problem", has_text="This line has 1,353 characters; 1,200 is the most.").wait_for()
    assert line(page) == typed
    assert page.locator(".st-key-problem button").count() == 0
    type_line(page, "INPUT 8x8x3 - FC 10")
    assert page.locator(".st-key-problem").count() == 0
