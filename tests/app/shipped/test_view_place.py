"""The page of a place: every number on it is the catalogue's, of the year that stands beside it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from app.address.query import read
from app.context.context import World
from app.context.place_pages import has_page, paged
from app.pages.place import VIEW
from app.pages.place.key_figures import SHOWN, rows
from app.pages.place.plot import axis, line
from app.pages.place.request import PlaceRequest
from app.pages.place.strips import strips
from app.pages.place.trend import drawable, trend
from geo.languages import LANGS
from geo.model.figures import Value
from geo.store.breaks import breaks_between
from layers.round_steps import nice_ticks
from layers.words import least_words, number_words, value_words
from tests.app.shipped.test_reader_notes import INTERNAL

OK, BAD = 200, 400
# Bytes of a page as it is sent: scripts, styles and maps come to about 150 kB beside it.
HEAVIEST = 24_000
OPEN_PLACE = re.compile(r"\{[a-z_.]+\}")
BRIEF, DRAWN = re.compile(r"/brief\."), re.compile(r"/brief\.|format=(png|svg|pptx)")
SHORTHAND = re.compile(r"-S\d+\b|\bn\.d\.|\bunofficial\b|\bvia\b")
TAG, SCRIPTED = re.compile(r"<[^>]+>"), re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL)
SEGMENT = re.compile(r"M([\d.]+) [\d.]+L([\d.]+) [\d.]+")
TILE = re.compile(
    r'place-tile-name">(.*?)</span>.*?<b>(.*?)</b>.*?place-tile-more"><span>(\d{4}).*?</li>',
    re.DOTALL,
)


def request(world: World, place: str, lang: str = "zh", **query: str) -> PlaceRequest:
    """Return what the page of a place asks for."""
    asked = read({"place": place, "lang": lang, **query}, VIEW.fields(world))
    return PlaceRequest(world, asked, world.catalogue.place(place))


def places(world: World) -> Iterator[str]:
    """Yield every place that has a page."""
    for ids in paged(world.catalogue).values():
        yield from ids


@pytest.fixture(scope="module")
def pages(client: FlaskClient, world: World) -> Mapping[tuple[str, str], str]:
    """Return the page of every place in every language."""
    found = {}
    for place in places(world):
        for lang in LANGS:
            answer = client.get(f"{VIEW.path}/{place}?lang={lang}")
            assert answer.status_code == OK, place
            found[place, lang] = answer.text
    return found


@pytest.mark.parametrize("lang", LANGS)
def test_every_place_has_a_page_that_readers_can_read(
    pages: Mapping[tuple[str, str], str], world: World, lang: str
) -> None:
    for place in places(world):
        page = SCRIPTED.sub("", pages[place, lang])
        main = page[page.index('id="leaf"') : page.index("</main>")]
        assert "<blockquote" not in main
        told = html.unescape(TAG.sub("\n", re.sub(r'data-maps="[^"]*"', "", main)))
        before_sources = told.partition(world.phrases(lang, "place")["sources.show"])[0]
        assert not OPEN_PLACE.search(told), place
        assert not SHORTHAND.search(before_sources), place
        assert not [text for text in before_sources.split("\n") if INTERNAL.search(text)], place


def test_places_without_a_page_are_no_part_of_the_address(world: World) -> None:
    known = world.catalogue
    hosts = {county for zone in known.zones.values() for county in zone.counties}
    assert set(paged(known)["county"]) == hosts
    assert not has_page(known, known.profile.adcode)
    assert not any(has_page(known, platform) for platform in known.platforms)


def test_tiles_say_the_newest_figure_of_the_catalogue(
    pages: Mapping[tuple[str, str], str], world: World
) -> None:
    known = world.catalogue
    names = {one.name("zh"): one for one in known.indicators.values()}
    seen = 0
    for place in places(world):
        tiles = TILE.findall(pages[place, LANGS[0]])
        assert len(tiles) <= SHOWN
        for name, number, year in tiles:
            indicator = names[html.unescape(name)]
            cells = [c for c in known.figures(place) if c[0].indicator_id == indicator.indicator_id]
            newest = cells[-1][0]
            words = number_words(newest.value, indicator, "zh")
            said = least_words(words, "zh", least=newest.status == "floor")
            if indicator.kind != "rank":
                assert (number, year) == (said, newest.period), (place, name)
            seen += 1
    assert seen > 6 * len(known.at_level_ids("prefecture")) - SHOWN


def test_a_rank_is_among_figures_of_its_own_year_and_basis(world: World) -> None:
    known, ranked = world.catalogue, 0
    for place in places(world):
        asked = request(world, place)
        for row in rows(asked):
            if row.rank is None:
                continue
            own = asked.series[row.indicator.indicator_id][-1]
            assert own.period == row.year
            cells = (known.cell(one, own.indicator_id, own.period) for one in asked.rivals)
            alike = [c[0] for c in cells if c and c[0].people_period == own.people_period]
            assert row.rank.known == len(alike)
            assert row.rank.at == 1 + sum(value.value > own.value for value in alike)
            ranked += 1
    assert ranked > len(known.places) // 2


def test_no_line_crosses_a_break_of_its_series(
    pages: Mapping[tuple[str, str], str], world: World
) -> None:
    known, broken = world.catalogue, 0
    for place in known.at_level_ids("prefecture"):
        for name, values in request(world, place).series.items():
            if len(values) < 2:
                continue
            on = axis([values])
            made = line(known, values, on)
            drawn = {(float(a), float(b)) for a, b in SEGMENT.findall(made.solid + made.dashed)}
            for before, after in pairwise(values):
                ends = round(on.x(before.period), 2), round(on.x(after.period), 2)
                parted = breaks_between(known, place, name, before.period, after.period)
                assert (ends in drawn) != bool(parted), (place, name, before.period)
                broken += bool(parted)
            assert len(drawn) + len(made.breaks) == len(values) - 1
    assert broken
    # What the page says is what was drawn.
    page = pages["510700", LANGS[0]]
    own = re.search(r'class="place-series is-own".*?</g>', page, re.DOTALL)
    assert own is not None
    drawn_paths = re.findall(r'class="place-line[^"]*" d="([^"]*)"', own[0])
    chosen = trend(request(world, "510700"), rows(request(world, "510700")))
    assert chosen is not None
    first = chosen["lines"][0]
    assert drawn_paths == [path for path in (first["solid"], first["dashed"]) if path]
    assert page.count('class="place-break"') > len(first["breaks"])


def test_strips_stand_on_one_year_and_are_parted_by_the_province(world: World) -> None:
    known, seen = world.catalogue, 0
    for place in known.at_level_ids("prefecture"):
        asked = request(world, place)
        found = strips(asked)
        names = {one.name("zh"): one.indicator_id for one in known.indicators.values()}
        for strip in (*found["ahead"], *found["behind"]):
            name = names[strip.name]
            own = known.cell(place, name, strip.year)[0]
            assert strip.words == value_words(own.value, known.indicators[name], "zh")
            same = [
                cell[0]
                for one in asked.rivals
                if (cell := known.cell(one, name, strip.year))
                and cell[0].people_period == own.people_period
                and cell[0].status != "floor"
            ]
            assert len(strip.others) == len(same) - 1
            whole = known.cell(known.profile.adcode, name, strip.year)
            if not strip.middle:
                assert (strip.lead >= 0) == (own.value >= whole[0].value)
            seen += 1
        assert all(strip.lead >= 0 for strip in found["ahead"])
        assert all(strip.lead < 0 for strip in found["behind"])
    assert seen > len(known.at_level_ids("prefecture"))


def test_every_series_can_be_chosen_and_no_other(client: FlaskClient, world: World) -> None:
    for indicator in drawable(request(world, "510700")):
        page = client.get(f"{VIEW.path}/510700?indicator={indicator}").text
        assert "place-series is-own" in page, indicator
    assert client.get(f"{VIEW.path}/510700?indicator=zone_revenue").status_code == BAD


def test_the_ways_on_lead_somewhere(
    client: FlaskClient, pages: Mapping[tuple[str, str], str]
) -> None:
    for place in ("510700", "513300", "510703", "htz-mianyang", "htz-suining", "wcsc-1", "mst-0"):
        for lang in LANGS:
            page = pages[place, lang]
            main = page[page.index('id="leaf"') : page.index("</main>")]
            links = {html.unescape(one) for one in re.findall(r'href="(/[^"]*)"', main)}
            # Briefs of every kind are asked for in tests/app/test_briefs.py; pictures of one place.
            left = BRIEF if place == "510700" else DRAWN
            for link in sorted(one for one in links if not left.search(one)):
                assert client.get(link).status_code == OK, (place, link)
            for query in {html.unescape(one) for one in re.findall(r'href="(\?[^"]*)"', main)}:
                assert client.get(f"{VIEW.path}/{place}{query}").status_code == OK, query


def test_a_page_is_light_and_ships_no_dash(
    client: FlaskClient, pages: Mapping[tuple[str, str], str]
) -> None:
    place, lang = max(pages, key=lambda page: len(pages[page]))
    answer = client.get(f"{VIEW.path}/{place}?lang={lang}", headers={"Accept-Encoding": "br"})
    assert len(answer.data) < HEAVIEST
    assert not [page for page in pages.values() if "_dash" in page]


@given(st.integers(-(10**9), 10**9), st.integers(0, 10**9), st.sampled_from([1, 10, 1000]))
@settings(deadline=None)
def test_ticks_hold_what_they_measure(least: int, more: int, parts: int) -> None:
    # Figures have a few decimals.
    low, span = least / parts, more / parts
    ticks = nice_ticks(low, low + span)
    steps = {round(b - a, 6) for a, b in pairwise(ticks)}
    assert 2 <= len(ticks) <= 6
    assert ticks[0] <= low + 1e-6 * max(1.0, abs(low))
    assert ticks[-1] >= low + span - 1e-6 * max(1.0, abs(low), span)
    assert max(steps) - min(steps) <= 1e-6 * max(1.0, *steps)


def test_an_axis_begins_at_zero_unless_that_would_flatten_the_line() -> None:
    def values(*numbers: float) -> list[Value]:
        return [
            Value("a", "b", str(2020 + at), "", number, "observed", (), "", "")
            for at, number in enumerate(numbers)
        ]

    assert axis([values(10, 90)]).low == 0
    assert axis([values(80, 90)]).low > 0
    assert axis([values(-5, 90)]).low < 0
