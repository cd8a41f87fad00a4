"""Sentences in both languages: composed once, the same in another process."""

from __future__ import annotations

import json
import pickle
from string import Formatter

import pytest

from geo.errors import AtlasError, CatalogueError, Fault, UnknownWord
from geo.said import Said, in_words, said
from tests import house

FAULT = Fault("values.csv", 3, "status", "x", "enum", Said("must be a", "只能是 a"))
FOLDERS = ("geo/text/", "layers/text/said/", "app/text/said/")
CATALOGUES = [name for name in house.files("zh.json") if name.startswith(FOLDERS)]


def test_a_fault_is_said_in_either_language() -> None:
    assert str(FAULT) == "values.csv:3 status = 'x': must be a [enum]"
    assert FAULT.in_lang("zh") == "values.csv:3 status = 「x」：只能是 a [enum]"
    assert CatalogueError([FAULT]).in_lang("zh").splitlines() == [
        "数据中有 1 处错误：",
        FAULT.in_lang("zh"),
    ]


def test_an_unknown_word_is_said_in_either_language() -> None:
    error = UnknownWord("layer", "zoness", ("zones", "platforms"))
    assert str(error) == "unknown layer 'zoness'. Did you mean 'zones'? Known: zones, platforms"
    assert (
        error.in_lang("zh")
        == "没有这个图层：「zoness」。是不是「zones」？可用的有：zones、platforms"
    )


def test_what_is_said_travels_between_processes() -> None:
    error = pickle.loads(pickle.dumps(AtlasError(said("faults", count=2))))  # noqa: S301  our own
    assert (error.in_lang("en"), error.in_lang("zh")) == (
        "2 fault(s) in the data:",
        "数据中有 2 处错误：",
    )


def test_a_text_of_one_language_is_said_as_it_is() -> None:
    assert in_words("plain", "zh") == AtlasError("plain").in_lang("zh") == "plain"


def test_words_of_the_data_cannot_steer_a_terminal() -> None:
    assert "\x1b" not in UnknownWord("layer", "\x1b[2J", ()).in_lang("zh")


@pytest.mark.parametrize("name", CATALOGUES)
def test_both_languages_have_the_same_parts(name: str) -> None:
    zh = json.loads(house.text(name))
    en = json.loads(house.text(f"{name.removesuffix('zh.json')}en.json"))
    for key in zh:
        assert _parts(zh[key]) == _parts(en[key]), f"{name}: {key}"


def _parts(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}
