"""A reader's own table over HTTP: a map and a report come back, and nothing of it stays."""

from __future__ import annotations

import csv
import io
import json
import logging
import random
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from werkzeug.test import TestResponse

from app.api.own_table import MOST_CHOICES, WAITING
from app.factory import create_app
from app.files.shelf import Shelf
from app.jail.confinement import lacking
from app.jail.jail import JAIL
from app.jobs.worker import STUDIO
from app.server.buckets import Buckets
from app.settings.settings import Config
from geo.own_table.own_figures import own_figures
from geo.own_table.own_numbers import numbers_of
from geo.own_table.page_report import MOST_ROWS
from geo.sentences import Said
from layers.build.own_painting import OwnView, own_painted_map
from layers.camera import Camera
from tests.app.kept import held, listing
from tests.catalogues import TOY, of
from tests.layers.office_files import OfficeFile

pytestmark = pytest.mark.skipif(bool(lacking()), reason="this kernel cannot confine a process")
PRIVATE = "甲市机密七七四九"
TABLE = "\n".join(
    (
        f"2021年\n单位：万元\n地区,{PRIVATE},增速（%）",
        "甲市,10,1\n乙市,20,-2\n丙市（不含新区）,4,3\n合计,34,\n",
    )
)


@pytest.fixture(scope="module")
def own(toy_config: Config, toy_shelf: Shelf) -> Iterator[FlaskClient]:
    """Return a client of an atlas whose jail is started once."""
    made = create_app(replace(toy_config, upload_rate=600), shelf=toy_shelf)
    with made.server.test_client() as client:
        yield client
    made.server.extensions[JAIL].close()


def sent(
    client: FlaskClient,
    body: str | bytes,
    headers: Mapping[str, str] | None = None,
    **choices: Any,  # noqa: ANN401  as JSON has it
) -> TestResponse:
    """Send a table as the page does."""
    head = json.dumps(choices).encode()
    file = body.encode() if isinstance(body, str) else body
    return client.post(
        "/own-table", data=head + file, headers={"Atlas-Choices": str(len(head)), **(headers or {})}
    )


def told(answer: TestResponse) -> Any:  # noqa: ANN401  as JSON has it
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.get_json()


def test_a_table_becomes_maps_that_say_whose_figures_they_are(own: FlaskClient) -> None:
    said = told(sent(own, TABLE))
    assert said["counts"] == {"taken": 2, "noted": 0, "asked": 1, "refused": 1}
    assert sum(said["counts"].values()) == len(said["rows"])
    maps = said["maps"]
    assert [(one["title"], one["kind"]) for one in maps["series"]] == [
        (PRIVATE, "total"),
        ("增速", "rate"),
    ]
    for lang, whose in (("zh", "本单位数据，未入库"), ("en", "Own data, not part of the atlas")):
        sheet = maps["sheets"][lang]["prefectures/own-1"]
        frame = sheet["frames"]["2021"]
        assert [cell["value"] for cell in frame["cells"]] == [10, 20, None, None]
        assert {cell.get("status") for cell in frame["cells"]} == {whose, None}
        assert whose in frame["credit"]
        assert [source["title"] for source in sheet["sources"]] == [whose]
        assert {"natural-5-free", "quantiles-3-locked"} <= frame["paints"].keys()
    # A total is offered by area, which the atlas has; the residents stay a source of the rest.
    area = maps["sheets"]["zh"]["prefectures/own-1-area"]
    assert area["unit"] == "万元/平方公里"
    layer = maps["layers"][0]
    assert layer["sheets"]["prefectures/own-1"]["covered"] == {"2021": 2}


def test_the_catalogue_stays_as_it_is(own: FlaskClient) -> None:
    told(sent(own, TABLE))
    assert PRIVATE not in own.get("/map").get_data(as_text=True)


def test_what_was_asked_is_answered_and_what_was_guessed_is_changed(own: FlaskClient) -> None:
    row = next(row for row in told(sent(own, TABLE))["rows"] if row[4] == "asked")
    offered, asked = row[7], row[8]
    place = next(one["id"] for one in offered if one["name"]["zh"] == "丙市")
    said = told(
        sent(own, TABLE, places={asked: place}, kinds={"B": "rate"}, period="2020", unit="亿元")
    )
    assert said["counts"]["asked"] == 0
    assert said["maps"]["series"][0]["kind"] == "rate"
    frame = said["maps"]["sheets"]["zh"]["prefectures/own-1"]["frames"]["2020"]
    assert [cell["value"] for cell in frame["cells"]] == [0.001, 0.002, 0.0004, None]
    # The row below the figures adds up with the place that was asked about.
    assert "相符" in said["sums"][0]["zh"]


