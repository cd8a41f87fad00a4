"""Divisions by name: for lists of what there is, without a measure of anything."""

from __future__ import annotations

from pathlib import Path

from geo.files.shape_files import read_level
from geo.levels import DIVISIONS, level_facts
from geo.model.places import Place

NOWHERE = (0.0, 0.0)


def named(folder: Path) -> tuple[Place, ...]:
    """Return province, prefectures and counties with nothing but their names.

    One km² stands for every area: quotients by area exist then, for whoever counts them, and none
    of them may be shown. geo.store.boundaries measures.
    """
    return tuple(
        Place(
            place_id=feature.word(facts.key),
            level=level,
            name_zh=feature.word("name_zh"),
            name_en=feature.word("name_en"),
            prefecture=feature.word("prefecture_adcode") if facts.in_prefecture else "",
            area_km2=1.0,
            label=NOWHERE,
            bounds=NOWHERE + NOWHERE,
        )
        for level in DIVISIONS
        for facts in (level_facts(level),)
        for feature in read_level(folder, level).sound()
    )
