"""A spoilt yearly table is doubted, in words that say what is wrong; a sound one is not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from geo.editing.changes import FigureChange, changes_between, data_folder, year_tables
from geo.editing.doubts import Doubt, doubts
from geo.languages import LANGS
from tests.geo.yearly_tables import PLACES, WAYS, clean, noticed, spoilt

TABLES = 20
# Two figures that differ by less than places move by themselves can be exchanged unseen.
SEEN = 7


def test_sound_tables_are_not_doubted() -> None:
    assert not [seed for seed in range(5 * TABLES) if list(doubts(clean(seed)[0]))]


@pytest.mark.parametrize("how", WAYS)
def test_every_spoilt_table_is_doubted(how: str) -> None:
    tables = [spoilt(seed, how) for seed in range(TABLES)]
    unnoticed = [one for one in tables if not noticed(one)]
    assert not [one for one in unnoticed if one.size is None or one.size > SEEN]
    assert len(unnoticed) <= TABLES / 5


def only(found: list[Doubt]) -> Doubt:
    """Return the one doubt there is."""
    assert [one.kind for one in found] == [found[0].kind]
    return found[0]


def test_a_doubt_names_what_is_wrong_in_both_languages() -> None:
    table, _ = clean(7)
    now = dict(table.years[table.year])
    tall = max(PLACES, key=now.__getitem__)
    small = min(PLACES, key=now.__getitem__)
    swapped = {**now, tall: now[small], small: now[tall]}
    found = only(list(doubts(replace(table, years={**table.years, table.year: swapped}))))
    assert (found.kind, set(found.places)) == ("exchanged", {tall, small})
    for lang in LANGS:
        assert tall in found.sentence.in_lang(lang)
        assert small in found.sentence.in_lang(lang)
        assert str(table.year) in found.sentence.in_lang(lang)
    assert "两行" in found.sentence.zh
    assert "two rows" in found.sentence


def test_nothing_is_called_unusual_before_enough_is_known() -> None:
    table, _ = clean(7)
    now = dict(table.years[table.year])
    years = {year: f for year, f in table.years.items() if year >= table.year - 1}
    # Three times as much may be so, ten times as much is asked about.
    for factor, expected in ((3, []), (30, ["leap"])):
        changed = {**now, PLACES[0]: round(now[PLACES[0]] * factor, 2)}
        one = replace(table, years={**years, table.year: changed}, whole={})
        assert [found.kind for found in doubts(one)] == expected


def test_what_we_ship_is_hardly_doubted(project: Path) -> None:
    """Each year of the data as if it were new: what is doubted there is odd, and stands so."""
    ours = data_folder(project / "data")
    none = replace(ours, catalogue=replace(ours.catalogue, values=()))
    every = tuple(FigureChange("added", None, figure) for figure in ours.figures.values())
    tables = list(year_tables(none, ours, every))
    doubted = [found for table in tables for found in doubts(table)]
    assert len(tables) > 100
    assert len(doubted) <= len(tables) / 20


def test_nothing_changes_between_the_same_data(toyland: Path) -> None:
    one, other = data_folder(toyland), data_folder(toyland)
    assert not changes_between(one, other)
