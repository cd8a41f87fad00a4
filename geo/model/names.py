"""Names: what a place is called for short."""

from __future__ import annotations

# Long official endings that a map label does without; the full name stays in the tooltip.
_ENDINGS = ("藏族羌族自治州", "藏族自治州", "彝族自治州", "自治州", "市")


def shortened(name: str) -> str:
    """Return a prefecture's Chinese name without its administrative ending.

    >>> shortened("阿坝藏族羌族自治州"), shortened("Chengdu")
    ('阿坝', 'Chengdu')
    """
    for ending in _ENDINGS:
        if name.endswith(ending):
            return name.removesuffix(ending)
    return name
