"""One term for one thing: the words of the program against the glossary, which is read itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import pytest

from app.text import view_words
from geo.languages import LANGS
from tests.catalogues import REAL, rows

PROJECT = REAL.parent
GLOSSARY = {"zh": "docs/glossary.zh-CN.md", "en": "docs/glossary.md"}
FOLDERS = ("app/text", "app/pages", "layers/text", "geo/text")
ROW = re.compile(r"^\| (.+) \|$", re.MULTILINE)
HEAD = re.compile(r"^\| (?:term|术语|---)")
PLACEHOLDER = re.compile(r"\{[^}]*\}")
HAN = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Term:
    """A term of one language: it, the other language's, what it means, and what not to say."""

    said: str
    other: str
    meaning: str
    refused: tuple[str, ...]


@cache
def terms(lang: str) -> tuple[Term, ...]:
    """Return the rows of a glossary, in their order."""
    text = (PROJECT / GLOSSARY[lang]).read_text("utf-8")
    found = [row.split(" | ") for row in ROW.findall(text) if not HEAD.match(f"| {row}")]
    assert {len(row) for row in found} == {4}
    return tuple(
        Term(one[0], one[1], one[2], tuple(re.findall(r"`([^`]+)`", one[3]))) for one in found
    )


@cache
def words(lang: str) -> Mapping[str, str]:
    """Return every phrase of a language without its open places, by file and key."""
    paths = sorted(p for f in FOLDERS for p in (PROJECT / f).rglob(f"*{lang}.json"))
    return {
        f"{path.relative_to(PROJECT)}: {key}": PLACEHOLDER.sub(" ", phrase)
        for path in paths
        for key, phrase in json.loads(path.read_text("utf-8")).items()
        # What one types into the search may be any word.
        if not key.startswith("more.")
    }


def says(phrase: str, word: str) -> bool:
    """Return whether a phrase says a word: letters of ours as whole words, in any case."""
    if HAN.search(word):
        return word in phrase
    return bool(
        re.search(rf"(?<![A-Za-z0-9_]){re.escape(word)}(?![A-Za-z0-9²])", phrase, re.IGNORECASE)
    )


def test_both_glossaries_have_the_same_terms() -> None:
    chinese, english = terms("zh"), terms("en")
    assert len(chinese) > 40
    assert [(one.said, one.other) for one in chinese] == [(o.other, o.said) for o in english]
    for lang in LANGS:
        said = [one.said for one in terms(lang)]
        assert len(set(said)) == len(said)
        assert all(one.meaning for one in terms(lang))


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_that_is_refused_is_a_term(lang: str) -> None:
    refused = [word for one in terms(lang) for word in one.refused]
    assert len(set(refused)) == len(refused) > 20
    for one in terms(lang):
        assert not [word for word in refused if says(one.said, word)], one.said


@pytest.mark.parametrize("lang", LANGS)
def test_no_phrase_says_what_the_glossary_refuses(lang: str) -> None:
    def found() -> Iterator[str]:
        for one in terms(lang):
            for word in one.refused:
                for where, phrase in words(lang).items():
                    if says(phrase, word):
                        yield f"{where}: “{word}” – say “{one.said}”: {phrase}"

    wrong = list(found())
    assert not wrong, "\n" + "\n".join(wrong)


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_measured_has_the_words_of_the_glossary(lang: str) -> None:
    """Names and notes of indicators are data, and read beside our own words."""
    told = [
        row[f"{column}_{lang}"]
        for table in ("indicators", "derived")
        for row in rows(REAL, table)
        for column in ("name", "note")
    ]
    for one in terms(lang):
        for word in one.refused:
            assert not [phrase for phrase in told if says(phrase, word)], (one.said, word)


def test_readers_are_led_to_the_glossary() -> None:
    for lang, readme in {"zh": "README.zh-CN.md", "en": "README.md"}.items():
        assert f"]({GLOSSARY[lang]})" in (PROJECT / readme).read_text("utf-8")
        assert view_words("data", lang)["terms.document"] == GLOSSARY[lang]


def test_a_verdict_is_called_as_in_the_glossary() -> None:
    """The words that stand on the most pages, by their keys."""
    wanted = {
        "verdict.on-path": "达到时序进度",
        "verdict.behind": "落后于时序进度",
        "verdict.unknown": "未公布",
    }
    known = {one.said: one.other for one in terms("zh")}
    for key, said in wanted.items():
        chinese, english = (view_words("targets", lang)[key] for lang in ("zh", "en"))
        assert (chinese, english.casefold()) == (said, known[said].casefold())
