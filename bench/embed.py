"""Pages in frames: how soon there is a picture, and the map, beside a bare Dash page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import median

from playwright.sync_api import Browser

from app.views import EMBEDDED
from bench import load
from bench.subject import BARE, Subject, viewing
from tools.serving import Served

# A picture of every map stands where the map will be; what follows the last of them is here.
PICTURED = (
    "document.querySelector('.embed-foot') && [...document.querySelectorAll('#leaf [data-map]')]"
    ".every((slot) => slot.querySelector('.still use, path.leaflet-interactive'))"
)
# The address of a comparison of four; the others are as they open.
QUERIES = {"compare": "?places=510100,510700,511500,511300"}
COLUMNS = ("picture", "map")
Figures = defaultdict[str, list[float]]


def _subjects() -> dict[str, tuple[Subject, Subject]]:
    found = {}
    for view in EMBEDDED:
        there = viewing(f"embed {view.name}", f"/embed/{view.name}{QUERIES.get(view.name, '')}")
        found[view.name] = (replace(there, visible=PICTURED), there)
    return found


def measure(browser: Browser, running: Mapping[str, Served], rounds: int) -> dict[str, Figures]:
    """Return the figures of each page, each load beside one of a bare Dash page."""
    atlas = next(served for name, served in running.items() if name != BARE.name)
    subjects = _subjects()
    found: dict[str, Figures] = {name: defaultdict(list) for name in subjects}
    for at in range(rounds + 1):
        for name, both in subjects.items():
            for what, one in zip(COLUMNS, both, strict=True):
                bare, _ = load.measure(browser, running[BARE.name], BARE)
                mine, traffic = load.measure(browser, atlas, one)
                for trouble in (*traffic.foreign, *traffic.errors):
                    print(f"trouble: {one.name}: {trouble}")
                if at:
                    _keep(found[name], what, mine, bare)
        print(f"embed, round {at}: painted", flush=True)
    return found


def _keep(found: Figures, what: str, mine: Mapping[str, float], bare: Mapping[str, float]) -> None:
    found[f"{what}_ms"].append(mine["painted_ms"])
    found[f"{what}_bare_ms"].append(bare["painted_ms"])
    found["kib"].append(mine["kib"])


def table(found: Mapping[str, Mapping[str, Sequence[float]]]) -> str:
    """Return one row a page: medians, beside those of the bare pages of the same moments."""
    lines = [
        "| in a frame | picture, ms | x bare Dash | map, ms | x bare Dash | KiB |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, figures in found.items():
        cells = []
        for what in COLUMNS:
            ours, theirs = median(figures[f"{what}_ms"]), median(figures[f"{what}_bare_ms"])
            cells += [f"{ours:.0f}", f"{ours / theirs:.2f}"]
        lines.append(f"| {name} | {' | '.join(cells)} | {median(figures['kib']):.0f} |")
    return "\n".join(lines)
