"""A reader's own table on the map, in a real browser: loaded, asked, shown, removed."""

from __future__ import annotations

import io
import json
import re
import zipfile

import numpy as np
import pytest
from playwright.sync_api import FilePayload, Page, expect

from app.jail.confinement import lacking
from geo.own_geometry.shifted import to_gcj
from tests.geo.drawn_files import packed, shapefile
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


def packed_anew(saved: bytes, *, version: int) -> bytes:
    """Return what was saved as another program packs it, with a version."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved)) as before:
        told = {**json.loads(before.read("manifest.json")), "version": version}
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("manifest.json", json.dumps(told))
            archive.writestr(told["table"], before.read(told["table"]))
    return out.getvalue()


def classed_compared_and_saved(page: Page) -> bytes:
    """Do with a table on the map what is done with any indicator; return it as it is saved."""
    # Breaks of one's own, made by the server, which gets the table again.
    page.locator("#scheme-field > summary").click()
    page.select_option("#scheme", "manual")
    page.fill("#breaks", "5，12")
    page.press("#breaks", "Enter")
    expect(page.locator("#legend")).to_contain_text("5–12")
    expect(page.locator("#legend")).to_contain_text("12–20")
    page.keyboard.press("Escape")
    # Places stand side by side here, because no address has these figures.
    bars = page.locator("#ranking .atlas-bars li button")
    bars.nth(0).click()
    page.get_by_role("button", name=re.compile("把乙市?加入对比")).click()
    bars.nth(1).click()
    compared = page.locator(".own-compare figure")
    expect(compared.first.locator("li")).to_have_count(2)
    expect(compared.first.locator("li").first).to_contain_text("20")
    expect(compared.last).to_contain_text("÷")
    briefs = page.locator("#react-entry-point [data-briefs]")
    expect(
        briefs.get_by_role("button", name=re.compile("乙市?、甲"), include_hidden=True)
    ).to_have_count(3)
    # It is taken as others are, with its mark, and saved whole.
    data = page.locator("#react-entry-point details:has([data-forms~=csv])")
    data.locator("summary").click()
    with page.expect_download() as table:
        data.get_by_role("button", name="CSV").click()
    assert "本单位数据" in table.value.suggested_filename
    with page.expect_download() as kept:
        data.get_by_role("button", name="存档").click()
    assert kept.value.suggested_filename == "own.atlas.zip"
    data.locator("summary").click()
    page.locator('#react-entry-point [data-act="embed"]').click()
    expect(page.locator("#banner")).to_contain_text("离线网页")
    return kept.value.path().read_bytes()


def opened_again(page: Page, address: str, saved: bytes) -> None:
    """Open what was saved, after two that are damaged."""
    dialog = page.locator("dialog.own")
    # Saved, it is read and shown as it was, in the language of whoever opens it.
    page.goto(address)
    page.wait_for_selector("#early", state="detached")
    page.set_input_files(FILE, payload(saved[:-30], "own.atlas.zip"))
    expect(dialog.get_by_role("alert")).to_contain_text("damaged")
    # A byte is another than the one that was saved.
    page.set_input_files(FILE, payload(saved.replace("乙".encode(), "丁".encode()), "a.zip"))
    expect(dialog.get_by_role("alert")).to_contain_text("damaged")
    page.set_input_files(FILE, payload(packed_anew(saved, version=2), "own.atlas.zip"))
    expect(dialog.get_by_role("alert")).to_contain_text("newer atlas")
    page.set_input_files(FILE, payload(packed_anew(saved, version=1), "own.atlas.zip"))
    expect(dialog).to_be_hidden()
    expect(page.locator("#map-title")).to_have_text("专利<b>数</b>")
    expect(page.locator("#map-subtitle")).to_contain_text("2018")
    expect(page.locator("#legend")).to_contain_text("5–12")
    expect(page.locator("#place-name")).to_have_text("Alpha")


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
    saved = classed_compared_and_saved(page)
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
    opened_again(page, f"{toy_server.url}/map?lang=en#own", saved)


def test_a_shifted_outline_is_asked_about_converted_and_drawn(
    page: Page, toy_server: Served
) -> None:
    ring = np.array([[104.3, 31.3], [104.3, 31.7], [104.7, 31.7], [104.7, 31.3], [104.3, 31.3]])
    name = "甲高新技术产业开发区".encode("gb18030")
    zipped = packed(shapefile([to_gcj(ring).tolist()], names=[name], folder="数据/"))
    page.goto(f"{toy_server.url}/map#own")
    dialog = page.locator("dialog.own")
    page.wait_for_selector("#early", state="detached")
    page.set_input_files(FILE, payload(zipped, "边界.zip"))
    question = dialog.locator('[data-question="shift"]')
    expect(question).to_contain_text("GCJ-02")
    expect(dialog.locator(".own-summary")).to_contain_text("代替图集圆圈的边界 1 个")
    question.get_by_role("button", name="GCJ-02").click()
    pressed = question.locator('[aria-pressed="true"]')
    expect(pressed).to_contain_text("GCJ-02")
    dialog.get_by_role("button", name="显示在地图上").click()
    expect(dialog).to_be_hidden()
    expect(page.locator("#map-title")).to_have_text("本单位数据：边界")
    expect(page.locator("#map-subtitle")).to_contain_text("本单位数据，未入库")
    expect(page.locator("#map-credit")).to_contain_text("由 GCJ-02 转换")
    outline = page.locator("#react-entry-point path.atlas-user")
    expect(outline).to_have_attribute("stroke-dasharray", "7 3")
    outline.click()
    expect(page.locator("#place-figure")).to_contain_text("甲市")
    # The zone has the outline in the place of its circle, as long as it is loaded.
    page.locator("#levels").get_by_role("button", name="高新区").click()
    expect(page.locator("#map-credit")).to_contain_text("本单位数据，未入库")
    expect(outline).to_have_attribute("data-place", "htz-one")
    assert "own" not in page.url.removeprefix(toy_server.url)
    expect(page.locator("#react-entry-point .atlas-area-circle")).to_have_count(0)
    page.get_by_role("button", name="移除本单位数据").click()
    expect(outline).to_have_count(0)
    expect(page.locator("#react-entry-point .atlas-area-circle")).to_have_count(1)
    expect(page.locator("#map-credit")).not_to_contain_text("本单位数据")
    expect(page.locator("#levels")).not_to_contain_text("本单位图形")
    assert "own" not in page.url.removeprefix(toy_server.url)
