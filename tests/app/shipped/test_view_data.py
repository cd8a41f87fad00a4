"""Data and method: its numbers are those of the tables, and what it gives away is what it says."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import zipfile
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from frictionless import Package

from app.address.query import read
from app.context.context import World
from app.pages.data import VIEW, lists
from app.pages.data.evidence import evidence
from app.pages.data.tables import PACKAGE, TABLES
from app.settings.settings import PROJECT
from app.shell.footnotes import Footnotes
from geo.languages import LANGS
from geo.model.reader_notes import RESEARCH
from tests.app.shipped.test_reader_notes import INTERNAL
from tests.catalogues import REAL, of, rows

KNOWN = of(REAL)
ADDRESS = f"/data/{PACKAGE}.zip"


def plain(client: FlaskClient, lang: str = "zh") -> str:
    """Return what the page says, without its tags."""
    page = client.get(f"/data?lang={lang}").text
    main = page[page.index("<main") : page.index("</main>")]
    return html.unescape(re.sub(r"<[^>]+>", " ", main))


@pytest.mark.parametrize("lang", LANGS)
def test_it_counts_what_the_tables_hold(world: World, client: FlaskClient, lang: str) -> None:
    values = rows(REAL, "values")
    states = Counter(row["status"] for row in values)
    sizes = lists.sizes(world)
    assert sizes["figures"] == f"{len(values):,}"
    assert sizes["sources"] == len(rows(REAL, "sources"))
    assert {name: sizes[name] for name in states} == {n: f"{c:,}" for n, c in states.items()}
    said = plain(client, lang)
    assert f"{len(values):,}" in said
    assert str(len(rows(REAL, "derived"))) in said


def test_every_document_is_listed_once_by_its_grade(world: World, client: FlaskClient) -> None:
    groups = evidence(world, "zh")
    assert [group["grade"] for group in groups] == ["A", "B", "C"]
    counted = Counter(row["grade"] for row in rows(REAL, "sources"))
    assert {group["grade"]: len(group["lines"]) for group in groups} == counted
    page = client.get("/data").text
    assert page.count("<li data-find=") == len(rows(REAL, "sources"))


def test_a_document_gave_the_figures_that_name_it(world: World) -> None:
    given: Counter[str] = Counter()
    for row in rows(REAL, "values"):
        given.update(part.strip() for part in row["source_id"].split(";"))
    listed = sorted(line.figures for group in evidence(world, "zh") for line in group["lines"])
    assert listed == sorted(given[row["source_id"]] for row in rows(REAL, "sources"))


def test_who_made_a_document_stands_before_where_it_was_read(client: FlaskClient) -> None:
    page = client.get("/data").text
    found = re.search(r'<li data-find="达州市统计局 红黑统计公报库[^>]*>.*?</li>', page, re.DOTALL)
    assert found
    said = found[0]
    assert (
        said.index(">达州市统计局<") < said.index("经红黑统计公报库转载") < said.index("公报</a>")
    )


def test_conflicts_are_the_cells_whose_figures_differ(world: World) -> None:
    cells = defaultdict(list)
    for row in rows(REAL, "values"):
        cells[row["place_id"], row["indicator_id"], row["period"]].append(row)
    expected = Counter(
        (KNOWN.place(place).name("zh"), KNOWN.indicator(indicator).name("zh"), f"{year} 年")
        for (place, indicator, year), found in cells.items()
        if any(
            one["value"] != other["value"]
            and not (one["as_of"] and other["as_of"] and one["as_of"] != other["as_of"])
            for one in found
            for other in found
        )
    )
    listed = lists.conflict_rows(world, "zh")
    assert Counter((row["place"], row["indicator"], row["period"]) for row in listed) == expected
    assert len(listed) > 10


def test_a_conflict_says_what_is_shown_and_why(world: World) -> None:
    [row] = lists.conflict_rows(world, "zh", ("basic_research_share",))
    assert row["shown"]["words"] == "5.9%"
    assert [other["words"] for other in row["others"]] == ["4.8%"]
    assert row["why"] == "规划自己的数"


def test_breaks_and_refusals_are_those_of_the_tables(world: World) -> None:
    notes = Footnotes(KNOWN.sources)
    breaks = lists.break_rows(world, "zh", notes)
    assert [(row["before"], row["after"], row["reason"]) for row in breaks] == [
        (row["before"], row["after"], row["reason_zh"]) for row in rows(REAL, "series_breaks")
    ]
    refused = lists.refusal_rows(world, "zh", notes)
    assert [row["until"] for row in refused] == [row["until"] for row in rows(REAL, "refusals")]
    numbers = {number for row in (*breaks, *refused) for number in row["notes"]}
    assert numbers == set(range(1, len(notes.sources) + 1))


def packed(client: FlaskClient) -> zipfile.ZipFile:
    answer = client.get(ADDRESS)
    assert answer.status_code == 200
    return zipfile.ZipFile(io.BytesIO(answer.data))


def test_the_package_is_the_same_bytes_in_any_language(client: FlaskClient) -> None:
    body = client.get(ADDRESS).data
    assert body == client.get(f"{ADDRESS}?lang=en").data
    for entry in zipfile.ZipFile(io.BytesIO(body)).infolist():
        assert entry.date_time == (1980, 1, 1, 0, 0, 0)


def test_the_package_is_sound_and_whole(client: FlaskClient, tmp_path: Path) -> None:
    packed(client).extractall(tmp_path)
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.flatten(["fieldName", "type", "message"]) == []
    for name in TABLES:
        kept = (tmp_path / "statistics" / f"{name}.csv").read_text("utf-8")
        assert len(list(csv.DictReader(io.StringIO(kept)))) == len(rows(REAL, name)), name
    names = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")}
    assert names == {"datapackage.json", *(f"statistics/{name}.csv" for name in TABLES)}
    told = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    assert "不得公开" in told["map_approval_zh"]


def test_the_package_has_nothing_that_is_for_researchers(client: FlaskClient) -> None:
    whole = packed(client)
    for name, columns in RESEARCH.items():
        text = whole.read(f"statistics/{name}.csv").decode()
        for row in csv.DictReader(io.StringIO(text)):
            said = [row[column] for column in columns if column in row]
            assert not [words for words in said if INTERNAL.search(words)], name


@pytest.mark.parametrize("lang", LANGS)
def test_it_tells_the_newest_changes_in_its_language(client: FlaskClient, lang: str) -> None:
    english = (PROJECT / "CHANGELOG.md").read_text("utf-8")
    newest = re.findall(r"^## (\S+)", english, re.MULTILINE)[:2]
    said = plain(client, lang)
    for version in newest:
        assert f"{version} " in said


def test_it_says_what_the_page_of_layers_has(world: World) -> None:
    content = VIEW.content(world, read({}, VIEW.fields(world)))
    assert content.context["matrix"]["rows"]
    assert len(content.context["downloads"]["tables"]) == len(TABLES)


def test_the_foot_of_every_page_leads_there(client: FlaskClient) -> None:
    for path in ("/", "/targets", "/compare"):
        page = client.get(path).text
        foot = page[page.index('class="site-footer"') :]
        assert 'href="/data"' in foot
        assert 'href="/data#changes"' in foot
