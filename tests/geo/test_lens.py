"""The lens: what a choice leaves is what the rows of the table say, always."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.analysis.platform_filter import (
    BLANK,
    By,
    PlatformFilter,
    chosen,
    counted,
    counts,
    named,
    phrases,
    unnamed,
)
from geo.model.platforms import Platform
from tests.catalogues import REAL, TOY, of, rows

CAMPUS = "高等学校校区"
BYS: tuple[By, ...] = ("field", "type", "rank", "status", "prefecture")
COLUMNS = {
    "field": "field",
    "rank": "level",
    "status": "status",
    "prefecture": "prefecture_adcode",
}


def _values(column: str) -> list[str]:
    stated = {row[column] for row in rows(REAL, "platforms")}
    return sorted({value or BLANK for value in stated} | {""})


CHOICES = st.builds(
    PlatformFilter,
    types=st.lists(st.sampled_from(sorted(of(REAL).platform_types)), max_size=3).map(tuple),
    host=st.sampled_from(["", "四川大学", "华西", "nobody"]),
    campuses=st.booleans(),
    **{name: st.sampled_from(_values(column)) for name, column in COLUMNS.items()},
)


def _only(name: str, value: str) -> PlatformFilter:
    """Return the choice of one value of one column, campuses included."""
    asked = {column: value if column == name else "" for column in COLUMNS}
    return PlatformFilter(
        field=asked["field"],
        rank=asked["rank"],
        status=asked["status"],
        prefecture=asked["prefecture"],
        campuses=True,
    )


def _rows_of(choice: PlatformFilter) -> list[str]:
    """Return the ids of the rows a reader of the table would keep by hand."""
    kept = []
    for row in rows(REAL, "platforms"):
        wanted = [getattr(choice, name) for name in COLUMNS]
        stated = [row[column] or BLANK for column in COLUMNS.values()]
        if any(w and w != s for w, s in zip(wanted, stated, strict=True)):
            continue
        if choice.types and row["type"] not in choice.types:
            continue
        if row["type"] == CAMPUS and not (choice.campuses or choice.types):
            continue
        if choice.host in row["host"]:
            kept.append(row["platform_id"])
    return kept


@given(CHOICES)
def test_a_choice_leaves_the_rows_that_match(choice: PlatformFilter) -> None:
    assert [p.place_id for p in chosen(of(REAL), choice)] == _rows_of(choice)


@given(CHOICES, st.sampled_from(BYS))
def test_a_count_is_the_size_of_the_list_it_leads_to(choice: PlatformFilter, by: By) -> None:
    for value, count in counts(of(REAL), choice, by).items():
        asked = {
            "field": replace(choice, field=value),
            "type": replace(choice, types=(value,)),
            "rank": replace(choice, rank=value),
            "status": replace(choice, status=value),
            "prefecture": replace(choice, prefecture=value),
        }
        assert len(chosen(of(REAL), asked[by])) == count


@pytest.mark.parametrize("name", COLUMNS)
def test_every_filter_parts_the_table_without_rest(name: str) -> None:
    every = chosen(of(REAL), PlatformFilter(campuses=True))
    parts = [chosen(of(REAL), _only(name, value)) for value in _values(COLUMNS[name]) if value]
    assert sorted(p.place_id for part in parts for p in part) == sorted(p.place_id for p in every)


def test_campuses_are_no_platforms() -> None:
    assert len(chosen(of(REAL), PlatformFilter())) == 164
    assert len(chosen(of(REAL), PlatformFilter(campuses=True))) == 198
    assert len(chosen(of(REAL), PlatformFilter(types=(CAMPUS,)))) == 34


def test_totals_are_counted_by_their_columns() -> None:
    known = of(REAL)
    for total, row in zip(known.platform_totals, rows(REAL, "platform_totals"), strict=True):
        found = counted(known, total)
        assert (found is None) == (not row["match"])
        for platform in found or ():
            assert platform.type in row["types"].split(";")
            assert not row["level"] or platform.rank == row["level"]
            assert not row["prefecture_adcode"] or platform.prefecture == row["prefecture_adcode"]


def test_totals_of_the_plan() -> None:
    known = of(REAL)
    plan = {t.name_zh: t for t in known.platform_totals if t.source_id == "plan-2022"}
    sizes = {name: len(counted(known, t) or ()) for name, t in plan.items() if t.match}
    assert plan["省级重点实验室"].value == 134
    assert sizes["省级重点实验室"] == 13
    assert plan["各类孵化载体"].floor
    assert plan["各类孵化载体"].value == 1100
    assert plan["科技服务产业集聚区"].match == ""


def test_a_total_is_the_sum_of_nothing_it_does_not_name() -> None:
    toy = of(TOY)
    wide, one, none = toy.platform_totals
    assert [_ids(counted(toy, t)) for t in (wide, one, none)] == [["toy002"], ["toy001"], None]


def _ids(platforms: tuple[Platform, ...] | None) -> list[str] | None:
    return None if platforms is None else [p.place_id for p in platforms]


def test_phrases_keep_their_brackets() -> None:
    assert phrases("人工智能等（适配研究、试点）；OLED新材料,北斗") == (
        "人工智能等（适配研究、试点）",
        "OLED新材料",
        "北斗",
    )


def test_named_says_the_longest_word_of_a_field() -> None:
    words = of(REAL).field_words
    (found,) = named(["锂电新材料"], words, field="先进材料")
    assert [word.word for word in found.words] == ["锂电新材料"]
    fields = {word.field for one in named(["光伏及电子信息"], words) for word in one.words}
    assert fields == {"电子信息", "绿色低碳"}


def test_every_phrase_of_a_zone_is_named_or_known_to_be_in_no_field() -> None:
    known = of(REAL)
    listed = {phrase for zone in known.zones.values() for phrase in zone.industries}
    assert unnamed(sorted(listed), known.field_words) == (*("化工", "机械", "现代物流", "食品"),)


def test_words_are_used_and_their_clauses_exist() -> None:
    known = of(REAL)
    listed = [phrase for zone in known.zones.values() for phrase in zone.industries]
    listed += [
        p for row in rows(REAL, "science_city_areas") for p in phrases(row["lead_industries"])
    ]
    clauses = {part.clause for part in known.field_parts}
    clauses |= {field.clause for field in known.fields.values()}
    clauses |= {box.clause for box in known.boxes.values()}
    for word in known.field_words:
        assert any(word.word in phrase for phrase in listed), f"{word.word} names nothing"
        assert word.clause in clauses


def test_parts_are_numbered_without_gap() -> None:
    known = of(REAL)
    for field in known.fields.values():
        mine = [part.clause for part in known.field_parts if part.field == field.field]
        assert mine == [f"{field.clause}{at}" for at in range(1, len(mine) + 1)]


def test_eight_boxes_and_two_fields_without() -> None:
    known = of(REAL)
    assert sorted(box.number for box in known.boxes.values()) == list(range(1, 9))
    assert set(known.fields) - set(known.boxes) == {"资源环保", "技改升级"}
    assert known.boxes["数字经济"].programmes == ()
    assert [zh for zh, _ in known.boxes["电子信息"].programmes] == [
        "工业软件及信息安全重大科技专项",
        "集成电路与新型显示重大科技专项",
    ]
