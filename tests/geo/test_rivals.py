"""Whom a rank is among: the parts of a science city among its parts, everything else its level."""

from __future__ import annotations

import pytest

from app.pages.compare.measures import figured
from geo.analysis.difference import differences
from geo.analysis.peers import measures, peers
from geo.analysis.planned_areas import areas_of, whole_of
from geo.analysis.rank_groups import rivals, rivals_of
from geo.analysis.ranks import standings
from geo.analysis.subject_profile import profile
from geo.analysis.subjects import subject, subjects
from geo.model.figures import Measure
from geo.model.science_cities import PLANNED, WHOLE
from geo.store.catalogue import Catalogue
from layers.build.registry import sheet
from tests.catalogues import REAL, TOY, of

KNOWN = of(REAL)


@pytest.mark.parametrize("known", [KNOWN, of(TOY)], ids=["real", "toy"])
def test_every_place_but_a_whole_is_ranked_among_one_set(known: Catalogue) -> None:
    for level in ("prefecture", "zone", "area"):
        sets = [set(one) for one in rivals(known, level)]
        together = set().union(*sets)
        assert sum(map(len, sets)) == len(together)
        wholes = {one.place_id for one in known.areas.values() if one.kind == WHOLE}
        assert together == set(known.at_level_ids(level)) - wholes


@pytest.mark.parametrize("version", KNOWN.profile.versions)
def test_the_largest_part_is_first_of_the_parts_and_the_whole_has_no_rank(version: str) -> None:
    parts = areas_of(KNOWN, ("wcsc",))
    figures = {
        one.place_id: cell[0].value
        for one in parts
        if (cell := KNOWN.cell(one.place_id, PLANNED, version))
    }
    order = standings(KNOWN, PLANNED, version, "area")
    mine = {place: rank for place, rank in order.ranks.items() if place.startswith("wcsc")}
    assert set(mine) == set(figures)
    for place, rank in mine.items():
        assert rank.at == 1 + sum(other > figures[place] for other in figures.values())
        assert (rank.known, rank.of) == (len(figures), len(parts))
    whole = whole_of(KNOWN, "wcsc")
    assert whole
    assert KNOWN.cell(whole.place_id, PLANNED, version)
    assert whole.place_id not in order.ranks


@pytest.mark.parametrize("city", KNOWN.profile.city_ids)
@pytest.mark.parametrize("version", KNOWN.profile.versions)
def test_ranks_choices_and_the_map_have_one_denominator(city: str, version: str) -> None:
    """What a rank, a choice of layer and a choice of figures say a part is one of."""
    drawn = sheet(KNOWN, KNOWN.profile.city(city).layer_id, lang="zh")
    first = areas_of(KNOWN, (city,))[0].place_id
    told = figured(KNOWN, "area", subjects(KNOWN, (first, f"{city}-2")))
    counts = (drawn.covered[version], len(drawn.items))
    if version in told[f"science-city/{PLANNED}"]["periods"]:
        mine = told[f"science-city/{PLANNED}"]
        assert (mine["covered"][version], mine["of"]) == counts
    order = standings(KNOWN, PLANNED, version, "area")
    for place in rivals_of(KNOWN, "area", [first]):
        found = order.ranks.get(place) or order.unranked.get(place)
        assert found is None or (found.known, found.of) == counts


def test_a_change_of_rank_is_among_parts_too() -> None:
    a, b = (Measure(PLANNED, version) for version in reversed(KNOWN.profile.versions))
    found = differences(KNOWN, subjects(KNOWN, ("wcsc-0", "wcsc-1", "wcsc-2")), a, b, way="rank")
    lacks = [one.lack for one in found.found]
    assert lacks == ["no-rank", "", ""]
    assert found.found[1].ranks
    assert {rank.of for rank in found.found[1].ranks} == {len(areas_of(KNOWN, ("wcsc",)))}


def test_nothing_is_alike_to_what_it_is_a_part_of() -> None:
    every = measures(KNOWN, "area")
    assert every
    parts = {one.place_id for one in areas_of(KNOWN, ("wcsc",))}
    found = peers(KNOWN, subject(KNOWN, "wcsc-1"), every).found
    assert {one.place_id for one in found} == parts - {"wcsc-1"}
    assert peers(KNOWN, subject(KNOWN, "wcsc-0"), every).found == ()


def test_the_table_of_parts_says_the_same() -> None:
    rows = profile(KNOWN, subjects(KNOWN, ("wcsc-1", "wcsc-2", "wcsc-3", "wcsc-4")))
    [row] = [one for one in rows if one.indicator.indicator_id == PLANNED]
    assert [(c.rank.at, c.rank.known, c.rank.of) for c in row.cells if c.rank] == [
        (1, 5, 7), (2, 5, 7), (5, 5, 7), (4, 5, 7),
    ]  # fmt: skip
