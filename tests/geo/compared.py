"""What the tests of comparisons share: a row of some words, and a caution among many."""

from __future__ import annotations

from collections.abc import Sequence

from geo.analysis.cautions import Caution, Key
from geo.analysis.subject_profile import COMMON, ProfileRow, row
from geo.analysis.subjects import subjects
from geo.store.catalogue import Catalogue


def compared(known: Catalogue, indicator: str, *words: str, period: str = COMMON) -> ProfileRow:
    """Return the row of an indicator for the subjects that words name."""
    return row(known, indicator, subjects(known, words), period=period)


def only(found: Sequence[Caution], key: Key) -> Caution:
    """Return the one caution of a key."""
    [one] = [caution for caution in found if caution.key == key]
    return one


def keys(found: Sequence[Caution]) -> list[str]:
    """Return the keys of cautions."""
    return [caution.key for caution in found]


def said(found: Caution) -> list[tuple[str, str, float | str]]:
    """Return the numbers that a caution rests on."""
    return [(number.subject, number.name, number.value) for number in found.numbers]
