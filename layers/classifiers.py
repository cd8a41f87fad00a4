"""Classifiers: the bounds of a scheme, as the libraries for them find them."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Sequence
from types import ModuleType
from typing import cast

from layers.palettes import MOST_CLASSES


def fitted(kept: tuple[float, ...], scheme: str, k: int) -> Sequence[float]:
    """Return the upper bounds of a scheme, at most as many as a ramp has colors."""
    distinct = len(set(kept))
    if scheme == "natural":
        return _natural(kept, k)
    mapclassify = classifiers()
    if scheme == "quantiles":
        return _bounds(mapclassify.Quantiles, kept, k=min(k, distinct))
    if scheme == "equal":
        return _bounds(mapclassify.EqualInterval, kept, k=k)
    if scheme == "stdev":
        return _bounds(mapclassify.StdMean, kept)
    # Pretty breaks come out more than asked; then fewer are asked.
    asked = (_bounds(mapclassify.PrettyBreaks, kept, k=fewer) for fewer in range(k, 1, -1))
    return next(found for found in asked if len(found) <= MOST_CLASSES)


def _natural(kept: tuple[float, ...], k: int) -> Sequence[float]:
    """Return bounds after Fisher and Jenks, as mapclassify has them.

    That one, without a compiler of 100 MB beside it, takes forty times as long for them.
    """
    distinct = sorted(set(kept))
    if len(distinct) <= k:
        return distinct
    from jenkspy import jenks_breaks  # noqa: PLC0415  only the one-time build classifies

    bounds: Sequence[float] = jenks_breaks(kept, k)[1:]
    return bounds


def _bounds(kind: type, kept: tuple[float, ...], **asked: int) -> Sequence[float]:
    """Return the upper bounds of a classifier, without the sums of how well they fit.

    It would make those unasked, and they take longer than the bounds.
    """
    bare = type(kind.__name__, (kind,), {"_summary": lambda _: None})
    with warnings.catch_warnings():
        # Ties leave fewer classes than asked; the legend shows that.
        warnings.filterwarnings("ignore", message="Not enough unique values")
        found: Sequence[float] = bare(kept, **asked).bins
    return found


def classifiers() -> ModuleType:
    """Return the library that classes, without the one that draws.

    It imports pyplot for drawings that we do not ask of it, and can do without.
    """
    unloaded = "matplotlib.pyplot" not in sys.modules
    if unloaded:
        sys.modules["matplotlib.pyplot"] = None  # type: ignore[assignment]  # means: not to be had
    try:
        import mapclassify  # noqa: PLC0415  slow and large: only the one-time build classifies
    finally:
        if unloaded:
            del sys.modules["matplotlib.pyplot"]
    return cast("ModuleType", mapclassify)
