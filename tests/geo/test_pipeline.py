"""The pipeline of zones: levels at dates, and counts that equal the rows plus the unnamed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.analysis.zone_status import (
    LEVELS,
    Count,
    Ledger,
    Moment,
    aim,
    base_moment,
    ledger,
    moments,
    standing,
    state,
    steps_of,
    target,
)
from geo.model.zone_events import ZoneStep
from tests.catalogues import REAL, TOY, of

KNOWN = of(REAL)
# Date: published (national, provincial, total), rows of the list, unnamed.
COUNTS = {
    "2013-03": ((4, 0, 4), (4, 0, 4), (0, 0, 0)),
    "2018-07": ((8, 11, 19), (8, 8, 16), (0, 3, 3)),
    "2019-01": ((8, 13, 21), (8, 10, 18), (0, 3, 3)),
    "2020": ((None, 17, None), (8, 13, 21), (None, 4, None)),
    "2020-12": ((8, 18, 26), (8, 13, 21), (0, 5, 5)),
    "2021": ((8, 19, 27), (8, 15, 23), (0, 4, 4)),
    "2022-06": ((None, 19, None), (8, 15, 23), (None, 4, None)),
    "2023": ((8, None, None), (8, 15, 23), (0, None, None)),
    "2024-07": ((8, None, None), (8, 15, 23), (0, None, None)),
}


def at(date: str) -> Ledger:
    return ledger(KNOWN, next(m for m in moments(KNOWN) if m.date == date))


def test_every_date_with_a_published_count_is_a_moment() -> None:
    assert [moment.date for moment in moments(KNOWN)] == list(COUNTS)
    assert [moment.date for moment in moments(KNOWN) if moment.inferred] == ["2020"]


@pytest.mark.parametrize("date", COUNTS)
def test_the_count_is_the_rows_plus_the_unnamed(date: str) -> None:
    tallies = [at(date).tally(level) for level in LEVELS]
    published = tuple(tally.count.value if tally.count else None for tally in tallies)
    assert (
        published,
        tuple(tally.rows for tally in tallies),
        tuple(tally.unnamed for tally in tallies),
    ) == COUNTS[date]


@pytest.mark.parametrize("date", COUNTS)
def test_every_count_has_a_source_and_arithmetic_is_shown(date: str) -> None:
    for count in at(date).moment.counts.values():
        assert count.source_ids
        assert not count.derived or count.note


def test_the_aim_adds_up() -> None:
    found = aim(KNOWN)
    assert found is not None
    counts = {level: found.target.counts[level].value for level in LEVELS}
    assert counts == {"national": 10, "provincial": 25, "total": 35}
    assert (found.upgrades, found.slots) == (2, 8)
    base = found.base.moment.counts
    assert base["provincial"].value - found.upgrades + found.slots == counts["provincial"]
    assert {KNOWN.zones[zone].short_zh[:2] for zone in found.candidates} == {
        *("资阳", "宜宾", "遂宁", "南充", "眉山", "达州")
    }


def test_who_stands_where() -> None:
    assert at("2013-03").having("national") == (
        *("htz-chengdu", "htz-mianyang", "htz-zigong", "htz-leshan"),
    )
    assert set(at("2013-03").having("undated")) == {*("htz-jinniu", "htz-ziyang", "htz-guangan")}
    assert "htz-yibin" in at("2018-07").having("not-yet")
    assert "htz-yibin" in at("2019-01").having("provincial")
    assert "htz-yibin" in at("2021").having("candidate")
    assert at("2021").having("undated") == ()
    assert set(at("2024-07").having("unconfirmed")) == {
        *("htz-jingyang", "htz-liangshan", "htz-zhongjiang")
    }


def test_rows_beyond_a_count_are_said_as_less_than_nothing() -> None:
    few = Count(1, derived=False, source_ids=("toy-plan",), quote="")
    found = Ledger(Moment("2021", {"national": few}), {"a": "national", "b": "national"})
    assert found.tally("national").unnamed == -1
    assert found.tally("total").unnamed is None


def step(name: str, date: str, qualifier: str = "") -> ZoneStep:
    return ZoneStep("htz-two", name, date, qualifier, "", (), "")


@pytest.mark.parametrize(
    ("steps", "date", "is_"),
    [
        ([], "2018", "undated"),
        ([step("provincial_approved", "2018-03-10")], "2018-02", "not-yet"),
        ([step("provincial_approved", "2018-03-10")], "2018-03", "provincial"),
        ([step("provincial_approved", "2018")], "2018-06", "undated"),
        ([step("provincial_approved", "2017-06", "before")], "2015", "undated"),
        ([step("national_approved", "2012-08-28")], "2012-08-20", "not-yet"),
        (
            [step("national_approved", "2012-08-28"), step("national_approved", "2012-08-19")],
            *("2012-08-20", "undated"),
        ),
        ([step("national_approved", "2012-08-28")], "2012-08", "national"),
        ([], "2021", "candidate"),
    ],
)
def test_a_level_follows_from_dated_steps(steps: list[ZoneStep], date: str, is_: str) -> None:
    zone = replace(of(TOY).zones["htz-two"], counted=True)
    assert standing(zone, steps, date, base_year="2021") == is_


def test_without_published_counts_the_base_year_stands_alone() -> None:
    toy = of(TOY)
    assert [moment.date for moment in moments(toy)] == ["2021"]
    assert base_moment(toy).counts == {}
    assert target(toy) is None
    assert aim(toy) is None


def test_a_requirement_is_met_only_where_a_source_shows_it() -> None:
    asked = {one.requirement_id: one for one in KNOWN.requirements}

    def found(requirement: str, zone: str) -> str:
        return state(asked[requirement], KNOWN.zones[zone], steps_of(KNOWN, zone))

    assert found("national-provincial-first", "htz-yibin") == "met"
    assert found("national-provincial-first", "htz-liangshan") == "not-stated"
    assert found("national-named", "htz-yibin") == "met"
    assert found("national-named", "htz-xindu") == "not-met"
    assert found("national-visit", "htz-neijiang") == "met"
    assert found("national-visit", "htz-yibin") == "not-stated"
    assert found("provincial-innovation", "htz-yibin") == "not-stated"


def test_no_threshold_is_made_up() -> None:
    assert all(one.threshold == "" for one in KNOWN.requirements)


def test_steps_come_oldest_first() -> None:
    names = [one.step for one in steps_of(KNOWN, "htz-neijiang")]
    assert names == ["established", "application_started", "site_visit", "national_approved"]
