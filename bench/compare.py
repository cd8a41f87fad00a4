"""The comparison: how soon another place stands beside the rest, and how maps keep together."""

from __future__ import annotations

from itertools import pairwise
from typing import cast

from playwright.sync_api import Browser

from bench.load import first_paint, opened
from bench.subject import Subject, timed, viewing
from tools.serving import Served

PLACES = ("510100", "510700", "511500", "511300", "510300", "510500")
# What the first paint is measured with: four prefectures.
COMPARED = viewing("compare", f"/compare?places={','.join(PLACES[:4])}")
# Its maps, which come in a tab of their own.
MAPPED = viewing("compare", f"{COMPARED.path}&a=prefectures/gdp_per_person")
FEWEST = 2
ROUNDS = 3
STEPS, STRIDE = 60, 3
# A map may be this many pixels from another that moves the same way: they round to whole ones.
NEAR = 1.5
MOST_FRAMES = 30
# A link of the page that leads there is followed as any other.
GO = timed(
    "const link = Object.assign(document.createElement('a'), { href });"
    " link.dataset.turn = '';"
    " document.getElementById('leaf').append(link);"
    " link.click();"
    " link.remove();"
)
# Where every map stands once a frame is done, from now on: pixels it was moved since it was made.
WATCH = """
() => {
  const panes = [...document.querySelectorAll("#leaf [data-map] .leaflet-map-pane")];
  const seen = window.benchSeen = [];
  const channel = new MessageChannel();
  channel.port1.onmessage = () => {
    seen.push(panes.map((pane) => [pane._leaflet_pos.x, pane._leaflet_pos.y]));
  };
  const frame = () => { channel.port2.postMessage(""); requestAnimationFrame(frame); };
  requestAnimationFrame(frame);
}
"""
Trail = list[list[list[float]]]


def adding(browser: Browser, served: Served) -> list[float]:
    """Return the milliseconds of each place that was added to those compared, from two to six."""
    few = viewing("compare", _address(FEWEST))
    with opened(browser) as (page, _, _traffic):
        first_paint(page, served, few)
        page.wait_for_load_state("networkidle")
        times: list[float] = []
        for _ in range(ROUNDS):
            more = range(FEWEST + 1, len(PLACES) + 1)
            times += [cast("float", page.evaluate(GO, _address(many))) for many in more]
            page.evaluate(GO, _address(FEWEST))
        return times


def _address(many: int) -> str:
    return f"/compare?places={','.join(PLACES[:many])}"


def panning(browser: Browser, served: Served, subject: Subject = MAPPED) -> tuple[int, float]:
    """Return how the maps follow the one that is dragged: frames behind, and pixels apart, worst.

    Four maps, a drag of 180 pixels in steps of three, looked at in every frame.
    """
    with opened(browser) as (page, _, _traffic):
        first_paint(page, served, subject)
        page.wait_for_load_state("networkidle")
        first = page.locator("#leaf [data-map]").first
        first.scroll_into_view_if_needed()
        frame = first.bounding_box()
        if not frame:
            raise RuntimeError("the comparison shows no map to drag")
        x, y = frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2
        page.evaluate(WATCH)
        page.mouse.move(x, y)
        page.mouse.down()
        for at in range(1, STEPS + 1):
            page.mouse.move(x - STRIDE * at, y - at)
        page.mouse.up()
        page.evaluate("() => new Promise((done) => setTimeout(done, 300))")
        trail = cast("Trail", page.evaluate("benchSeen"))
    return behind(trail), apart(trail)


def moved(trail: Trail) -> Trail:
    """Return how far each map was moved in each frame since the first one."""
    start = trail[0]
    return [
        [[x - x0, y - y0] for (x, y), (x0, y0) in zip(maps, start, strict=True)] for maps in trail
    ]


def apart(trail: Trail) -> float:
    """Return the most pixels that a map was from where the dragged one had gone, in any frame."""
    return max(_far(one, maps[0]) for maps in moved(trail) for one in maps)


def behind(trail: Trail) -> int:
    """Return how many frames late the latest map was; a drag that moved nothing is an error."""
    steps = moved(trail)
    if not any(_far(one[0], other[0]) for one, other in pairwise(steps)):
        raise RuntimeError("the drag moved no map")
    for frames in range(MOST_FRAMES):
        led = [steps[max(at - frames, 0)][0] for at in range(len(steps))]
        if all(_far(one, lead) <= NEAR for maps, lead in zip(steps, led, strict=True)
               for one in maps[1:]):  # fmt: skip
            return frames
    return MOST_FRAMES


def _far(one: list[float], other: list[float]) -> float:
    return max(abs(one[0] - other[0]), abs(one[1] - other[1]))
