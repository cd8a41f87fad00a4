"""Sentences in both languages: composed once, the same in another process."""

from __future__ import annotations

import ast
import json
import pickle
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from geo.errors import AtlasError, CatalogueError, Fault, UnknownWord
from geo.languages import LANGS
from geo.sentences import Said, in_words, said, templates
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


FOLDER_OF = {"geo": "geo/text", "layers": "geo/text", "app": "app/text/said"}
# Errors that no person reads: what a page or a program makes of them is said elsewhere.
SILENT = {"StateError", "Undrawn", "UnknownWord", "CatalogueError", "Letterless", "Unfit"}


def _errors() -> set[str]:
    """Return the names of all our errors for people."""
    known = {"AtlasError"}
    classes = [
        n
        for name in house.ours()
        for n in ast.walk(house.tree(name))
        if isinstance(n, ast.ClassDef)
    ]
    while True:
        more = {c.name for c in classes if {getattr(b, "id", "") for b in c.bases} & known} - known
        if not more:
            return known - SILENT
        known |= more


def _plain(node: ast.AST) -> bool:
    """Return whether an argument is text of one language."""
    if isinstance(node, ast.JoinedStr):
        return True
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value


def _calls(name: str) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(house.tree(name)):
        if isinstance(node, ast.Call):
            yield getattr(node.func, "id", getattr(node.func, "attr", "")), node


def test_no_error_for_people_is_said_in_one_language_only() -> None:
    errors = _errors()
    alone = [
        f"{name}:{call.lineno} {called}"
        for name in house.ours()
        for called, call in _calls(name)
        if (called in errors or called in ("Fault", "fault"))
        and any(_plain(argument) for argument in call.args[-1:])
    ]
    assert not alone, f"say these in both languages (geo.sentences): {alone}"


def test_every_sentence_is_in_the_catalogue_with_its_parts() -> None:
    found = {folder: templates(Path(house.PROJECT / folder), "en") for folder in FOLDER_OF.values()}
    for name in house.ours():
        own = FOLDER_OF[name.split("/")[0]]
        for called, call in _calls(name):
            if called not in ("said", "geo_said", "sentence") or not call.args:
                continue
            key = call.args[0]
            if not isinstance(key, ast.Constant):
                continue
            phrases = found["geo/text" if called == "geo_said" or not _app(name) else own]
            assert isinstance(key.value, str)
            assert key.value in phrases, (
                f"{name}:{call.lineno} says {key.value!r}, which is nowhere"
            )
            given = {keyword.arg for keyword in call.keywords}
            lacking = _parts(phrases[key.value]) - given
            assert None in given or not lacking, f"{name}:{call.lineno} lacks {lacking}"


def _app(name: str) -> bool:
    """Return whether a file says sentences of the command line: it imports app.text.messages."""
    return "app.text.messages" in set(house.imports(name))


def test_no_key_stands_in_two_catalogues() -> None:
    for folder in set(FOLDER_OF.values()):
        for lang in LANGS:
            seen: dict[str, str] = {}
            for path in sorted(Path(house.PROJECT / folder).glob(f"*.{lang}.json")):
                for key in json.loads(path.read_text("utf-8")):
                    assert key not in seen, f"{key} stands in {seen[key]} and in {path.name}"
                    seen[key] = path.name
