"""Pages in frames as they are served: drawn without a failure, which a frame could hide.

Frames of every layer are in test_frame_size.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from app.pages.views import EMBEDDED
from app.shell.view import View
from geo.languages import LANGS
from tests.browser.walk import BANNER, whole
from tools.portal import Portal, place, portal_of_another_origin
from tools.serving import Served, serving

pytestmark = pytest.mark.browser
Framed = Callable[[str], FrameLocator]


@pytest.fixture(scope="module")
def portal() -> Iterator[Portal]:
    """Serve a portal."""
    with portal_of_another_origin() as made:
        yield made


@pytest.fixture(scope="module")
def atlas(portal: Portal) -> Iterator[Served]:
    """Serve an atlas that the portal may frame."""
    with serving("app", "serve", "--frame-ancestors", portal.url("")) as served:
        yield served


@pytest.fixture
def framed(page: Page, portal: Portal, atlas: Served) -> Framed:
    """Return what opens a page of the portal with a frame that shows an address of the atlas."""

    def opened(path: str) -> FrameLocator:
        place(portal, atlas, path)
        page.goto(portal.url("/page"))
        return page.frame_locator("iframe")

    return opened


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("full", ["", "&full=1"], ids=["alone", "whole"])
@pytest.mark.parametrize("view", EMBEDDED, ids=lambda view: view.name)
def test_a_frame_shows_its_maps_and_no_failure(
    framed: Framed, troubles: list[str], view: View, full: str, lang: str
) -> None:
    # The whole page of comparisons begins with words; its maps are a tab.
    tab = "&tab=maps" if full and view.name == "compare" else ""
    whole(framed(f"{view.name}?lang={lang}{full}{tab}"))
    assert troubles == []


def test_a_frame_that_fails_says_so(framed: Framed, page: Page, troubles: list[str]) -> None:
    # What the tests above look for is what a reader sees of a failure.
    page.route("**/files/light-places*", lambda route: route.abort())
    expect(framed("layer?lang=zh").locator(BANNER)).to_contain_text("没有载入")
    troubles.clear()
