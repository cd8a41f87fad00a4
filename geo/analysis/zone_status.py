"""The pipeline of zones: which level every zone has at a date, held against published counts.

Published counts and the list of zones are two things: a count says how many there are, the list
which ones are known by name. What the list lacks is said as an unnamed remainder, never filled.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from geo.model.figures import Value
from geo.model.targets import Target
from geo.model.zone_events import State, ZoneStep, last_day
from geo.model.zones import Zone

if TYPE_CHECKING:
    from geo.model.zone_events import Requirement
    from geo.store.catalogue import Catalogue

Standing = Literal["national", "candidate", "provincial", "unconfirmed", "undated", "not-yet"]
Level = Literal["national", "provincial", "total"]

STANDINGS: tuple[Standing, ...] = (
    *("national", "candidate", "provincial", "unconfirmed", "undated", "not-yet"),
)
LEVELS: tuple[Level, ...] = ("national", "provincial", "total")
INFERRED = " (inferred)"
# The indicators that count zones, and which.
ZONE_COUNTS: Mapping[str, Level] = {f"zones_{level}": level for level in LEVELS}


@dataclass(frozen=True)
class Count:
    """How many zones a source says there are; ``derived`` when it is arithmetic on two counts."""

    value: int
    derived: bool
    source_ids: tuple[str, ...]
    quote: str
    note: str = ""


@dataclass(frozen=True)
class Moment:
    """A date for which a count of zones is published; ``inferred`` when the date is not stated.

    The ``target`` moment holds what documents aim at for its year.
    """

    date: str
    counts: Mapping[Level, Count]
    inferred: bool = False
    target: bool = False


@dataclass(frozen=True)
class ListedCount:
    """A published count beside the rows of the list: the count is the rows plus the unnamed.

    ``unnamed`` is None where no count is published, and negative where the list has more rows
    than the count.
    """

    level: Level
    count: Count | None
    rows: int

    @property
    def unnamed(self) -> int | None:
        """Return how many of the counted zones the list does not name."""
        return None if self.count is None else self.count.value - self.rows


@dataclass(frozen=True)
class Ledger:
    """Every zone's standing at a moment, and the tallies that follow from it."""

    moment: Moment
    standings: Mapping[str, Standing]

    def having(self, *standings: Standing) -> tuple[str, ...]:
        """Return the zones that have one of some standings, in the list's order."""
        return tuple(zone for zone, one in self.standings.items() if one in standings)

    def tally(self, level: Level) -> ListedCount:
        """Return the count of a level beside its rows; unconfirmed and undated ones are no rows."""
        named: Mapping[Level, tuple[Standing, ...]] = {
            "national": ("national",),
            "provincial": ("provincial", "candidate"),
            "total": ("national", "provincial", "candidate"),
        }
        return ListedCount(level, self.moment.counts.get(level), len(self.having(*named[level])))


@dataclass(frozen=True)
class Aim:
    """From the base year to the target: how many become national, how many are new.

    ``upgrades`` places for the ``candidates`` the plan names, and ``slots`` for zones that belong
    to no place yet.
    """

    base: Ledger
    target: Moment
    upgrades: int
    slots: int
    candidates: tuple[str, ...]


def moments(catalogue: Catalogue) -> tuple[Moment, ...]:
    """Return every date with a published count, oldest first; the base year alone if none is."""
    mine = [
        value
        for value in catalogue.values
        if value.place_id == catalogue.profile.adcode and value.indicator_id in ZONE_COUNTS
    ]
    finer = {value.as_of for value in mine}
    found: dict[str, dict[Level, Count]] = {}
    inferred: set[str] = set()
    for value in mine:
        date = value.as_of.removesuffix(INFERRED) or _year_end(value.period, finer)
        if value.as_of.endswith(INFERRED):
            inferred.add(date)
        found.setdefault(date, {})[ZONE_COUNTS[value.indicator_id]] = _counted(value)
    dated = (Moment(d, _summed(found[d]), inferred=d in inferred) for d in sorted(found))
    return tuple(dated) or (Moment(catalogue.profile.base_year, {}),)


def target(catalogue: Catalogue) -> Moment | None:
    """Return the moment that documents aim at, None where they state no aim for zones."""
    found = {
        level: one
        for level in LEVELS
        for one in catalogue.targets
        if (one.place_id, one.indicator_id) == (catalogue.profile.adcode, f"zones_{level}")
    }
    if "total" not in found:
        return None
    counts: dict[Level, Count] = {level: _aimed(one) for level, one in found.items()}
    return Moment(found["total"].due_period, counts, target=True)


def ledger(catalogue: Catalogue, moment: Moment) -> Ledger:
    """Return where every zone stands at a moment; at the target, where it stood before it."""
    steps, base_year = _by_zone(catalogue.zone_steps), catalogue.profile.base_year
    return Ledger(
        moment,
        {
            zone.place_id: standing(
                zone, steps.get(zone.place_id, ()), moment.date, base_year=base_year
            )
            for zone in catalogue.zones.values()
        },
    )


