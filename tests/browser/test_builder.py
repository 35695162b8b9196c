"""A network built on the screen: typed, mended, its volumes drawn; a neuron's view grown back to the picture."""

from __future__ import annotations

from urllib.parse import quote

from cnnlib.zoo import alexnet
from tests.browser.read import wait_settled
from tests.browser.stage import do, ready, wait_index, wait_link


def opened(new_page, query: str = "", **options):
    page = new_page(f"/builder?lang=en{query}", **options)
    ready(page)
    return page


def sizes(page) -> list[str]:
    return page.evaluate("[...document.querySelectorAll('.volume')].map(v => v.dataset.size)")


def type_line(page, text: str) -> None:
    box = page.locator(".st-key-builder-line input")
    box.fill(text)
    box.press("Enter")
    wait_link(page, line=text)
    wait_settled(page)


def test_what_is_typed_is_drawn_and_counted(new_page):
    page = opened(new_page, "&pos=0")
    assert sizes(page) == ["32×32×3", "32×32×12", "16×16×12", "10"]
    type_line(page, "INPUT 28x28x1 - CONV 6 F5 - POOL 2 - FC 10")
    page.wait_for_function("() => document.querySelectorAll('.volume')[1].dataset.size === '24×24×6'")
    assert sizes(page) == ["28×28×1", "24×24×6", "12×12×6", "10"]
    assert f"{6 * 26 + 12 * 12 * 6 * 10 + 10:,} parameters" in page.locator(".formula").inner_text()


def test_a_layer_that_does_not_fit_is_told_and_mended_by_a_button(new_page):
    page = opened(new_page, "&pos=0")
    type_line(page, "INPUT 8x8x3 - CONV 4 F11 - FC 10")
    assert page.locator(".stage.troubled").count() == 1
    assert "At character 15" in page.locator(".st-key-problem").inner_text()
    page.get_by_role("button", name="F11 → F8").click()
    wait_link(page, line="INPUT 8x8x3 - CONV 4 F8 - FC 10")
    page.wait_for_function("() => document.querySelectorAll('.volume')[1].dataset.size === '1×1×4'")
    assert page.locator(".stage.troubled").count() == 0


def test_a_neuron_s_view_grows_back_to_the_picture(new_page):
    page = opened(new_page, f"&part=field&pos=0&line={quote(str(alexnet()))}")
    assert "195" in page.locator(".formula").inner_text()
    for _ in range(8):
        do(page, "on")
    wait_index(page, 8)
    assert "195 × 195 pixels" in page.locator(".stage text.line").first.text_content()
    box = page.locator('.volume[data-volume="C1"]').bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    wait_link(page, layer=1)
    page.wait_for_function("() => document.querySelector('.formula').innerText.includes('= 11')")


def test_a_card_changes_the_line(new_page):
    page = opened(new_page, "&pos=0")
    page.get_by_role("button", name="POOL 2", exact=True).click()
    wait_settled(page)
    page.get_by_role("button", name="take it away").click()
    wait_link(page, line="INPUT 32x32x3 - CONV 12 F5 P2 - RELU - FC 10")
    wait_settled(page)
    assert page.locator(".st-key-builder-line input").input_value().endswith("RELU - FC 10")
