"""Style: the colors that are not data, by token, the same on a page, on paper and in a file.

``style.json`` has ours. An operator's theme changes some of them, others follow, and those of
verdicts, bars and printed pages stay. Colors of classes, kinds and states on a map say something
and are not among them (layers.palettes, symbols.json).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

FILE = Path(__file__).with_suffix(".json")
# Pale inks and grounds, and what each is a mixture of: so they stand out alike in every theme.
FOLLOWING = {
    "accent-wash": ("panel", "accent", 0.09),
    "sea": ("paper", "ink", 0.03),
    "land": ("paper", "ink", 0.05),
    "faint": ("paper", "ink-2", 0.6),
    "line": ("paper", "ink-2", 0.38),
    "bar": ("paper", "ink-2", 0.42),
}


@dataclass(frozen=True)
class Style:
    """Colors as ``#rrggbb`` by token; ``rows`` are (token, color)."""

    rows: tuple[tuple[str, str], ...]

    @property
    def colors(self) -> Mapping[str, str]:
        """Return the color of each token."""
        return dict(self.rows)

    def color(self, name: str) -> str:
        """Return the color of a token; a color that is written as one stays as it is."""
        return name if name.startswith("#") or name == "none" else self.colors[name]

    def changed(self, colors: Mapping[str, str]) -> Self:
        """Return the style with some colors changed, and what is mixed of those with them."""
        whole = {**self.colors, **colors}
        for name, (ground, ink, share) in FOLLOWING.items():
            if name not in colors and {ground, ink} & colors.keys():
                whole[name] = mixed(whole[ground], whole[ink], share)
        return type(self)(tuple(whole.items()))

    def css(self) -> str:
        """Return the tokens as a rule of a style sheet."""
        return rule(self.colors)


def rule(colors: Mapping[str, str]) -> str:
    """Return colors by token as a rule of a style sheet."""
    return ":root{" + "".join(f"--{name}:{color};" for name, color in colors.items()) + "}"


def mixed(ground: str, ink: str, share: float) -> str:
    """Return a color between two, by the share (0 to 1) of the second."""
    pairs = ((int(ground[k : k + 2], 16), int(ink[k : k + 2], 16)) for k in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


OURS = Style(tuple(json.loads(FILE.read_text(encoding="utf-8")).items()))
