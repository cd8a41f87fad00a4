"""The embed builder in a browser: the preview is the frame as it will be, copying copies it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_embed import fits
from tools.serving import Served

pytestmark = pytest.mark.browser
NARROW_PX = 340
# As on an intranet without TLS.
NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { value: undefined });"


def copied(page: Page) -> str:
    """Copy what the builder wrote, assert that this is what is pasted, and return it."""
    text = page.locator("#embedding-snippet").input_value()
    button = page.locator("#embedding-copy")
    button.click()
    expect(button).to_have_text("Copied")
    query = page.locator("#embedding-query")
    query.fill("")
    query.press("Control+V")
    assert "".join(query.input_value().split()) == "".join(text.split())
    return text


def test_without_a_clipboard_it_is_copied_too(page: Page, toy_server: Served) -> None:
    page.context.grant_permissions(["clipboard-write"])
    page.add_init_script(NO_CLIPBOARD)
    page.goto(f"{toy_server.url}/embedding?lang=en")
    page.wait_for_selector("#early", state="detached")
    assert f'src="{toy_server.url}/embed/' in copied(page)


def test_a_view_is_chosen_previewed_and_copied(page: Page, server: Served) -> None:
    page.context.grant_permissions(["clipboard-write"])
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(f"{server.url}/map?lang=en&indicator=gdp_per_person")
    page.wait_for_selector("html[data-drawn]", state="attached")
    page.wait_for_selector("#early", state="detached")
    page.locator(".stage .embed-link").click()
    page.wait_for_selector("#leaf .embedding", state="attached")
    page.wait_for_selector("html[data-drawn]", state="attached")
    page.wait_for_selector("#early", state="detached")
    query = page.locator("#embedding-query")
    expect(query).to_have_value("indicator=gdp_per_person")

    page.locator("#embedding-size-side").check()
    frame = page.frame_locator("#embedding-desk iframe")
    frame.locator("html[data-drawn]").wait_for(state="attached")
    expect(frame.locator(".map-slot path.leaflet-interactive").first).to_be_visible()
    expect(frame.locator("html")).to_have_attribute("data-lang", "en")
    outside = page.locator("#embedding-desk iframe")
    assert outside.evaluate("(one) => one.clientWidth") == NARROW_PX
    fits(page, frame)

    written = f'src="{server.url}/embed/layer?indicator=gdp_per_person&amp;lang=en"'
    assert written in copied(page)

    query.fill("period=1066")
    query.press("Enter")
    expect(page.locator("#leaf .field-error")).to_have_text("“period” cannot be “1066”.")
    expect(outside).to_have_count(0)
