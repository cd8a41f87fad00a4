"""Pictures of tracks: every figure is a point, the path ends at the target."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from app.pages.targets.track import opened
from geo.analysis.target_track import Track, tracks
from geo.model.series_breaks import SeriesBreak
from layers.target_chart import APART, HEIGHT, LEFT, TOP, WIDTH, Chart, bullet, chart
from tests.catalogues import REAL, of

EVERY = {one.target.target_id: one for one in tracks(of(REAL))}
DRAWN = [name for name, one in EVERY.items() if chart(one, "zh")]


def drawn(name: str) -> tuple[Track, Chart]:
    made = chart(EVERY[name], "zh")
    assert made is not None
    return EVERY[name], made


@pytest.mark.parametrize("name", DRAWN)
def test_every_figure_is_a_point(name: str) -> None:
    one, made = drawn(name)
    assert len(made.points) == len({(value.period, value.value) for value in one.points})
    for mark in (*made.points, made.target):
        assert LEFT < mark.x < WIDTH
        assert TOP <= mark.y < HEIGHT


@pytest.mark.parametrize("name", DRAWN)
def test_the_path_ends_at_the_target(name: str) -> None:
    one, made = drawn(name)
    if one.path is None:
        assert made.lines == ()
        return
    x, y = made.lines[-1].split()[-1].split(",")
    assert (float(x), float(y)) == (made.target.x, made.target.y)
    assert made.start is not None
    assert made.lines[0].startswith(f"{made.start.x:.1f},{made.start.y:.1f}")


BASIS = SeriesBreak("rd_intensity", (), "2022", "2023", "另一口径", "another basis", ("plan-2022",))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_path_runs_across_a_break_which_has_a_mark_and_words(lang: str) -> None:
    known = replace(of(REAL), series_breaks=(BASIS,))
    one = next(each for each in tracks(known) if each.target.indicator_id == "rd_intensity")
    whole, made = chart(EVERY[one.target.target_id], lang), chart(one, lang)
    assert whole
    assert made
    assert (len(whole.lines), whole.breaks) == (1, ())
    years = {words: x for x, words in made.years}
    ends = [[float(at.split(",")[0]) for at in line.split()] for line in made.lines]
    assert [(line[0], line[-1]) for line in ends] == [
        (years["2021"], years["2022"]),
        (years["2023"], years["2025"]),
    ]
    # Nothing but the path between the two years is left out.
    assert " ".join(made.lines) == whole.lines[0]
    [(x, _)] = made.breaks
    assert years["2022"] < x < years["2023"]
    assert opened(known, one, lang)["breaks"] == [f"2022–2023 {BASIS.reason(lang)}"]
    page = opened(known, EVERY[one.target.target_id], lang)
    assert page["breaks"] == []


def test_a_break_of_other_places_or_years_parts_nothing() -> None:
    for changed in (
        replace(BASIS, places=("510100",)),
        replace(BASIS, before="2010", after="2011"),
    ):
        known = replace(of(REAL), series_breaks=(changed,))
        one = next(each for each in tracks(known) if each.target.indicator_id == "rd_intensity")
        assert one.breaks == ()


@pytest.mark.parametrize("name", DRAWN)
def test_levels_and_years_are_few_and_apart(name: str) -> None:
    _, made = drawn(name)
    heights = sorted(y for y, _ in made.levels)
    assert 2 <= len(heights) <= 9
    assert min(b - a for a, b in itertools.pairwise(heights)) > 10
    assert len({words for _, words in made.levels}) == len(made.levels)
    assert made.years[-1][1] == max(words for _, words in made.years)


def test_sources_that_disagree_have_their_words_on_two_sides() -> None:
    _, made = drawn("basic_research_share-2025-plan")
    year = {x for x, words in made.years if words == "2021"}
    both = [mark for mark in made.points if mark.x in year]
    assert {(mark.words, mark.side) for mark in both} == {("5.9", -1), ("4.8", 1)}


def test_what_has_no_figure_and_no_path_has_no_picture() -> None:
    assert chart(EVERY["science_literacy-2025-plan"], "zh") is None
    assert chart(EVERY["key_projects-yearly-plan"], "zh") is None


def test_a_bullet_is_drawn_from_zero() -> None:
    one = EVERY["hnte-2025-plan"]
    made = bullet(one)
    assert made.latest is not None
    assert made.latest / made.target == pytest.approx(18000 / 16000)
    empty = bullet(EVERY["science_literacy-2025-plan"])
    assert (empty.latest, empty.path, empty.base) == (None, None, None)


@pytest.mark.parametrize("name", DRAWN)
def test_no_point_covers_another(name: str) -> None:
    _, made = drawn(name)
    places = [(mark.x, mark.y) for mark in made.points]
    for at, (x, y) in enumerate(places):
        for other in places[at + 1 :]:
            assert max(abs(x - other[0]), abs(y - other[1])) >= APART
