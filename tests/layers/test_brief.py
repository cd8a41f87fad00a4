"""The content of a brief: every number is the table's, every number has its source."""

from __future__ import annotations

import re
from itertools import combinations
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.analysis.cautions import Key
from geo.analysis.planned_areas import areas_of
from geo.analysis.subject_profile import profile
from geo.analysis.subjects import subjects
from geo.errors import AtlasError, Unfit, UnknownWord
from geo.languages import LANGS
from geo.model.periods import LATEST
from layers.documents.brief.compose import brief
from layers.documents.brief.document import Brief, Numbering, cite_words, plain
from layers.documents.brief.figures import bare_words
from layers.words import text
from tests.catalogues import REAL, TOY, of

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
PREFECTURES = [place.place_id for place in of(REAL).at_level("prefecture")]
KINDS = {
    "prefectures": ("510100", "510700", "510600", "511500"),
    "zones": ("htz-chengdu", "htz-mianyang", "htz-luzhou"),
    "areas": ("wcsc-1", "wcsc-2", "mst-1"),
    "groups": ("region:south", "group:cdm", "own:两市:510300+510500"),
}


def told(*words: str, lang: str = "zh", period: str = "") -> Brief:
    return brief(of(REAL), words, lang=lang, period=period)


def table_numbers(one: Brief) -> set[str]:
    return {figure.words for line in one.lines for figure in line.figures if not figure.lack}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", LANGS)
def test_the_table_is_the_profile(kind: str, lang: str) -> None:
    made = told(*KINDS[kind], lang=lang)
    rows = [r for r in profile(of(REAL), subjects(of(REAL), KINDS[kind])) if r.known]
    assert [line.indicator_id for line in made.lines] == [r.indicator.indicator_id for r in rows]
    numbers = {c.number: c.source.source_id for c in made.citations}
    for line, row in zip(made.lines, rows, strict=True):
        for figure, cell in zip(line.figures, row.cells, strict=True):
            assert figure.lack == (cell.entry.figure is None)
            if cell.entry.figure is None:
                continue
            assert figure.words == bare_words(cell.entry.figure, row.indicator, lang)
            assert {numbers[n] for n in figure.cites} == set(cell.entry.figure.source_ids)
            rank = f"{cell.rank.at}/{cell.rank.known}" if cell.rank else ""
            assert figure.rank == rank
            assert (line.period or figure.period) == cell.entry.period


def counting(number: str) -> str:
    """Return the digits that count: money in a sentence may be trillions, in a table billions."""
    return re.sub(r"\D", "", number).strip("0")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", LANGS)
def test_numbers_in_sentences_and_charts_are_the_tables(kind: str, lang: str) -> None:
    made = told(*KINDS[kind], lang=lang)
    numbers = table_numbers(made)
    charted = {bar.words for chart in made.charts for bar in chart.bars if bar.part is not None}
    assert charted <= numbers
    for sentence in made.findings:
        for run in sentence:
            if run.cites:
                assert any(number in run.words for number in numbers) or any(
                    counting(one) in {counting(number) for number in numbers}
                    for one in re.findall(r"[\d,.]*\d", run.words)
                ), run.words


@pytest.mark.parametrize("lang", LANGS)
def test_every_sentence_with_a_figure_cites_a_listed_source(lang: str) -> None:
    made = told(*KINDS["prefectures"], lang=lang)
    listed = [one.number for one in made.citations]
    assert listed == list(range(1, len(listed) + 1))
    used = {n for said in made.sentences for run in said for n in run.cites}
    used |= {n for line in made.lines for f in line.figures for n in f.cites}
    used |= set(made.maps.cites)
    assert used == set(listed)


def test_the_ratio_is_of_the_numbers_said() -> None:
    said = plain(told("510100", "510700").findings[0])
    assert said == (
        "地区生产总值（2025 年）：成都市 24,763.6 亿元[2]（21 个市州中 21 个有数字，居第 1）；"
        "绵阳市 4,600.66 亿元[3]（居第 2）。成都市是绵阳市的 5.4 倍。"
    )
    assert f"{24763.6 / 4600.66:.1f}" == "5.4"


def test_a_lead_in_all_that_is_none_per_person_is_said() -> None:
    said = [plain(one) for one in told("510100", "510700", lang="en").findings]
    assert any(
        "R&D expenditure, 2021: the higher is Chengdu" in one
        and "R&D expenditure per person, 2021: the higher is Mianyang" in one
        for one in said
    )


def test_no_sentence_says_a_change_between_years() -> None:
    for lang, words in (("zh", ("增长", "增速", "下降")), ("en", ("growth", "increase", "fell"))):
        said = " ".join(plain(one) for one in told("510100", "510700", lang=lang).findings)
        assert not [word for word in words if word in said]


def test_cautions_carry_their_numbers_and_sources() -> None:
    said = [plain(one) for one in told("510100", "511000").cautions]
    assert [one.split("。")[0] for one in said] == ["规模悬殊", "只知下限", "除以别的年份的人口"]
    assert "成都市七普人口 20,937,757 人[" in said[0]
    assert "前者是后者的 6.7 倍" in said[0]
    assert "成都市 2025 年 ≥ 15,000 家[" in said[1]
    assert said[2].endswith("每万人高新技术企业数：内江市 2023。")


def test_sources_that_disagree_are_named_once() -> None:
    said = [plain(one) for one in told(*KINDS["zones"], lang="en").cautions]
    [conflict] = [one for one in said if one.startswith("Sources disagree.")]
    assert conflict.count("elsewhere") == 1


