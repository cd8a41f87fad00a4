"""One thing has one word: units, methods and the name of the atlas, in pages, docs and commands."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from app.text import filled, view_words, words
from geo.languages import LANGS
from layers.words import km2_words, km_words, text
from tests.catalogues import REAL, of

PROJECT = REAL.parent
CHINESE = sorted(
    path
    for folder in ("app", "layers/text", "geo/text")
    for path in (PROJECT / folder).rglob("*zh.json")
)
CODE = sorted(
    path
    for folder in ("app", "layers")
    for path in (PROJECT / folder).rglob("*")
    if path.suffix in (".py", ".html") and "vendor" not in path.parts
)
# A unit behind a number, a blank or a tag: not the name of a field such as area_km2.
UNIT = re.compile(r"(?<![A-Za-z_])km(?![A-Za-z_0-9])|km²")


@pytest.mark.parametrize("path", CHINESE, ids=lambda path: str(path.relative_to(PROJECT)))
def test_chinese_pages_say_kilometres_in_chinese(path: Path) -> None:
    for key, said in json.loads(path.read_text("utf-8")).items():
        assert not UNIT.search(re.sub(r"\{[^}]*\}", "", said)), key


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(PROJECT)))
def test_a_unit_comes_from_the_words_of_a_language(path: Path) -> None:
    """What a template or a format writes by itself is the same on every page."""
    source = path.read_text("utf-8")
    assert not re.search(r"[}>] ?km(²|\b)(?!_)", source)
    assert not re.search(r"/ km²", source)


def test_areas_and_distances_have_one_form() -> None:
    for zone in of(REAL).zones.values():
        if zone.approved_km2:
            words_ = km2_words(zone.approved_km2, "zh")
            assert re.fullmatch(r"[\d,]+(\.\d{1,2})? 平方公里", words_)
            assert words_.replace("平方公里", "km²") == km2_words(zone.approved_km2, "en")
    assert (km_words(3, "zh"), km_words(3, "en")) == ("3 公里", "3 km")


@pytest.mark.parametrize(("readme", "lang"), [("README.zh-CN.md", "zh"), ("README.md", "en")])
def test_methods_are_called_in_the_readme_as_on_the_page(readme: str, lang: str) -> None:
    said = (PROJECT / readme).read_text("utf-8").lower()
    phrases = words(lang)
    for name in ("natural", "quantiles", "equal", "stdev", "pretty"):
        assert phrases[f"scheme.{name}"].lower() in said, name


def test_the_atlas_has_one_subtitle() -> None:
    phrases = filled(of(REAL).phrase_parts, "zh")
    subtitle = phrases["site.full-title"].partition(" · ")[2]
    assert subtitle
    assert phrases["site.standfirst"].startswith(subtitle)
    # The help is of the program, which knows no province.
    help_ = json.loads((PROJECT / "app/text/said/help.zh.json").read_text("utf-8"))
    assert help_["atlas"].endswith(subtitle.removeprefix(of(REAL).profile.name_zh))
    assert subtitle in (PROJECT / "README.zh-CN.md").read_text("utf-8")


@pytest.mark.parametrize("lang", LANGS)
def test_a_part_of_a_science_city_is_called_a_part(lang: str) -> None:
    noun = {"zh": "片区", "en": "part"}[lang]
    compare, cities = (view_words(name, lang) for name in ("compare", "cities"))
    said = [compare["kind.area"], compare["title.area"], cities["table.area"], cities["card.hint"],
            cities["table.title"], words(lang)["kind.area"], text(lang)["brief.kind.area"],
            text(lang)["brief.map.area"]]  # fmt: skip
    for one in said:
        assert noun in one.lower()
