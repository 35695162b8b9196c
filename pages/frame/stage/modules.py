"""The stage's scripts, which are ES modules, joined into one.

Each becomes a function that returns what the script exports, behind the functions of those that it imports; comments
and margins stay at home. What is wrong is an error when the course starts: an import of a file that is not there or of
a name that it does not export, a circle, a name that two files export, a file that nothing imports, a template of
several lines (it would lose its margin). A default export is a view, under the name of its file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

# The forms that these lines may have, each from the margin on.
IMPORT = re.compile(r"^import (?:(\w+)(?:, )?)?(?:\{(\s*\w+(?:,\s*\w+)*,?\s*)\})? from '(\.[^']+)';\n", re.MULTILINE)
EXPORT = re.compile(r"^export (default )?(?=(?:async )?(?:function|class|const|let) (\w+))", re.MULTILINE)
OTHER = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
COMMENT = re.compile(r"^\s*//.*\n", re.MULTILINE)
MARGIN = re.compile(r"^[ ]+", re.MULTILINE)


class ScriptError(Exception):
    """What is wrong with a script, in a sentence that names its file."""


@dataclass(frozen=True)
class Import:
    path: Path
    default: str
    names: list[str]


@dataclass(frozen=True)
class Module:
    """A script, and its text without import, export and comments; `default` is '' where it has no such export."""

    path: Path
    imports: list[Import]
    exports: list[str]
    default: str
    text: str

    def all_exports(self) -> list[str]:
        return [*self.exports, *filter(None, [self.default])]

    def as_function(self) -> str:
        """Its text with a scope of its own; what it exports is declared around it."""
        names = f"{{ {', '.join(self.all_exports())} }}"
        return f"const {names} = (() => {{\n{self.text}\nreturn {names};\n}})();\n"


def read(path: Path) -> Module:
    """The script in a file; ScriptError where it imports or exports in another form."""
    source = path.read_text(encoding="utf-8")
    imports = [
        Import((path.parent / address).resolve(), default, re.findall(r"\w+", names))
        for default, names, address in IMPORT.findall(source)
    ]
    exports = EXPORT.findall(source)
    text = COMMENT.sub("", EXPORT.sub("", IMPORT.sub("", source))).strip()
    if other := OTHER.search(text):
        raise ScriptError(f"{path}: this form of import or export is not known here: {other[0]}")
    if broken := next((line for line in text.split("\n") if line.count("`") % 2), None):
        raise ScriptError(f"{path}: a template goes on in the next line: {broken}")
    text = MARGIN.sub("", text)
    default = "".join(name for is_default, name in exports if is_default)
    return Module(path, imports, [name for is_default, name in exports if not is_default], default, text)


def join(root: Path, entry: Path) -> str:
    """All scripts below a folder as one module: it exports what the entry does and, by default, the views."""
    modules = {path: read(path) for path in sorted(root.resolve().rglob("*.js"))}
    _check_imports(modules)
    views = [module for module in modules.values() if module.default]
    ordered = _order(modules, [entry.resolve(), *(view.path for view in views)])
    _check_names(ordered, views)
    if unused := modules.keys() - {module.path for module in ordered}:
        raise ScriptError(f"imported by none: {', '.join(map(str, sorted(unused)))}")
    functions = "".join(module.as_function() for module in ordered)
    named = ", ".join(f"{view.path.stem}: {view.default}" for view in views)
    return f"{functions}export {{ {', '.join(modules[entry.resolve()].exports)} }};\nexport default {{ {named} }};\n"


def _check_imports(modules: dict[Path, Module]) -> None:
    for module in modules.values():
        for wanted in module.imports:
            source = modules.get(wanted.path)
            if source is None:
                raise ScriptError(f"{module.path}: there is no script {wanted.path}")
            missing = set(wanted.names) - set(source.exports)
            if wanted.default not in ("", source.default):
                missing.add(f"{wanted.default} by default")
            if missing:
                raise ScriptError(f"{module.path}: {wanted.path} does not export {', '.join(sorted(missing))}")


def _order(modules: dict[Path, Module], entries: Iterable[Path]) -> list[Module]:
    """All that these reach, each behind those that it imports."""
    ordered: dict[Path, Module] = {}

    def visit(path: Path, way: tuple[Path, ...]) -> None:
        if path in way:
            raise ScriptError("imports in a circle: " + " -> ".join(each.name for each in (*way, path)))
        for wanted in modules[path].imports if path not in ordered else ():
            visit(wanted.path, (*way, path))
        ordered.setdefault(path, modules[path])

    for entry in entries:
        visit(entry, ())
    return list(ordered.values())


def _check_names(ordered: list[Module], views: list[Module]) -> None:
    exported: dict[str, Path] = {}
    for module in ordered:
        for name in module.all_exports():
            if name in exported:
                raise ScriptError(f"{module.path}: {exported[name]} exports the name {name} too")
            exported[name] = module.path
    stems = [view.path.stem for view in views]
    if twice := {stem for stem in stems if stems.count(stem) > 1}:
        raise ScriptError(f"several views of one name: {', '.join(sorted(twice))}")
