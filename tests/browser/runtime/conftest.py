"""A bench for the map runtime: one static page of a toy country, no server, strict CSP."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Route

from app.files import bundle

HERE = Path(__file__).resolve().parent
SHEETS = HERE.parents[1] / "toyland" / "sheets"
TEXT = HERE.parents[2] / "app" / "text"
FONTS = HERE.parents[2] / "app" / "assets" / "fonts"
ORIGIN = "http://127.0.0.1/"
MODULES = ("app/assets/", "layers/symbols.json")
POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "style-src 'self' 'unsafe-inline'; font-src 'self' data:"
)
SHEET_NAMES = ("squares", "zones", "revenue", "platforms", "counties-of-zones")
SHAPES = {"places": "places", "counties": "counties", "zones": "zones-shapes"}

Change = Callable[[dict[str, Any]], None]


def toy(name: str) -> dict[str, Any]:
    """Return one hand-made file of Toyland."""
    made: dict[str, Any] = json.loads((SHEETS / f"{name}.json").read_text(encoding="utf-8"))
    return made


def words(lang: str = "zh") -> dict[str, str]:
    """Return the words of the runtime."""
    made: dict[str, str] = json.loads((TEXT / f"runtime.{lang}.json").read_text(encoding="utf-8"))
    return made


@dataclass
class Bench:
    """The static page: ``draw`` and the rest go to the view, the answers come from the page."""

    page: Page
    asked: list[str] = field(default_factory=list)

    def draw(self, theme: str | None = None, period: str = "", **options: object) -> None:
        """Draw a sheet of Toyland as the theme; ``over`` names the overlays."""
        self.page.evaluate(
            "(asked) => bench.draw(asked)",
            {
                "theme": theme,
                "period": period,
                "paint": "",
                "over": [],
                **options,
            },
        )

    def call(self, method: str, *given: object) -> Any:  # noqa: ANN401  whatever JSON comes back
        """Call a method of the view."""
        return self.page.evaluate(
            "([method, given]) => bench.view[method](...given)", [method, list(given)]
        )

    def heard(self, name: str) -> list[Any]:
        """Return what the view has told about one event, each time as a list."""
        return [one[1:] for one in self.page.evaluate("bench.heard") if one[0] == name]

    def place(self, place_id: str) -> Locator:
        """Return what stands for a place on the map."""
        return self.page.locator(f'#map [data-place="{place_id}"]')

    def focused(self) -> str | None:
        """Return the place that has the keyboard focus."""
        found: str | None = self.page.evaluate("document.activeElement.dataset.place ?? null")
        return found


class Opens(Protocol):
    """Opens the bench."""

    def __call__(self, *, shapes: tuple[str, ...] = ..., change: Change | None = None) -> Bench:
        """Open it with some geometry, the sheets changed first."""


@pytest.fixture
def open_bench(context: BrowserContext) -> Opens:
    """Return a function that opens the bench."""

    def opened(
        *, shapes: tuple[str, ...] = ("places", "counties"), change: Change | None = None
    ) -> Bench:
        sheets = {name: toy(name) for name in SHEET_NAMES}
        if change:
            change(sheets)
        content = {
            "sheets": sheets,
            "geometry": {name: toy(SHAPES[name]) for name in shapes},
            "words": words(),
        }
        page = context.new_page()
        bench = Bench(page)
        _serve(
            page,
            bench.asked,
            {
                "": ("text/html", (HERE / "bench.html").read_text(encoding="utf-8")),
                "libraries.js": ("text/javascript", bundle.libraries()),
                "bench.js": ("text/javascript", (HERE / "bench.js").read_text(encoding="utf-8")),
                "style.css": ("text/css", bundle.style()),
                "content.json": ("application/json", json.dumps(content)),
            },
        )
        page.goto(ORIGIN)
        page.locator("body[data-zoom]").wait_for()
        bench.asked.clear()
        return bench

    return opened


@pytest.fixture
def bench(open_bench: Opens) -> Bench:
    """Open the bench as it is."""
    return open_bench()


def _serve(page: Page, asked: list[str], files: Mapping[str, tuple[str, str]]) -> None:
    def answer(route: Route) -> None:
        name = route.request.url.removeprefix(ORIGIN)
        if name.startswith(MODULES):
            # The modules as they are written: no bundle stands between them and a test.
            kind = "application/json" if name.endswith(".json") else "text/javascript"
            route.fulfill(path=HERE.parents[2] / name, content_type=kind)
            return
        if name.endswith(".woff2"):
            # A machine without a Chinese font asks for ours, whatever the map does.
            route.fulfill(path=FONTS / f"{name.partition('.')[0]}.woff2")
            return
        asked.append(name)
        if name not in files:
            route.fulfill(status=404, body="not here")
            return
        kind, body = files[name]
        route.fulfill(
            body=body,
            content_type=f"{kind}; charset=utf-8",
            headers={"Content-Security-Policy": POLICY},
        )

    page.route("**/*", answer)
