"""What a visitor reads who finds no seat. The page itself has to say it: without a seat it has no connection by which
Streamlit could, and shows a grey skeleton while it tries again."""

from __future__ import annotations

import json

from pages.server.apology import TEXT

SEATS = "/seats"  # where the page asks whether there is one
FULL, FREE = "full", "free"

# Asks after three seconds, which is longer than a page takes to come, and until it is there.
SCRIPT = """
(() => {
  const words = WORDS;
  const asked = new URLSearchParams(location.search).get('lang') || navigator.language;
  const seats = new URL('seats', location.href);
  const said = document.createElement('p');
  said.setAttribute('role', 'status');
  said.textContent = words[asked.startsWith('zh') ? 'zh' : 'en'];
  said.style.cssText = 'position: fixed; inset: 30% 1rem auto; max-width: 34rem; margin: 0 auto; padding: 1.5rem;'
    + 'z-index: 1; border-radius: 0.5rem; font: 1.125rem/1.6 system-ui, sans-serif; color-scheme: light dark;'
    + 'color: CanvasText; background: Canvas; box-shadow: 0 0 1rem #0004;';
  const here = () => document.documentElement.dataset.unfolded; // so the page's own scripts say when they come
  const look = async () => {
    const found = here() ? '' : await fetch(seats, { cache: 'no-store' }).then((answer) => answer.text(), () => '');
    if (here()) return said.remove();
    if (found === 'FULL') document.body.append(said);
    setTimeout(look, 1000);
  };
  setTimeout(look, 3000);
})();
"""


def script() -> str:
    """The script that says it, in the language of the link, else of the browser, else English."""
    words = json.dumps(TEXT["full"], ensure_ascii=False).replace("</", "<\\/")
    return "<script>" + SCRIPT.replace("WORDS", words).replace("FULL", FULL) + "</script>"
