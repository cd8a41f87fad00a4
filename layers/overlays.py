"""Overlays: which layers may lie on a theme, bottom to top, and what date each then shows.

Every renderer takes both from here; the browser as tables in the manifest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from geo.model.periods import LATEST, years_of
from geo.model.profile import Profile
from layers.catalogue import layer, layers
from layers.spec import MARKS


def overlays(profile: Profile, layer_id: str) -> tuple[str, ...]:
    """Return the layers that may lie on one, bottom to top: marks of places of another level.

    Raises UnknownWord for a layer that is not published.
    """
    return over_level(profile, layer(profile, layer_id).level)


def over_level(profile: Profile, level: str) -> tuple[str, ...]:
    """Return the layers that may lie on one of a level, published or a reader's own."""
    known = layers(profile).items()
    return tuple(name for name, spec in known if spec.kind in MARKS and spec.level != level)


def above(profile: Profile, layer_id: str, asked: Collection[str]) -> tuple[str, ...]:
    """Return those of the layers asked for that lie on one, bottom to top."""
    return tuple(name for name in overlays(profile, layer_id) if name in asked)


def overlay_period(periods: Iterable[str], first: str, theme_period: str) -> str:
    """Return the period of an overlay: its newest that had begun when the theme's ended.

    The one that opens (``first``) where it has none so old, or the theme has no one date.
    """
    if theme_period in ("", LATEST):
        return first
    dated = years_of(period for period in periods if period)
    begun = [period for period in dated if period[: len(theme_period)] <= theme_period]
    return max(begun, default=first)
