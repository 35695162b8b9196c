"""What our styles and scripts look for in Streamlit's page is there, in the Streamlit that is installed."""

from __future__ import annotations

import json

import pytest

from pages.frame.assets import LIMITS, PAGES
from pages.frame.stage import streamlit_dom
from tests.browser.read import wait_settled
from tests.browser.server import wait_until
from tests.browser.stage import ready

# Addresses that have it all between them, and what is pressed there.
FOLD = '[class*="-deeper"] summary'
PLACES = {
    "/?lang=en": (),
    "/sliding-filter?lang=en&pos=0&W=5&F=7&P=0": (),
    "/sliding-filter?lang=en&pos=0&input=cat": (":--key(panels) button",),
    "/output-size?lang=en&pos=0&part=rounding": (),
    "/alexnet?lang=en&pos=0": (FOLD, ":--key(alexnet-section-solid) label"),
    "/builder?lang=en&pos=0": (FOLD, ":--key(builder-section-solid) label"),
    "/steps-and-epochs?lang=en&pos=0": (":--key(steps-and-epochs-question-updates-1) button",),  # a wrong choice
}
# There a file is chosen that Streamlit refuses.
TOO_LARGE = {"name": "large.png", "mimeType": "image/png", "buffer": bytes((LIMITS["upload_megabytes"] << 20) + 1)}
FAILED = streamlit_dom.written_out(":--upload-failed")
AT_WORK = "/batch-size?part=runs&lang=en"
# Some of it is there only for a while: this notes all that ever was.
NOTE = """(() => {
    const waiting = new Set(SELECTORS);
    window.unfoldedMet = [];
    setInterval(() => waiting.forEach(each => {
        if (document.querySelector(each) && waiting.delete(each)) window.unfoldedMet.push(each);
    }), 100);
})()"""


def looked_for() -> set[str]:
    """All selectors of the list as styles and scripts ask for them, their words filled in."""
    uses = [
        use[0]
        for path in (*PAGES.rglob("*.css"), *PAGES.rglob("*.js"))
        for use in streamlit_dom.USE.finditer(path.read_text(encoding="utf-8"))
        if use[2] != "" and "${" not in use[0]  # a word that only a script knows
    ]
    return {streamlit_dom.written_out(use) for use in (*uses, ":--setting(S)", ":--own-script")}


@pytest.mark.proof
def test_every_selector_on_streamlits_page_finds_something(new_page, server):
    missing = looked_for()
    assert len(missing) > 50
    page = new_page(script=NOTE.replace("SELECTORS", json.dumps(sorted(missing))))
    for address, presses in PLACES.items():
        page.goto(server.url + address)
        ready(page)
        for pressed in presses:
            page.locator(streamlit_dom.written_out(pressed)).first.click()
            wait_settled(page)
        if "input=cat" in address:
            page.locator(streamlit_dom.written_out(":--upload input")).first.set_input_files(TOO_LARGE)
            wait_until(lambda: FAILED in page.evaluate("() => window.unfoldedMet"), "Streamlit refuses the file")
        missing -= set(page.evaluate("() => window.unfoldedMet"))
    page.set_viewport_size({"width": 390, "height": 844})  # here the sidebar is folded away
    page.goto(server.url + AT_WORK)
    wait_until(lambda: missing <= set(page.evaluate("() => window.unfoldedMet")), f"all of {missing}", 20)