def test_who_waits_hears_how_far_it_is_and_then_the_same(own: FlaskClient) -> None:
    answer = sent(own, TABLE, {"Accept": "application/x-ndjson"})
    *steps, last = [json.loads(line) for line in answer.data.splitlines()]
    answer.close()
    assert [step["step"][0] for step in steps] == ["reading", "understanding", "painting"]
    assert steps[1]["step"] == ["understanding", 0, 4]
    assert answer.headers["Cache-Control"] == "no-store"
    assert last == told(sent(own, TABLE))
    refused = sent(own, b"%PDF", {"Accept": "application/x-ndjson"})
    assert "PDF" in json.loads(refused.data.splitlines()[-1])["error"]["zh"]
    refused.close()


def test_who_no_longer_waits_keeps_nobody_waiting(own: FlaskClient) -> None:
    jail = own.application.extensions[JAIL]
    told(sent(own, TABLE))
    before = jail._server
    for _ in range(WAITING + 1):
        answer = sent(own, TABLE, {"Accept": "application/x-ndjson"})
        assert answer.status_code == 200
        next(answer.iter_encoded())
        answer.close()
    assert told(sent(own, TABLE))["counts"]["taken"] == 2
    # Their tables were ended, and not what reads the next one.
    assert jail._server is before


SHOWN = {"layer": "prefectures", "indicator": "own-1", "period": "2021", "over": "names"}
MARK = "本单位数据，未入库"


def test_classes_of_ones_own(own: FlaskClient) -> None:
    shown = {**SHOWN, "scheme": "manual", "breaks": "12,15"}
    painting = told(sent(own, TABLE, want={"form": "painting", "shown": shown}))
    assert painting["codes"] == "02--"
    assert len(painting["scale"]["rows"]) == 3
    refused = sent(own, TABLE, want={"form": "painting", "shown": {**shown, "breaks": ""}})
    assert refused.status_code == 400
    assert refused.get_json()["error"]["zh"]
    for broken in (
        {"form": "exe", "shown": {}},
        {"form": "csv"},
        {"form": "csv", "shown": {"k": "x"}},
    ):
        assert sent(own, TABLE, want=broken).status_code == 400


@pytest.mark.parametrize("form", ["csv", "xlsx", "geojson"])
def test_every_row_of_a_table_says_whose_it_is(own: FlaskClient, form: str) -> None:
    # Another worker has a jail that has read nothing yet.
    own.application.extensions[JAIL].close()
    answer = sent(own, TABLE, want={"form": form, "shown": SHOWN})
    assert answer.status_code == 200
    name = unquote(answer.headers["Content-Disposition"])
    assert "本单位数据" in name
    assert PRIVATE in name
    assert answer.headers["Cache-Control"] == "no-store"
    if form == "geojson":
        features = answer.get_json()["features"]
        assert len(features) == 4
        assert features[0]["geometry"]["type"].endswith("Polygon")
        rows = [feature["properties"] for feature in features]
    elif form == "csv":
        rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    else:
        header, *cells = load_workbook(io.BytesIO(answer.data)).worksheets[0].values
        rows = [dict(zip(map(str, header), row, strict=True)) for row in cells]
    assert {row["own_data"] for row in rows} == {MARK}
    assert [float(row["value"]) for row in rows if row["value"]] == [10, 20]
    assert {row["source_titles"] for row in rows if row["value"]} == {MARK}


def test_whose_they_are_is_said_before_all_other_sources() -> None:
    series, values = ["own-1", "甲", "家", "", "count", 0], ["990100", "own-1", "2021", 1, "1"]
    text = json.dumps({"level": "prefecture", "series": [series], "values": [values]})
    view = OwnView("prefectures", "own-1", "zh", "2021", over=("zones", "platforms-type"))
    shown = own_painted_map(own_figures(numbers_of(text), of(TOY)), view)
    near = replace(view, camera=Camera(30.5, 104.5, 9))
    assert own_painted_map(own_figures(numbers_of(text), of(TOY)), near).seen != shown.seen
    assert shown.credit.startswith(f"数据：{MARK}、")
    assert shown.title.startswith(f"甲（{MARK}）")
    for broken in ("[]", "{}", text.replace('"1"', "1")):
        with pytest.raises(ValueError, match="table"):
            numbers_of(broken)


