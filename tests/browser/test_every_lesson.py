"""What every lesson keeps in a real browser, found by the menu: it opens, moves, obeys, and can be read."""

from __future__ import annotations

from itertools import product
from urllib.parse import urlencode

import pytest

from pages import menu
from pages.frame.state.settings import fields_of
from pages.frame.text.catalogue import LANGUAGES
from pages.frame.text.texts import plain
from tests.browser.axe import findings
from tests.browser.read import wait_settled
from tests.browser.scan import faults_scrolled, faults_while_it_moves
from tests.browser.stage import COME_TO, NOTE_MOTION, index, playing, ready, wait_index, wait_link

LESSONS = {lesson.address: lesson for lesson in menu.LESSONS}
EACH = pytest.mark.parametrize("lesson", LESSONS.values(), ids=LESSONS)
SCREENS = {390: 844, 640: 400, 1280: 800, 1920: 1080}  # 640 x 400: 1280 x 800 zoomed to 200 %
READ = 390, 1280, 1920  # where axe reads, and the scan looks
LOOKS = list(product(LANGUAGES, (False, True)))

SECOND = 60  # frames

# Of every slider below the stage that can be moved: the class of its widget.
SLIDERS = """address => [...document.querySelectorAll('.st-key-controls input[type=range]:not([disabled])')]
    .map(input => [...input.closest(`[class*="st-key-${address}-"]`).classList]
    .find(name => name.startsWith(`st-key-${address}-`)))"""

# Work at the ends of its settings takes its time: it is stopped as soon as it can be, and looked at as it then is.
STOP = """() => setInterval(
    () => document.querySelector('[class*="st-key-work-"] [class*="-stop"] button')?.click(), 300)"""


# All that must not be on a page and is.
UNSOUND = """() => {
    const text = document.body.innerText, stages = document.querySelectorAll('.stage[data-index]').length;
    return [...document.querySelectorAll('.stException, .stAlertContentError')].map(box => box.innerText)
        .concat(['Traceback', 'went wrong', '[[', 'undefined', 'NaN'].filter(word => text.includes(word)))
        .concat(stages === 1 ? [] : [`${stages} stages`]);
}"""


def sound(page, what: object = "") -> None:
    """A picture or a sentence; no traceback, no apology, no word left out."""
    # While a page starts and stops long work its runs follow each other, and between two it may be away for a moment.
    page.locator(".stage[data-index], .stException").first.wait_for(timeout=10_000)
    assert page.evaluate(UNSOUND) == [], what


def turn(n: int) -> tuple[str, bool, int]:
    """A language, a theme and a width that axe reads, in turn."""
    return *LOOKS[n % len(LOOKS)], READ[n % len(READ)]


@EACH
def test_a_lesson_opens_in_both_languages_moves_or_stands_as_the_link_says_and_is_read_at_every_width(
    new_page, server, lesson
):
    lang, dark, read = turn(list(LESSONS).index(lesson.address))
    first = next(other for other in LANGUAGES if other != lang)
    page = new_page(dark=dark, script=NOTE_MOTION)
    page.goto(f"{server.url}/{lesson.address}?lang={first}", wait_until="commit")
    page.wait_for_function("() => window.unfoldedMotion", timeout=30_000)
    motion = page.evaluate("() => window.unfoldedMotion")
    assert motion["first"] == 0 and motion["frames"] <= SECOND
    wait_settled(page)
    speaks(page, lesson, first)
    assert "pos" in fields_of(lesson.settings), "every picture has positions, and the link can hold one"
    page.evaluate(COME_TO, f"/{lesson.address}?lang={lang}&pos=1")
    page.wait_for_function("lang => document.documentElement.lang.startsWith(lang)", arg=lang)
    wait_index(page, 1)
    wait_settled(page)
    speaks(page, lesson, lang)
    assert not playing(page) and index(page) == 1
    is_read_at_every_width(page, (read,))


def speaks(page, lesson, lang: str) -> None:
    assert page.locator("h1").inner_text().strip() == plain(f"{lesson.topic}.title", lang)
    assert page.evaluate("() => document.documentElement.lang") == {"zh": "zh-CN", "en": "en"}[lang]
    sound(page)


def parts(lesson) -> list[dict[str, str]]:
    """The links to the parts of a lesson; one empty link where it has none."""
    part = fields_of(lesson.settings).get("part")
    return [{"part": option} for option in part.options] if part else [{}]


# One with sliders, and one with boxes over them. Of the others, and of all parts, a proof.
SAMPLE = "sliding-filter", "steps-and-epochs"
SLIDERS_OF = [
    *(pytest.param(LESSONS[address], parts(LESSONS[address])[:1], id=address) for address in SAMPLE),
    *(
        pytest.param(lesson, parts(lesson), marks=pytest.mark.proof, id=f"{address}-all")
        for address, lesson in LESSONS.items()
    ),
]


