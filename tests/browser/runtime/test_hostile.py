"""Text from data is text, wherever it is shown."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Dialog, expect

from tests.browser.runtime.conftest import Bench, Opens

pytestmark = pytest.mark.browser
HOSTILE = "<img src=x onerror=alert(1)>"
KEPT = {
    "format", "id", "layer", "indicator", "lang", "kind", "level", "periods", "paints", "color",
    "count", "shape", "pattern", "state", "confidence", "exactness_key", "key", "hosts",
    "prefecture", "url",
}  # fmt: skip


def _spoil(value: Any) -> Any:  # noqa: ANN401  whatever stands in a sheet
    if isinstance(value, dict):
        return {key: kept if key in KEPT else _spoil(kept) for key, kept in value.items()}
    if isinstance(value, list):
        return [_spoil(one) for one in value]
    return f"{HOSTILE}{value}" if isinstance(value, str) else value


@pytest.fixture
def spoiled(open_bench: Opens) -> Bench:
    """Open the bench with markup in every word of every sheet."""

    def spoil(sheets: dict[str, Any]) -> None:
        sheets.update({name: _spoil(sheet) for name, sheet in sheets.items()})

    return open_bench(change=spoil)


@pytest.mark.parametrize("theme", ["squares", "zones", "revenue", "platforms", "counties-of-zones"])
def test_markup_is_shown_as_text(spoiled: Bench, theme: str) -> None:
    alerts: list[str] = []

    def alert(dialog: Dialog) -> None:
        alerts.append(dialog.message)
        dialog.dismiss()

    spoiled.page.on("dialog", alert)
    period = {"revenue": "2021", "squares": "2020"}.get(theme, "")
    spoiled.draw(theme, period, over=["zones", "platforms"])
    spoiled.call("moveTo", {"lat": 31, "lng": 102, "zoom": 8.5})
    place = spoiled.page.evaluate("(name) => bench.content.sheets[name].items[0].id", theme)
    spoiled.call("focusPlace", place)
    for host in ("#legend", "#table", "#ranking", ".atlas-tooltip", "#map"):
        expect(spoiled.page.locator(f"{host} img")).to_have_count(0)
    for host in ("#legend", "#table", ".atlas-tooltip", "#map [aria-live]", ".atlas-credit"):
        expect(spoiled.page.locator(host)).to_contain_text(HOSTILE)
    expect(spoiled.place(place).first).to_have_attribute(
        "aria-label", re.compile(re.escape(HOSTILE))
    )
    assert not alerts
    assert spoiled.asked == []
