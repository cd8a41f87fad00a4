"""The files of the project, as the tests of the house look at them."""

from __future__ import annotations

import ast
import io
import subprocess
import tokenize
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
LAYERS = ("geo", "layers", "app")
VENDOR = "app/assets/vendor/"
BUNDLES = "app/assets/bundles/"
FONTS = ("layers/fonts/", "app/assets/fonts/")
BINARY = {
    ".xls",
    ".png",
    ".gpkg",
    ".parquet",
    ".woff2",
    ".ttf",
    ".otf",
    ".ico",
    ".gz",
    ".br",
    ".zip",
}


@cache
def files(*suffixes: str) -> tuple[str, ...]:
    """Return the files git knows or would take, by ending; not vendored nor bundled ones."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    names = sorted(set(listed.stdout.splitlines()))
    return tuple(
        name
        for name in names
        if (PROJECT / name).is_file()
        and not name.startswith((VENDOR, BUNDLES, *FONTS))
        and (not suffixes or name.endswith(suffixes))
        and Path(name).suffix not in BINARY
    )


def ours() -> tuple[str, ...]:
    """Return the Python files of geo, layers and app."""
    return tuple(name for name in files(".py") if name.split("/")[0] in LAYERS)


def scripts() -> tuple[str, ...]:
    """Return our JavaScript files that the browser runs."""
    return tuple(name for name in files(".js") if name.startswith("app/assets/"))


@cache
def text(name: str) -> str:
    """Return the text of one file."""
    return (PROJECT / name).read_text(encoding="utf-8")


@cache
def tree(name: str) -> ast.Module:
    """Return the syntax tree of one Python file."""
    return ast.parse(text(name), filename=name)


@cache
def nodes(name: str) -> tuple[ast.AST, ...]:
    """Return every node of the syntax tree of one Python file; to walk it is what takes long."""
    return tuple(ast.walk(tree(name)))


def comments(name: str) -> Iterator[tuple[int, str]]:
    """Yield the line number and the text of every comment of a Python file."""
    for token in tokenize.generate_tokens(io.StringIO(text(name)).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


@cache
def imports(name: str) -> frozenset[str]:
    """Return the dotted name of every import of a Python file, wherever it stands."""
    found = set()
    for node in nodes(name):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}:{node.lineno} imports relatively"
            found.add(node.module or "")
    return frozenset(found)


def module(name: str) -> str:
    """Return the dotted name of a Python file."""
    return name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


@cache
def graph() -> Mapping[str, frozenset[str]]:
    """Return which of our modules each of them imports, wherever and for whatever it does."""
    known = {module(name): name for name in ours()}
    found = {}
    for here, name in known.items():
        froms = (node for node in nodes(name) if isinstance(node, ast.ImportFrom))
        asked = {(node.module or "", alias.name) for node in froms for alias in node.names}
        full = {f"{start}.{end}" if f"{start}.{end}" in known else start for start, end in asked}
        found[here] = frozenset((full & known.keys()) - {here})
    return found


def room(dotted: str) -> str:
    """Return the folder in which a module of ours stands; a page is one room, whatever is in it."""
    if dotted.count(".") > 1 and dotted.startswith("app.pages."):
        page = ".".join(dotted.split(".")[:3])
        return page if f"{page.replace('.', '/')}/__init__.py" in ours() else "app.pages"
    is_folder = f"{dotted.replace('.', '/')}/__init__.py" in ours()
    return dotted if is_folder else dotted.rpartition(".")[0]


def calls(name: str, function: str) -> Iterator[ast.Call]:
    """Yield every call of a function or method of that name in a Python file."""
    for node in nodes(name):
        if isinstance(node, ast.Call):
            called = node.func
            said = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if said == function:
                yield node


def public(name: str) -> Iterator[ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield the public classes, functions and methods of a Python file."""
    kinds = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    for node in tree(name).body:
        if isinstance(node, kinds) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                inner = (part for part in node.body if isinstance(part, kinds))
                yield from (part for part in inner if not part.name.startswith("_"))


def offenders(found: Mapping[str, Iterable[object]]) -> dict[str, list[object]]:
    """Return the files of which there is something to say, with what it is."""
    assert found, "no file was looked at"
    said = {name: list(things) for name, things in found.items()}
    return {name: things for name, things in said.items() if things}
