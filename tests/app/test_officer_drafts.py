"""Drafts on the page of officers: a file in, questions, changes, preview, publishing, others."""

from __future__ import annotations

import io
import json
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from openpyxl import Workbook, load_workbook
from werkzeug.test import TestResponse

from app.factory import create_app
from app.files.shelf import Shelf
from app.jail.confinement import lacking
from app.settings.settings import Config
from geo.store.folder_store import FolderStore
from geo.store.journal import Journal
from tests.app.signed_in import HERE, Browser, Enter

jailed = pytest.mark.skipif(bool(lacking()), reason="this kernel cannot confine a process")
WAIT_S = 90
SOURCE = {
    "new_source": "toy-office",
    "source_title": "年报",
    "source_publisher": "玩具省统计局",
    "source_published": "2023-03-01",
    "source_grade": "A",
}
YEARLY = (
    *(["2022年地区生产总值"], ["单位：万元"], ["地区", "地区生产总值"]),
    *(["甲市", "12,500"], ["乙市", 20000], ["丙市", 31000], ["合计", 63500]),
)
Rows = Sequence[Sequence[object]]


def workbook(rows: Rows) -> bytes:
    whole = Workbook()
    sheet = whole.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    out = io.BytesIO()
    whole.save(out)
    return out.getvalue()


def begun(browser: Browser, title: str = "年报") -> str:
    """Begin a draft and return its address."""
    answer = browser.post("/officer/drafts", title=title)
    assert answer.status_code == 303
    return str(answer.location)


def brought(browser: Browser, draft: str, body: bytes, table: str = "", name: str = "t") -> str:
    """Bring a file and return the address where it waits."""
    answer = browser.post(f"{draft}/upload", file=(io.BytesIO(body), name), table=table)
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def revision(browser: Browser, address: str) -> str:
    found = re.search(r'name="revision" value="(\d+)"', browser.get(address).text)
    assert found
    return found[1]


def put(browser: Browser, address: str, **fields: object) -> TestResponse:
    """Put a file that waits into its draft, as the form says it."""
    sent = {"act": "put", "revision": revision(browser, address), **fields}
    return browser.post(f"{address}?lang=en", **sent)


def done(browser: Browser, draft: str) -> str:
    """Wait until what is done with a draft is done, and return its page."""
    deadline = time.monotonic() + WAIT_S
    while "Refresh" in (answer := browser.get(f"{draft}?lang=en")).headers:
        assert time.monotonic() < deadline, answer.text
    return answer.text


def publish(browser: Browser, draft: str, **fields: object) -> TestResponse:
    """Publish a draft as the page of its changes lets one."""
    said = browser.get(f"{draft}/changes").text
    sent = dict(re.findall(r'name="(revision|current)" value="(\w+)"', said))
    return browser.post(f"{draft}/publish?lang=en", **{"why": "试一试", **sent, **fields})


@pytest.fixture
def current(office_config: Config) -> Callable[[], str]:
    """Return what says which edition readers get."""
    root = office_config.store
    assert root is not None
    return FolderStore(root).current


@jailed
def test_from_a_workbook_to_readers_and_back(
    enter: Enter, office_config: Config, current: Callable[[], str]
) -> None:
    browser, before = enter("publisher"), current()
    draft = begun(browser)
    waits = brought(browser, draft, workbook(YEARLY), name="<b>年报</b>.xlsx")
    said = browser.get(f"{waits}?lang=en").text
    assert "&lt;b&gt;年报&lt;/b&gt;.xlsx" in said
    assert "Years as read: 2022" in said
    assert 'value="gdp" selected' in said
    told = put(browser, waits)
    assert (told.status_code, "choose a source" in told.text) == (422, True)
    told = put(browser, waits, **{**SOURCE, "source_title": ""})
    assert "Missing: title" in told.text
    answer = put(browser, waits, **SOURCE)
    assert answer.location == f"{draft}/changes?lang=en"
    said = browser.get(answer.location).text
    for words in (
        "added: Alpha, Gross domestic product, 2022 (toy-office): 1.25",
        "toy-office: 年报",
        "Gross domestic product, 2022, prefectures: 0 → 3 of 4",
    ):
        assert words in said
    assert current() == before
    browser.post(f"{draft}/preview")
    said = done(browser, draft)
    link = re.search(r'href="(/preview/[0-9a-f]{16}/)', said)
    assert link, said
    shown = browser.get(f"{link[1]}indicator/gdp?lang=en")
    assert "preview" in shown.text.lower()
    assert "2022" in shown.text
    assert shown.headers["X-Robots-Tag"] == "noindex"
    assert shown.headers["Cache-Control"] == "no-store"
    assert enter("viewer").get(link[1]).status_code == 200
    assert enter("").get(link[1]).status_code == 303
    assert "2022" not in browser.get("/indicator/gdp?lang=en").text.replace("2022-", "")
    assert publish(browser, draft).status_code == 303
    said = done(browser, draft)
    assert f"Published as edition {current()}" in said
    assert current() != before
    row = Journal(office_config.store or office_config.data).rows()[-1]
    assert (row.who, row.act, row.why) == ("王publisher", "published", "试一试")
    assert browser.post("/officer/roll-back", why="口径", to=before).status_code == 303
    assert current() == before
    said = browser.get("/officer?lang=en").text
    assert "王publisher went back to it" in said
    assert "Checked: its 6 rows are what was written" in said


