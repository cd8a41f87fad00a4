"""The words of the interface: the same keys in both languages, and every key that is asked for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest

from app.address.explore import FIELDS
from app.index.atlas import Atlas
from app.text import words
from geo.languages import LANGS
from layers.scale import SCHEMES
from tests import house

ASKED = re.compile(r"""words\["([\w.-]+)"\]|say\(words, "([\w.-]+)\"""")
PLACEHOLDER = re.compile(r"\{(\w+)\}")


def test_languages_have_the_same_keys_and_parts() -> None:
    chinese, english = words("zh"), words("en")
    assert chinese.keys() == english.keys()
    for key, phrase in chinese.items():
        found = set(PLACEHOLDER.findall(phrase)), set(PLACEHOLDER.findall(english[key]))
        assert found[0] == found[1], key


@pytest.mark.parametrize("name", [one for one in house.scripts() if "/explore/" in one])
def test_words_that_scripts_ask_for_exist(name: str) -> None:
    text = house.text(name)
    asked = {one or other for one, other in ASKED.findall(text)}
    assert asked <= words("zh").keys()


def test_words_of_choices_exist() -> None:
    asked = {f"field.{row.name}" for row in FIELDS} | {f"scheme.{name}" for name in SCHEMES}
    assert asked <= words("zh").keys()


def test_layout_says_phrases_by_key(atlas: Atlas) -> None:
    with atlas.server.test_client() as client:
        layout = json.loads(client.get("/map/_dash-layout").data)
    found = list(_props(layout))
    assert found
    for props in found:
        for attribute, key in props.items():
            if attribute == "data-t" or attribute.startswith("data-t-"):
                assert all(key in words(lang) for lang in LANGS)
        if "data-t" in props:
            assert props["children"] == atlas.world.phrases("zh")[props["data-t"]]


def _props(node: object) -> Iterator[dict[str, str]]:
    if isinstance(node, list):
        for child in node:
            yield from _props(child)
    elif isinstance(node, dict) and "props" in node:
        yield node["props"]
        yield from _props(node["props"].get("children"))
