"""Subjects: what is compared. Two to six of one kind: prefectures, zones, areas, or groups.

Words of an address: the id of a place (``510100``, ``htz-luzhou``, ``wcsc-1``), an economic region
(``region:south``), a named group (``group:cdm``), or a group of one's own
(``own:名称:510300+510500``). Groups are groups of prefectures. An address joins words by commas.
A name that only one thing has is a word too (geo.analysis.aliases).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import normalize

from geo.analysis.aliases import called
from geo.errors import AtlasError, Unfit, UnknownWord
from geo.languages import ENGLISH, ORIGINAL
from geo.model.subject import Kind, Subject
from geo.sentences import said

if TYPE_CHECKING:
    from geo.store.catalogue import Catalogue


KINDS: tuple[Kind, ...] = ("prefecture", "zone", "area", "group")
PLACE_KINDS: tuple[Kind, ...] = ("prefecture", "zone", "area")
FEWEST, MOST = 2, 6
LIMITS = {"fewest": FEWEST, "most": MOST}
GROUPED = ("region", "group")
OWN, BETWEEN, COMMA = "own", "+", ","
# How the word of a group of one's own is made.
OWN_FORM = "own:name:CODE+CODE"
COMMAS, SEPARATORS = re.compile(r"[,，]"), re.compile(r"[,，、;；\n]+")
# What an id looks like.
CODE = re.compile(r"[0-9０-９]+|[a-z]+[-:][a-z0-9-]+")
# Longer names fit no heading of a table.
LONGEST_NAME = 40


@dataclass(frozen=True)
class Sorted:
    """What an address asks for: the subjects that can be compared, and every fault found.

    Subjects stay in the order asked; with a fault they may be fewer than two.
    """

    subjects: tuple[Subject, ...]
    faults: tuple[AtlasError, ...]


def subjects(catalogue: Catalogue, words: Sequence[str]) -> tuple[Subject, ...]:
    """Return the subjects that words name; raise the first fault if they cannot be compared.

    UnknownWord for a word that names nothing; Unfit, with its rule, for two kinds (``mixed``), one
    only (``too-few``), seven (``too-many``), one twice (``twice``), a name of several
    (``ambiguous``), and what is wrong in a group.
    """
    found = sorted_out(catalogue, words)
    if found.faults:
        raise found.faults[0]
    return found.subjects


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of an address, each as often as it is named.

    A Chinese keyboard writes other commas, and digits as wide as its characters.
    """
    # The name of a group of one's own may hold any other sign.
    if OWN in text:
        words = [word.strip() for word in COMMAS.split(text)]
    else:
        words = [one for word in SEPARATORS.split(text) for one in _apart(word)]
    return tuple(_narrow(word) for word in words if word)


def _apart(text: str) -> list[str]:
    """Return words with blanks between them; an English name with blanks is one of them."""
    words = text.split()
    separate = all(CODE.fullmatch(word) or not word.isascii() for word in words)
    return words if separate else [" ".join(words)]


def _narrow(word: str) -> str:
    plain = normalize("NFKC", word)
    return plain if plain.isascii() and not plain.startswith(f"{OWN}:") else word


def sorted_out(catalogue: Catalogue, words: Sequence[str]) -> Sorted:
    """Return what can be compared of the words asked, and why the rest cannot.

    The first word that can be read sets the kind.
    """
    faults: list[AtlasError] = []
    kept: list[Subject] = []
    for word in words:
        try:
            one = subject(catalogue, word, kept[0].kind if kept else None)
            _fits(one, kept)
        except AtlasError as fault:
            faults.append(fault)
        else:
            kept.append(one)
    if len(kept) > MOST:
        over = [one.word for one in kept[MOST:]]
        sentence = said("unfit.too-many", count=len(kept), **LIMITS, over=_listed(over))
        faults.append(Unfit("too-many", over, (str(FEWEST), str(MOST)), sentence))
    if len(kept) < FEWEST and not faults:
        sentence = said("unfit.too-few", words=_listed(words), **LIMITS)
        faults.append(Unfit("too-few", words, (str(FEWEST), str(MOST)), sentence))
    return Sorted(tuple(kept[:MOST]), tuple(faults))


def _fits(one: Subject, kept: Sequence[Subject]) -> None:
    """Raise Unfit where a subject cannot stand beside those before it."""
    for other in kept:
        if one.kind == other.kind and set(one.members) == set(other.members):
            sentence = said("unfit.twice", word=one.word, other=other.word)
            raise Unfit("twice", (one.word, other.word), (), sentence)
        if one.kind == other.kind == "group" and one.name_zh == other.name_zh:
            sentence = said("unfit.same-name", word=one.word, other=other.word)
            raise Unfit("same-name", (one.word, other.word), (), sentence)
    if kept and kept[0].kind != one.kind:
        first = kept[0]
        facts = {"word": one.word, "kind": one.kind, "first": first.word, "other": first.kind}
        sentence = said("unfit.mixed", **facts, **LIMITS)
        raise Unfit("mixed", (one.word, first.word), (first.kind, one.kind), sentence)


