"""The page of the registry in a browser: what cells say is what the rows say, at every zoom."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from app.build.progress import Progress
from app.publish.site.site import build
from app.settings.settings import Config
from tests.geo.toy_registry import rows, truth, with_registry
from tools.serving import HOST, Served, free_port, serving

pytestmark = pytest.mark.browser
MANY = 6_000
# The whole of Toyland and two closer looks: cells of 4 km, of 500 m, and the smallest.
LOOKS = ("", "view=main:31,105,9.6", "view=main:31.02,105.02,14")
KEYS, SEEN, KEPT = ".cells-keys", ".cells-seen", '[data-cells="kept"]'


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return Toyland with a synthetic registry."""
    folder = tmp_path_factory.mktemp("registry")
    return with_registry(folder, rows(MANY, synthetic=True)).data


@pytest.fixture(scope="module")
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a cache that the servers of these tests share."""
    return tmp_path_factory.mktemp("registry-cache")


def _served(data: Path, cache_folder: Path, **settings: str) -> Iterator[Served]:
    arguments = ("app", "serve", "--data", str(data), "--cache", str(cache_folder))
    with serving(*arguments, environment=settings) as served:
        yield served


@pytest.fixture(scope="module")
def atlas_server(data: Path, cache_folder: Path) -> Iterator[Served]:
    """Serve it as it comes: cells, no single enterprise."""
    yield from _served(data, cache_folder)


@pytest.fixture(scope="module")
def points_server(data: Path, cache_folder: Path) -> Iterator[Served]:
    """Serve it where single enterprises may be shown."""
    yield from _served(data, cache_folder, SHU_REGISTRY_POINTS="yes")


@pytest.fixture(scope="module")
def least_server(data: Path, cache_folder: Path) -> Iterator[Served]:
    """Serve it where cells with fewer than three are withheld."""
    yield from _served(data, cache_folder, SHU_REGISTRY_LEAST="3")


@cache
def placed(data: Path) -> pd.DataFrame:
    """Return the enterprises with a point."""
    found = truth(data)
    return found[found.x.notna()]


def opened(page: Page, served: Served, query: str = "", path: str = "/registry") -> None:
    page.goto(f"{served.url}{path}?{query}")
    settled(page)


def settled(page: Page) -> None:
    page.wait_for_selector('html[data-drawn][data-cells="whole"]', state="attached")


def said(page: Page) -> int:
    """Return how many enterprises the page says are in sight."""
    words = re.findall(r"([\d,]+) (?:家企业|enterprises)", page.locator(SEEN).inner_text())
    return int(words[-1].replace(",", ""))


def cells(page: Page, folder: Path) -> pd.DataFrame:
    """Return the file of the cells in sight."""
    with page.expect_download() as download:
        page.locator("[data-key='cells.save']").click()
    path = folder / "cells.csv"
    download.value.save_as(path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return pd.DataFrame(list(csv.DictReader(file)))


@pytest.mark.parametrize("look", LOOKS)
def test_cells_say_how_many_lie_in_them(
    page: Page, atlas_server: Served, data: Path, tmp_path: Path, look: str
) -> None:
    opened(page, atlas_server, look)
    known = placed(data)
    known = known[known.status != "closed"]
    found = cells(page, tmp_path)
    assert len(found)
    for cell in found.itertuples():
        west, south, east, north = (
            float(getattr(cell, side)) for side in ("west", "south", "east", "north")
        )
        inside = known.x.between(west, east) & known.y.between(south, north)
        assert int(str(cell.enterprises)) == inside.sum(), cell
        assert cell.synthetic == "1"
    total = found.enterprises.astype(int).sum()
    assert said(page) == total
    if not look:
        assert total == len(known)
    expect(page.locator('[data-cells="legend"]')).to_contain_text("合成数据，非真实企业")


def test_a_filter_asks_nobody_and_is_the_address(
    page: Page, atlas_server: Served, data: Path
) -> None:
    opened(page, atlas_server)
    known = placed(data)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator(".cells-chip", has_text="生物医药").click()
    of_field = known[(known.field == "生物医药") & (known.status != "closed")]
    expect(page.locator(SEEN)).to_contain_text(f"共有 {len(of_field):,} 家企业")
    assert not [url for url in asked if "/tiles/" in url or "/registry" in url]
    page.locator(".cells-chip", has_text="已注销").click()
    closed = known[(known.field == "生物医药") & (known.status == "closed")]
    expect(page.locator(SEEN)).to_contain_text(f"共有 {len(closed):,} 家企业")
    assert "status=closed" in page.url
    page.reload()
    settled(page)
    assert said(page) == len(closed)
    page.locator("#language").click()
    expect(page.locator(SEEN)).to_contain_text(f"have {len(closed):,} enterprises")
    page.go_back()
    page.go_back()
    expect(page.locator(SEEN)).to_contain_text(f"共有 {len(of_field):,} 家企业")


def test_keys_walk_the_cells_and_keep_one(page: Page, atlas_server: Served) -> None:
    # Far enough that no cell of Toyland is empty.
    opened(page, atlas_server, "view=main:31,105,5")
    page.locator(KEYS).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator(KEPT)).to_contain_text("家企业")
    kept = re.search(r"cell=(\d+):(\d+):(\d+)", page.url)
    assert kept
    words = page.locator(KEPT).inner_text()
    page.reload()
    settled(page)
    assert page.locator(KEPT).inner_text() == words
    page.locator(KEPT).locator("button").click()
    expect(page.locator(KEPT)).to_be_empty()
    assert "cell=" not in page.url


def test_what_is_withheld_is_hatched_and_not_filtered(page: Page, least_server: Served) -> None:
    opened(page, least_server)
    expect(page.locator('[data-cells="legend"] [data-class="held"]')).to_contain_text("3 家")
    fill = page.locator("path.atlas-ground").evaluate("node => getComputedStyle(node).fill")
    assert "cells-hatch" in fill
    expect(page.locator(".cells-chip")).to_have_count(0)
    expect(page.locator('[data-cells="form"]')).to_contain_text("不提供")


def test_points_stand_where_all_in_sight_can(page: Page, points_server: Served, data: Path) -> None:
    opened(page, points_server, "view=main:31.02,105.02,13")
    expect(page.locator('[data-cells="legend"]')).to_contain_text("一个点是一家")
    looks = page.locator(".cells-tile").evaluate_all("all => all.map((one) => one.dataset.cells)")
    assert set(looks) == {"points"}
    rows_shown = page.locator(".cells-rows tbody tr")
    expect(rows_shown.first).to_contain_text("SYNTHETIC-")
    names = set(placed(data).name)
    assert {
        text.split(" ")[0] for text in page.locator(".cells-rows tbody th").all_inner_texts()
    } <= names


def test_a_frame_has_the_map_its_legend_and_whose_it_is(page: Page, atlas_server: Served) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    opened(page, atlas_server, path="/embed/registry")
    expect(page.locator('[data-cells="legend"] [data-class="0"]')).to_be_visible()
    expect(page.locator(".frame-source")).to_contain_text("2023-06-30")
    expect(page.locator(".frame-head")).to_contain_text("合成数据")
    high = page.evaluate("document.documentElement.scrollHeight")
    assert high <= 900


def test_plain_files_have_the_page_and_its_tiles(
    page: Page, data: Path, cache_folder: Path, tmp_path: Path
) -> None:
    build(Config(data=data, cache=cache_folder), tmp_path / "site", progress=Progress(), most=1)
    port = free_port()

    class Quiet(SimpleHTTPRequestHandler):
        def __init__(self, *given: object) -> None:
            super().__init__(*given, directory=str(tmp_path / "site"))  # type: ignore[arg-type]  # as the server hands them over

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer((HOST, port), Quiet) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        for path in ("zh/registry.html", "embed/registry.html"):
            page.goto(f"http://{HOST}:{port}/{path}?status=any")
            settled(page)
            expect(page.locator('[data-cells="legend"]')).to_contain_text("全部")
        page.goto(f"http://{HOST}:{port}/zh/registry.html?status=any")
        settled(page)
        assert said(page) == len(placed(data))
        server.shutdown()
