"""Palettes: ColorBrewer ramps and a qualitative set that stay apart for colour-blind eyes.

Sequential colors are from ColorBrewer 2.0 (Cynthia Brewer, Mark Harrower and Pennsylvania State
University; Apache 2.0), one hue each. Every ramp leaves out its lightest color, so that
the lowest class never looks like zero (white) or like the paper. Categories are after Paul
Tol's muted scheme; its olive and grey gave way to two colors that stay apart from the green
and the wine red for every kind of color vision.
"""

from __future__ import annotations

from collections.abc import Mapping

_RAMPS: Mapping[str, Mapping[int, str]] = {
    "blues": {
        1: "6baed6",
        2: "9ecae1 3182bd",
        3: "bdd7e7 6baed6 2171b5",
        4: "bdd7e7 6baed6 3182bd 08519c",
        5: "c6dbef 9ecae1 6baed6 3182bd 08519c",
        6: "c6dbef 9ecae1 6baed6 4292c6 2171b5 084594",
        7: "deebf7 c6dbef 9ecae1 6baed6 4292c6 2171b5 084594",
    },
    "greens": {
        1: "74c476",
        2: "a1d99b 31a354",
        3: "bae4b3 74c476 238b45",
        4: "bae4b3 74c476 31a354 006d2c",
        5: "c7e9c0 a1d99b 74c476 31a354 006d2c",
        6: "c7e9c0 a1d99b 74c476 41ab5d 238b45 005a32",
        7: "e5f5e0 c7e9c0 a1d99b 74c476 41ab5d 238b45 005a32",
    },
    "purples": {
        1: "9e9ac8",
        2: "bcbddc 756bb1",
        3: "cbc9e2 9e9ac8 6a51a3",
        4: "cbc9e2 9e9ac8 756bb1 54278f",
        5: "dadaeb bcbddc 9e9ac8 756bb1 54278f",
        6: "dadaeb bcbddc 9e9ac8 807dba 6a51a3 4a1486",
        7: "efedf5 dadaeb bcbddc 9e9ac8 807dba 6a51a3 4a1486",
    },
    "oranges": {
        1: "fd8d3c",
        2: "fdae6b e6550d",
        3: "fdbe85 fd8d3c d94701",
        4: "fdbe85 fd8d3c e6550d a63603",
        5: "fdd0a2 fdae6b fd8d3c e6550d a63603",
        6: "fdd0a2 fdae6b fd8d3c f16913 d94801 8c2d04",
        7: "fee6ce fdd0a2 fdae6b fd8d3c f16913 d94801 8c2d04",
    },
}
MOST_CLASSES = 7
# The arms of what may lie below zero: both darken away from it.
BELOW, ABOVE = "oranges", "blues"

CATEGORIES = (
    "#332288", "#cc6677", "#117733", "#ddaa33", "#88ccee",
    "#882255", "#44aa99", "#1f1a17", "#aa4499", "#9977ee",
)  # fmt: skip

# University campuses among platforms: places of hosts, not platforms of their own.
CAMPUS_COLOR = "#8f887a"

ZONE_RANKS: Mapping[str, str] = {
    "national": "#8c1d18",
    "candidate": "#e08a1e",
    "provincial": "#3b3a38",
}

# Below, on and above a path: ColorBrewer's RdBu, its middle for what is exactly on it.
DIVERGING = ("#b2182b", "#ef8a62", "#fddbc7", "#f7f7f7", "#d1e5f0", "#67a9cf", "#2166ac")
AREA_KINDS: Mapping[str, str] = {
    "core": "#882255",
    "zone": "#332288",
    "belt": "#117733",
    "overlay": "#aa7711",
    "facility": "#1f1a17",
}

# Words of a page that are colored as their places are on the map, by token of style sheets.
KIND_COLORS: Mapping[str, str] = {
    **{f"rank-{rank}": color for rank, color in ZONE_RANKS.items()},
    **{f"kind-{kind}": color for kind, color in AREA_KINDS.items()},
}

# The ground itself: places whose figures are too few to be shaded.
UNFILLED = "#f1ece0"
NO_DATA = "#e7e3da"
ZERO = "#ffffff"
NOT_APPLICABLE = "#c9c5bc"


def ramp(name: str, classes: int) -> tuple[str, ...]:
    """Return a one-hue ramp, light to dark, of 1 to 7 colors as ``#rrggbb``."""
    return tuple(f"#{color}" for color in _RAMPS[name][classes].split())


def arms(below: int, above: int) -> tuple[str, ...]:
    """Return the colors of so many classes below zero and so many above, from low to high."""
    low = ramp(BELOW, below)[::-1] if below else ()
    return (*low, *(ramp(ABOVE, above) if above else ()))


# The hue says what kind of quantity it is, on every map alike.
GROUP_RAMPS: Mapping[str, str] = {
    "base": "blues",
    "per-person": "greens",
    "per-area": "oranges",
    "share": "purples",
}
