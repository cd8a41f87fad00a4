"""Size: how high a frame begins, by its width in CSS pixels.

What a frame shows fits into any height from here on; its map takes the rest. The style says the
same (assets/css/74-frame.css), for frames whose script tells the page around them.
"""

from __future__ import annotations

# From this width on the legend stands beside the map, below it on narrower frames.
WIDE_PX = 640
BESIDE_PX, BELOW_PX = 740, 880


def height(width: int) -> int:
    """Return the height of a frame so wide."""
    return BESIDE_PX if width >= WIDE_PX else BELOW_PX
