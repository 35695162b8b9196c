"""The pages of the site: Streamlit's own, with the site's script before its scripts, a folder for each address."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import tomllib
from html import escape

from builder.places import ROOT, SOURCES
from builder.said import Stopped
from pages.server import streamlit_internals
from pages.server.headers import security_headers

LANGUAGES = ("zh", "en")
WORDS = tomllib.loads((ROOT / "assets/text/site.toml").read_text(encoding="utf-8"))
IN_HEAD = """<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="POLICY">
<meta name="referrer" content="same-origin">
BASE<script>BOOT</script>
<script type="module" src="./SCRIPT"></script>
"""
# The page's own address is what it would be on a server, once all that stands in it has been asked for.
AT_END = """<script>
document.querySelector('base')?.remove();
(({ pathname, search, hash }) => {
  const folder = pathname.replace(/index\\.html$/, '');
  const home = new URL(window.unfoldedSite.root).pathname;
  const shown = folder === home ? folder : folder.replace(/\\/$/, '');
  if (shown !== pathname) history.replaceState(history.state, '', shown + search + hash);
})(location);
</script>"""
# What the script is told, and the recording of this page, asked for with the page itself.
BOOT = """
const unfoldedSite = FACTS;
{
  const { searchParams } = new URL(location.href);
  const asked = searchParams.get('lang') || navigator.language.toLowerCase();
  unfoldedSite.lang = asked.startsWith('zh') ? 'zh' : 'en';
  unfoldedSite.root = new URL(unfoldedSite.up, location.href).href;
  unfoldedSite.switchStacks = !window.withoutJSPI;
  if ([...searchParams.keys()].every((name) => name === 'lang')) {
    const recorded = unfoldedSite.recordings[unfoldedSite.lang];
    unfoldedSite.recording = fetch(new URL(recorded, unfoldedSite.root)).catch(() => null);
  }
  window.unfoldedSite = unfoldedSite;
  window.__streamlit = { BACKEND_BASE_URL: unfoldedSite.root };
  delete window.WebAssembly; // Python's is the worker's; in the page the policy forbids it, and Streamlit does without
}
"""


def page(address: str, facts: dict, script: str, preloaded: list[str]) -> str:
    """The page at an address ('' is home's). `facts`: what its script is told; `preloaded`: scripts of every lesson."""
    told = {**facts, "up": "../" if address else "./"}
    text = _bare(streamlit_internals.index_page())
    boot = BOOT.replace("FACTS", json.dumps(told, ensure_ascii=False).replace("</", "<\\/"))
    base = f'<base href="../{address}">\n' if address else ""
    head = IN_HEAD.replace("BASE", base).replace("BOOT", boot).replace("SCRIPT", script)
    links = "".join(f'<link rel="modulepreload" href="./{each}">\n' for each in preloaded)
    words = " ".join(f'<p lang="{lang}">{escape(WORDS["no_script"][lang])}</p>' for lang in LANGUAGES)
    text = text.replace("<head>", head, 1).replace("</head>", f"{links}</head>", 1)
    text = text.replace("<noscript></noscript>", f"<noscript>{words}</noscript>", 1)
    text = text.replace("</body>", f"{AT_END}</body>", 1)
    return text.replace("POLICY", policy(text), 1)


def _bare(text: str) -> str:
    """Streamlit's page without its comments, its word to robots and what stands twice; Stopped where it is another."""
    for pattern, put in (
        (r"<!--.*?-->\s*", ""),
        (r'<meta charset="UTF-8" />\s*', ""),
        (r"<noscript>.*?</noscript>", "<noscript></noscript>"),
        (r'<link rel="service-desc"[^>]*>\s*', ""),
    ):
        text, found = re.subn(pattern, put, text, flags=re.DOTALL)
        if not found:
            raise Stopped(f"Streamlit's page is another one: there is no {pattern} in it.")
    for needed in ("<head>", "</head>", "</body>", 'type="module"'):
        if needed not in text:
            raise Stopped(f"Streamlit's page is another one: there is no {needed} in it.")
    return text


def policy(text: str) -> str:
    """The served app's policy as a page may carry it: who shows it in a frame, only a header can say."""
    scripts = re.findall(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", text, re.DOTALL)
    digests = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    inline = " ".join(f"'sha256-{digest}'" for digest in digests)
    served = security_headers("'self'", inline)["Content-Security-Policy"]
    return "; ".join(part for part in served.split("; ") if not part.startswith("frame-ancestors"))


def words_of_script() -> dict[str, dict[str, str]]:
    """What the page's script says, by language."""
    return {lang: {name: entry[lang].strip() for name, entry in WORDS.items()} for lang in LANGUAGES}


def lost(titles: dict[str, dict[str, str]], texts: dict) -> str:
    """The page at an address that is none (404.html): it looks upwards for the course and for the lesson meant."""
    said = [name for name in texts if name.startswith("lost")]
    facts = {
        "titles": titles,
        "words": {lang: {name: texts[name][lang].strip() for name in said} for lang in LANGUAGES},
    }
    template = (SOURCES / "browser/lost.html").read_text(encoding="utf-8")
    text = template.replace("FACTS", json.dumps(facts, ensure_ascii=False).replace("</", "<\\/"), 1)
    return text.replace("POLICY", policy(text), 1)
