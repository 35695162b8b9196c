"""The browser's fixtures: one server and one Chromium a worker, a fresh watched page a test."""

from collections import defaultdict

import pytest

from tests.browser import chromium
from tests.browser.server import running
from tests.browser.watch import Watch


@pytest.fixture(scope="session")
def server():
    """The course, running: `server.url`."""
    with running() as started:
        yield started


@pytest.fixture(scope="session")
def browser():
    """A Chromium without a window."""
    path = chromium.find()
    if path is None:
        pytest.skip("no Chromium on this machine: install chromium or google-chrome")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def contexts(browser):
    """Those that tests have left, clean, by what they were opened with: Streamlit's scripts are in their cache."""
    return defaultdict(list)


@pytest.fixture
def new_page(browser, contexts, request):
    """A function that opens a page: `new_page("/sliding-filter?W=9", width=390, lang="en-US", dark=True)`.

    Further options: height, reduced (motion), touch, home (another server's url), and any of a playwright context's.
    Each page is a visitor of its own. The test fails at its end when a page logged an error or asked another host;
    `page.watch.expected` takes parts of messages that are provoked on purpose.
    """
    opened = []

    def open_page(path=None, *, width=1280, height=None, lang="zh-CN", dark=False, reduced=False, touch=False,
                  home=None, **options):
        home = home or request.getfixturevalue("server").url
        kind = None if options else (home, lang, touch)
        left = contexts[kind]
        context = left.pop() if left else browser.new_context(locale=lang, has_touch=touch, **options)
        watch = Watch(context, home)
        page = context.new_page()
        page.watch = watch
        opened.append((kind, context, watch))
        page.set_viewport_size({"width": width, "height": height or (844 if width < 500 else 800)})
        page.emulate_media(color_scheme="dark" if dark else "light",
                           reduced_motion="reduce" if reduced else "no-preference")  # fmt: skip
        if path is not None:
            page.goto(home + path)
        return page

    yield open_page
    for kind, context, watch in opened:
        if kind and cleared(context):
            watch.stop()
            contexts[kind].append(context)
        else:
            context.close()
    offences = [offence for _, _, watch in opened for offence in watch.offences()]
    assert not offences, "\n".join(offences)


def cleared(context) -> bool:
    """Close a context's pages, and forget what they wrote down; False where one does not answer any more."""
    from playwright.sync_api import Error  # only where there is a browser to answer

    try:
        for page in context.pages:
            page.evaluate("() => localStorage.clear()")
            page.close()
        context.clear_cookies()
        context.clear_permissions()
    except Error:
        return False
    return True


@pytest.fixture
def page(new_page):
    """A page at 1280x800, Chinese, light; nothing opened yet."""
    return new_page()
