"""What-if: arithmetic of marks, balance of prefectures, refusals that break nothing else."""

from __future__ import annotations

import pytest

from geo.analysis.scenario import BALANCE_LEVELS, BalanceLevel, Outcome, outcome, scenario
from geo.analysis.zone_status import LEVELS
from geo.errors import UnknownWord
from geo.store.distances import distances
from tests.catalogues import REAL, TOY, of

KNOWN = of(REAL)
KM = distances(KNOWN)
NAMED = [zone for zone in KNOWN.zones.values() if zone.counted]
LISTED, HOMES = len(NAMED), {zone.prefecture for zone in NAMED}
BAZHONG, BAZHOU = "511900", "511902"


def after(up: tuple[str, ...] = (), new: tuple[str, ...] = ()) -> Outcome:
    return outcome(KNOWN, scenario(KNOWN, up, new), KM)


def test_nothing_assumed_changes_nothing() -> None:
    result = after()
    assert result.scenario.empty
    assert all(change.before == change.after for change in result.counters.values())
    assert not any(b.of(level).changed for b in result.balances for level in BALANCE_LEVELS)
    assert result.nearer() == result.nearer("national") == ()


def test_an_upgrade_moves_a_zone_and_a_recognition_adds_one() -> None:
    counters = after(("htz-yibin",), (BAZHOU,)).counters
    assert [counters[level].after for level in LEVELS] == [9, 19, 28]
    assert [counters[level].target for level in LEVELS] == [10, 25, 35]


def test_overshoot_is_said_by_level() -> None:
    many = ("htz-yibin", "htz-suining", "htz-meishan")
    counters = after(many).counters
    assert {level: counters[level].over for level in LEVELS} == {
        "national": 1,
        "provincial": 0,
        "total": 0,
    }


def test_filling_every_place_of_the_plan_reaches_its_target() -> None:
    counties = KNOWN.at_level_ids("county")[:8]
    counters = after(("htz-yibin", "htz-suining"), counties).counters
    assert [counters[level].after for level in LEVELS] == [10, 25, 35]
    assert not any(counters[level].over for level in LEVELS)


def test_the_balance_counts_named_zones() -> None:
    result = after(new=(BAZHOU,))
    assert sum(b.every.before for b in result.balances) == LISTED
    assert sum(b.every.after for b in result.balances) == LISTED + 1
    before, now = result.without()
    assert set(before) == set(KNOWN.at_level_ids("prefecture")) - HOMES
    assert set(before) - set(now) == {BAZHONG}
    assert result.of_region(KNOWN.regions["northeast"].prefectures) == (3, 4)
    total = [result.of_region(region.prefectures) for region in KNOWN.regions.values()]
    assert tuple(map(sum, zip(*total, strict=True))) == (LISTED, LISTED + 1)


def test_a_new_zone_is_nearer_or_changes_nothing() -> None:
    result = after(new=(BAZHOU,))
    mine = next(b for b in result.balances if b.prefecture == BAZHONG)
    assert mine.every.nearest_after == BAZHOU
    assert mine.every.km_after == 0
    assert mine.every.km_before
    for balance in result.balances:
        assert (balance.every.km_after or 0) <= (balance.every.km_before or 0)
    assert not any(b.national.changed for b in result.balances)


def test_an_upgrade_changes_the_balance_of_national_zones() -> None:
    result = after(("htz-suining", "htz-yibin"))
    changed = {b.prefecture for b in result.balances if b.national.before != b.national.after}
    assert changed == {"510900", "511500"}
    before, now = result.without("national")
    assert set(before) - set(now) == changed
    assert changed <= {b.prefecture for b in result.nearer("national")}
    assert result.nearer() == ()
    national = [result.of_region(r.prefectures, "national") for r in KNOWN.regions.values()]
    assert tuple(map(sum, zip(*national, strict=True))) == (8, 10)


@pytest.mark.parametrize("level", BALANCE_LEVELS)
def test_the_nearest_zone_of_a_prefecture_that_has_one_is_its_own(level: BalanceLevel) -> None:
    for balance in after(("htz-suining",), (BAZHOU,)).balances:
        stand = balance.of(level)
        for count, nearest, km in (
            (stand.before, stand.nearest_before, stand.km_before),
            (stand.after, stand.nearest_after, stand.km_after),
        ):
            home = KNOWN.zones[nearest] if nearest in KNOWN.zones else KNOWN.places[nearest]
            assert (km == 0) == bool(count) == (home.prefecture == balance.prefecture)


def test_unconfirmed_zones_are_no_zones_of_the_balance() -> None:
    liangshan = next(b for b in after().balances if b.prefecture == "513400")
    assert liangshan.every.before == 0
    assert liangshan.every.nearest_before != "htz-liangshan"


@pytest.mark.parametrize(
    ("zone", "reason"), [("htz-chengdu", "national-already"), ("htz-jingyang", "unconfirmed")]
)
def test_a_mark_that_cannot_be_is_refused_and_the_rest_counts(zone: str, reason: str) -> None:
    assumed = scenario(KNOWN, (zone, "htz-yibin"), (BAZHOU,))
    assert [(one.place_id, one.reason) for one in assumed.refused] == [(zone, reason)]
    assert assumed.upgraded == ("htz-yibin",)
    assert assumed.recognized == (BAZHOU,)


def test_a_county_counts_once() -> None:
    assert scenario(KNOWN, (), (BAZHOU, BAZHOU)).recognized == (BAZHOU,)


def test_strange_words_are_refused() -> None:
    with pytest.raises(UnknownWord, match="htz-yibn"):
        scenario(KNOWN, ("htz-yibn",), ())
    with pytest.raises(UnknownWord, match="510100"):
        scenario(KNOWN, (), ("510100",))


def test_distances_are_kilometres_along_the_ground() -> None:
    # Two degrees of longitude at 31.5 degrees north are about 190 km.
    toy = distances(of(TOY))
    assert toy["990200"]["htz-one"] == pytest.approx(95.0, rel=0.02)
    assert toy["990100"]["htz-one"] < 1


def test_without_published_counts_nothing_is_counted() -> None:
    toy = of(TOY)
    result = outcome(toy, scenario(toy, (), ("990401",)), distances(toy))
    assert result.counters["total"].after is None
    assert result.counters["total"].over == 0
    assert sum(b.every.after for b in result.balances) == 2
