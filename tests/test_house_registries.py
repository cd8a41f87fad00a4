"""Rules of the house about constants: what a registry knows is decided nowhere else."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from typing import get_args

from geo.languages import LANGS, ORIGINAL
from geo.levels import LEVELS
from layers.spec import Kind, SymbolType, symbol_type
from layers.symbols import KINDS, STACK
from tests import house

# The only file that names the languages; their words are in files of their own.
LANGUAGES = "geo/languages.py"
DECIDING = re.compile(rf"""(?:===?|!==?|\?|:|\bin)\s*["'](?:{"|".join(LANGS)})["']""")

# What a level or a kind of layer is, and who builds it.
REGISTRIES = {
    "geo/levels.py",
    "layers/spec.py",
    "layers/build/registry.py",
    # Which columns a table of a level has, and from which zoom its places are named.
    "layers/table.py",
    "layers/placement.py",
}
KNOWN = {*LEVELS, *KINDS}
KIND_COMPARED = re.compile(rf"""[!=]==?\s*["'](?:{"|".join(KINDS)})["']""")
# What a figure is divided by is spelled like a level.
ALIKE = "denominator"
# Comparisons that still stand elsewhere, by file. They may become fewer, never more.
LEFT = {
    # A kind of areas that is spelled as a level.
    "app/pages/cities/versions.py": 1,
    "app/pages/compare/measures.py": 1,
    "geo/analysis/rank_groups.py": 1,
    "geo/validate/boundary_coverage.py": 1,
    "geo/validate/profile_rules.py": 1,
    "layers/render/print_map.py": 1,
    "layers/render/svg.py": 1,
}


def test_what_a_language_is_stands_in_one_file() -> None:
    lines = {
        name: [line for line, word in strings(name) if word in LANGS]
        for name in house.ours()
        if name != LANGUAGES
    }
    assert not house.offenders(lines), "make it a fact of geo/languages.json"


def test_python_and_the_browser_begin_with_one_language() -> None:
    assert LANGS[0] == ORIGINAL


def test_scripts_and_templates_decide_nothing_by_language() -> None:
    names = [name for name in house.files(".js", ".html") if name.startswith("app/")]
    decided = {name: DECIDING.findall(house.text(name)) for name in names}
    assert not house.offenders(decided), "ask geo/languages.json"


def test_kinds_of_layers_and_what_they_are_drawn_with_are_those_of_the_types() -> None:
    assert set(KINDS) == set(get_args(Kind))
    assert {symbol_type(kind) for kind in KINDS} == set(get_args(SymbolType))
    assert {kind for kind in KINDS if symbol_type(kind) != "fill"} <= set(STACK)
    declared = house.text("app/assets/runtime/layer_file.d.ts")
    for name, known in (("Kind", get_args(Kind)), ("SymbolType", get_args(SymbolType))):
        words = " | ".join(f'"{word}"' for word in known)
        assert f"export type {name} = {words};" in declared


def test_scripts_ask_what_a_kind_is_drawn_with() -> None:
    compared = {name: KIND_COMPARED.findall(house.text(name)) for name in house.scripts()}
    assert not house.offenders(compared), "ask symbolType or classed of runtime/style.js"


def test_levels_and_kinds_are_compared_in_registries() -> None:
    names = [name for name in house.ours() if name not in REGISTRIES]
    lines = house.offenders({name: sorted(compared(name)) for name in names})
    more = {name: at for name, at in lines.items() if len(at) > LEFT.get(name, 0)}
    assert not more, "make it a fact of the level"
    assert {name: len(at) for name, at in lines.items()} == LEFT, "fewer are left: say so in LEFT"


def compared(name: str) -> Iterator[int]:
    """Yield the lines that compare with a level or a kind, match one, or look up by them."""
    for node in house.nodes(name):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            if words(sides) and ALIKE not in ast.unparse(node):
                yield node.lineno
        elif isinstance(node, ast.MatchValue) and words([node.value]):
            yield node.value.lineno
        # A dict of one word, or with others among them, is a row of an answer rather.
        elif (
            isinstance(node, ast.Dict) and len(node.keys) > 1 and all(words([k]) for k in node.keys)
        ):
            yield node.lineno


def words(nodes: Iterable[ast.expr | None]) -> set[str]:
    """Return the levels and kinds among constants, or within tuples, lists and sets of them."""
    several = (ast.Tuple, ast.List, ast.Set)
    parts = [e for one in nodes for e in (one.elts if isinstance(one, several) else [one])]
    found = {one.value for one in parts if isinstance(one, ast.Constant)}
    return {word for word in KNOWN if word in found}


def strings(name: str) -> Iterator[tuple[int, str]]:
    """Yield line and text of every string of a Python file that is a whole constant."""
    for node in house.nodes(name):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value
