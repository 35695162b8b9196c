"""The colours of the roles and the roles of the letters, read from one file by words, stage and figures."""

from __future__ import annotations

import tomllib
from functools import cache

from pages.frame.assets import ASSETS

ROLES_FILE = ASSETS / "roles.toml"


@cache
def roles() -> dict[str, dict]:
    """Role -> {"light": "#rrggbb", "dark": "#rrggbb", "symbols": [letters],
    "settings": [others whose slider has this colour]}."""
    return tomllib.loads(ROLES_FILE.read_text(encoding="utf-8"))


@cache
def role_of(symbol: str) -> str:
    """The role that a letter of the formulas has, in every lesson."""
    return next((name for name, role in roles().items() if symbol in role.get("symbols", ())), "ink")


@cache
def style_sheet() -> str:
    """CSS: `--role-<name>` (`light-dark` follows the theme without asking Python), and each slider's accent.

    Selectors on Streamlit's page are written `:--name`: the stage's list of them has the rest.
    """
    lines = [f"--role-{name}: light-dark({role['light']}, {role['dark']});" for name, role in roles().items()]
    rules = [":root { " + " ".join(lines) + " }"]
    for name, role in roles().items():
        rules.append(f".role-{name} {{ color: var(--role-{name}); }}")
        for symbol in (*role.get("symbols", ()), *role.get("settings", ())):
            # A slider whose number something else decides has a key of its own, `-fixed`.
            # `F2` is another setting called F.
            ends = ", ".join(f":--setting({symbol}{end})" for end in ("", "2", "-fixed"))
            widget = f":is({ends}):--element"
            rules.append(f"{widget} {{ --accent: var(--role-{name}); }}")
    return "\n".join(rules)
