"""Naming: what people call the things that can be compared, beside their ids.

A full name, a short one and the English one each mean the thing, whatever their capitals. A name
that several things have means none of them: it is for a reader to choose.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import normalize

from geo.model.names import shortened
from geo.owned import owned

if TYPE_CHECKING:
    from geo.model.subject import Subject
    from geo.store.catalogue import Catalogue

# How many catalogues are kept, and how many names are offered for one that is none.
KEPT, OFFERED = 8, 6
# Characters that most Chinese names of places need to be told apart.
STEM = 2
# Endings of full names that a reader leaves out or shortens.
ZONE_ENDING, REGION_ENDING = " High-Tech Zone", "经济区"


def names_of(catalogue: Catalogue, subject: Subject) -> tuple[str, ...]:
    """Return what a subject is called, each as it is compared: its word first."""
    names = [subject.word, subject.name_zh, subject.name_en]
    if subject.word in catalogue.places:
        names.append(shortened(subject.name_zh))
    if subject.word in catalogue.zones:
        names.append(catalogue.zones[subject.word].short_zh)
        names.append(subject.name_en.replace(ZONE_ENDING, " HTZ"))
    if subject.word in catalogue.areas:
        area = catalogue.areas[subject.word]
        names += [area.short_zh, area.short_en]
    if subject.kind == "group":
        names.append(subject.name_zh.removesuffix(REGION_ENDING))
    return tuple(dict.fromkeys(_plain(name) for name in names if name))


def called(catalogue: Catalogue, every: tuple[Subject, ...], name: str) -> tuple[Subject, ...]:
    """Return the subjects among ``every`` that are called exactly so: none, one or several."""
    known = _index(catalogue, every)
    return known.get(_plain(name), ())


def near(catalogue: Catalogue, every: tuple[Subject, ...], name: str) -> tuple[Subject, ...]:
    """Return subjects whose names come near to one: they begin with it, hold it, or look like it.

    What nearly has the name of an id is not offered: a code that none has is no misspelt city.
    """
    known, sought = _index(catalogue, every), _plain(name)
    if not sought or sought.isdigit():
        return ()
    tests: tuple[Callable[[str], bool], ...] = (
        lambda one: one.startswith(sought),
        lambda one: sought in one,
        # What begins with the stem of a name is of it, however the rest is written.
        lambda one: not sought.isascii() and one[:STEM] == sought[:STEM],
        frozenset(get_close_matches(sought, known, n=OFFERED, cutoff=0.7)).__contains__,
        lambda one: len(one) > 1 and not one.isascii() and one in sought,
    )
    for fits in tests:
        found = dict.fromkeys(subject for word in known if fits(word) for subject in known[word])
        if found:
            return tuple(found)[:OFFERED]
    return ()


@owned(lru_cache(maxsize=KEPT))
def _index(catalogue: Catalogue, every: tuple[Subject, ...]) -> Mapping[str, tuple[Subject, ...]]:
    found: dict[str, tuple[Subject, ...]] = {}
    for subject in every:
        for name in names_of(catalogue, subject):
            found[name] = (*found.get(name, ()), subject)
    return found


def _plain(name: str) -> str:
    return " ".join(normalize("NFKC", name).casefold().split())
