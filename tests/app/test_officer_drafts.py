"""Drafts on the page of officers: a file in, questions, changes, preview, publishing, others."""

from __future__ import annotations

import io
import platform
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.build.editions import kept_store
from app.factory import create_app
from app.files.shelf import Shelf
from app.officer.draft_work import DraftWork
from app.settings.settings import Config
from geo.editing.draft import opened_draft
from geo.editing.draft_registry import registry_added
from tests.app.signed_in import (
    SOURCE,
    YEARLY,
    Browser,
    Enter,
    begun,
    brought,
    done,
    jailed,
    publish,
    put,
    revision,
    workbook,
)
from tests.geo.toy_registry import imported, rows
from tests.stores import STORES


@pytest.fixture
def current(office_config: Config) -> Callable[[], str]:
    """Return what says which edition readers get."""
    return kept_store(office_config).current


@jailed
@pytest.mark.parametrize("one_store", STORES, indirect=True)
def test_from_a_workbook_to_readers_and_back(
    enter: Enter, office_config: Config, current: Callable[[], str]
) -> None:
    browser, before = enter("publisher"), current()
    draft = begun(browser)
    # Of a database, one host of several has the draft: whoever is led to another is told so.
    kept = not isinstance(office_config.store, Path)
    for path in ("/officer", draft.partition("?")[0], "/officer/drafts/0123abcd"):
        assert (
            f"lie on the host {platform.node()};" in browser.get(f"{path}?lang=en").text
        ) == kept
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
    row = kept_store(office_config).journal.rows()[-1]
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


def test_what_was_killed_is_said_and_lets_go(enter: Enter, office_config: Config) -> None:
    browser = enter("publisher")
    draft = begun(browser)
    folder = Path(str(office_config.store), "officer", "drafts")
    one = opened_draft(folder / draft.rpartition("/")[2])
    # What a process leaves that is ended while it builds.
    DraftWork("preview", one.name(), "王某", "running", "sheets", 3, 9).saved(one.folder)
    answer = browser.get(f"{draft}?lang=en")
    assert "Refresh" not in answer.headers
    assert "The process that built the preview was ended" in answer.text
    assert browser.post(f"{draft}/discard", revision=0, sure="yes").status_code == 303


def test_a_draft_says_which_registry_it_holds(
    enter: Enter, office_config: Config, toyland: Path, tmp_path: Path
) -> None:
    browser = enter("publisher")
    draft = begun(browser)
    assert "It holds an enterprise registry" not in browser.get(f"{draft}?lang=en").text
    registry = imported(tmp_path / "rows", toyland, rows(50, synthetic=True))
    drafts = Path(str(office_config.store), "officer", "drafts")
    held = opened_draft(drafts / draft.rpartition("/")[2])
    registry_added(held, registry, {"source_id": ""})
    said = browser.get(f"{draft}?lang=en").text
    assert "50 synthetic enterprises (no real ones) of toy-bulletin, extract of 2023-06-30" in said
    changes = browser.get(f"{draft}/changes?lang=en").text
    assert "new: 50 synthetic enterprises" in changes
    assert "合成数据，非真实企业" in browser.get(f"{draft}/changes?lang=zh").text


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
