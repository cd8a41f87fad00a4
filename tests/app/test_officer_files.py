"""Files on the page of officers: faults at their cell, hostile ones, templates, boundaries."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from werkzeug.test import TestResponse

from app.build.editions import kept_store
from app.factory import create_app
from app.files.shelf import Shelf
from app.settings.settings import Config
from tests.app.signed_in import (
    HERE,
    SOURCE,
    Browser,
    Enter,
    begun,
    brought,
    jailed,
    put,
    revision,
    workbook,
)


@jailed
def test_faults_are_said_at_their_cell_and_the_draft_stays(
    enter: Enter, office_config: Config
) -> None:
    browser = enter("editor")
    draft = begun(browser)
    folder = kept_store(office_config)
    zones = folder.edition(folder.current()).folder / "statistics" / "zones.csv"
    bad = zones.read_text("utf-8").replace("990301", "990999").encode()
    told = put(browser, brought(browser, draft, bad, "zones"))
    assert told.status_code == 422
    row = re.search(r"<tr><th[^>]*><code>t</code>.*?</tr>", told.text)
    assert row
    assert ">3<" in row[0]
    assert "990999" in row[0]
    assert "Nothing was put in yet" in browser.get(f"{draft}?lang=en").text
    good = zones.read_text("utf-8").replace("甲高新区", "甲高新").encode()
    assert put(browser, brought(browser, draft, good, "zones")).status_code == 303
    assert "zones: 0 rows added, 1 changed" in browser.get(f"{draft}/changes?lang=en").text


@jailed
@pytest.mark.parametrize(
    ("body", "table", "told"),
    [
        (b"PK\x03\x04" + b"\0" * 200, "", "workbook"),
        (b"\0\1\2" * 400, "", "text"),
        (b'{"type":"FeatureCollection","features":[' * 50, "prefectures", "JSON"),
        (b"a,b\n<script>,1\n", "zones", "names of all columns"),
    ],
)
def test_a_hostile_file_is_refused_in_words(
    enter: Enter, body: bytes, table: str, told: str
) -> None:
    browser = enter("editor")
    draft = begun(browser)
    answer = put(browser, brought(browser, draft, body, table, "../../x<i>.csv"), **SOURCE)
    assert answer.status_code == 422
    assert told in answer.text
    assert "Traceback" not in answer.text
    assert "<script>" not in answer.text
    assert "<i>" not in answer.text


def test_what_is_too_large_or_too_often_is_refused_before_it_is_read(
    office_config: Config, toy_shelf: Shelf, tokens: dict[str, tuple[str, str]]
) -> None:
    limited = replace(office_config, upload_bytes=1_000, upload_rate=2)
    atlas = create_app(limited, shelf=toy_shelf)
    browser = Browser(atlas.server.test_client(), tokens["editor"][0])
    browser.sign_in()
    draft = begun(browser)

    class Unread(io.BytesIO):
        def read(self, *_: object) -> bytes:
            raise AssertionError("the body was read")

    sent = {"content_type": "multipart/form-data; boundary=x", "headers": HERE}
    address = f"{draft}/upload?lang=en"
    told = browser.client.post(address, input_stream=Unread(b"x" * 300_000), **sent)
    assert told.status_code == 413
    assert "at most 1,000 bytes" in told.text
    body = b"x" * 2_000
    answer = browser.post(address, file=(io.BytesIO(body), "t"))
    assert (answer.status_code, "at most 1,000 bytes" in answer.text) == (413, True)
    assert browser.post(address, file=(io.BytesIO(b"x"), "t")).status_code == 303
    answer = browser.post(address, file=(io.BytesIO(b"x"), "t"))
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0


@jailed
def test_a_template_comes_back_without_a_question(enter: Enter) -> None:
    browser = enter("editor")
    whole = load_workbook(
        io.BytesIO(browser.get("/officer/templates/prefecture-figures-2023.xlsx").data)
    )
    sheet = whole.worksheets[0]
    column = next(at for at in range(3, 40) if "（家）" in str(sheet.cell(3, at).value))
    for row in range(4, 8):
        sheet.cell(row, column, 7)
    out = io.BytesIO()
    whole.save(out)
    draft = begun(browser)
    waits = brought(browser, draft, out.getvalue())
    # Figures of a year that a document of the year before cannot have are no part of a draft.
    told = put(browser, waits, source_id="toy-plan")
    assert told.status_code == 422
    fault = re.search(r"<tr><th[^>]*><code>t</code>.*?</tr>", told.text)
    assert fault
    assert ">4<" in fault[0]
    assert "Nothing was put in yet" in browser.get(f"{draft}?lang=en").text
    answer = put(browser, waits, **{**SOURCE, "source_published": "2024-03-01"})
    assert answer.status_code == 303, answer.text
    assert "Figures (4)" in browser.get(answer.location).text
    assert browser.post(f"{draft}/discard", revision=1).status_code == 422
    assert browser.post(f"{draft}/discard", revision=0, sure="yes").status_code == 409
    assert browser.post(f"{draft}/discard", revision=1, sure="yes").status_code == 303
    assert browser.get(draft).status_code == 404


@jailed
def test_a_new_indicator_is_checked_as_its_table_is(enter: Enter) -> None:
    browser = enter("editor")
    draft = begun(browser)
    page = f"{draft}/indicator?lang=en"
    fields = {
        "indicator_id": "patents",
        "name_zh": "专利授权数",
        "name_en": "Patents granted",
        "unit_zh": "件",
        "unit_en": "patents",
        "kind": "count",
        "decimals": "9",
    }
    told = browser.post(page, revision=revision(browser, page), **fields)
    assert told.status_code == 422
    assert "decimals" in told.text
    assert 'value="专利授权数"' in told.text
    fields["decimals"] = "0"
    answer = browser.post(page, revision=revision(browser, page), **fields)
    assert answer.status_code == 303, answer.text
    waits = brought(browser, draft, workbook((["地区", "2022年专利授权数（件）"], ["甲市", 7])))
    answer = put(browser, waits, **SOURCE)
    assert answer.status_code == 303, answer.text
    said = browser.get(answer.location).text
    assert "added: Alpha, Patents granted, 2022 (toy-office): 7" in said


@jailed
def test_a_boundary_that_is_drawn_in_its_template_is_put_in(enter: Enter) -> None:
    browser = enter("editor")
    whole = json.loads(browser.get("/officer/templates/zone_boundaries.geojson").data)
    assert {one["geometry"] for one in whole["features"]} == {None}
    first = next(one for one in whole["features"] if one["properties"]["zone_id"] == "htz-one")
    first["properties"]["source_id"] = "toy-plan"
    draft = begun(browser)

    def drawn(west: float, south: float) -> TestResponse:
        corners = ((0.0, 0.0), (0.2, 0.0), (0.2, 0.2), (0.0, 0.2), (0.0, 0.0))
        ring = [[west + x, south + y] for x, y in corners]
        first["geometry"] = {"type": "Polygon", "coordinates": [ring]}
        body = json.dumps(whole).encode()
        return put(browser, brought(browser, draft, body, "zone_boundaries", "zones.geojson"))

    # In another prefecture than its own: the check says so, and of which feature.
    told = drawn(105.4, 31.4)
    assert told.status_code == 422
    assert "Alpha" in told.text or "甲市" in told.text
    answer = drawn(104.4, 31.4)
    assert answer.status_code == 303, answer.text
    said = browser.get(answer.location).text
    assert "zone_boundaries: 1 rows added, 0 changed" in said
