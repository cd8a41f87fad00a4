"""Size: how high a frame begins, by its width in CSS pixels.

What a frame shows fits into any height from here on; its map takes the rest. The style says the
same (assets/css/74-frame.css), for frames whose script tells the page around them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# From this width on the legend stands beside the map, below it on narrower frames.
WIDE_PX = 640
BESIDE_PX, BELOW_PX = 740, 880
# A figure and a chart begin lower than a map and rows do. The first is for wide frames.
WITHOUT_MAP: Mapping[str, tuple[int, int]] = {
    "tile": (280, 280),
    "chart": (520, 720),
}
# Of a screen of 16:9 on a wall.
WALL_PART_PX = 120


@dataclass(frozen=True)
class FramePlace:
    """A place in a page that a frame is made for, in CSS pixels; ``wall`` fills its screen."""

    name: str
    width: int
    height: int
    wall: bool = False


def height(width: int, shape: str = "") -> int:
    """Return the height of a frame so wide; ``shape`` is that of an excerpt without a map."""
    beside, below = WITHOUT_MAP.get(shape, (BESIDE_PX, BELOW_PX))
    return beside if width >= WIDE_PX else below


PLACES = (
    FramePlace("column", 768, height(768)),
    FramePlace("side", 340, height(340)),
    FramePlace("lead", 1200, height(1200)),
    FramePlace("wall", 16 * WALL_PART_PX, 9 * WALL_PART_PX, wall=True),
)