@jailed
def test_what_is_asked_is_answered_on_the_page(enter: Enter) -> None:
    browser = enter("editor")
    draft = begun(browser)
    rows = (["地区", "2022年（亿元）", "2022年甲"], ["甲市", 1, 2], ["假市", 2, 3])
    waits = brought(browser, draft, workbook(rows))
    fields = {"source_id": "toy-plan", "column:甲": "-", "column:B": "gdp"}
    told = put(browser, waits, **fields)
    assert told.status_code == 422
    assert "rows are asked or refused" in told.text
    assert "假市" in told.text
    answer = put(browser, waits, **fields, taken_only="yes")
    assert answer.status_code == 303, answer.text
    assert "Figures (1)" in browser.get(answer.location).text
    assert browser.get(waits).status_code == 404


@jailed
def test_faults_are_said_at_their_cell_and_the_draft_stays(
    enter: Enter, office_config: Config
) -> None:
    browser = enter("editor")
    draft = begun(browser)
    folder = FolderStore(office_config.store or office_config.data)
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


def test_who_may_not_does_not(enter: Enter) -> None:
    editor, viewer = enter("editor"), enter("viewer")
    draft = begun(editor)
    assert viewer.post("/officer/drafts", title="x").status_code == 403
    for act in ("preview", "publish", "renew", "discard", "upload"):
        assert viewer.post(f"{draft}/{act}").status_code == 403
    assert editor.post(f"{draft}/publish", why="x").status_code == 403
    for path in ("/officer/drafts/..%2f..", "/officer/drafts/00000000", f"{draft}/uploads/x"):
        assert viewer.get(path).status_code == 404
    assert editor.post(f"{draft}/upload", file=(io.BytesIO(b""), "")).status_code == 422


@jailed
def test_of_two_officers_the_second_is_told_and_loses_nothing(
    enter: Enter, current: Callable[[], str]
) -> None:
    one, other = enter("editor"), enter("publisher")
    draft = begun(one)
    mine = brought(one, draft, workbook(YEARLY), name="mine.xlsx")
    theirs = workbook((["地区", "2022年（家）"], ["甲市", 5]))
    waits = brought(other, draft, theirs, name="theirs.xlsx")
    seen = revision(other, waits)
    assert put(one, mine, **SOURCE).status_code == 303
    hnte = {"source_id": "toy-plan", "column:B": "hnte"}
    told = put(other, waits, **hnte, revision=seen)
    assert told.status_code == 409
    assert "3 figures of mine.xlsx" in told.text
    assert put(other, waits, **hnte).status_code == 303
    # Another draft is published meanwhile: what was looked at is not what would be replaced.
    second = begun(one, "另一份")
    fields = {"source_id": "toy-plan", "column:B": "gdp"}
    rows = workbook((["地区", "2022年（亿元）"], ["乙市", 9]))
    assert put(one, brought(one, second, rows), **fields).status_code == 303
    before = current()
    assert publish(other, second).status_code == 303
    assert "Published as edition" in done(other, second)
    told = publish(other, draft, current=before)
    assert told.status_code == 409
    assert "Just now readers got edition" in told.text
    said = other.get(f"{draft}/changes?lang=en").text
    assert "withdrawn: Beta, Gross domestic product, 2022 (toy-plan): 9" in said
    assert other.post(f"{draft}/renew").status_code == 303
    said = other.get(f"{draft}/changes?lang=en").text
    assert "withdrawn" not in said
    assert "added: Alpha, Gross domestic product, 2022 (toy-office): 1.25" in said


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
def test_a_second_person_publishes(
    office_config: Config, toy_shelf: Shelf, tokens: dict[str, tuple[str, str]]
) -> None:
    atlas = create_app(replace(office_config, officer_second=True), shelf=toy_shelf)
    browser = Browser(atlas.server.test_client(), tokens["publisher"][0])
    browser.sign_in()
    draft = begun(browser)
    assert put(browser, brought(browser, draft, workbook(YEARLY)), **SOURCE).status_code == 303
    assert "a second person has to publish" in browser.get(f"{draft}/changes?lang=en").text
    said = browser.get(f"{draft}").text
    told = browser.post(f"{draft}/publish?lang=en", why="x", revision=1, current="x")
    assert told.status_code == 403
    assert "a second person has to publish" in told.text
    assert said
    editor = Browser(atlas.server.test_client(), tokens["editor"][0])
    editor.sign_in()
    rows = workbook((["地区", "2022年（家）"], ["甲市", 5]))
    fields = {"source_id": "toy-plan", "column:B": "hnte"}
    assert put(editor, brought(editor, draft, rows), **fields).status_code == 303
    assert "a second person" not in browser.get(f"{draft}/changes?lang=en").text
    atlas.office.jail.close()


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
    assert "statistics/values.csv" in told.text
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
