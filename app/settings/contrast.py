"""Contrast: how well each text stands out from each background it is set on.

The formula is that of WCAG 2.2 (relative luminance, contrast ratio); 4.5:1 is its level AA.
"""

from __future__ import annotations

from collections.abc import Mapping

ENOUGH = 4.5
WHITE = "#ffffff"
LINEAR_BELOW = 0.04045

# Text and background, by the name of the token or, where it is fixed in a style sheet, its color.
PAIRS: tuple[tuple[str, str], ...] = (
    *((text, ground) for text in ("ink", "ink-2", "accent") for ground in ("paper", "panel")),
    *((text, "accent-wash") for text in ("ink", "ink-2", "accent")),
    ("ink", "sea"),
    ("panel", "ink"),
    ("rule", "ink"),
    (WHITE, "accent"),
    # Marked cells and verdicts keep their colors: they mean something.
    *(("ink", ground) for ground in ("#e9f1ea", "#f6efe2")),
    *((text, "panel") for text in ("#1f5a94", "#22603a", "#7a4b00", "#8c1d18")),
    *((text, "paper") for text in ("#1f5a94", "#8c1d18")),
)


def ratio(one: str, other: str) -> float:
    """Return the contrast of two colors (#rrggbb), from 1 (none) to 21 (black on white)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def faint(tokens: Mapping[str, str]) -> list[tuple[str, str, float]]:
    """Return (text, background, contrast) of every pair of ours that is hard to read."""
    found = (
        (text, ground, ratio(_of(tokens, text), _of(tokens, ground))) for text, ground in PAIRS
    )
    return [pair for pair in found if pair[2] < ENOUGH]


def _of(tokens: Mapping[str, str], name: str) -> str:
    return name if name.startswith("#") else tokens[name]


def _luminance(color: str) -> float:
    red, green, blue = (_linear(int(color[k : k + 2], 16) / 255) for k in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= LINEAR_BELOW else float(((part + 0.055) / 1.055) ** 2.4)
