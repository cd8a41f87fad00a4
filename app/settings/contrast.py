"""Contrast: how well each text stands out from each background it is set on.

The formula is that of WCAG 2.2 (relative luminance, contrast ratio); 4.5:1 is its level AA.
"""

from __future__ import annotations

from collections.abc import Mapping

from layers.palettes import KIND_COLORS

ENOUGH = 4.5
LINEAR_BELOW = 0.04045

# Text and background, by token.
PAIRS: tuple[tuple[str, str], ...] = (
    *((text, ground) for text in ("ink", "ink-2", "accent") for ground in ("paper", "panel")),
    *((text, "accent-wash") for text in ("ink", "ink-2", "accent")),
    ("ink", "sea"),
    ("panel", "ink"),
    ("rule", "ink"),
    ("white", "accent"),
    # The parts of a science city are named on their bars.
    *(("white", ground) for ground in ("kind-core", "kind-zone")),
    # Marked cells and verdicts keep their colors: they mean something.
    *(("ink", ground) for ground in ("best-wash", "worst-wash", "band", "pale", "amount-pale")),
    *((text, "panel") for text in ("good", "best", "worst", "rank-national")),
    *((text, "paper") for text in ("good", "rank-national")),
    ("best", "best-wash"),
    ("worst", "worst-wash"),
)


def ratio(one: str, other: str) -> float:
    """Return the contrast of two colors (#rrggbb), from 1 (none) to 21 (black on white)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def faint(tokens: Mapping[str, str]) -> list[tuple[str, str, float]]:
    """Return (text, background, contrast) of every pair of ours that is hard to read."""
    colors = {**KIND_COLORS, **tokens}
    found = ((text, ground, ratio(colors[text], colors[ground])) for text, ground in PAIRS)
    return [pair for pair in found if pair[2] < ENOUGH]


def _luminance(color: str) -> float:
    red, green, blue = (_linear(int(color[k : k + 2], 16) / 255) for k in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= LINEAR_BELOW else float(((part + 0.055) / 1.055) ** 2.4)
