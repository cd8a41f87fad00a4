"""An officer's way through the page: from a template to readers and back, with what axe says."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from app.jail.confinement import lacking
from app.settings.officers import token_line
from geo.store.folder_store import FolderStore
from geo.store.publication import publishing
from tools.serving import Served, serving

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(bool(lacking()), reason="this kernel cannot confine a process"),
]
AXE = 'axe.run({ resultTypes: ["violations"] })'


@pytest.fixture
def office(toyland: Path, toy_cache: Path, tmp_path: Path) -> Iterator[tuple[Served, str]]:
    """Serve a store whose current edition is Toyland, and return a publisher's token."""
    store, cache, officers = (tmp_path / name for name in ("store", "cache", "officers.csv"))
    with publishing(FolderStore(store), "赵", "开始") as publication:
        publication.switch(publication.store.add(toyland).name, "published")
    shutil.copytree(toy_cache, cache)
    token, line = token_line("王某", "publisher")
    officers.write_text(line, encoding="utf-8")
    officers.chmod(0o600)
    settings = ("--store", str(store), "--cache", str(cache), "--officers", str(officers))
    with serving("app", "serve", *settings) as served:
        yield served, token


def test_from_a_template_to_readers_and_back(
    page: Page, office: tuple[Served, str], troubles: list[str], project: Path, tmp_path: Path
) -> None:
    served, token = office
    axe = (project / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")

    def sound() -> None:
        page.evaluate(axe)
        found = page.evaluate(AXE)["violations"]
        assert not [(one["id"], one["nodes"][0]["html"]) for one in found], page.url

    page.goto(f"{served.url}/officer")
    # Who is not signed in is told so by the status as well, which the console repeats.
    assert all("401" in one for one in troubles)
    troubles.clear()
    sound()
    page.get_by_label("令牌").fill(token)
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("heading", name="读者看到的是版次")).to_be_visible()
    sound()
    with page.expect_download() as taken:
        page.get_by_role("link", name="市州指标").click()
    workbook = tmp_path / taken.value.suggested_filename
    taken.value.save_as(workbook)
    _fill(workbook)
    page.get_by_label("新草稿的名称").fill("年报")
    page.get_by_role("button", name="新建草稿").click()
    page.get_by_label("文件", exact=True).set_input_files(workbook)
    sound()
    page.get_by_role("button", name="上传并查看").click()
    page.get_by_label("数据里已有的来源").select_option("toy-bulletin")
    sound()
    page.get_by_role("button", name="放入草稿").click()
    expect(
        page.get_by_text("新增：甲市，地区生产总值，2022（toy-bulletin）：8,104")
    ).to_be_visible()
    sound()
    page.get_by_role("link", name="年报").click()
    page.get_by_role("button", name="生成预览").click()
    # The page comes again by itself until it is built.
    page.get_by_role("link", name="打开预览").click()
    expect(page.get_by_text("预览，未发布").first).to_be_visible()
    page.goto(f"{page.url}indicator/gdp?period=2022")
    expect(page.get_by_role("main")).to_contain_text("8,104")
    page.goto(f"{served.url}/indicator/gdp")
    expect(page.get_by_role("main")).not_to_contain_text("8,104")
    page.goto(f"{served.url}/officer")
    page.get_by_role("link", name="年报").click()
    page.get_by_role("link", name="看改动、存疑并发布").click()
    page.get_by_role("button", name="发布给所有读者").click()
    expect(page.get_by_role("heading", name="已发布为版次")).to_be_visible()
    page.wait_for_function(
        "async () => (await (await fetch('/indicator/gdp')).text()).includes('8,104')"
    )
    page.goto(f"{served.url}/officer")
    page.get_by_label("说明").fill("口径有误")
    page.get_by_role("button", name="退回，读者随即看到").click()
    expect(page.get_by_text("王某 于")).to_be_visible()
    expect(page.get_by_text("退回到此。 说明：口径有误")).to_be_visible()
    sound()
    assert page.context.cookies(served.url) == []


def _fill(workbook: Path) -> None:
    """Fill in the figures of one indicator and the year, as an officer would."""
    whole = load_workbook(workbook)
    sheet = whole.worksheets[0]
    sheet["A1"] = re.sub(r"\d{4}", "2022", str(sheet["A1"].value))
    columns = range(3, sheet.max_column + 1)
    column = next(at for at in columns if str(sheet.cell(3, at).value).startswith("地区生产总值（"))
    for row in range(4, 8):
        sheet.cell(row, column, 8100 + row)
    whole.save(workbook)
