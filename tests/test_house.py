"""The rules of the house: who may import what, what a lesson may hold, one source for colours and limits."""

import ast
import inspect
import re
import sys
import tomllib
from pathlib import Path

import pytest

from cnnlib.data import images
from pages.frame.state import link as address

ROOT = Path(__file__).parents[1]
PARTS = ("network", "layers", "training")
PAGE = ("pages.frame", "cnnlib", "streamlit")
# plotly's figures: plain functions, whose labels are arguments; roles and the writing of numbers for the labels
FIGURE = ("plotly", "numpy", "cnnlib", "pages.frame.text.colours", "pages.frame.text.numbers")
FIGURES = (
    "pages/shared/figures",
    "pages/layers/sliding_filter/figure.py",
    "pages/layers/shared_weights/figure.py",
    "pages/training/steps_and_epochs/figure.py",
)

# room -> what its files may import besides the standard library; the longest matching room counts
TABLE = {
    "app.py": ("streamlit", "starlette", "pages.server", "pages.frame.assets"),
    "cnnlib": ("numpy", "cnnlib"),
    "cnnlib/data/images.py": ("numpy", "cnnlib", "PIL"),
    "pages": (*PAGE, "pages"),
    "pages/server": ("streamlit", "starlette", "pages.server", "pages.frame.assets", "pages.frame.stage.scripts"),
    # protobuf: what browser and server speak
    "pages/server/streamlit_internals.py": ("streamlit", "google.protobuf"),
    # segno draws the QR code of presentation mode
    "pages/frame": (
        "streamlit",
        "numpy",
        "segno",
        "pages.frame",
        "cnnlib.errors",
        "cnnlib.formulas.symbols",
        "cnnlib.formulas.mistakes",
    ),
    "pages/shared": (*PAGE, "pages.shared", "numpy"),
    **{figure: FIGURE for figure in FIGURES},
    # numpy for the scenes and inputs beside the lessons; a lesson's own page goes without (below)
    **{f"pages/{part}": (*PAGE, "pages.shared", f"pages.{part}", "numpy") for part in PARTS},
}
WITHOUT_STREAMLIT = (
    *FIGURES,
    "pages/frame/text/colours.py",
    "pages/frame/text/numbers.py",
    "pages/frame/stage/scripts.py",
    "pages/frame/state/settings.py",
)
# run from a terminal by `python -m`: these speak, and know where the course keeps what they write
COMMANDS = ("cnnlib/train_cifar10.py",)

