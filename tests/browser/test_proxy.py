"""The atlas below a path, behind Debian's nginx as our documentation has it."""

from __future__ import annotations

from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.walk import turned
from tools.nginx import proxy
from tools.serving import HOST, Served, serving

pytestmark = pytest.mark.browser
PREFIX = "/atlas/"


@pytest.fixture(scope="module")
def proxied(toyland: Path, toy_cache: Path) -> Iterator[Served]:
    """Serve Toyland below a path, and nginx before it."""
    given = ("--data", str(toyland), "--cache", str(toy_cache), "--prefix", PREFIX)
    trusted = ("--trusted-proxies", HOST)
    with (
        serving("app", "serve", *given, *trusted, until=f"{PREFIX}health") as served,
        proxy(served) as before,
    ):
        yield before


def test_every_address_lies_below_the_path(page: Page, proxied: Served) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in ("", "zones", "compare", "embed/layer"):
        page.goto(f"{proxied.url}{PREFIX}{path}")
        turned(page, 1)
    page.goto(f"{proxied.url}{PREFIX}")
    turned(page, 1)
    page.wait_for_selector("#early", state="detached")
    page.locator(".nav-link").nth(2).click()
    turned(page, 1)
    inside = f"{proxied.url}{PREFIX}"
    assert len(asked) > 20
    assert not [url for url in asked if url.startswith("http") and not url.startswith(inside)]


def test_what_is_given_to_portals_names_the_proxy(page: Page, proxied: Served) -> None:
    page.goto(f"{proxied.url}{PREFIX}embedding")
    lines = page.locator("#embedding-snippet")
    expect(lines).to_contain_text(f'src="{proxied.url}{PREFIX}embed/')


def test_what_monitors_ask_for_is_not_for_everybody(proxied: Served) -> None:
    for name, status in (("metrics", 403), ("version", 403), ("readyz", 403), ("healthz", 200)):
        connection = HTTPConnection(HOST, proxied.port, timeout=10)
        connection.request("GET", f"{PREFIX}{name}")
        assert connection.getresponse().status == status, name
        connection.close()
