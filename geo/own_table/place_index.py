"""The places that a row may mean, by everything they are or were called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from geo.levels import DIVISIONS, Level, level_facts
from geo.model.former_names import FormerName
from geo.own_table.place_spelling import CHINESE, latin_names, one_off, plain, short_names
from geo.store.catalogue import Catalogue

# How a place was found, the surest first: what is surer wins where both are possible.
How = Literal[
    "code", "name", "short", "former_code", "former", "english", "composed", "near", "chosen"
]
SURENESS: tuple[How, ...] = ("code", "name", "short", "former_code", "former", "english")
# A shorter name is near to too many.
NEAREST = 3
OFFERED = 6


@dataclass(frozen=True)
class KnownPlace:
    """A place of the atlas: its id, its level, its names, and the prefecture it lies in."""

    place_id: str
    level: Level
    name_zh: str
    name_en: str
    parent: str = ""


@dataclass(frozen=True)
class Called:
    """A name that means some places, and how; a former one says until when it was used."""

    places: tuple[KnownPlace, ...]
    how: How
    former: FormerName | None = None


class PlaceIndex:
    """What a catalogue's divisions and zones are called: codes, names, former and foreign ones."""

    def __init__(self, known: Catalogue) -> None:
        levels = (*DIVISIONS, "zone")
        self.places = {
            place.place_id: KnownPlace(
                place.place_id,
                place.level,
                place.name_zh,
                place.name_en,
                getattr(place, "prefecture", "") or "",
            )
            for level in levels
            for place in known.at_level(level)
        }
        self.province = self.places[known.profile.adcode]
        # What may stand before a name without changing it, the longest first.
        self.wholes = tuple(
            sorted({plain(self.province.name_zh), plain(known.profile.name_zh)}, key=len)[::-1]
        )
        self._called: dict[str, list[Called]] = defaultdict(list)
        for place in self.places.values():
            shorter = getattr(known.zones.get(place.place_id), "short_zh", "")
            for name, how in _names(place, shorter):
                self._add(name, Called((place,), how))
        self._add(self.wholes[-1], Called((self.province,), "short"))
        for former in known.former_names:
            self._add_former(former)
        self._near: dict[str, set[str]] = defaultdict(set)
        for name in self._called:
            if len(name) >= NEAREST and not name.isdigit():
                for part in one_off(name):
                    self._near[part].add(name)

    def letters(self) -> str:
        """Return the characters of all names, by which an encoding is told."""
        return "".join(sorted({c for name in self._called for c in name if CHINESE.match(c)}))

    def called(self, name: str) -> tuple[Called, ...]:
        """Return what a plain name means, by the surest way in which it means anything."""
        found = self._called.get(name, [])
        for how in SURENESS:
            if same := tuple(one for one in found if one.how == how):
                return same
        return ()

    def every(self, name: str) -> tuple[Called, ...]:
        """Return all that a plain name means or meant."""
        return tuple(self._called.get(name, ()))

    def near(self, name: str) -> tuple[KnownPlace, ...]:
        """Return the places with a name that differs by one character; nothing is decided by it."""
        if len(name) < NEAREST or name.isdigit():
            return ()
        names = {other for part in one_off(name) for other in self._near.get(part, ())}
        # Of short names nearly all differ by one character.
        close = sorted(names, key=lambda other: (-_shared(name, other), other))
        found = dict.fromkeys(
            place
            for other in close
            if _shared(name, other) >= len(name) / 2 or sorted(name) == sorted(other)
            for one in self._called[other]
            for place in one.places
        )
        return tuple(found)[:OFFERED]

    def begins(self, name: str) -> Iterator[tuple[Called, str]]:
        """Yield what the beginnings of a plain name mean, the longest first, and the rest."""
        for at in range(len(name) - 1, 1, -1):
            for one in self.called(name[:at]):
                yield one, name[at:]

    def _add(self, name: str, called: Called) -> None:
        if name and called not in self._called[name]:
            self._called[name].append(called)

    def _add_former(self, former: FormerName) -> None:
        places = tuple(self.places[one] for one in former.places if one in self.places)
        if not places:
            return
        # A code that is in use again means what it means now.
        if former.former_code not in self.places:
            self._add(former.former_code, Called(places, "former_code", former))
        self._add(plain(former.former_name), Called(places, "former", former))


def _names(place: KnownPlace, shorter: str) -> Iterator[tuple[str, How]]:
    yield place.place_id, "code"
    yield plain(place.name_zh), "name"
    yield from ((name, "short") for name in short_names(place.name_zh))
    if shorter:
        yield plain(shorter), "short"
    if not level_facts(place.level).division:
        # A zone is not called by the name of the city that it lies in.
        yield plain(place.name_en), "english"
        return
    yield from ((name, "english") for name in latin_names(place.name_en, place.name_zh))


def _shared(one: str, other: str) -> int:
    """Return how many characters two names share at the same distance from either end."""
    start = sum(a == b for a, b in zip(one, other, strict=False))
    end = sum(a == b for a, b in zip(one[::-1], other[::-1], strict=False))
    return max(start, end)


def by_id(places: Iterable[KnownPlace]) -> dict[str, KnownPlace]:
    """Return places by their ids, each once."""
    return {place.place_id: place for place in places}
