"""What a machine can check of accessibility, with axe."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.runtime.conftest import Bench

pytestmark = pytest.mark.browser
AXE = Path("node_modules/axe-core/axe.min.js")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.mark.parametrize("theme", ["squares", "zones", "revenue", "platforms"])
def test_axe_finds_nothing(bench: Bench, project: Path, theme: str) -> None:
    period = "2021" if theme in ("squares", "revenue") else ""
    bench.draw(theme, period, over=[] if theme == "platforms" else ["platforms"])
    # Evaluated, not added: the page's policy forbids scripts that are not its own files.
    bench.page.evaluate((project / AXE).read_text(encoding="utf-8"))
    found = bench.page.evaluate(
        """async (rules) => (await axe.run("main", { runOnly: rules })).violations
          .map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" | ")}`)""",
        RULES,
    )
    assert found == []
