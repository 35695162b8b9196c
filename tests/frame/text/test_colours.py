"""The roles' colours can be read where they are written: on the paper and on a card, in both themes."""

import pytest

from pages.frame.text.colours import roles

WRITTEN = [name for name in roles() if name not in ("paper", "card", "line")]


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_has_the_contrast_of_the_standard():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", WRITTEN)
def test_a_role_is_read_on_paper_and_on_a_card(name, theme):
    for ground in ("paper", "card"):
        assert contrast(roles()[name][theme], roles()[ground][theme]) >= 4.5, ground
