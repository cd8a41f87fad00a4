"""What-if: arithmetic of marks, balance of prefectures, refusals that break nothing else."""

from __future__ import annotations

import pytest

from geo.distances import distances
from geo.errors import UnknownWord
from geo.pipeline import LEVELS
from geo.scenario import Outcome, outcome, scenario
from tests.catalogues import REAL, TOY, of

KNOWN = of(REAL)
KM = distances(KNOWN)
BAZHONG, BAZHOU = "511900", "511902"


def after(up: tuple[str, ...] = (), new: tuple[str, ...] = ()) -> Outcome:
    return outcome(KNOWN, scenario(KNOWN, up, new), KM)


def test_nothing_assumed_changes_nothing() -> None:
    result = after()
    assert result.scenario.empty
    assert all(change.before == change.after for change in result.counters.values())
    assert all(b.before == b.after for b in result.balances)
    assert result.nearer == ()


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
    assert sum(b.before for b in result.balances) == 22
    assert sum(b.after for b in result.balances) == 23
    before, now = result.without
    assert len(before) == 7
    assert set(before) - set(now) == {BAZHONG}
    assert result.of_region(KNOWN.regions["northeast"].prefectures) == (2, 3)
    total = [result.of_region(region.prefectures) for region in KNOWN.regions.values()]
    assert tuple(map(sum, zip(*total, strict=True))) == (22, 23)


def test_a_new_zone_is_nearer_or_changes_nothing() -> None:
    result = after(new=(BAZHOU,))
    mine = next(b for b in result.balances if b.prefecture == BAZHONG)
    assert mine.nearest_after == BAZHOU
    assert mine.km_after is not None
    assert mine.km_before is not None
    assert mine.km_after < mine.km_before
    for balance in result.balances:
        assert (balance.km_after or 0) <= (balance.km_before or 0)


def test_unconfirmed_zones_are_no_zones_of_the_balance() -> None:
    liangshan = next(b for b in after().balances if b.prefecture == "513400")
    assert liangshan.before == 0
    assert liangshan.nearest_before != "htz-liangshan"


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
    assert toy["510200"]["htz-one"] == pytest.approx(95.0, rel=0.02)
    assert toy["510100"]["htz-one"] < 1


def test_without_published_counts_nothing_is_counted() -> None:
    toy = of(TOY)
    result = outcome(toy, scenario(toy, (), ("510401",)), distances(toy))
    assert result.counters["total"].after is None
    assert result.counters["total"].over == 0
    assert sum(b.after for b in result.balances) == 2
