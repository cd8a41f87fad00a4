"""The pipeline and the scenario on the map: words and codes follow from the ledger."""

from __future__ import annotations

import pytest

from geo.analysis.scenario import Outcome, outcome, scenario
from geo.analysis.zone_status import base_moment
from geo.store.distances import distances
from layers import legend
from layers.build.scenario import counties, sentence, zones
from layers.build.status_words import date_words, moment_words
from layers.paint import paint
from layers.render.web import painted_json
from tests.catalogues import REAL, TOY, of, sheet_of

KNOWN = of(REAL)
KM = distances(KNOWN)
LANGS = pytest.mark.parametrize("lang", ["zh", "en"])


def assumed(up: tuple[str, ...] = (), new: tuple[str, ...] = ()) -> Outcome:
    return outcome(KNOWN, scenario(KNOWN, up, new), KM)


def test_the_legend_counts_what_the_ledger_counts() -> None:
    painted = paint(sheet_of(REAL, "zones-pipeline"), period="2021")
    assert [row.count for row in legend.rows(painted)] == [8, 6, 9, 3]
    early = paint(sheet_of(REAL, "zones-pipeline"), period="2013-03")
    assert {row.code: row.count for row in legend.rows(early)}["n"] == 18


@pytest.mark.parametrize("period", sheet_of(REAL, "zones-pipeline").frames)
def test_the_legend_of_every_date_counts_who_is_not_confirmed(period: str) -> None:
    unconfirmed = [zone for zone in KNOWN.zones.values() if zone.counted is None]
    shown = {
        row.code: row.count
        for row in legend.rows(paint(sheet_of(REAL, "zones-pipeline"), period=period))
    }
    if period >= "2021":
        assert shown["3"] == len(unconfirmed)
        assert shown.get("-", 0) == 0


@LANGS
def test_the_base_year_says_count_rows_and_unnamed(lang: str) -> None:
    said = sheet_of(REAL, "zones-pipeline", "", lang).frames["2021"].coverage
    for number in ("27", "8", "19", "23", "4", "3"):
        assert number in said


@LANGS
def test_the_target_says_places_without_a_location(lang: str) -> None:
    said = sheet_of(REAL, "zones-pipeline", "", lang).frames["2025"].coverage
    for number in ("35", "10", "25", "8", "6", "2"):
        assert number in said


def test_a_published_date_opens_first_and_not_the_target() -> None:
    assert sheet_of(REAL, "zones-pipeline").default_period == "2024-07"


def test_dates_carry_their_doubt() -> None:
    words = sheet_of(REAL, "zones-pipeline").period_words
    assert "推断" in words["2020"]
    assert "目标" in words["2025"]
    steps = {step.qualifier: date_words(step, "en") for step in KNOWN.zone_steps}
    assert steps["before"] == "by 2020"
    assert steps["inferred"] == "2015-07, inferred"


@LANGS
def test_a_scenario_is_marked_in_every_word(lang: str) -> None:
    made = painted_json(zones(KNOWN, assumed(("htz-yibin",), ("511902",)), lang))
    mark = "情景" if lang == "zh" else "Scenario"
    frame = made["frames"]["2021"]
    assert made["title"].startswith(mark)
    assert frame["coverage"].startswith(mark)
    rows = made["scales"][0]["rows"]
    assert [row["label"].startswith(mark) for row in rows] == [False] * 4 + [True] * 2
    assert {row["shape"] for row in rows if row["label"].startswith(mark)} == {
        *("dashed-circle", "dashed-square")
    }
    codes = dict(zip((i["id"] for i in made["items"]), frame["paints"][""][1], strict=True))
    assert (codes["htz-yibin"], codes["511902"], codes["htz-suining"]) == ("4", "5", "1")


def test_the_counties_show_hosts_and_what_is_assumed() -> None:
    plain = counties(KNOWN, assumed().scenario, "zh")
    assert set(plain.codes) == {"0", "-"}
    marked = counties(KNOWN, assumed(new=("511902",)).scenario, "zh")
    at = [item.place_id for item in marked.sheet.items].index("511902")
    assert marked.codes[at] == "1"
    assert marked.sheet.title.startswith("情景")


@LANGS
def test_one_sentence_says_what_changed(lang: str) -> None:
    said = sentence(KNOWN, assumed(("htz-yibin",), ("511902",)), lang)
    for words in ("27", "28", "8→9", "19→19", "在本市州" if lang == "zh" else "in the prefecture"):
        assert words in said
    only = sentence(KNOWN, assumed(("htz-yibin",)), lang)
    national = "没有国家级高新区的市州由" if lang == "zh" else "without a national zone go from"
    assert national in only
    assert ("更近" if lang == "zh" else "come nearer to a national zone") in only
    assert ("仍为 27 家" if lang == "zh" else "still has 27") in only
    over = sentence(KNOWN, assumed(("htz-yibin", "htz-suining", "htz-meishan")), lang)
    assert ("比目标多" if lang == "zh" else "beyond the target") in over
    nothing = sentence(KNOWN, assumed(), lang)
    assert ("尚未设置情景" if lang == "zh" else "No scenario yet") in nothing


def test_toyland_counts_nothing_and_says_so() -> None:
    toy = of(TOY)
    result = outcome(toy, scenario(toy, (), ("990401",)), distances(toy))
    assert "暂无公开数据" in sentence(toy, result, "zh")
    assert moment_words(base_moment(toy), toy.profile, "zh").startswith("2021")
