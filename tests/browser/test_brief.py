"""The brief as a page in a browser: as served, and as a file on a phone without a network."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from app.jobs.briefs import BriefJob
from tests.catalogues import TOY, of
from tools.serving import Served

pytestmark = pytest.mark.browser
PAIR = ("990100", "990200")
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1366, "height": 768}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_served_page_shows_its_maps_and_leads_to_sources(
    page: Page, toy_server: Served, lang: str
) -> None:
    page.goto(f"{toy_server.url}/compare/brief.html?places={','.join(PAIR)}&lang={lang}")
    maps = page.locator(".maps img")
    expect(maps).to_have_count(2)
    for at in range(2):
        assert maps.nth(at).evaluate("image => image.complete && image.naturalWidth > 0")
    cite = page.locator(".cites a").first
    cite.click()
    number = cite.inner_text()
    assert page.url.endswith(f"#source-{number}")
    expect(page.locator(f"#source-{number}")).to_be_in_viewport()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_the_file_fits_and_axe_finds_nothing_serious(
    page: Page, tmp_path: Path, project: Path, size: dict[str, int]
) -> None:
    script = project / "node_modules" / "axe-core" / "axe.min.js"
    if not script.exists():
        pytest.skip("axe-core is not installed: npm ci brings it")
    path = tmp_path / "brief.html"
    path.write_bytes(BriefJob(PAIR, "en").written(of(TOY), TOY, form="html"))
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    page.goto(path.as_uri())
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0
    page.evaluate(script.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")
    serious = [one for one in found["violations"] if one["impact"] in ("serious", "critical")]
    assert not serious, [(one["id"], one["nodes"][0]["html"]) for one in serious]
