"""The views: how soon each is painted beside a bare Dash page, and how soon a choice is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from statistics import median
from typing import cast

from playwright.sync_api import Browser

from app.pages.views import VIEWS
from bench import compare, load
from bench.subject import BARE, timed, viewing
from tools.serving import Served

SUBJECTS = tuple(
    compare.COMPARED if view.name == compare.COMPARED.name else viewing(view.name, view.path)
    for view in VIEWS
)
TURNS = 12
PRESS = timed(
    """[...document.querySelectorAll("#leaf a")]
    .find((one) => one.getAttribute("href") === href)
    .dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));"""
)
LINKS = """
[...new Set([...document.querySelectorAll('#leaf a[href^="?"]:not([download])')]
  .map((one) => one.getAttribute("href")))]
"""
COLUMNS = (
    ("painted_ms", "painted, ms"),
    ("ratio", "x bare Dash"),
    ("slow_ratio", "x at 10 Mbit/s"),
    ("turn_ms", "a choice, ms"),
    ("turn_worst_ms", "slowest choice, ms"),
    ("kib", "KiB"),
    ("foreign", "foreign"),
    ("errors", "errors"),
    ("unpainted", "never painted"),
)
KEPT = ("painted_ms", "painted_slow_ms", "kib", "foreign", "errors", "unpainted")
SUMMED = ("foreign", "errors", "unpainted")
RATIOS = {"ratio": "painted_ms", "slow_ratio": "painted_slow_ms"}
Figures = defaultdict[str, list[float]]


def measure(browser: Browser, running: Mapping[str, Served], rounds: int) -> dict[str, Figures]:
    """Return the figures of each view, each load beside one of a bare Dash page."""
    found: dict[str, Figures] = {one.name: defaultdict(list) for one in SUBJECTS}
    atlas = next(served for name, served in running.items() if name != BARE.name)
    for at in range(rounds + 1):
        for one in SUBJECTS:
            # The machine is shared: what is compared is measured at the same time.
            bare = _loads(browser, running[BARE.name], None)
            mine = _loads(browser, atlas, one.name)
            if at:
                _keep(found[one.name], mine, bare)
        print(f"views, round {at}: painted", flush=True)
    for one in SUBJECTS:
        times = _turns(browser, atlas, one.name)
        found[one.name]["turn_ms"] += times
        if times:
            found[one.name]["turn_worst_ms"].append(max(times))
    compared = found[compare.COMPARED.name]
    compared["add_ms"] += compare.adding(browser, atlas)
    frames, pixels = compare.panning(browser, atlas)
    compared["pan_frames"].append(frames)
    compared["pan_px"].append(pixels)
    return found


def _loads(browser: Browser, served: Served, name: str | None) -> dict[str, float]:
    """Return the figures of one load at full speed and of one at 10 Mbit/s."""
    subject = next((one for one in SUBJECTS if one.name == name), BARE)
    figures, traffic = load.measure(browser, served, subject)
    for trouble in (*traffic.foreign, *traffic.errors):
        print(f"trouble: {subject.name}: {trouble}")
    slow, _ = load.measure(browser, served, subject, slow=True)
    return {**slow, **figures}


def _keep(found: Figures, mine: Mapping[str, float], bare: Mapping[str, float]) -> None:
    for key in KEPT:
        if key in mine:
            found[key].append(mine[key])
    for key in ("painted_ms", "painted_slow_ms"):
        if key in bare:
            found[f"bare_{key}"].append(bare[key])


def _turns(browser: Browser, served: Served, name: str) -> list[float]:
    """Return the milliseconds of a dozen choices, spread over the links of the view.

    The first page has none: it leads to those that have.
    """
    subject = next(one for one in SUBJECTS if one.name == name)
    with load.opened(browser) as (page, _, _traffic):
        load.first_paint(page, served, subject)
        page.wait_for_load_state("networkidle")
        times = []
        for at in range(TURNS):
            # A choice changes the page, and with it what there is to choose.
            links = cast("list[str]", page.evaluate(LINKS))
            if not links:
                break
            times.append(cast("float", page.evaluate(PRESS, links[at * len(links) // TURNS])))
        return times


def table(found: Mapping[str, Mapping[str, Sequence[float]]]) -> str:
    """Return one row a view: medians, and sums of what should be nothing."""
    lines = [
        "| view | " + " | ".join(words for _, words in COLUMNS) + " |",
        "| --- |" + " ---: |" * len(COLUMNS),
    ]
    for name, figures in found.items():
        cells = [_cell(key, figures) for key, _ in COLUMNS]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join([*lines, "", _compared(found[compare.COMPARED.name])])


def _compared(figures: Mapping[str, Sequence[float]]) -> str:
    return (
        f"Comparison: another place after {median(figures['add_ms']):.0f} ms "
        f"(slowest {max(figures['add_ms']):.0f}); dragging one of four maps, the others are "
        f"{max(figures['pan_frames']):.0f} frames behind and {max(figures['pan_px']):.2f} px off"
    )


def _cell(key: str, figures: Mapping[str, Sequence[float]]) -> str:
    if key in RATIOS:
        ours, theirs = figures.get(RATIOS[key], ()), figures.get(f"bare_{RATIOS[key]}", ())
        return f"{median(ours) / median(theirs):.2f}" if ours and theirs else "–"
    values = figures.get(key, ())
    if not values:
        return "–"
    return f"{sum(values) if key in SUMMED else median(values):.0f}"