def standing(zone: Zone, steps: Iterable[ZoneStep], date: str, *, base_year: str) -> Standing:
    """Return a zone's level at the end of a date, as far as its dated steps show it.

    From the base year on, a zone that the list counts among those of that year has its level
    even if no source dates it. A zone that may not be among them is unconfirmed at any date.
    """
    known = list(steps)
    national = _reached(known, "national_approved", date)
    if national or national is None:
        return "national" if national else "undated"
    provincial = _reached(known, "provincial_approved", date)
    dated = _has(known, "provincial_approved", "national_approved")
    if zone.counted is None:
        return "not-yet" if provincial is False and dated else "unconfirmed"
    if zone.counted and last_day(date) >= last_day(base_year):
        return "national" if zone.grade == "national" else _named(zone)
    if provincial:
        return "provincial"
    return "not-yet" if provincial is False and dated else "undated"


def aim(catalogue: Catalogue) -> Aim | None:
    """Return the way from the base year to the target; None where either is not counted."""
    goal = target(catalogue)
    base = ledger(catalogue, base_moment(catalogue))
    national, total = base.moment.counts.get("national"), base.moment.counts.get("total")
    if goal is None or national is None or total is None or "national" not in goal.counts:
        return None
    return Aim(
        base=base,
        target=goal,
        upgrades=goal.counts["national"].value - national.value,
        slots=goal.counts["total"].value - total.value,
        candidates=base.having("candidate"),
    )


def base_moment(catalogue: Catalogue) -> Moment:
    """Return the plan's base year."""
    known = {moment.date: moment for moment in moments(catalogue)}
    base_year = catalogue.profile.base_year
    return known.get(base_year, Moment(base_year, {}))


def state(requirement: Requirement, zone: Zone, steps: Iterable[ZoneStep]) -> State:
    """Return whether a source shows that a zone meets a requirement; never guessed.

    ``not-met`` is said only of what the tables settle: a zone that the plan does not name.
    """
    evidence = requirement.evidence
    if evidence == "provincial_level":
        settled = zone.grade in ("provincial", "national") and zone.counted is not None
        return "met" if settled else "not-stated"
    if evidence == "named_in_plan":
        return "met" if zone.candidate else "not-met"
    return "met" if evidence and _has(list(steps), evidence) else "not-stated"


def steps_of(catalogue: Catalogue, zone_id: str) -> tuple[ZoneStep, ...]:
    """Return the steps of a zone, oldest first."""
    mine = (step for step in catalogue.zone_steps if step.zone_id == zone_id)
    return tuple(sorted(mine, key=lambda step: (last_day(step.date), step.step)))


def _counted(value: Value) -> Count:
    return Count(
        value=int(value.value),
        derived=value.status == "derived",
        source_ids=value.source_ids,
        quote=value.quote,
        note=value.note,
    )


def _year_end(period: str, finer: Iterable[str]) -> str:
    """Return the date of a figure that has only a year: its end, where another names December."""
    return f"{period}-12" if f"{period}-12" in finer else period


def _summed(counts: Mapping[Level, Count]) -> Mapping[Level, Count]:
    """Return counts with what two of them say of the third."""
    known = dict(counts)
    national, provincial, total = (known.get(level) for level in LEVELS)
    if national and provincial and not total:
        known["total"] = _derived(national, provincial, 1)
    if total and provincial and not national:
        known["national"] = _derived(total, provincial, -1)
    return known


def _derived(count: Count, other: Count, sign: int) -> Count:
    mark = "+" if sign > 0 else "−"
    value = count.value + sign * other.value
    return Count(
        value=value,
        derived=True,
        source_ids=tuple(dict.fromkeys((*count.source_ids, *other.source_ids))),
        quote="",
        note=f"{count.value} {mark} {other.value} = {value}",
    )


def _aimed(one: Target) -> Count:
    return Count(int(one.value), derived=False, source_ids=(one.source_id,), quote=one.quote)


def _by_zone(steps: Iterable[ZoneStep]) -> Mapping[str, list[ZoneStep]]:
    found: dict[str, list[ZoneStep]] = {}
    for step in steps:
        found.setdefault(step.zone_id, []).append(step)
    return found


def _named(zone: Zone) -> Standing:
    """Return candidate for a provincial zone that the plan names for an upgrade."""
    return "candidate" if zone.candidate else "provincial"


def _has(steps: Iterable[ZoneStep], *names: str) -> bool:
    return any(step.step in names for step in steps)


def _reached(steps: Iterable[ZoneStep], name: str, date: str) -> bool | None:
    """Return whether a step lay behind at a date; sources that disagree must all say so."""
    told = {step.happened(date) for step in steps if step.step == name}
    return told.pop() if len(told) == 1 else None if told else False
