"""The history of Explore: back and forward hold, however late Dash hears of a choice."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tools.serving import Served

pytestmark = pytest.mark.browser


def test_forward_leads_on_when_a_step_is_heard_of_late(page: Page, toy_server: Served) -> None:
    page.goto(toy_server.url)
    page.locator("#early").wait_for(state="detached")
    page.locator("html[data-drawn]").wait_for(state="attached")
    # The callback of the choice is held until the reader has gone back.
    page.evaluate(
        """() => {
          const draw = dash_clientside.atlas.draw;
          window.late = new Promise((done) => {
            dash_clientside.atlas.draw = async (...data) => {
              dash_clientside.atlas.draw = draw;
              await new Promise((go) => { window.release = go; });
              const chosen = await draw(...data);
              done();
              return chosen;
            };
          });
        }"""
    )
    page.select_option("#indicator", "hnte")
    expect(page).to_have_url(re.compile(r"indicator=hnte"))
    page.wait_for_function("() => typeof window.release === 'function'")
    page.go_back()
    expect(page.locator("#map-title")).to_have_text("每万人高新技术企业数")
    page.evaluate("() => { window.release(); return window.late; }")
    expect(page.locator("#map-title")).to_have_text("每万人高新技术企业数")
    page.go_forward()
    expect(page.locator("#map-title")).to_have_text("高新技术企业数")
    expect(page).to_have_url(re.compile(r"\?indicator=hnte$"))
