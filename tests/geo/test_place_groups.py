"""Named groups: their members are what the table says, and each is a prefecture with a source."""

from __future__ import annotations

from pathlib import Path

from tests.catalogues import REAL, TOY, of
from tests.geo.damage import found, set_cell

GROUPS = "statistics/place_groups.csv"


def test_members_stand_in_the_order_of_the_table() -> None:
    group = of(REAL).place_groups["cdm"]
    assert group.prefectures == ("510100", "510600", "510700")
    assert [group.name_zh, *group.source_ids] == ["成德绵", "group-cdm"]
    for city in ("成都市", "德阳市", "绵阳市"):
        assert city in group.quote


def test_a_group_of_toyland() -> None:
    assert of(TOY).place_groups["ends"].prefectures == ("990100", "990300")


def test_a_strange_member_is_a_fault(folder: Path) -> None:
    set_cell(folder, "place_groups", 3, "prefecture_adcode", "510900")
    assert (GROUPS, 3, "prefecture_adcode", "unknown-prefecture") in found(folder)


def test_a_member_twice_is_a_fault(folder: Path) -> None:
    set_cell(folder, "place_groups", 3, "prefecture_adcode", "990100")
    assert "duplicate-key" in {rule for _, _, _, rule in found(folder)}


def test_a_group_without_a_source_is_a_fault(folder: Path) -> None:
    set_cell(folder, "place_groups", 3, "source_id", "toy-none")
    assert (GROUPS, 3, "source_id", "unknown-source") in found(folder)
