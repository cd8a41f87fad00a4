"""Choosing: which subjects an address names, by list, search, click, own group; and what is wrong.

Every way of choosing is a field of the address. Links that lead on name all subjects in one field,
so an address grows no longer by being used.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.analysis.aliases import names_of
from geo.analysis.aliases import near as nearest
from geo.analysis.subjects import (
    COMMA,
    KINDS,
    everything,
    offered,
    own_word,
    sorted_out,
    subject,
    words_of,
)
from geo.errors import AtlasError, Unfit, UnknownWord
from geo.model.subject import Kind, Subject

if TYPE_CHECKING:
    from app.address.query import Asked
    from geo.store.catalogue import Catalogue

FEWEST_OPENING = 2
SHOWN_MATCHES = 8


@dataclass(frozen=True)
class Chosen:
    """The subjects to compare, what was wrong with the rest, and names a search came near to."""

    subjects: tuple[Subject, ...]
    faults: tuple[AtlasError, ...]
    near: tuple[Subject, ...] = ()
    sought: str = ""

    @property
    def kind(self) -> Kind:
        """Return the kind that is compared."""
        return self.subjects[0].kind if self.subjects else "prefecture"

    @property
    def nowhere(self) -> tuple[str, ...]:
        """Return the words asked for where every one of them names nothing; else none."""
        unknown = tuple(one.word for one in self.faults if isinstance(one, UnknownWord))
        return unknown if not self.subjects and len(unknown) == len(self.faults) else ()

    @property
    def words(self) -> tuple[str, ...]:
        """Return the words of the subjects."""
        return tuple(one.word for one in self.subjects)

    def joined(self, *words: str) -> str:
        """Return the text of an address for these words."""
        return COMMA.join(words)


def chosen(catalogue: Catalogue, asked: Asked) -> Chosen:
    """Return what an address chooses."""
    words = _meant(catalogue, words_of(asked["places"]))
    kind = _kind(catalogue, words)
    sought = str(asked["find"])
    near = found(catalogue, sought, kind) if sought else ()
    again = len(near) == 1 and near[0].word in words
    if len(near) == 1 and not again:
        words.append(near[0].word)
    if asked["name"] or asked["with"]:
        words.append(own_word(asked["name"], asked["with"]))
    if asked["pick"]:
        words = _picked(catalogue, words, asked["pick"], kind)
    told = sorted_out(catalogue, words)
    faults = told.faults
    if again:
        faults = (*faults, Unfit("twice", (near[0].word,), (), f"{sought!r} is there already"))
    if sought and not near:
        faults = (*faults, UnknownWord("name", sought, ()))
    return Chosen(told.subjects, faults, near if len(near) > 1 else (), sought)


def _meant(catalogue: Catalogue, words: Sequence[str]) -> list[str]:
    """Return words with names as the words of what they name; what names nothing as it is."""
    meant: list[str] = []
    kind: Kind | None = None
    for word in words:
        try:
            one = subject(catalogue, word, kind)
        except AtlasError:
            meant.append(word)
        else:
            meant.append(one.word)
            kind = kind or one.kind
    return meant


def _kind(catalogue: Catalogue, words: list[str]) -> Kind:
    """Return the kind that the first word that can be read sets."""
    first = sorted_out(catalogue, words).subjects
    return first[0].kind if first else "prefecture"


def _picked(catalogue: Catalogue, words: list[str], word: str, kind: Kind) -> list[str]:
    """Return the words with the one that was clicked on added, or taken away.

    Where groups are compared, a click on a prefecture means the region it lies in.
    """
    if kind == "group" and word in catalogue.places:
        homes = (r.region_id for r in catalogue.regions.values() if word in r.prefectures)
        word = next((f"region:{home}" for home in homes), word)
    return [one for one in words if one != word] if word in words else [*words, word]


def found(catalogue: Catalogue, sought: str, kind: Kind) -> tuple[Subject, ...]:
    """Return the subjects that a name names, those of the kind first; several if it is unclear."""
    for one in (kind, *(other for other in KINDS if other != kind)):
        every = [(known, names_of(catalogue, known)) for known in offered(catalogue, one)]
        for fits in (_same, _begins, _within):
            hits = [s for s, names in every if any(fits(sought.casefold(), n) for n in names)]
            if hits:
                return tuple(hits[:SHOWN_MATCHES])
    return ()


def _same(sought: str, name: str) -> bool:
    return sought == name


def _begins(sought: str, name: str) -> bool:
    return name.startswith(sought)


def _within(sought: str, name: str) -> bool:
    return sought in name


def opening(catalogue: Catalogue, kind: Kind) -> tuple[str, ...]:
    """Return the words a kind opens with; the first of the kind where the profile names too few."""
    known = [one.word for one in offered(catalogue, kind)]
    ours = tuple(word for word in catalogue.profile.opening.of(kind) if word in known)
    return ours if len(ours) >= FEWEST_OPENING else tuple(known[:4])


def offers(catalogue: Catalogue, fault: AtlasError) -> tuple[Subject, ...]:
    """Return what a word at fault may mean: the things that have the name, or names near to it."""
    every = everything(catalogue)
    if isinstance(fault, Unfit) and fault.rule == "ambiguous":
        return tuple(one for one in every if one.word in fault.right)
    return nearest(catalogue, every, fault.word) if isinstance(fault, UnknownWord) else ()


def faults_said(faults: tuple[AtlasError, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield (rule, words at fault) of each fault, for the words of the page."""
    for fault in faults:
        if isinstance(fault, Unfit):
            yield fault.rule, fault.words
        elif isinstance(fault, UnknownWord):
            yield "unknown-name" if fault.kind == "name" else "unknown", (fault.word,)
        else:
            yield "other", (str(fault),)
