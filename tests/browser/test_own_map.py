"""A reader's own table on the map, in a real browser: loaded, asked, shown, removed."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import FilePayload, Page, expect

from app.jail.confinement import lacking
from tools.serving import Served

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(bool(lacking()), reason="this kernel cannot confine a process"),
]
FILE = ".own input[type=file]"
STAGE = "#react-entry-point #map"
TABLE = "2019年\n地区,专利<b>数</b>（项）\n甲市,10\n乙市,20\n丙市（不含新区）,4\n合计,34\n"
DROP = """(body) => {
  const given = new DataTransfer();
  given.items.add(new File([body], "own.csv", { type: "text/csv" }));
  document.querySelector(".own").dispatchEvent(
    new DragEvent("drop", { dataTransfer: given, bubbles: true, cancelable: true }));
}"""


def payload(body: str | bytes, name: str = "own.csv") -> FilePayload:
    """Return a file as a reader chooses it."""
    raw = body.encode() if isinstance(body, str) else body
    return {"name": name, "mimeType": "application/octet-stream", "buffer": raw}


def test_a_table_is_dropped_asked_shown_and_removed(page: Page, toy_server: Served) -> None:
    page.goto(f"{toy_server.url}/map#own")
    dialog = page.locator("dialog.own")
    # The address of the dialog opens it, and does not stay.
    expect(dialog).to_be_visible()
    expect(page).to_have_url(f"{toy_server.url}/map")
    expect(dialog).to_contain_text("不保存文件")
    page.wait_for_selector("#early", state="detached")

    # What cannot be read is said, and nothing is offered that leads nowhere.
    page.set_input_files(FILE, payload(b"%PDF-1.7 x", "table.xlsx"))
    expect(dialog.get_by_role("alert")).to_contain_text("PDF")
    expect(dialog.get_by_role("button", name="显示在地图上")).to_have_count(0)

    page.evaluate(DROP, TABLE)
    expect(dialog.locator(".own-summary")).to_contain_text("专利<b>数</b>（项）")
    expect(dialog.locator(".own-open")).to_contain_text("1 行待确认")
    rows = dialog.locator(".own-rows tbody tr")
    expect(rows).to_have_count(1)
    dialog.get_by_role("button", name="是丙市").click()
    expect(dialog.locator(".own-open")).to_have_count(0)
    expect(rows).to_have_count(4)
    expect(dialog.locator(".own-rows")).to_contain_text("相符")
    # A guess is changed by hand: the file is sent again.
    dialog.get_by_label(re.compile("年份")).fill("2018")
    dialog.get_by_label(re.compile("年份")).press("Tab")
    expect(dialog.locator(".own-summary")).to_contain_text("2018")
    with page.expect_download() as taken:
        dialog.get_by_role("button", name="下载逐行报告").click()
    assert taken.value.suggested_filename == "own-逐行报告.xlsx"

    dialog.get_by_role("button", name="显示在地图上").click()
    expect(dialog).to_be_hidden()
    expect(page.locator("#map-title")).to_have_text("专利<b>数</b>")
    expect(page.locator("#map-subtitle")).to_contain_text("本单位数据，未入库")
    expect(page.locator("#map-subtitle")).to_contain_text("2018")
    expect(page.locator("#map-credit")).to_contain_text("本单位数据，未入库")
    expect(page.locator("#indicator optgroup option:checked")).to_contain_text("2018：3/4")
    expect(page.locator("#ranking .atlas-bars li")).to_have_count(3)
    expect(page.locator("#ranking .atlas-bars li").first).to_contain_text("20")
    expect(page.locator("#legend .legend-block")).to_have_count(1)
    page.locator("#measure").get_by_role("button", name="地均").click()
    expect(page.locator("#map-title")).to_have_text("每百平方公里专利<b>数</b>")
    # The place, the table and the other language work as with any indicator.
    page.locator("#ranking .atlas-bars li").first.locator("button, [data-place]").first.click()
    expect(page.locator("#place-figure")).to_contain_text("项/百平方公里")
    expect(page.locator("#card")).to_contain_text("乙市")
    page.locator("#language").click()
    expect(page.locator("#map-subtitle")).to_contain_text("Own data, not part of the atlas")
    # No address has it, and who passes one on hears so.
    assert "own" not in page.url.removeprefix(toy_server.url)
    page.locator('#react-entry-point [data-act="share"]').click()
    expect(page.locator("#banner")).to_contain_text("does not hold your own data")

    page.get_by_role("button", name="Remove own data").click()
    expect(page.locator("#map-title")).to_have_text("High-tech enterprises per 10,000 people")
    expect(page.locator("#indicator optgroup")).to_have_count(0)
    expect(page.get_by_role("button", name="Remove own data")).to_be_hidden()
