"""Somebody at the page of officers: a browser's cookies, and forms with what stands in them."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Callable, Sequence

import pytest
from flask.testing import FlaskClient
from openpyxl import Workbook
from werkzeug.test import TestResponse

from app.jail.confinement import lacking

HERE = {"Sec-Fetch-Site": "same-origin"}
ROLES = ("viewer", "editor", "publisher")
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


class Browser:
    """What a browser does: it keeps cookies, and sends a form with what stands in it."""

    def __init__(self, client: FlaskClient, token: str) -> None:
        self.client, self.token = client, token

    def sign_in(self) -> TestResponse:
        return self.client.post("/officer/sign-in", data={"token": self.token}, headers=HERE)

    def get(self, path: str = "/officer") -> TestResponse:
        return self.client.get(path)

    def form(self) -> str:
        found = re.search(r'name="form" value="([^"]+)"', self.get().text)
        return found[1] if found else ""

    def post(self, path: str, **fields: object) -> TestResponse:
        sent = {"form": self.form(), **fields}
        return self.client.post(path, data=sent, headers=HERE)


Enter = Callable[[str], Browser]


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