@pytest.mark.long
@pytest.mark.parametrize(("lesson", "links"), SLIDERS_OF)
def test_every_slider_goes_to_both_ends_by_keyboard_and_back_returns(new_page, lesson, links):
    """One after the other, and none is put back: the last pictures are extreme in everything. A part that comes later
    meets the sliders moved before it by its links, all at their low ends and all at their high ones."""
    page = new_page(f"/{lesson.address}?lang=en&pos=0")
    if lesson.works:
        page.evaluate(STOP)
    ready(page)
    known = set()
    for query in links:
        again = known & set(lesson.controls(lesson.settings(**query)))
        for n in (0, 1) if again else (0,):
            _come_to(page, lesson, query, {name: _ends(lesson, name)[n] for name in again})
        moved = False
        for widget in page.evaluate(SLIDERS, lesson.address):
            if _name(lesson, widget) not in known:
                for press, end in zip(("Home", "End"), _ends(lesson, _name(lesson, widget)), strict=True):
                    if end != fields_of(lesson.settings)[_name(lesson, widget)].default:  # there it stands on arrival
                        moved |= _to_the_end(page, lesson, widget, press, turn_back=not moved)
        known |= {_name(lesson, widget) for widget in page.evaluate(SLIDERS, lesson.address)}


def _come_to(page, lesson, part: dict[str, str], ends: dict) -> None:
    if part:
        ends = {name: fields_of(lesson.settings)[name].write(end) for name, end in ends.items()}
        page.evaluate(COME_TO, f"/{lesson.address}?" + urlencode({**part, **ends, "lang": "en", "pos": 0}))
        wait_settled(page)
        chosen = page.locator(".st-key-parts input[type=radio]:checked").get_attribute("value")
        assert chosen == str(fields_of(lesson.settings)["part"].options.index(part["part"]))
        sound(page, (part, ends))


def _name(lesson, widget: str) -> str:
    return widget.removeprefix(f"st-key-{lesson.address}-").removesuffix("-scale")


def _ends(lesson, name: str) -> tuple:
    control = fields_of(lesson.settings)[name]
    return (control.values[0], control.values[-1]) if hasattr(control, "values") else (control.low, control.high)


def _to_the_end(page, lesson, widget: str, press: str, turn_back: bool) -> bool:
    """Whether the slider could be pressed; what comes of it is waited for, and undone by Back if asked."""
    slider = page.locator(f".{widget} input[type=range]:not([disabled])")
    if not slider.count():
        return False  # what was moved before took it away
    name = _name(lesson, widget)
    control, end = fields_of(lesson.settings)[name], _ends(lesson, name)[press == "End"]
    before, stood = page.url, slider.input_value()
    slider.press(press)
    wait_link(page, **{name: None if end == control.default else control.write(end)})
    wait_settled(page)
    sound(page, f"{name} = {end}")
    if turn_back and page.url != before:
        page.go_back()
        page.wait_for_function("before => location.href === before", arg=before)
        wait_settled(page)
        assert page.url == before, "nothing undoes a Back, not even work that is going on"
        assert slider.input_value() == stood
        sound(page, "after Back")
    return True


# ---- for every reader


COVERED = """() => {
    const [idea, stage] = ['.idea', '.stage'].map(name => document.querySelector(name)?.getBoundingClientRect());
    return Boolean(idea?.height) && idea.bottom > stage.top;
}"""


def looked_at():
    """Home, and as a proof each page in all languages and themes."""
    for address, (lang, dark) in product(("", *LESSONS), LOOKS):
        marks = () if (address, lang, dark) == ("", "zh", True) else pytest.mark.proof
        name = "-".join((address or "home", lang, "dark" if dark else "light"))
        yield pytest.param(address, lang, dark, id=name, marks=marks)


@pytest.mark.parametrize(("address", "lang", "dark"), [*looked_at()])
def test_no_width_scrolls_sideways_and_axe_finds_nothing_serious(new_page, address, lang, dark):
    page = new_page(f"/{address}?lang={lang}&pos=5", dark=dark)
    page.locator(".stage[data-index]").wait_for(timeout=30_000)
    is_read_at_every_width(page, READ)


def is_read_at_every_width(page, read: tuple[int, ...]) -> None:
    """Nothing scrolls sideways or lies on something else; axe and the scan find nothing at the widths to be read."""
    for width, height in SCREENS.items():
        page.set_viewport_size({"width": width, "height": height})
        wait_settled(page)
        wide = page.evaluate("() => document.querySelector('.stMain').scrollWidth")
        assert wide <= width, f"it scrolls sideways at {width} px"
        assert not page.evaluate(COVERED), f"the stage lies on the sentence above it at {width} px"
        if width in read:
            assert findings(page) == [], f"{width} px"
            assert faults_while_it_moves(page, (0, 1)) + faults_scrolled(page) == [], f"{width} px"
