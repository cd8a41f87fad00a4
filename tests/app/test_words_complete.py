"""Both languages are complete: the same keys and parts, and all that is asked for is there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from app.index.atlas import Atlas
from app.pages.views import EMBEDDED, SOMETIMES
from app.settings.settings import PROJECT
from app.text import view_words, words
from geo.model.phrase_parts import WITHOUT_COUNTS
from layers.words import text

FOLDERS = ("app/text", "app/pages/*", "layers/text")
CHINESE = tuple(sorted(path for folder in FOLDERS for path in PROJECT.glob(f"{folder}/*zh.json")))
PLACEHOLDER = re.compile(r"\{(\w+)[^}]*\}")
HAN = re.compile("[\u4e00-\u9fff]")
HAN_OR_LATIN = re.compile("[\u4e00-\u9fffA-Za-z]")
# What stays Chinese in English: the law's own sentence, and the names of languages.
BOTH = ("map.stamp", "nav.other-language", "speech.zh")
# English says of how many, Chinese need not.
PARTS_OF_ENGLISH = {
    "coverage.values": {"zones"},
    "coverage.values-share": {"zones"},
    # 七普 is the census of a year.
    "brief.size.people": {"profile"},
}
ASKED = re.compile(r"""\bt\(\s*["']([\w.-]+)["']\s*[,)]""")
BUILT = re.compile(r"""\bt\(\s*["']([\w.-]+[.-])["']\s*\+""")
BRANCH = re.compile(r"""\bt\(\s*["']([\w.-]+)["'] if [^)]*? else ["']([\w.-]+)["']""")
NAMES = ("embedding", "officer", *(view.name for view in (*EMBEDDED, *SOMETIMES)))
# A word right after a quote, and what ends it: another quote, or the open place of a phrase.
QUOTES = "\"'`"
QUOTED = re.compile(rf"(?<=[{QUOTES}])([\w.-]+)([{QUOTES}{{]|\${{)")
SOURCES = (("app", "*.py"), ("layers", "*.py"), ("app/assets", "*.js"), ("app", "*.html"))


def read(path: Path) -> Mapping[str, str]:
    """Return the words of a file; a key that stands twice fails."""

    def once(pairs: list[tuple[str, str]]) -> dict[str, str]:
        found = dict(pairs)
        assert len(found) == len(pairs), f"{path.name} says a key twice"
        return found

    return dict(json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=once))


def named(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


@cache
def quoted() -> tuple[frozenset[str], frozenset[str]]:
    """Return what our code and templates ask for: whole keys, and how keys begin."""
    paths = (path for folder, kind in SOURCES for path in (PROJECT / folder).rglob(kind))
    found = [one for path in paths for one in QUOTED.findall(path.read_text(encoding="utf-8"))]
    return (
        frozenset(word for word, ending in found if ending in QUOTES),
        frozenset(word for word, _ in found),
    )


def used(key: str) -> bool:
    """Return whether a key is asked for, whole or by its beginning."""
    key = key.removesuffix(WITHOUT_COUNTS)
    whole, begun = quoted()
    return key in whole or any(key[: at.end()] in begun for at in re.finditer(r"[.-]", key))


@pytest.mark.parametrize("path", CHINESE, ids=named)
def test_every_phrase_is_there_in_both_languages(path: Path) -> None:
    chinese = read(path)
    english = read(path.with_name(path.name.replace("zh.json", "en.json")))
    assert chinese.keys() == english.keys()
    for key, phrase in chinese.items():
        assert phrase.strip() or not english[key].strip(), key
        parts = set(PLACEHOLDER.findall(phrase)), set(PLACEHOLDER.findall(english[key]))
        assert parts[0] == parts[1] - PARTS_OF_ENGLISH.get(key, set()), key


@pytest.mark.parametrize("path", CHINESE, ids=named)
def test_english_is_english(path: Path) -> None:
    english = read(path.with_name(path.name.replace("zh.json", "en.json")))
    # Clauses of the plan have Chinese numbers; a sentence is not to be in Chinese.
    foreign = {
        key: said
        for key, said in english.items()
        if 2 * len(HAN.findall(said)) > len(HAN_OR_LATIN.findall(said)) and key not in BOTH
    }
    assert not foreign


@pytest.mark.parametrize("name", NAMES)
def test_every_phrase_of_a_template_exists(name: str) -> None:
    known = view_words(name, "zh")
    for path in sorted((PROJECT / "app/pages" / name).glob("*.html")):
        said = path.read_text(encoding="utf-8")
        asked = {*ASKED.findall(said), *(key for both in BRANCH.findall(said) for key in both)}
        assert not asked - known.keys(), path.name
        for start in BUILT.findall(said):
            assert any(key.startswith(start) for key in known), (path.name, start)


@pytest.mark.parametrize("path", CHINESE, ids=named)
def test_no_phrase_is_left_over(path: Path) -> None:
    assert not [key for key in read(path) if not used(key)]


def test_the_words_of_the_layers_are_those_of_their_files() -> None:
    assert text("zh").keys() == text("en").keys()
    assert words("zh").keys() == words("en").keys()


def pages() -> Iterator[tuple[str, int]]:
    """Yield every kind of page with its status, those of errors among them."""
    for view in EMBEDDED:
        yield f"/embed/{view.name}", 200
        yield f"/embed/{view.name}?full=1", 200
        yield view.path, 200
    yield "/embedding", 200
    yield "/nowhere", 404
    # Of data that this edition does not have.
    yield from ((view.path, 404) for view in SOMETIMES)
    yield "/map?layer=nowhere", 400


@pytest.mark.parametrize(("path", "status"), tuple(pages()))
@pytest.mark.parametrize(("lang", "tag"), [("zh", "zh-Hans"), ("en", "en")])
def test_every_page_says_its_language(
    atlas: Atlas, path: str, status: int, lang: str, tag: str
) -> None:
    with atlas.server.test_client() as client:
        answer = client.get(f"{path}{'&' if '?' in path else '?'}lang={lang}")
    assert answer.status_code == status
    assert re.search(rf'<html lang="{tag}"[ >]', answer.get_data(as_text=True))
