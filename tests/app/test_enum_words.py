"""Whatever word the schema allows in a cell has its words on screen, in both languages."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pytest

from app.text import view_words, words
from geo.levels import LEVELS
from geo.model.places import CONFIDENCES
from geo.model.platforms import PLATFORMS
from geo.model.science_cities import SCIENCE_CITY_AREAS
from geo.model.zones import ZONES
from geo.store.catalogue import Catalogue
from geo.store.package_tables import TABLES
from layers.build.registry import sheet
from layers.catalogue import layers
from layers.words import text
from tests.catalogues import REAL, TOY, of, rows


@dataclass(frozen=True)
class Told:
    """Where the words of an enum stand: texts of a language, and the keys of one of its words."""

    texts: Callable[[str], Mapping[str, str]]
    keys: tuple[str, ...]
    named: Mapping[str, str] | None = None

    def keys_of(self, word: str) -> tuple[str, ...]:
        """Return the keys of a word."""
        named = word if self.named is None else self.named[word]
        return tuple(key.format(named) for key in self.keys)


def view(name: str) -> Callable[[str], Mapping[str, str]]:
    """Return the texts of a view, by language."""
    return lambda lang: view_words(name, lang)


TOLD: Mapping[str, Told] = {
    "sources.grade": Told(words, ("card.grade-{}",)),
    "values.status": Told(text, ("status.{}",)),
    "derived.denominator": Told(
        words, ("group.{}",), {"people": "per-person", "area": "per-area", "province": "share"}
    ),
    "targets.kind": Told(view("targets"), ("kind.{}", "aim.{}")),
    "targets.bound": Told(view("targets"), ("bound.{}",)),
    "zones.level": Told(text, ("rank.{}", "level.{}")),
    "zones.counted_in_base_year": Told(
        text, ("{}",), {"true": "yes", "false": "no", "unknown": "unknown"}
    ),
    "zones.location_precision": Told(text, ("exactness.{}",)),
    "zone_steps.step": Told(view("zones"), ("step.{}",)),
    "zone_steps.qualifier": Told(text, ("qualifier.{}",)),
    "zone_requirements.level": Told(text, ("rank.{}",)),
    "cooperations.edge": Told(view("zones"), ("cooperation.edge.{}",)),
    "science_city_areas.kind": Told(text, ("area.{}",)),
    "science_city_areas.location_precision": Told(text, ("exactness.{}",)),
    "field_words.basis": Told(view("platforms"), ("basis.{}",)),
    "platforms.level": Told(text, ("level.{}",)),
    "platforms.location_precision": Told(text, ("exactness.{}",)),
    "platforms.status": Told(text, ("{}",)),
    "platform_totals.match": Told(view("platforms"), ("match.{}",)),
    "platform_totals.level": Told(text, ("level.{}",)),
    "platform_totals.status": Told(text, ("{}",)),
}
# Words that steer what is computed, and stand on no screen.
UNSAID = frozenset(
    {
        *("indicators.kind", "zone_requirements.evidence"),
        *("refusals.denominator", "reader_notes.table"),
        # They say how a landmark is drawn.
        *("rivers.class", "towns.class", "airports.class"),
    }
)


def enums() -> dict[str, tuple[str, ...]]:
    """Return every enum that the atlas or its data package allows, by table and column."""
    found = {
        f"{t}.{c.name}": c.enum for t, table in TABLES.items() for c in table.columns if c.enum
    }
    package = json.loads((REAL / "datapackage.json").read_text(encoding="utf-8"))
    for resource in [*package["resources"], *package["optionalResources"]]:
        schema = resource.get("schema") or resource["featureSchema"]
        for column in schema["fields"]:
            allowed = tuple(column.get("constraints", {}).get("enum", ()))
            if allowed:
                name = f"{resource['name']}.{column['name']}"
                found[name] = tuple(dict.fromkeys((*found.get(name, ()), *allowed)))
    return found


def test_every_enum_is_told_or_known_to_be_unsaid() -> None:
    assert set(enums()) == {*TOLD, *UNSAID}


@pytest.mark.parametrize("name", sorted(TOLD))
def test_every_word_of_an_enum_has_its_words(name: str) -> None:
    told = TOLD[name]
    for word in enums()[name]:
        for key in told.keys_of(word):
            for lang in ("zh", "en"):
                assert told.texts(lang).get(key, "").strip(), f"{name}: {word} ({key}, {lang})"


def test_levels_and_confidences_have_their_words() -> None:
    for lang in ("zh", "en"):
        assert all({f"kind.{level}", f"level.{level}"} <= set(words(lang)) for level in LEVELS)
        assert all({f"confidence.{c}", f"explain.{c}"} <= set(text(lang)) for c in CONFIDENCES)


def changed(table: str, column: str, word: str) -> Catalogue:
    """Return Toyland with a word in every row of a column."""
    known = of(TOY)
    made = [{**row, column: word} for row in rows(TOY, table)]
    parts: dict[str, Any] = {}
    if table == "zones":
        parts["zones"] = {row["zone_id"]: ZONES.read(row) for row in made}
    elif table == "platforms":
        parts["platforms"] = {row["platform_id"]: PLATFORMS.read(row) for row in made}
    else:
        parts["areas"] = {row["area_id"]: SCIENCE_CITY_AREAS.read(row) for row in made}
    return replace(known, **parts)


PLACES = {"zones": "zone", "platforms": "platform", "science_city_areas": "area"}
CASES = [
    (table, column, word)
    for name, allowed in enums().items()
    for table, column in [name.split(".")]
    if table in PLACES
    for word in allowed
]


@pytest.mark.parametrize(("table", "column", "word"), CASES)
def test_every_map_is_made_with_every_word(table: str, column: str, word: str) -> None:
    known = changed(table, column, word)
    mine = [n for n, spec in layers(known.profile).items() if spec.level == PLACES[table]]
    assert mine
    for layer in mine:
        for lang in ("zh", "en"):
            made = sheet(known, layer, lang=lang)
            assert all(item.name for item in made.items)
