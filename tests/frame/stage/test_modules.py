"""The stage's scripts joined by their imports: their order, and what is an error when the course starts."""

import re

import pytest

from pages.frame.assets import PAGES
from pages.frame.stage import modules, scripts
from pages.frame.stage.modules import ScriptError

VIEW = "export class View {}\n"


def join(folder, **files: str) -> str:
    """The scripts of these texts joined; `entry` is that of which all is asked."""
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.js"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return modules.join(folder, folder / "entry.js")


def test_a_script_stands_behind_those_that_it_imports_whatever_their_names(tmp_path):
    joined = join(
        tmp_path,
        entry="import { a } from './a.js';\nexport const last = a;\n",
        a="import { z } from './z.js';\nexport const a = z;\n",
        z="export const z = 1;\n",
    )
    assert re.findall(r"^const \{ (\w+) \} =", joined, re.MULTILINE) == ["z", "a", "last"]
    assert not re.search("^import", joined, re.MULTILINE)
    assert "export { last };" in joined


def test_a_default_export_is_a_view_under_the_name_of_its_file(tmp_path):
    joined = join(
        tmp_path,
        entry=VIEW,
        lesson__sums="import { View } from '../entry.js';\nexport default class AnyName extends View {}\n",
        other__more="import AnyName from '../lesson/sums.js';\nexport default class More extends AnyName {}\n",
    )
    assert joined.endswith("export { View };\nexport default { sums: AnyName, more: More };\n")


def test_what_a_script_keeps_for_itself_meets_no_other(tmp_path):
    private = "const LEAST = 1;\nexport const {name} = LEAST;\n"
    joined = join(
        tmp_path,
        entry="import { a } from './a.js';\nimport { b } from './b.js';\nexport const both = a + b;\n",
        a=private.replace("{name}", "a"),
        b=private.replace("{name}", "b"),
    )
    assert len(re.findall(r"=> \{\nconst LEAST = 1;\n", joined)) == 2


def test_comments_stay_at_home(tmp_path):
    joined = join(tmp_path, entry="// A file.\nexport const entry = '//'; // said\n  // an aside\n")
    assert "A file" not in joined and "aside" not in joined and "'//'; // said" in joined


ENTRY = "import { a } from './a.js';\nexport const entry = a;\n"


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"entry": ENTRY}, r"entry.js: there is no script .*a.js"),
        ({"entry": ENTRY, "a": "export const b = 1;\n"}, r"entry.js: .*a.js does not export a$"),
        ({"entry": ENTRY, "a": "export default class a {}\n"}, r"a.js does not export a$"),
        (
            {"entry": "import { a, b, c } from './a.js';\n", "a": "export const b = 1;\n"},
            r"a.js does not export a, c$",
        ),
        (
            {"entry": "import B from './a.js';\nexport const entry = B;\n", "a": "export default class A {}\n"},
            r"a.js does not export B by default",
        ),
        (
            {"entry": ENTRY, "a": "import { entry } from './entry.js';\nexport const a = entry;\n"},
            r"in a circle: entry.js -> a.js -> entry.js",
        ),
        (
            {"entry": ENTRY, "a": "export const a = 1;\nexport function entry() {}\n"},
            r"entry.js: .*a.js exports the name entry too",
        ),
        (
            {
                "entry": "export const e = 1;\n",
                "x__a": "export default class A {}\n",
                "y__a": "export default class B {}\n",
            },
            r"several views of one name: a",
        ),
        ({"entry": "export const e = 1;\n", "a": "export const a = 1;\n"}, r"imported by none: .*a.js"),
        ({"entry": "export const e = `a\n  b`;\n"}, r"entry.js: a template goes on in the next line: const e = `a"),
        *(
            ({"entry": form, "a": "export const a = 1;\n"}, r"entry.js: this form of import or export is not known")
            for form in (
                "import * as a from './a.js';\n",
                "import { a as b } from './a.js';\n",
                'import { a } from "./a.js";\n',
                "import './a.js';\n",
                "import { a } from 'elsewhere';\n",
                "const a = 1;\nexport { a };\n",
                "export * from './a.js';\n",
                "export default 1;\n",
            )
        ),
    ],
)
def test_what_is_wrong_with_a_script_is_said_at_the_start(tmp_path, files, message):
    with pytest.raises(ScriptError, match=message):
        join(tmp_path, **files)


# ---- the course's own


def test_a_scene_names_a_view_and_each_view_has_a_scene():
    named = re.compile(r"""["'](\w+)["']""")
    words = {word for path in PAGES.rglob("*.py") for word in named.findall(path.read_text(encoding="utf-8"))}
    asked = re.compile(r"""\bview=["'](\w+)["']""")
    scenes = {view for path in PAGES.rglob("*.py") for view in asked.findall(path.read_text(encoding="utf-8"))}
    views = {path.stem for path in PAGES.rglob("*.js") if modules.read(path).default}
    assert len(views) > 20
    assert scenes <= views, "a scene asks for a view that there is not"
    assert views <= words, "a view that no scene asks for"


def test_a_rule_stands_in_one_file_so_that_the_order_of_styles_changes_nothing():
    places: dict[str, set[str]] = {}
    for path in scripts.style_files():
        text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for selectors in re.findall(r"([^{}@;]+)\{", text):
            for selector in re.split(r",(?![^(]*\))", selectors):
                places.setdefault(" ".join(selector.split()), set()).add(path.name)
    shared = {selector: files for selector, files in places.items() if len(files) > 1}
    assert not [selector for selector in shared if selector.startswith((".", ":"))]