def test_maps_and_briefs_are_marked_and_the_process_that_drew_them_ends(own: FlaskClient) -> None:
    studio = own.application.extensions[STUDIO]
    svg = sent(own, TABLE, want={"form": "svg", "shown": {**SHOWN, "shape": "slide"}})
    assert svg.mimetype == "image/svg+xml"
    page = sent(own, TABLE, want={"form": "html", "shown": SHOWN}).get_data(as_text=True)
    assert f"{PRIVATE}（{MARK}）" in page
    wish = {"form": "brief.html", "shown": SHOWN, "places": ["990100", "990200"]}
    told_of = sent(own, TABLE, want=wish).get_data(as_text=True)
    assert MARK in told_of
    assert PRIVATE in told_of
    office = sent(own, TABLE, want={"form": "pptx", "shown": SHOWN})
    assert MARK in OfficeFile(office.data).words("ppt/slides/slide1.xml")
    refused = sent(own, TABLE, want={"form": "brief.pdf", "shown": SHOWN, "places": ["990101"]})
    assert refused.status_code == 400
    assert studio.pid is None
    assert not studio._kept


def test_the_report_is_a_workbook(own: FlaskClient) -> None:
    answer = sent(own, TABLE, report=True)
    book = load_workbook(io.BytesIO(answer.data))
    assert book.sheetnames == ["rows", "cells", "reading", "sums"]
    assert book["rows"].max_row == 5


def test_a_table_that_is_not_understood_says_so_and_what_may_be_chosen(own: FlaskClient) -> None:
    said = told(sent(own, "a,b\n1,2\n3,4\n"))
    assert "地名" in said["error"]["zh"]
    assert said["choosable"]["preview"][0] == ["a", "b"]
    assert "could not" not in told(sent(own, "x" * 9))["error"]["en"]
    assert told(sent(own, "甲市,1\n乙市,2\n", level="moon"))["error"]["en"]


@pytest.mark.parametrize("kind", ["far", "broken", "bomb", "geometry", "nothing"])
def test_hostile_files_are_refused_in_words(own: FlaskClient, kind: str) -> None:
    said = told(sent(own, hostile(kind)))
    assert said["error"]["zh"]
    assert "Traceback" not in json.dumps(said)
    # The next one is read as if nothing had been.
    assert told(sent(own, TABLE))["counts"]["taken"] == 2


def hostile(kind: str) -> bytes:
    """Return a file that would hurt who reads it without care."""
    if kind in ("far", "bomb"):
        cell = '<c r="XFD1048576"><v>1</v></c>' if kind == "far" else " " * 9_000_000
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/workbook.xml", "<workbook/>")
            archive.writestr("xl/worksheets/sheet1.xml", f"<worksheet>{cell}</worksheet>")
        return out.getvalue()
    if kind == "geometry":
        return b'{"type":"FeatureCollection","features":[]}'
    return b"PK\x03\x04" + b"\xff" * 90 if kind == "broken" else b"\xff\xfe"


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
    ],
)
def test_other_pages_are_refused(own: FlaskClient, headers: Mapping[str, str]) -> None:
    answer = sent(own, TABLE, headers)
    assert answer.status_code == 403
    assert "地图页" in answer.get_json()["error"]["zh"]


