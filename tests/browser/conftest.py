"""The browsers' fixtures: one server and one browser of each kind a worker, in Chromium a fresh watched page a test."""

import pytest

from tests.browser import chromium
from tests.browser import site as static
from tests.browser.engines import firefox, webkit
from tests.browser.server import running
from tests.browser.visitors import Visitors


@pytest.fixture(scope="session")
def server():
    """The course, running: `server.url`; or the static site (tests/browser/site.py)."""
    with static.serving() if static.ASKED_FOR else running() as started:
        yield started


@pytest.fixture(scope="session")
def site():
    """Where the static site is served, below a path of its own; without a slash behind it."""
    if not static.is_built():
        pytest.fail("there is no site to test: make site")
    with static.serving(below="/cnn-unfolded") as served:
        yield served.url


def pytest_collection_modifyitems(items):
    """Of the static site, what it cannot have is not tested, each with its reason."""
    for item in items if static.ASKED_FOR else ():
        if reason := static.why_not(item.nodeid):
            item.add_marker(pytest.mark.skip(reason=reason))


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
def visitors(browser):
    """Those who open pages in this browser, in one test after the other."""
    return Visitors(browser)


@pytest.fixture
def new_page(visitors, request):
    """A function that opens a page: `new_page("/sliding-filter?W=9", width=390, lang="en-US", dark=True)`.

    Further options: height, reduced (motion), touch, home (another server's url), script (runs before those of each
    page), and any of a playwright context's. Each page is a visitor of its own. The test fails at its end when a page
    logged an error or asked another host; `page.watch.expected` takes parts of messages that are provoked on purpose.
    """
    opened = []

    def open_page(
        path=None,
        *,
        width=1280,
        height=None,
        lang="zh-CN",
        dark=False,
        reduced=False,
        touch=False,
        home=None,
        **options,
    ):
        again = home is None  # another server ends with its test
        home = home or request.getfixturevalue("server").url
        opened.append(visitors.come(home, lang=lang, touch=touch, again=again, **options))
        page = opened[-1].page
        page.set_viewport_size({"width": width, "height": height or (844 if width < 500 else 800)})
        page.emulate_media(
            color_scheme="dark" if dark else "light", reduced_motion="reduce" if reduced else "no-preference"
        )
        if path is not None:
            page.goto(home + path)
        return page

    yield open_page
    for visitor in opened:
        visitors.leave(visitor)
    offences = [offence for visitor in opened for offence in visitor.watch.offences()]
    assert not offences, "\n".join(offences)


@pytest.fixture
def page(new_page):
    """A page at 1280x800, Chinese, light; nothing opened yet."""
    return new_page()


ENGINES = {"firefox": (firefox.find, firefox.Firefox), "webkit": (webkit.find, webkit.WebKit)}


@pytest.fixture(scope="session", params=ENGINES)
def engine(request):
    """Firefox, then WebKit: each with one page, in which one test after the other opens what it needs."""
    find, launch = ENGINES[request.param]
    if find() is None:
        pytest.skip(f"no {request.param} on this machine: see the end of the tests")
    started = launch()
    yield started
    started.close()
