"""Which coordinates these are: what the file states, what puts them in the province, what is asked.

Nothing is exchanged or unshifted unless a person says so; what is likely is offered, with counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import cast

import numpy as np
import shapely

from geo.errors import AtlasError
from geo.own_geometry.own_ground import Indices, OwnGround
from geo.own_geometry.shifted import SHIFTS, TO_WGS, Shift
from geo.own_geometry.systems import (
    DEGREES,
    MERCATOR,
    UTM,
    Coordinates,
    System,
    candidates,
    system_of,
    title,
)
from geo.sentences import Said, said
from geo.store.place_grid import NOWHERE

# What is written behind the key of a system whose two columns are exchanged.
EXCHANGED = ":yx"
# A system fits that puts so many of the features in the province.
FITS = 0.5
SAMPLE = 5_000
# Stated counties decide between systems from so many on, and where so many agree.
FEWEST, AGREE = 20, 0.9
# From so many points with a stated county on, a shift is told; so many deviations apart.
ENOUGH, SURE = 1_000, 2.0
# Edges decide where the best reading is so much nearer than the next, and so near (metres).
NEARER, NEAR_M = 0.5, 150.0
EDGE_SAMPLE = 1_500
METRES = 1.1132e5
WEB = (DEGREES, MERCATOR)


@dataclass(frozen=True)
class SystemReading:
    """A way to read coordinates, and how many of a sample of features it puts in the province.

    ``agree`` is how many lie in the county that their row states.
    """

    system: System
    exchanged: bool = False
    inside: int = 0
    agree: int = 0

    @property
    def key(self) -> str:
        """Return the key by which a person chooses it."""
        return self.system.key + (EXCHANGED if self.exchanged else "")

    @property
    def words(self) -> Said:
        """Return what it is called."""
        if not self.exchanged:
            return self.system.words
        which = "degrees" if self.system.key == DEGREES else "metres"
        return said(f"own.system.exchanged-{which}", system=self.system.words)

    def degrees(self, corners: Coordinates) -> Coordinates:
        """Return corners of the file in degrees."""
        return self.system.degrees(corners[:, ::-1] if self.exchanged else corners)


@dataclass(frozen=True)
class SystemDecision:
    """How coordinates are read and why; None where it is asked. ``fits`` are what may be chosen."""

    reading: SystemReading | None
    why: Said
    fits: tuple[SystemReading, ...]
    chosen: bool = False
    asked: str = ""


@dataclass(frozen=True)
class ShiftDecision:
    """Whether coordinates are shifted: what was chosen, what the data say, and why.

    ``told`` is blank where they do not say. ``open`` is whether a person must still answer before
    the shapes stand on a map: the data say that they are shifted.
    """

    chosen: str = ""
    told: str = ""
    why: Said = field(default_factory=lambda: said("own.shift.unknown"))
    asked: bool = True

    @property
    def open(self) -> bool:
        """Return whether nothing is drawn before a person has answered."""
        return not self.chosen and self.told in ("gcj02", "bd09")

    @property
    def used(self) -> Shift:
        """Return what the coordinates are read as."""
        return cast("Shift", self.chosen or "wgs84")


def system_decision(
    points: Coordinates,
    claimed: Indices,
    stated: System | None,
    words: str,
    ground: OwnGround,
    choice: str,
) -> SystemDecision:
    """Return how coordinates are read.

    ``points`` are one of each feature as the file has them, ``claimed`` the position of the county
    that each row states, NOWHERE for none. Raises AtlasError for a choice that is no system.
    """
    if len(points) > SAMPLE:
        few = np.linspace(0, len(points) - 1, SAMPLE).astype(np.intp)
        points, claimed = points[few], claimed[few]
    west, _, east, _ = ground.box
    systems = candidates(west, east)
    if stated is not None:
        systems = (stated, *(one for one in systems if one.key != stated.key))
    every = [
        _tried(SystemReading(system, exchanged), points, claimed, ground)
        for system in systems
        for exchanged in (False, True)
    ]
    fits = tuple(one for one in every if one.inside >= FITS * max(1, len(points)))
    fits = tuple(sorted(fits, key=_likelihood))
    if choice:
        return _chosen(choice, every, fits)
    count = len(points)
    if stated is not None:
        return _as_stated(every, fits, words, count)
    return _unstated(fits, claimed, count)


def _chosen(
    choice: str, every: Sequence[SystemReading], fits: tuple[SystemReading, ...]
) -> SystemDecision:
    known = next((one for one in every if one.key == choice), None)
    if known is None:
        system = system_of(choice.removesuffix(EXCHANGED))
        if system is None:
            raise AtlasError(said("own.choice.system", word=choice))
        known = SystemReading(system, choice.endswith(EXCHANGED))
    return SystemDecision(known, said("own.chosen"), fits, chosen=True)


def _as_stated(
    every: Sequence[SystemReading], fits: tuple[SystemReading, ...], words: str, count: int
) -> SystemDecision:
    straight, exchanged = every[:2]
    if straight in fits:
        key = "own.system.why-stated" if words else "own.system.why-usual"
        return SystemDecision(straight, said(key, words=title(words)), fits)
    if exchanged in fits:
        why = said("own.system.ask-exchanged", inside=exchanged.inside, count=count)
        return SystemDecision(None, why, fits, asked="exchanged")
    if fits:
        why = said("own.system.ask-other", system=straight.words)
        return SystemDecision(None, why, fits, asked="system")
    return SystemDecision(None, said("own.system.ask-outside"), fits, asked="outside")


def _unstated(fits: tuple[SystemReading, ...], claimed: Indices, count: int) -> SystemDecision:
    if not fits:
        return SystemDecision(None, said("own.system.ask-outside"), fits, asked="outside")
    straight = [one for one in fits if not one.exchanged]
    plain = next((one for one in straight if one.system.key == DEGREES), None)
    if plain or (len(fits) == 1 and straight):
        key, first = ("degrees", plain) if plain else ("only", fits[0])
        why = said(f"own.system.why-{key}", inside=first.inside, count=count)
        return SystemDecision(first, why, fits)
    if fits[0].system.key == DEGREES:
        why = said("own.system.ask-exchanged", inside=fits[0].inside, count=count)
        return SystemDecision(None, why, fits, asked="exchanged")
    return _by_stated_counties(fits, claimed)


def _by_stated_counties(fits: tuple[SystemReading, ...], claimed: Indices) -> SystemDecision:
    """Return which of several systems puts features in the county they state, or a question."""
    named = int((claimed != NOWHERE).sum())
    best, *others = sorted(fits, key=lambda one: -one.agree)
    second = max((one.agree for one in others), default=0)
    if named >= FEWEST and best.agree >= AGREE * named and second <= FITS * named:
        if not best.exchanged:
            why = said("own.system.why-counties", agree=best.agree, count=named, other=second)
            return SystemDecision(best, why, fits)
        why = said("own.system.ask-counties", agree=best.agree, count=named, system=best.words)
        return SystemDecision(None, why, (best, *others), asked="system")
    why = said("own.system.ask-several")
    return SystemDecision(None, why, fits, asked="system")


def _likelihood(one: SystemReading) -> tuple[int, int, bool]:
    """Return what comes first: agreement, then how many lie in the province; surveys use no UTM."""
    return -one.agree, -one.inside, one.system.key.startswith(UTM)


def _tried(
    reading: SystemReading, points: Coordinates, claimed: Indices, ground: OwnGround
) -> SystemReading:
    corners = reading.degrees(points)
    west, south, east, north = ground.box
    lon, lat = corners[:, 0], corners[:, 1]
    near = (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
    found = np.full(len(points), NOWHERE, dtype=np.intp)
    if near.any():
        found[near] = ground.at(corners[near])
    inside = int((found != NOWHERE).sum())
    agree = int(((found == claimed) & (claimed != NOWHERE)).sum())
    return SystemReading(reading.system, reading.exchanged, inside, agree)


def shift_decision(
    degrees: Coordinates,
    claimed: Indices,
    outlines: Mapping[str, Coordinates],
    system: System,
    ground: OwnGround,
    choice: str,
) -> ShiftDecision:
    """Return whether coordinates are of GCJ-02 or BD-09.

    ``degrees`` are the points of features as read, ``outlines`` the corners of those that are
    named like a county or prefecture, by its code. Raises AtlasError for a choice that is none.
    """
    if choice and choice not in SHIFTS:
        raise AtlasError(said("own.choice.shift", word=choice))
    if system.key not in WEB:
        # A survey's grid has no shift: nobody projects what is meant for a web map.
        return ShiftDecision(choice, "wgs84", said("own.shift.survey"), asked=bool(choice))
    told, why = _by_counties(degrees, claimed, ground)
    if not told and outlines:
        edged = _by_edges(outlines, ground)
        told, why = edged if edged[0] else (told, why)
    if choice:
        return ShiftDecision(choice, told, said("own.chosen"))
    return ShiftDecision("", told, why, asked=told != "wgs84")


def _by_counties(degrees: Coordinates, claimed: Indices, ground: OwnGround) -> tuple[str, Said]:
    """Return which reading puts most points in the county that their row states, if it is sure."""
    stated = claimed != NOWHERE
    count = int(stated.sum())
    if not count:
        return "", said("own.shift.unknown")
    mine = claimed[stated]
    hits = {one: ground.at(TO_WGS[one](degrees[stated])) == mine for one in SHIFTS}
    numbers = {one: int(hit.sum()) for one, hit in hits.items()}
    counted: dict[str, int] = {"count": count} | {one: numbers[one] for one in SHIFTS}
    best = max(SHIFTS, key=lambda one: numbers[one])
    if count < ENOUGH:
        return "", said("own.shift.few", most=ENOUGH, **counted)
    for other in SHIFTS:
        won = int((hits[best] & ~hits[other]).sum())
        lost = int((hits[other] & ~hits[best]).sum())
        if other != best and won - lost < SURE * np.sqrt(won + lost):
            return "", said("own.shift.unsure", **counted)
    return best, said("own.shift.counties", name=said(f"own.shift.{best}"), **counted)


def _by_edges(outlines: Mapping[str, Coordinates], ground: OwnGround) -> tuple[str, Said]:
    """Return which reading lies nearest to our borders of the same name, if one clearly does."""
    far: dict[Shift, list[float]] = {one: [] for one in SHIFTS}
    for place, corners in outlines.items():
        edge = ground.edge(place)
        if edge is None:
            continue
        flat = np.array([np.cos(np.radians(corners[:, 1].mean())), 1.0])
        scaled = shapely.set_coordinates(copy(edge), shapely.get_coordinates(edge) * flat)
        shapely.prepare(scaled)
        step = max(1, len(corners) // EDGE_SAMPLE)
        for one in SHIFTS:
            moved = TO_WGS[one](corners[::step]) * flat
            away = shapely.distance(shapely.points(moved), scaled)
            far[one].append(float(np.median(away)) * METRES)
    medians: dict[Shift, float] = {one: float(np.median(each)) for one, each in far.items() if each}
    if not medians:
        return "", said("own.shift.unknown")
    best, second, *_ = sorted(medians, key=lambda one: medians[one])
    parts = {one: round(metres) for one, metres in medians.items()}
    if medians[best] <= NEAR_M and medians[best] < NEARER * medians[second]:
        return best, said("own.shift.edges", name=said(f"own.shift.{best}"), **parts)
    return "", said("own.shift.edges-unsure", **parts)