def test_groups_are_sums_or_say_who_is_missing() -> None:
    made = told("region:panxi", "group:cdm")
    lines = {line.indicator_id: line for line in made.lines}
    assert [f.words for f in lines["population_census"].figures] == ["6,070,562", "29,262,118"]
    assert lines["rd_expenditure"].figures[0].words == "缺 2 个成员"
    assert not lines["rd_expenditure"].figures[0].cites


def test_a_year_that_is_asked_is_the_only_one() -> None:
    made = told("510100", "510700", period="2021")
    assert {line.period for line in made.lines} == {"2021"}
    latest = told("510100", "510700", period=LATEST)
    assert any(figure.period for line in latest.lines for figure in line.figures)


def test_zones_without_a_year_in_common_say_so() -> None:
    made = told("htz-chengdu", "htz-yantan")
    assert not made.charts
    assert plain(made.findings[0]).startswith("没有一项可比的指标")


def test_a_subject_that_lies_nowhere_has_no_map() -> None:
    made = told("wcsc-1", "mst-1", lang="en")
    assert [bool(view.said) for view in made.maps.views] == [False, True]
    assert "Location not published, so no map: Concentrated Development Area" in made.maps.note


@pytest.mark.parametrize("city", ["wcsc-0", "mst-0"])
def test_a_science_city_itself_is_mapped_by_its_parts(city: str) -> None:
    known = of(REAL).areas
    whole, _ = told(city, "wcsc-1").maps.views
    parts = [one for one in areas_of(of(REAL), (known[city].city,)) if one.at]
    assert set(whole.places) == {one.place_id for one in parts}
    assert whole.bounds is not None
    assert not whole.said
    west, south, east, north = whole.bounds
    for lon, lat in (one.at for one in parts if one.at):
        assert west < lon < east
        assert south < lat < north


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from(PREFECTURES), min_size=2, max_size=6, unique=True))
def test_any_prefectures_make_a_brief_that_agrees_with_itself(words: list[str]) -> None:
    made = told(*words)
    numbers = table_numbers(made)
    for sentence in made.findings:
        for run in sentence:
            assert not run.cites or any(number in run.words for number in numbers)
    for chart in made.charts:
        parts = [bar.part for bar in chart.bars if bar.part is not None]
        assert parts == sorted(parts, reverse=True)
        assert parts[0] == 1


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        (("510100",), "too-few"),
        (tuple(PREFECTURES[:7]), "too-many"),
        (("510100", "htz-chengdu"), "mixed"),
        (("510100", "510100"), "twice"),
    ],
)
def test_what_cannot_be_compared_is_refused(words: tuple[str, ...], rule: str) -> None:
    with pytest.raises(Unfit) as caught:
        told(*words)
    assert caught.value.rule == rule


@pytest.mark.parametrize(
    ("how", "kind"),
    [
        ({"lang": "fr"}, "language"),
        ({"period": "1999"}, "period"),
        ({"indicator": "nothing"}, "indicator"),
    ],
)
def test_unknown_words_are_refused(how: dict[str, str], kind: str) -> None:
    with pytest.raises(UnknownWord) as caught:
        brief(of(REAL), ("510100", "510700"), **how)
    assert caught.value.kind == kind
    with pytest.raises(AtlasError, match="place to compare"):
        told("510100", "nowhere")


def test_every_caution_of_geo_has_words() -> None:
    for lang, key in ((lang, key) for lang in LANGS for key in get_args(Key)):
        assert text(lang)[f"brief.caution.{key}"]


@given(st.lists(st.sampled_from("abcdefgh"), max_size=20))
def test_sources_are_numbered_as_they_come(asked: list[str]) -> None:
    numbering = Numbering()
    given_numbers = {one: numbering.of([one])[0] for one in asked}
    assert list(given_numbers.values()) == list(range(1, len(given_numbers) + 1))
    assert all(a != b for a, b in combinations(given_numbers.values(), 2))


def test_neighbors_are_cited_as_a_range() -> None:
    assert cite_words([1, 2, 4, 5, 6]) == "[1,2,4–6]"
    assert cite_words([]) == ""


def test_words_of_data_stay_as_they_are() -> None:
    made = brief(of(TOY), ("990100", "990400"), lang="en")
    assert 'D\'Arc "East" & <i>South</i>' in made.title


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", LANGS)
def test_the_foot_counts_the_sources_of_the_whole_brief(kind: str, lang: str) -> None:
    made = told(*KINDS[kind], lang=lang)
    count = len(made.citations)
    words = text(lang)
    assert made.credit.startswith(words["brief.cited"].format(count=count))
    # What else is counted there is said to be of the maps.
    rest = made.credit.removeprefix(words["brief.cited"].format(count=count)).strip()
    figures = words["credit.figures"].partition("{")[0]
    assert figures not in rest.replace(words["credit.maps"].partition("{")[0], "", 1)
    assert words["credit.boundaries"] in rest


@pytest.mark.parametrize("lang", LANGS)
def test_a_size_has_the_digits_and_the_sources_of_the_table(lang: str) -> None:
    made = told("htz-chengdu", "htz-mianyang", lang=lang)
    area = next(line for line in made.lines if line.indicator_id == "approved_area")
    [runs] = [one for one in made.cautions if one[0].words.startswith(
        text(lang)["brief.caution.raw-counts"].partition(" {")[0].partition("{")[0])]  # fmt: skip
    for figure in area.figures:
        [run] = [one for one in runs if f" {figure.words} " in one.words]
        assert run.cites == figure.cites
    said = " ".join(plain(one) for one in made.sentences)
    assert "5.799" not in said
    # One indicator is its own sentence: nothing is counted over it.
    assert text(lang)["brief.tally.two"].partition("{count}")[2][:12] not in said
