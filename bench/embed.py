"""Pages in frames: how soon there is a picture, and the map, beside a bare Dash page.

Each is measured as a page of its own, and in a frame of a portal of another site, as readers
meet it; so is the bare page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import median

from playwright.sync_api import Browser

from app.pages.views import EMBEDDED
from bench import load
from bench.subject import BARE, EXPLORE, PAINTED, Subject, marking, viewing
from tools.portal import Portal, portal_of_another_origin
from tools.serving import Served, serving

# A picture stands where each map of the first screen will be; what ends the page is here.
PICTURED = (
    "document.querySelector('.embed-foot') && [...document.querySelectorAll('#leaf [data-map]')]"
    ".every((slot) => slot.querySelector('.still use, path.leaflet-interactive'))"
)
# The address of a comparison of four; the others are as they open.
QUERIES = {"compare": "?places=510100,510700,511500,511300"}
# Another site, not only another origin, for a browser: its frames are processes of their own.
ELSEWHERE = "localhost"
PAGE = "<!DOCTYPE html><title>portal</title><iframe width=1240 height=760 src='{}'></iframe>"
COLUMNS = {"picture": "picture", "framed": "picture, in a frame", "map": "map"}
Figures = defaultdict[str, list[float]]


def measure(browser: Browser, running: Mapping[str, Served], rounds: int) -> dict[str, Figures]:
    """Return the figures of each page, each load beside one of a bare Dash page."""
    views = {view.name: _subject(view.name) for view in EMBEDDED}
    found: dict[str, Figures] = {name: defaultdict(list) for name in views}
    with portal_of_another_origin() as portal:
        allowed = ("--frame-ancestors", portal.url("", ELSEWHERE))
        with serving(EXPLORE.module, *EXPLORE.arguments, *allowed, until=EXPLORE.ready) as atlas:
            for at in range(rounds + 1):
                for name, there in views.items():
                    pictured = replace(there, visible=PICTURED)
                    for one, served in ((BARE, running[BARE.name]), (pictured, atlas)):
                        kind = "bare" if one is BARE else "ours"
                        alone, traffic = _alone(browser, served, one)
                        times = {"picture": alone, "framed": _framed(browser, portal, served, one)}
                        times["map"] = alone if one is BARE else _alone(browser, served, there)[0]
                        if at:
                            _keep(found[name], kind, times, traffic)
                print(f"embed, round {at}: painted", flush=True)
    return found


def _subject(name: str) -> Subject:
    return viewing(f"embed {name}", f"/embed/{name}{QUERIES.get(name, '')}")


def _alone(browser: Browser, served: Served, one: Subject) -> tuple[float, load.Traffic]:
    """Return when a page of its own is painted, in ms, and what crossed the wire."""
    figures, traffic = load.measure(browser, served, one)
    for trouble in (*traffic.foreign, *traffic.errors):
        print(f"trouble: {one.name}: {trouble}")
    return figures["painted_ms"], traffic


def _framed(browser: Browser, portal: Portal, served: Served, one: Subject) -> float:
    """Return when a page is painted in a frame, in ms since the frame was asked for it."""
    address = served.url + one.path
    portal.pages["/"] = PAGE.format(address)
    with load.opened(browser) as (page, _, _traffic):
        page.add_init_script(marking(one))
        page.goto(portal.url("/", ELSEWHERE), wait_until="commit")
        element = page.wait_for_selector("iframe", state="attached")
        frame = element.content_frame() if element else None
        if frame is None:
            raise load.NotPaintedError(f"the portal did not frame {address}")
        frame.wait_for_url(address, wait_until="commit")
        painted: float = frame.evaluate(load.UNTIL_MARKED, [PAINTED, load.DEADLINE_MS])
        return painted


def _keep(found: Figures, kind: str, times: Mapping[str, float], traffic: load.Traffic) -> None:
    for what, painted in times.items():
        found[f"{what}_{kind}_ms"].append(painted)
    found[f"kib_{kind}"].append(traffic.kib)


def table(found: Mapping[str, Mapping[str, Sequence[float]]]) -> str:
    """Return one row a page: medians, beside those of the bare pages of the same moments."""
    heads = " | ".join(f"{words}, ms | x bare Dash" for words in COLUMNS.values())
    lines = [
        f"| in frames | {heads} | KiB |",
        "| --- |" + " ---: |" * (2 * len(COLUMNS) + 1),
    ]
    for name, figures in found.items():
        cells = []
        for what in COLUMNS:
            ours, theirs = (median(figures[f"{what}_{one}_ms"]) for one in ("ours", "bare"))
            cells += [f"{ours:.0f}", f"{ours / theirs:.2f}"]
        lines.append(f"| {name} | {' | '.join(cells)} | {median(figures['kib_ours']):.0f} |")
    return "\n".join(lines)
