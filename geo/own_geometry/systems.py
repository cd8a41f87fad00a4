"""Coordinate systems of Chinese survey data: which a file states, which its numbers may be.

A file says it in words of its own (EPSG code, WKT of a ``.prj``); numbers that are no degrees and
come without such words are tried in every system that is used here. Where X is north, as Chinese
survey sheets have it, the two columns are exchanged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
from pyproj import Proj

from geo.sentences import Said, said

Coordinates = npt.NDArray[np.float64]
DEGREES, MERCATOR = "degrees", "mercator"
# The zones of Gauss-Krueger are counted from Greenwich, three or six degrees wide.
GK, GK_ZONE3, GK_ZONE6, UTM = "gk", "gk3", "gk6", "utm"
MIDDLE, MILLION, UTM_SCALE = 5e5, 1_000_000, 0.9996
WIDE3, WIDE6, HALF_TURN = 3, 6, 180
# How far (degrees) from the middle meridian of a zone somebody may still reckon in it.
REACH = 4
LONGEST_TITLE = 80
# Codes of CGCS2000 by the first of a row: three-degree zones with and without their number, then
# six-degree zones, and the geographic ones that are told apart by centimetres, or by more.
CGCS_ZONE3, CGCS_CM3, CGCS_ZONE6, CGCS_CM6 = 4513, 4534, 4491, 4502
XIAN_ZONE3, XIAN_CM3 = 2349, 2370
FIRST_ZONE3, FIRST_CM3, FIRST_ZONE6, FIRST_CM6 = 25, 75, 13, 75
ZONES3, ZONES6 = 21, 11
FIRST_UTM, UTM_NORTH = 32601, 60
PLAIN = {4326: "", 4490: "", 4258: "", 84: "", 4610: "older", 4214: "older"}
WEB_MERCATOR = (3857, 900913, 3785, 102100, 102113)
# The ellipsoids by the words of a WKT; that of CGCS2000 is GRS 80 within a tenth of a millimetre.
OLDER = re.compile(r"beijing|xian|krass|iag_?75|iag_1975", re.IGNORECASE)
NUMBER = r"\s*,\s*([-+0-9.eE]+)"
CODE = re.compile(r"(?:EPSG|OGC)\W*(?:[\d.]*\W+)?(?:CRS)?(\d{2,6})\b", re.IGNORECASE)


@dataclass(frozen=True)
class System:
    """A coordinate system: how it is reckoned, and what it is called.

    ``meridian`` is the middle one (degrees), ``east`` what is added to eastings (metres);
    ``older`` is whether its ellipsoid is one of before CGCS2000: up to some hundred metres off.
    """

    key: str
    meridian: float = 0.0
    east: float = 0.0
    scale: float = 1.0
    older: str = ""

    @property
    def words(self) -> Said:
        """Return what it is called."""
        kind = self.key.split("-")[0]
        number = int(self.east // MILLION)
        return said(f"own.system.{kind}", meridian=f"{self.meridian:g}", number=number)

    def degrees(self, corners: Coordinates) -> Coordinates:
        """Return corners (easting, northing) in degrees; infinite where they are none of it."""
        if self.key == DEGREES:
            return corners
        lon, lat = _projection(self)(corners[:, 0], corners[:, 1], inverse=True, errcheck=False)
        return np.column_stack([lon, lat])


@cache
def _projection(system: System) -> Proj:
    if system.key == MERCATOR:
        return Proj("+proj=merc +a=6378137 +b=6378137 +units=m +no_defs")
    ellipsoid = {"xian": "+a=6378140 +rf=298.257", "beijing": "+ellps=krass"}.get(system.older)
    return Proj(
        f"+proj=tmerc +lat_0=0 +lon_0={system.meridian:g} +k={system.scale:.10g}"
        f" +x_0={system.east:.10g} +y_0=0 {ellipsoid or '+ellps=GRS80'} +units=m +no_defs"
    )


def gauss_krueger(meridian: float, east: float = MIDDLE, older: str = "") -> System:
    """Return a zone of Gauss-Krueger by its middle meridian and what is added to eastings."""
    number = int(east // MILLION)
    kind = GK if not number else GK_ZONE3 if number * WIDE3 == meridian else GK_ZONE6
    return System(f"{kind}-{number or format(meridian, 'g')}", meridian, east, older=older)


def utm(number: int) -> System:
    """Return a zone of UTM on the northern half."""
    return System(f"{UTM}-{number}", WIDE6 * number - HALF_TURN - WIDE3, MIDDLE, UTM_SCALE)


def candidates(west: float, east: float) -> tuple[System, ...]:
    """Return every system that data between two meridians (degrees) may be in, degrees first."""
    return (System(DEGREES), System(MERCATOR), *_zones(west - REACH, east + REACH))


def _zones(west: float, east: float) -> Iterator[System]:
    for number in range(1, 61):
        middle3, middle6 = WIDE3 * number, WIDE6 * number - WIDE3
        if west <= middle3 <= east:
            yield gauss_krueger(middle3)
            yield gauss_krueger(middle3, number * MILLION + MIDDLE)
        if west <= middle6 <= east:
            yield gauss_krueger(middle6, number * MILLION + MIDDLE)
            yield utm(number + 30)


@cache
def system_of(key: str) -> System | None:
    """Return a system by its key; None for what is none."""
    kind, _, number = key.partition("-")
    if key in (DEGREES, MERCATOR):
        return System(key)
    if not number.isdigit() or not 0 < int(number) <= HALF_TURN:
        return None
    at = int(number)
    if kind == UTM and at <= UTM_NORTH:
        return utm(at)
    made = {
        GK: (at, MIDDLE),
        GK_ZONE3: (WIDE3 * at, at * MILLION + MIDDLE),
        GK_ZONE6: (WIDE6 * at - WIDE3, at * MILLION + MIDDLE),
    }.get(kind)
    return gauss_krueger(*made) if made else None


def by_code(code: int) -> System | None:
    """Return the system of an EPSG code; None for one that is not used here.

    >>> by_code(4527).key, by_code(4544).key, by_code(4326).key
    ('gk3-39', 'gk-105', 'degrees')
    """
    if code in PLAIN:
        return System(DEGREES, older=PLAIN[code])
    if code in WEB_MERCATOR:
        return System(MERCATOR)
    if FIRST_UTM <= code < FIRST_UTM + UTM_NORTH:
        return utm(code - FIRST_UTM + 1)
    for first, count, wide, start, numbered, older in (
        (CGCS_ZONE3, ZONES3, WIDE3, FIRST_ZONE3, True, ""),
        (CGCS_CM3, ZONES3, WIDE3, FIRST_CM3, False, ""),
        (CGCS_ZONE6, ZONES6, WIDE6, FIRST_ZONE6, True, ""),
        (CGCS_CM6, ZONES6, WIDE6, FIRST_CM6, False, ""),
        (XIAN_ZONE3, ZONES3, WIDE3, FIRST_ZONE3, True, "xian"),
        (XIAN_CM3, ZONES3, WIDE3, FIRST_CM3, False, "xian"),
    ):
        at = code - first
        if not 0 <= at < count:
            continue
        if not numbered:
            return gauss_krueger(start + wide * at, older=older)
        number = start + at
        middle = wide * number - (WIDE3 if wide == WIDE6 else 0)
        return gauss_krueger(middle, number * MILLION + MIDDLE, older)
    return None


def title(words: str) -> str:
    """Return what a WKT calls its system; other words as they are."""
    named = re.search(r'^\s*(?:PROJCS|PROJCRS|GEOGCS|GEOGCRS|GEODCRS)\s*\[\s*"([^"]*)"', words)
    return (named[1] if named else words).strip()[:LONGEST_TITLE]


def stated(words: str) -> System | None:
    """Return the system that a ``.prj``, a ``crs`` or a WKT states; None where it is none of ours.

    Of a WKT the parameters decide, not its name.
    """
    if not re.search(r"PROJCS|PROJCRS|GEOGCS|GEOGCRS|GEODCRS", words):
        code = CODE.search(words)
        if code is None:
            return System(DEGREES) if "CRS84" in words.upper() else None
        return by_code(int(code[1]))
    if not re.search(r"PROJCS|PROJCRS", words):
        return System(DEGREES, older="older" if OLDER.search(words) else "")
    if re.search(r"Mercator_Auxiliary|Popular.?Visuali|Pseudo.?Mercator", words, re.IGNORECASE):
        return System(MERCATOR)
    return _zone_of(words)


def _zone_of(words: str) -> System | None:
    """Return the zone of Gauss-Krueger or UTM that the parameters of a WKT make; None for none."""
    meridian = _parameter(words, r"Central.?Meridian|Longitude of natural origin")
    east = _parameter(words, r"False.?Easting")
    scale = _parameter(words, r"Scale.?Factor[^\"]*") or 1.0
    transverse = re.search(r"Transverse.?Mercator|Gauss.?Kruger", words, re.IGNORECASE)
    if not transverse or meridian is None or east is None:
        return None
    if scale != 1.0:
        made = utm(round((meridian + HALF_TURN + WIDE3) / WIDE6))
        return made if (made.meridian, made.east, made.scale) == (meridian, east, scale) else None
    older = ""
    if OLDER.search(words):
        older = "beijing" if re.search(r"beijing|krass", words, re.IGNORECASE) else "xian"
    return gauss_krueger(meridian, east, older)


def _parameter(words: str, name: str) -> float | None:
    found = re.search(rf'PARAMETER\["(?:{name})"{NUMBER}', words, re.IGNORECASE)
    try:
        return float(found[1]) if found else None
    except ValueError:
        return None