HOUSE = sorted(
    path
    for place in ("app.py", "cnnlib", "pages")
    for path in ([ROOT / place] if place.endswith(".py") else (ROOT / place).rglob("*.py"))
)
IN_PARTS = [
    path
    for path in HOUSE
    if path.parents[2] == ROOT / "pages" and path.parents[1].name in PARTS and path not in [ROOT / f for f in FIGURES]
]
# a lesson is what the menu can call; the other files of its folder are what it is made of
LESSONS = [path for path in IN_PARTS if path.name == "__init__.py"]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imports(path: Path) -> set[str]:
    """Dotted names of all that a file imports, also inside its functions."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(path)}:{node.lineno}: imports are written from the root"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def within(module: str, rooms) -> bool:
    return any(module == room or module.startswith(room + ".") for room in rooms)


def strings(path: Path):
    """(line, text) of every string that is not a docstring."""
    parsed = tree(path)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docs = {
        id(node.body[0].value)
        for node in ast.walk(parsed)
        if isinstance(node, documented) and ast.get_docstring(node) is not None
    }
    for node in ast.walk(parsed):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.lineno, node.value


@pytest.mark.parametrize("path", HOUSE, ids=name)
def test_the_import_table(path):
    room = max((room for room in TABLE if within_room(path, room)), key=len)
    allowed = TABLE[room]
    for module in imports(path):
        top = module.split(".")[0]
        assert top in sys.stdlib_module_names or within(module, allowed), f"{room} may not import {module}"


def within_room(path: Path, room: str) -> bool:
    return name(path) == room or name(path).startswith(room + "/")


@pytest.mark.parametrize("path", [p for p in HOUSE if name(p).startswith(WITHOUT_STREAMLIT)], ids=name)
def test_no_streamlit_comes_in_by_a_side_door(path):
    seen, waiting = set(), [path]
    while waiting:
        for module in imports(waiting.pop()) - seen:
            seen.add(module)
            assert not within(module, ["streamlit"]), f"{name(path)} reaches streamlit"
            for candidate in (module, module.rpartition(".")[0]):
                file = ROOT / (candidate.replace(".", "/") + ".py")
                if file.is_file():
                    waiting.append(file)


LIBRARY = [path for path in HOUSE if name(path).startswith("cnnlib") and name(path) not in COMMANDS]


@pytest.mark.parametrize("path", LIBRARY, ids=name)
def test_cnnlib_knows_no_assets_and_speaks_to_no_reader(path):
    for line, text in strings(path):
        assert not re.fullmatch(r"[\w./-]*assets[\w./-]*", text), f"line {line}: a caller passes the path"
    assert not {"print", "input"} & called(path), "the library returns, it does not print"


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_one_and_nothing_is_built_on_it(command):
    assert "\ndef main(" in (source := (ROOT / command).read_text(encoding="utf-8"))
    assert source.rstrip().endswith('if __name__ == "__main__":\n    sys.exit(main())')
    module = command.removesuffix(".py").replace("/", ".")
    assert not [name(path) for path in HOUSE if any(within(found, [module]) for found in imports(path))]


def called(path: Path) -> set[str]:
    calls = (node.func for node in ast.walk(tree(path)) if isinstance(node, ast.Call))
    return {func.id for func in calls if isinstance(func, ast.Name)}


# ---- a lesson's page


def is_formula(node: ast.AST) -> bool:
    """Arithmetic that belongs in cnnlib; a step of one (`last - 1`), joined strings or paths are none."""
    if not isinstance(node, ast.BinOp) or isinstance(node.op, (ast.BitOr, ast.BitAnd)):
        return False
    if isinstance(node.op, (ast.Add, ast.Sub, ast.Div)):
        return not any(map(is_harmless, (node.left, node.right)))
    return True


def is_harmless(side: ast.AST) -> bool:
    if isinstance(side, ast.Constant):
        return side.value == 1 or isinstance(side.value, str)  # x / 1 is no formula either
    return isinstance(side, (ast.Tuple, ast.List, ast.JoinedStr))


@pytest.mark.parametrize("path", LESSONS, ids=name)
class TestALesson:
    def test_holds_no_formula(self, path):
        found = [f"{node.lineno}: {ast.unparse(node)}" for node in ast.walk(tree(path)) if is_formula(node)]
        assert not found, "\n".join(found)
        assert not any(within(module, ["numpy"]) for module in imports(path)), "numbers come from cnnlib"

    def test_is_found_under_its_address(self, path):
        assert re.fullmatch(r"[a-z][a-z0-9_]*", path.parent.name), "underscores in the folder, hyphens in the address"
        assert path.with_name("words.toml").is_file(), "a lesson has its words beside it"


@pytest.mark.parametrize("path", IN_PARTS, ids=name)
class TestAFileOfAPart:
    def test_holds_no_prose(self, path):
        words = re.compile(r"[A-Za-z]\s+[A-Za-z]|[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
        found = [f"{line}: {text!r}" for line, text in strings(path) if words.search(text)]
        assert not found, "words belong in words.toml: " + "; ".join(found)

    def test_holds_no_html_and_no_colour(self, path):
        forbidden = re.compile(r"</?[a-zA-Z]+[\s>/]|&[a-z]+;|#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b")
        found = [f"{line}: {text!r}" for line, text in strings(path) if forbidden.search(text)]
        assert not found, "\n".join(found)
        source = path.read_text(encoding="utf-8")
        assert "unsafe_allow_html" not in source and "st.html" not in source and "components" not in source


@pytest.mark.parametrize(
    ("line", "formula"),
    [
        ("a - b + 2 * c", True),
        ("n // b", True),
        ("x ** 2", True),
        ("a - b", True),
        ("a / b", True),
        ("last - 1", False),
        ("int | None", False),
        ("(*a, 1) + (b,)", False),
        ("'a' + b", False),
        ("folder / 'a'", False),
    ],
)
def test_the_rule_itself_tells_formulas_from_the_rest(line, formula):
    assert any(map(is_formula, ast.walk(ast.parse(line)))) is formula


# ---- one source each


def test_the_theme_wears_the_role_colours():
    roles = tomllib.loads((ROOT / "assets/roles.toml").read_text(encoding="utf-8"))
    theme = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]
    worn = {
        "primaryColor": "window",
        "backgroundColor": "paper",
        "secondaryBackgroundColor": "card",
        "textColor": "ink",
        "linkColor": "input",
        "borderColor": "line",
        "blueColor": "input",
        "orangeColor": "filter",
        "greenColor": "output",
        "redColor": "window",
        "violetColor": "negative",
    }
    for mode in ("light", "dark"):
        for key, role in worn.items():
            assert theme[mode][key] == roles[role][mode], f"{key} ({mode}) is not the colour of {role}"
        first = [roles[role][mode] for role in ("input", "filter", "output", "window", "negative")]
        assert theme[mode]["chartCategoricalColors"][:5] == first
        assert len(theme[mode]["chartCategoricalColors"]) >= 10
        assert theme[mode]["sidebar"]["backgroundColor"] == roles["card"][mode]


def test_the_limits_are_those_that_hold():
    limits = tomllib.loads((ROOT / "assets/limits.toml").read_text(encoding="utf-8"))
    config = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
    assert config["server"]["maxUploadSize"] == limits["upload_megabytes"]
    assert config["server"]["disconnectedSessionTTL"] == limits["lost_visitor_seconds"]
    reader = inspect.signature(images.load).parameters
    assert reader["max_bytes"].default == limits["upload_megabytes"] * images.MEGABYTE
    assert reader["max_pixels"].default == limits["upload_pixels"]
    assert address.LONGEST_LINK == limits["link_characters"]
    assert config["server"]["enableXsrfProtection"] is True
    assert config["client"]["showErrorDetails"] == "none"
    assert config["browser"]["gatherUsageStats"] is False
    assert config["runner"]["postScriptGC"] is False


def test_nothing_names_another_host():
    """What a browser gets is from here; the one address in it is the name of a dialect, not a place to go."""
    namespaces = re.compile(r"https?://www\.w3\.org/\S*")
    files = [*HOUSE, *(ROOT / "pages").rglob("*.js"), *(ROOT / "pages").rglob("*.css")]
    assert len(files) > 150
    for path in files:
        source = namespaces.sub("", path.read_text(encoding="utf-8"))
        assert not re.search(r"""["'(`]\s*(https?:)?//[\w.-]+\.\w""", source), name(path)


def test_no_download_begins_a_run():
    """The run would take the old file away before the browser has it."""
    for path in HOUSE:
        source = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("download_button"):
                assert 'on_click="ignore"' in ast.get_source_segment(source, node), name(path)


def test_streamlits_private_parts_are_reached_from_one_file():
    for path in HOUSE:
        if name(path) != "pages/server/streamlit_internals.py":
            assert not [module for module in imports(path) if module.startswith("streamlit.")], name(path)
            private = re.search(r"\bst\._|_stcore|__streamlit|__file__\)\.parent / .static", path.read_text("utf-8"))
            assert not private, f"{name(path)}: {private[0]}"


def test_every_photograph_has_a_line_on_its_origin_and_terms():
    told = (ROOT / "assets/images/README.md").read_text(encoding="utf-8")
    pictures = [p for p in (ROOT / "assets/images").iterdir() if p.suffix != ".md"]
    assert len(pictures) >= 3
    for path in pictures:
        assert re.search(rf"^\| `{path.name}` \|.*\|.*\| (CC0|public domain)", told, re.MULTILINE), path.name
        assert path.stat().st_size < 40_000