def subject(catalogue: Catalogue, word: str, kind: Kind | None = None) -> Subject:
    """Return what one word names; raise UnknownWord or Unfit if nothing, or a wrong group.

    Of several things that have a name, the one of a ``kind`` is meant where it is alone of it.
    """
    scheme, colon, rest = word.partition(":")
    if colon and scheme == OWN:
        return _own_group(catalogue, word, rest)
    if colon and scheme in GROUPED:
        known = {one.word: one for one in offered(catalogue, "group")}
        if word not in known:
            raise UnknownWord("group", word, (*known, own_example(catalogue)))
        return known[word]
    every = {one.word: one for kind in PLACE_KINDS for one in offered(catalogue, kind)}
    return every[word] if word in every else _named(catalogue, word, kind)


def own_example(catalogue: Catalogue) -> str:
    """Return the word of a group of one's own as one may write it here."""
    return f"own:name:{BETWEEN.join(catalogue.at_level_ids('prefecture')[:2])}"


def everything(catalogue: Catalogue) -> tuple[Subject, ...]:
    """Return every subject that has a word of its own, of every kind."""
    return tuple(one for kind in KINDS for one in offered(catalogue, kind))


def _named(catalogue: Catalogue, name: str, kind: Kind | None) -> Subject:
    """Return the one subject that a name means; raise where it means none or several."""
    every = everything(catalogue)
    found = called(catalogue, every, name)
    mine = [one for one in found if one.kind == kind] or found
    if len(mine) == 1:
        return mine[0]
    if found:
        words = [one.word for one in found]
        sentence = said("unfit.ambiguous", word=name, known=_listed(words))
        raise Unfit("ambiguous", (name,), words, sentence)
    known = [one.word for one in every if one.kind != "group"]
    raise UnknownWord("place to compare", name, (*known, own_example(catalogue)))


def offered(catalogue: Catalogue, kind: Kind) -> tuple[Subject, ...]:
    """Return every subject of a kind that has a word of its own; own groups have none."""
    if kind == "group":
        return tuple(_ready_groups(catalogue))
    return tuple(
        Subject(place.place_id, kind, place.name(ORIGINAL), place.name(ENGLISH), (place.place_id,))
        for place in catalogue.at_level(kind)
    )


def _ready_groups(catalogue: Catalogue) -> Iterator[Subject]:
    for region in catalogue.regions.values():
        word, members = f"region:{region.region_id}", region.prefectures
        yield Subject(word, "group", region.name_zh, region.name_en, members, region.source_ids)
    for group in catalogue.place_groups.values():
        word, members = f"group:{group.group_id}", group.prefectures
        yield Subject(word, "group", group.name_zh, group.name_en, members, group.source_ids)


def _own_group(catalogue: Catalogue, word: str, rest: str) -> Subject:
    """Return an own group; its name may hold colons, its members may not."""
    name, _, listed = rest.rpartition(":")
    name = name.strip()
    if not name or len(name) > LONGEST_NAME or COMMA in name or not name.isprintable():
        example = own_example(catalogue)
        sentence = said("unfit.group-name", word=word, longest=LONGEST_NAME, example=example)
        raise Unfit("group-name", (word,), (example,), sentence)
    # A plus sign that was typed into an address arrives as a space.
    members = tuple(listed.replace(" ", BETWEEN).split(BETWEEN))
    known = catalogue.at_level_ids("prefecture")
    for member in members:
        if member not in known:
            raise UnknownWord(said("kind.prefecture in", word=word), member, known)
    twice = sorted({member for member in members if members.count(member) > 1})
    if twice:
        sentence = said("unfit.member-twice", word=word, twice=_listed(twice))
        raise Unfit("member-twice", (word, *twice), (), sentence)
    if len(members) < FEWEST:
        sentence = said("unfit.group-of-one", word=word, fewest=FEWEST)
        raise Unfit("group-of-one", (word,), members, sentence)
    return Subject(own_word(name, members), "group", name, name, members)


def own_word(name: str, members: Iterable[str]) -> str:
    """Return the word of an address for a group of one's own.

    >>> own_word("两市", ["510300", "510500"])
    'own:两市:510300+510500'
    """
    return f"{OWN}:{name}:{BETWEEN.join(members)}"


def _listed(words: Iterable[str]) -> str:
    return ", ".join(repr(word) for word in words) or "nothing"
