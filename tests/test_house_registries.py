"""Rules of the house about constants: what a registry knows is decided nowhere else."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from geo.languages import LANGS
from tests import house

# The only file that names the languages; their words are in files of their own.
LANGUAGES = "geo/languages.py"
DECIDING = re.compile(rf"""(?:===?|!==?|\?|:|\bin)\s*["'](?:{"|".join(LANGS)})["']""")


@pytest.mark.parametrize("name", [name for name in house.ours() if name != LANGUAGES])
def test_what_a_language_is_stands_in_one_file(name: str) -> None:
    lines = [line for line, word in strings(name) if word in LANGS]
    assert not lines, f"{name}:{lines} names a language: make it a fact of geo/languages.json"


@pytest.mark.parametrize("name", [n for n in house.files(".js", ".html") if n.startswith("app/")])
def test_scripts_and_templates_decide_nothing_by_language(name: str) -> None:
    decided = DECIDING.findall(house.text(name))
    assert not decided, f"{name} says {decided}: ask geo/languages.json"


def strings(name: str) -> Iterator[tuple[int, str]]:
    """Yield line and text of every string of a Python file that is a whole constant."""
    for node in ast.walk(house.tree(name)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value
