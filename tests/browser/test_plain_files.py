"""Pages as plain files behind a server that knows no charset: readable, and as wide as a phone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import copytree
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect

from app.cli import main
from app.jobs.briefs import BriefJob
from tests.catalogues import TOY, of
from tests.conftest import PAGE_DEADLINE_MS
from tools.serving import HOST

pytestmark = pytest.mark.browser
WIDTH = 390
# One of every kind of page; the front page leads to the first.
KINDS = (
    "index.html",
    "zh/index.html",
    "en/index.html",
    "zh/map.html",
    "en/map.html",
    *(f"{lang}/{name}.html" for lang in ("zh", "en") for name in
      ("zones", "targets", "science-cities", "platforms", "compare")),
    "embed/layer.html",
    "embed/zones.en.html",
    "offline.html",
    "brief.html",
)  # fmt: skip
# What UTF-8 looks like to whoever takes it for Latin-1.
GARBLED = ("Â", "Ã", "å", "ç", "�")


class Quiet(SimpleHTTPRequestHandler):
    """Serves files as Python does, which names no charset, and says nothing."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  as there
        """Say nothing."""


@pytest.fixture(scope="module")
def folder(toyland: Path, toy_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return Toyland as plain files, with one map and one brief as a file beside them."""
    out = tmp_path_factory.mktemp("plain") / "out"
    copytree(toy_site, out, copy_function=os.link)
    offline = str(out / "offline.html")
    told = ["build", "prefectures", "--indicator", "gdp", "--data", str(toyland)]
    assert main([*told, "-o", offline]) == 0
    brief = BriefJob(("990100", "990200")).written(of(TOY), toyland, form="html")
    (out / "brief.html").write_bytes(brief)
    return out


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """Serve them."""
    with ThreadingHTTPServer((HOST, 0), partial(Quiet, directory=folder)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://{HOST}:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("scripted", [True, False], ids=["scripts", "bare"])
def test_pages_are_readable_on_a_phone(
    browser: Browser, address: str, *, name: str, scripted: bool
) -> None:
    context = browser.new_context(
        viewport={"width": WIDTH, "height": 844},
        is_mobile=True,
        locale="en",
        java_script_enabled=scripted,
    )
    context.set_default_timeout(PAGE_DEADLINE_MS)
    page = context.new_page()
    answer = page.goto(f"{address}/{name}")
    assert answer is not None
    assert "charset" not in answer.headers["content-type"]
    said = page.locator("body").inner_text()
    assert not [one for one in GARBLED if one in said]
    expect(page.locator("head meta[name=viewport]")).to_have_count(1)
    if scripted:
        wide = page.evaluate("[document.characterSet, innerWidth]")
        assert wide == ["UTF-8", WIDTH]
    context.close()


@pytest.mark.parametrize(("lang", "needed"), [("zh", "运行中的图集"), ("en", "A running atlas")])
def test_the_address_of_own_tables_says_what_they_need(
    page: Page, address: str, *, lang: str, needed: str
) -> None:
    page.goto(f"{address}/{lang}/map.html#own")
    expect(page.locator("#own-field .hint")).to_be_visible()
    expect(page.locator("#own-field .hint")).to_contain_text(needed)
