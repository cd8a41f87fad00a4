"""Canvas: what drawings of the view have in common: their size, names that keep apart."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

# The drawing of lines in units of its SVG.
WIDE, HIGH = 560.0, 250.0
LINE_APART = 15.0
# Fewer points make no line, fewer axes no comparison.
FEWEST = 2


def spread(
    labels: Sequence[dict[str, Any]], lowest: float, *, key: str = "y", gap: float = LINE_APART
) -> None:
    """Move labels apart, downwards first, then back up until the last is not below the lowest."""
    order = sorted(labels, key=lambda one: float(one[key]))
    for one, other in pairwise(order):
        other[key] = max(other[key], one[key] + gap)
    for at, one in enumerate(reversed(order)):
        one[key] = min(one[key], lowest - at * gap)
