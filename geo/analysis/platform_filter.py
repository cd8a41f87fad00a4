"""The lens: platforms chosen by what they are, and where else a field of the plan is named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from geo.model.plan_fields import FieldWord
from geo.model.platform_totals import PlatformTotal
from geo.model.platforms import Platform
from geo.store.catalogue import AnyPlace, Catalogue

# What an address says for "the table leaves this blank"; no field, no code is called so.
BLANK = "none"
# University campuses stand in the table as places of hosts, not as platforms of their own.
CAMPUS = "campus"
# Points that are only the seat of a prefecture, tens of kilometres from where the thing may be.
SEAT = "prefecture-seat"
# Phrases of a list; what stands in brackets belongs to the phrase before them.
BETWEEN = re.compile(r"[、，；;,](?![^（(]*[）)])")


By = Literal["field", "type", "rank", "status", "prefecture"]


@dataclass(frozen=True)
class PlatformFilter:
    """What a reader asks of the platforms; what is empty asks nothing.

    ``field`` and ``prefecture`` may be ``BLANK``: those whose field or place is not stated.
    ``host`` is found anywhere in the name of the host. Campuses are left out unless
    ``campuses`` or a type asks for them.
    """

    field: str = ""
    types: tuple[str, ...] = ()
    rank: str = ""
    status: str = ""
    prefecture: str = ""
    host: str = ""
    campuses: bool = False


@dataclass(frozen=True)
class NamedPhrase:
    """A phrase of an industry list, and the words in it that name a field of the plan."""

    phrase: str
    words: tuple[FieldWord, ...]


def chosen(catalogue: Catalogue, choice: PlatformFilter) -> tuple[Platform, ...]:
    """Return the platforms a choice leaves, in the order of the table."""
    return tuple(p for p in catalogue.platforms.values() if _kept(p, catalogue, choice))


def _kept(platform: Platform, catalogue: Catalogue, choice: PlatformFilter) -> bool:
    if not choice.campuses and not choice.types and is_campus(platform, catalogue):
        return False
    return (
        _asked(choice.field, platform.field)
        and (not choice.types or platform.type in choice.types)
        and _asked(choice.rank, platform.rank)
        and _asked(choice.status, platform.status)
        and _asked(choice.prefecture, platform.prefecture)
        and choice.host in platform.host
    )


def _asked(asked: str, stated: str) -> bool:
    return not asked or (stated or BLANK) == asked


def asks(total: PlatformTotal) -> PlatformFilter:
    """Return the choice whose count stands beside a published total."""
    return PlatformFilter(
        types=total.types,
        rank=total.rank,
        status=total.status,
        prefecture=total.prefecture,
        host=total.host,
    )


def counted(catalogue: Catalogue, total: PlatformTotal) -> tuple[Platform, ...] | None:
    """Return the listed platforms that a total can stand beside; None if there are no such."""
    return chosen(catalogue, asks(total)) if total.match else None


def is_campus(platform: Platform, catalogue: Catalogue) -> bool:
    """Return whether the row is a university campus."""
    return catalogue.platform_types[platform.type].family == CAMPUS


def called(catalogue: Catalogue, place: AnyPlace) -> str:
    """Return what a place is called: its level, but a campus is no platform."""
    campus = isinstance(place, Platform) and is_campus(place, catalogue)
    return CAMPUS if campus else place.level


def phrases(text: str) -> tuple[str, ...]:
    """Return what an industry list names, one phrase after the other.

    >>> phrases("电子信息（集成电路、新型显示）、航空航天")
    ('电子信息（集成电路、新型显示）', '航空航天')
    """
    return tuple(phrase.strip() for phrase in BETWEEN.split(text) if phrase.strip())


def named(
    listed: Iterable[str], words: Iterable[FieldWord], *, field: str = ""
) -> tuple[NamedPhrase, ...]:
    """Return the phrases that name the field, or any field, with the words that do."""
    mine = [word for word in words if not field or word.field == field]
    named_phrases = (NamedPhrase(phrase, _within(phrase, mine)) for phrase in listed)
    return tuple(named_phrase for named_phrase in named_phrases if named_phrase.words)


def _within(phrase: str, words: Iterable[FieldWord]) -> tuple[FieldWord, ...]:
    """Return the words a phrase holds; of one field, a word within a longer one is not said."""
    held = [word for word in words if word.word in phrase]
    return tuple(
        word
        for word in held
        if not any(
            word.word != other.word and word.word in other.word and word.field == other.field
            for other in held
        )
    )


def unnamed(listed: Iterable[str], words: Iterable[FieldWord]) -> tuple[str, ...]:
    """Return the phrases in which no field of the plan is named."""
    mine = tuple(words)
    return tuple(phrase for phrase in listed if not _within(phrase, mine))


def counts(catalogue: Catalogue, choice: PlatformFilter, by: By) -> Mapping[str, int]:
    """Return how many each value of a property would leave, the rest of the choice kept.

    ``BLANK`` counts those of which it is not stated. Types include the campuses.
    """
    cleared = {
        "field": replace(choice, field=""),
        "type": replace(choice, types=(), campuses=True),
        "rank": replace(choice, rank=""),
        "status": replace(choice, status=""),
        "prefecture": replace(choice, prefecture=""),
    }
    return Counter(str(getattr(p, by)) or BLANK for p in chosen(catalogue, cleared[by]))
