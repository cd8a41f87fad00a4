"""The history of Explore: back and forward hold, however late Dash hears of a choice."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tools.serving import Served

pytestmark = pytest.mark.browser


def test_forward_leads_on_when_a_step_is_heard_of_late(page: Page, toy_server: Served) -> None:
    page.goto(f"{toy_server.url}/map?place=990100")
    page.locator("#early").wait_for(state="detached")
    expect(page.locator("#card")).to_contain_text("甲市")
    # What Dash asks of the server is held until the reader has gone back.
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/_dash-update-component*", hold)
    with page.expect_request("**/_dash-update-component*"):
        page.locator("#measure").get_by_role("button", name="总量").click()
    expect(page).to_have_url(re.compile(r"indicator=hnte"))
    page.go_back()
    expect(page.locator("#map-title")).to_have_text("每万人高新技术企业数")
    with page.expect_response("**/_dash-update-component*"):
        held[0].continue_()
    expect(page.locator("#map-title")).to_have_text("每万人高新技术企业数")
    page.go_forward()
    expect(page.locator("#map-title")).to_have_text("高新技术企业数")
    expect(page).to_have_url(re.compile(r"\?indicator=hnte&place=990100$"))
