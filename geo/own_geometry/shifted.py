"""GCJ-02 and BD-09: the shifted coordinates of Chinese web maps, and back to WGS-84.

The shift is not a datum but a deliberate deviation of up to some 700 m. Its formula was never
published by its authors; it has been known since 2010 by the code of wuyongzheng and is kept in
the open by googollee/eviltransform and wandergis/coordtransform (both MIT), of which these are the
numbers. There is no inverse in closed form: it is found by iteration, to a tenth of a millimetre.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Literal

import numpy as np
import numpy.typing as npt

from geo.own_geometry.systems import Coordinates

Shift = Literal["wgs84", "gcj02", "bd09"]
SHIFTS: tuple[Shift, ...] = ("wgs84", "gcj02", "bd09")
# The ellipsoid of Krassowsky, and where the polynomial has its origin.
AXIS, ECCENTRICITY = 6_378_245.0, 0.006_693_421_622_965_943
ORIGIN = (105.0, 35.0)
BAIDU = np.pi * 3000 / 180
BAIDU_EAST, BAIDU_NORTH = 0.0065, 0.006
# A step is a thousandth of the one before: three more than are needed.
STEPS = 8
Numbers = npt.NDArray[np.float64]


def to_gcj(corners: Coordinates) -> Coordinates:
    """Return WGS-84 degrees as GCJ-02."""
    lon, lat = corners[:, 0], corners[:, 1]
    x, y = lon - ORIGIN[0], lat - ORIGIN[1]
    both = (20 * np.sin(6 * x * np.pi) + 20 * np.sin(2 * x * np.pi)) * 2 / 3
    north = (
        -100
        + 2 * x
        + 3 * y
        + 0.2 * y * y
        + 0.1 * x * y
        + 0.2 * np.sqrt(np.abs(x))
        + both
        + _waves(y, (20, 1), (40, 3), (160, 12), (320, 30))
    )
    east = (
        300
        + x
        + 2 * y
        + 0.1 * x * x
        + 0.1 * x * y
        + 0.1 * np.sqrt(np.abs(x))
        + both
        + _waves(x, (20, 1), (40, 3), (150, 12), (300, 30))
    )
    turned = np.radians(lat)
    bulge = 1 - ECCENTRICITY * np.sin(turned) ** 2
    along = np.degrees(north * bulge**1.5 / (AXIS * (1 - ECCENTRICITY)))
    across = np.degrees(east * np.sqrt(bulge) / (AXIS * np.cos(turned)))
    return np.column_stack([lon + across, lat + along])


def _waves(at: Numbers, *waves: tuple[float, float]) -> Numbers:
    parts = [height * np.sin(at * np.pi / length) for height, length in waves]
    whole: Numbers = np.sum(parts, axis=0) * 2 / 3
    return whole


def gcj_to_bd(corners: Coordinates) -> Coordinates:
    """Return GCJ-02 degrees as BD-09."""
    x, y = corners[:, 0], corners[:, 1]
    far = np.hypot(x, y) + 0.00002 * np.sin(y * BAIDU)
    turned = np.arctan2(y, x) + 0.000003 * np.cos(x * BAIDU)
    return np.column_stack([far * np.cos(turned) + BAIDU_EAST, far * np.sin(turned) + BAIDU_NORTH])


def to_bd(corners: Coordinates) -> Coordinates:
    """Return WGS-84 degrees as BD-09."""
    return gcj_to_bd(to_gcj(corners))


def _back(forward: Callable[[Coordinates], Coordinates], corners: Coordinates) -> Coordinates:
    """Return what a shift makes the given corners of."""
    found = corners
    for _ in range(STEPS):
        found = found - (forward(found) - corners)
    return found


def _unshifted(corners: Coordinates) -> Coordinates:
    return corners


# How corners of each kind become WGS-84.
TO_WGS: Mapping[Shift, Callable[[Coordinates], Coordinates]] = {
    "wgs84": _unshifted,
    "gcj02": partial(_back, to_gcj),
    "bd09": partial(_back, to_bd),
}