def test_a_page_of_ours_is_heard(own: FlaskClient) -> None:
    told(sent(own, TABLE, {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"}))


@pytest.mark.parametrize(
    ("head", "said"),
    [("", "x"), ("2", "[]"), ("99", "{}"), ("-1", "{}"), ("14", '{"columns": 3}')],
)
def test_choices_that_no_page_of_ours_sends_are_refused(
    own: FlaskClient, head: str, said: str
) -> None:
    answer = own.post("/own-table", data=said.encode(), headers={"Atlas-Choices": head})
    assert answer.status_code == 400
    assert answer.get_json()["error"].keys() == {"zh", "en"}


def test_what_is_too_large_is_refused_before_it_is_read(
    toy_config: Config, toy_shelf: Shelf
) -> None:
    class Unread(io.BytesIO):
        """A body that nobody may read."""

        def read(self, *_: object) -> bytes:
            """Fail the test."""
            raise AssertionError("the body was read")

    made = create_app(toy_config, shelf=toy_shelf)
    length = str(toy_config.upload_bytes + MOST_CHOICES + 1)
    with made.server.test_client() as client:
        answer = client.post(
            "/own-table", input_stream=Unread(), environ_overrides={"CONTENT_LENGTH": length}
        )
    assert answer.status_code == 413
    assert "20,000,000" in answer.get_json()["error"]["zh"]


def test_an_empty_file_is_said_to_be_empty(own: FlaskClient) -> None:
    assert sent(own, b"").get_json()["error"] == {
        "en": "the file is empty: choose another",
        "zh": "文件是空的：请另选一个",
    }


def test_who_comes_too_often_waits() -> None:
    now = [0.0]
    buckets = Buckets(2, clock=lambda: now[0])
    assert [buckets.take("a") for _ in range(3)] == [0, 0, 30]
    assert buckets.take("b") == 0
    now[0] = 30
    assert [buckets.take("a"), buckets.take("a")] == [0, 30]


def test_the_rate_is_a_setting(toy_config: Config, toy_shelf: Shelf) -> None:
    made = create_app(replace(toy_config, upload_rate=1), shelf=toy_shelf)
    with made.server.test_client() as client:
        # As browsers say that nothing follows; the client of the tests leaves it out.
        nothing = {"CONTENT_LENGTH": "0", "HTTP_ATLAS_CHOICES": "0"}
        ready = client.post("/own-table", environ_overrides=nothing)
        empty = sent(client, b"")
        assert (ready.status_code, empty.status_code) == (204, 429)
        assert int(sent(client, b"").headers["Retry-After"]) > 0
    made.server.extensions[JAIL].close()


def test_where_nothing_is_confined_the_button_and_the_answer_say_so(
    toy_config: Config, toy_shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.jail.jail.lacking", lambda: (Said("Landlock", "Landlock"),))
    made = create_app(toy_config, shelf=toy_shelf)
    with made.server.test_client() as client:
        page = client.get("/map").get_data(as_text=True)
        answer = sent(client, TABLE)
    assert 'data-act="own"' not in page
    assert "Landlock" in page
    assert answer.status_code == 503
    assert "Landlock" in answer.get_json()["error"]["zh"]


def test_nothing_of_it_stays(
    own: FlaskClient,
    toy_cache: Path,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    before = listing(toy_cache)
    with caplog.at_level(logging.DEBUG):
        told(sent(own, TABLE))
        told(sent(own, f"a,{PRIVATE}\n{PRIVATE},b\n", places={PRIVATE: "990100"}))
        for form in ("painting", "xlsx", "gpkg"):
            assert sent(own, TABLE, want={"form": form, "shown": SHOWN}).status_code == 200
    assert listing(toy_cache) == before
    assert not list(tmp_path.iterdir())
    said = "\n".join(record.getMessage() for record in caplog.records)
    assert f"own table: {len(TABLE.encode())} bytes, taken 2" in said
    assert PRIVATE not in said


def test_no_object_of_the_server_holds_it_after_the_answer(own: FlaskClient) -> None:
    number = random.SystemRandom().randrange(10**15, 10**16)
    for want in (None, "csv", "svg"):
        wish = {"form": want, "shown": SHOWN} if want else None
        answer = sent(own, f"2021年\n地区,甲{number}（家）\n甲市,1\n乙市,2\n", want=wish)
        assert answer.status_code == 200
        answer.close()
        del answer
    assert not held(number)
    kept = [f"甲{number}"]
    assert held(number) == [type(kept).__name__]


def test_a_long_table_lists_what_is_to_be_looked_at_and_counts_all(own: FlaskClient) -> None:
    cells = [(year, at) for year in range(1950, 2020) for at in range(80)]
    rows = "".join(f"甲市,{year},指标{at},{at}\n" for year, at in cells)
    said = told(sent(own, f"地区,年份,指标,数\n{rows}某地,2020,指标1,1\n"))
    assert said["counts"] == {"taken": len(cells), "noted": 0, "asked": 0, "refused": 1}
    assert len(said["rows"]) == MOST_ROWS
    # What is simply taken is left out before what a person has to look at.
    assert said["rows"][-1][4] == "refused"
    assert f"{len(cells) + 1:,} 行" in said["counted"]["zh"]
