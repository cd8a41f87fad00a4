"""The start page: its numbers are those of the tables, and everything on it leads somewhere."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from app.address.query import read
from app.context.context import World
from app.pages.start import VIEW, lists
from app.pages.start.tiles import HEIGHT, TILES, Tile, tiles
from app.shell.coverage_matrix import coverage_matrix
from geo.analysis.target_track import tracks
from geo.languages import LANGS
from tests.catalogues import REAL, of, rows

KNOWN = of(REAL)


@pytest.mark.parametrize("lang", LANGS)
def test_its_sentence_says_where_the_zones_stand(world: World, lang: str) -> None:
    numbers = re.findall(r"\d+", lists.sentence(world, lang))
    assert {"2021", "27", "35", "2025", "2024", "8", "10"} == set(numbers)


@pytest.mark.parametrize("lang", LANGS)
def test_it_counts_figures_and_documents(world: World, lang: str) -> None:
    said = lists.about(world, lang)
    assert f"{len(rows(REAL, 'values')):,}" in said
    assert str(len(rows(REAL, "sources"))) in said
    assert max(row["period"][:4] for row in rows(REAL, "values")) in said


@pytest.mark.parametrize("lang", LANGS)
def test_a_tile_says_the_newest_figure_of_its_target(world: World, lang: str) -> None:
    zones, *others = tiles(world, read({"lang": lang}, VIEW.fields(world)))
    assert zones.figure == "27 → 35"
    kinds = [square.kind for square in zones.squares]
    assert [kinds.count(kind) for kind in ("national", "filled", "empty")] == [8, 19, 8]
    by_id = {track.target.target_id: track for track in tracks(KNOWN)}
    assert len(others) == TILES - 1
    for tile in others:
        track = by_id[target_of(tile)]
        assert track.latest
        assert tile.verdict == track.verdict != "unknown"
        assert tile.year == track.latest.period
        assert len(tile.bars) == len({value.period for value in track.points})
        lefts = [bar.x for bar in tile.bars]
        assert lefts == sorted(lefts)
        assert all(0 < bar.height <= HEIGHT for bar in tile.bars)
    # The bars and the aim of a tile have one scale, from zero.
    shares = {round(tile.goal / max(bar.height for bar in tile.bars), 1) for tile in others}
    assert shares == {
        round(
            by_id[target_of(tile)].target.value
            / max(value.value for value in by_id[target_of(tile)].points),
            1,
        )
        for tile in others
    }


def target_of(tile: Tile) -> str:
    """Return the target that a tile leads to."""
    return tile.href.partition("target=")[2].partition("&")[0]


def test_every_target_has_a_verdict_in_the_bar(world: World) -> None:
    said = lists.verdicts(world, "zh")
    assert said["all"] == len(KNOWN.targets) == sum(row["count"] for row in said["rows"])
    assert said["silent"] == sum(track.latest is None for track in tracks(KNOWN))


def test_a_square_counts_the_places_that_have_a_figure(world: World) -> None:
    found = coverage_matrix(world, read({}, VIEW.fields(world)))
    by_name = {row["name"]: row["cells"] for row in found["rows"]}
    prefectures = set(KNOWN.at_level_ids("prefecture"))
    cells = dict(zip(found["years"], by_name["高新技术企业数"], strict=True))
    for year, cell in cells.items():
        known = {
            row["place_id"]
            for row in rows(REAL, "values")
            if (row["indicator_id"], row["period"]) == ("hnte", year)
        }
        assert (cell["known"] if cell else 0) == len(known & prefectures), year


@pytest.mark.parametrize("lang", LANGS)
def test_everything_on_it_leads_somewhere(client: FlaskClient, lang: str) -> None:
    page = client.get(f"/?lang={lang}").text
    links = {unescape(href) for href in re.findall(r'href="(/[^"]*)"', page)}
    assert len(links) > 100
    wrong = {href: client.get(href).status_code for href in links}
    assert {href: code for href, code in wrong.items() if code != 200} == {}
    inside = page[page.index('id="leaf"') : page.index("</main>")]
    ours = re.findall(r'href="(/[^"]*)"', inside)
    assert [href for href in ours if ("lang=en" in href) != (lang == "en")] == [], "its language"


def test_it_needs_no_dash_and_no_script_for_its_words(client: FlaskClient) -> None:
    page = client.get("/").text
    assert "_dash" not in page
    assert "27 → 35" in page
    assert page.count('class="coverage-square') > 100
