"""Matching: which place the words of a row mean, how that is known, or what to ask.

Only what a name means exactly decides. What comes near is a question with candidates; so is a name
that several places have, unless the parent or what all other rows are settles it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from geo.model.former_names import FormerName
from geo.own_table.place_index import Called, How, KnownPlace, PlaceIndex, by_id
from geo.own_table.place_spelling import plain

# What a row is that means no place of its own: a total, a part of a place, a remark.
Role = Literal["place", "total", "part", "other"]

TOTALS = re.compile(
    r"(?:全省|全国|全市|全州|全县|全区|合计|总计|总和|小计|共计|汇总|总数|平均|均值|"
    r"subtotal|total|sum|average|province|all)(?:合计|总计|平均|数)?"
)
ENDS_AS_TOTAL = re.compile(r"(.+?)(?:合计|总计|小计|共计|平均|total|subtotal)")
PARTS = re.compile(r"(.*?)(?:[市州县区省]?本级|市辖区|[市州省]直|直属|其他|其它|不分地区)")
CODE = re.compile(r"[0-9]{6}")
# 510700.0 was a number; 510700000000 is the code of the statistical register; 5107 lacks zeros.
FLOATED = re.compile(r"([0-9]{4,12})\.0*")
LONG_CODE = re.compile(r"([0-9]{6})0{3}(?:0{3})?")
SHORT_CODE = re.compile(r"[0-9]{4}")
NUMBERED = re.compile(
    r"^\s*(?:[0-9]{1,3}\s*[.．、)）]|[(（][0-9一二三四五六七八九十]{1,3}[)）]|"
    r"[一二三四五六七八九十]{1,3}[、.．]|[①-⓿❶-➓])\s*"
)
AMONG = re.compile(r"^\s*(?:其中|[#＃])\s*[:：]?\s*")
MARKED = re.compile(r"(?:[\s*＊※†‡#＃①-⓿❶-➓¹²³⁴-⁹]|\[[0-9]{1,2}\]|注[0-9]?)+$")
BRACKETS = re.compile(r"^(.*?)[(（\[【]([^()（）\[\]【】]*)[)）\]】]\s*$")
# 含, 不含: the row is of another ground than its name.
OTHER_GROUND = re.compile(r"含|包括|除|扣除|剔除|原口径|不计|including|excluding|without")
FORMERLY = re.compile(r"^\s*(?:原为|原名|原|曾用名|旧称|旧名|又称|即|formerly)\s*[:：]?")
REMARK = re.compile(r"\s*(?:[0-9]{1,2}|\d\s*月|注|现价|预计|快报|估算)\s*")
LONGEST = 60
REST = 2


@dataclass(frozen=True)
class Match:
    """What the words of a row mean.

    ``places`` holds one place where it is known, several or none where it must be asked; ``notes``
    are codes of what helped (``bracket``, ``mark``, ``parent``, ``level`` …).
    """

    places: tuple[KnownPlace, ...] = ()
    how: How = "name"
    role: Role = "place"
    former: FormerName | None = None
    notes: tuple[str, ...] = ()

    @property
    def place(self) -> KnownPlace | None:
        """Return the one place that is meant, or None."""
        sure = len(self.places) == 1 and self.how != "near" and self.role == "place"
        return self.places[0] if sure and "ground" not in self.notes else None


NOTHING = Match(role="other")


class Matcher:
    """Matches words with places, each spelling once; ``chosen`` are those a person decided."""

    def __init__(self, index: PlaceIndex, chosen: dict[str, str] | None = None) -> None:
        self.index = index
        self._chosen = {plain(words): place for words, place in (chosen or {}).items()}
        self._kept: dict[str, Match] = {}

    def match(self, words: str) -> Match:
        """Return what words mean, before anything around them is known."""
        if words not in self._kept:
            self._kept[words] = self._match(words)
        return self._kept[words]

    def _match(self, words: str) -> Match:
        flat = plain(words)
        if not flat or len(words) > LONGEST:
            return NOTHING
        if place := self.index.places.get(self._chosen.get(flat, "")):
            return Match((place,), "chosen")
        return self._code(words) or self._exact(flat) or self._worded(words)

    def _code(self, words: str) -> Match | None:
        text = unicodedata.normalize("NFKC", words).strip().strip("'")
        notes: tuple[str, ...] = ()
        if found := FLOATED.fullmatch(text):
            text, notes = found[1], ("float",)
        if found := LONG_CODE.fullmatch(text):
            text, notes = found[1], (*notes, "long")
        elif SHORT_CODE.fullmatch(text) and f"{text}00" in self.index.places:
            text, notes = f"{text}00", (*notes, "padded")
        if not CODE.fullmatch(text):
            return None
        match = _of(self.index.called(text), notes)
        return self._whole(match) if match else NOTHING

    def _whole(self, match: Match) -> Match:
        """Return a match; that of the whole province as a total of the others."""
        return replace(match, role="total") if match.places == (self.index.province,) else match

    def _exact(self, flat: str) -> Match | None:
        if TOTALS.fullmatch(flat):
            return Match((self.index.province,), "name", "total")
        if found := _of(self.index.called(flat)):
            return self._whole(found)
        for whole in self.index.wholes:
            rest = flat.removeprefix(whole)
            if rest != flat:
                return self._exact(rest) or self._composed(rest)
        return self._composed(flat)

    def _composed(self, flat: str) -> Match | None:
        """Return what a name means that begins with the name of its parent."""
        for first, rest in self.index.begins(flat):
            inside = {place.place_id for place in first.places}
            found = _of(self.index.called(rest))
            if found is None:
                continue
            mine = tuple(place for place in found.places if place.parent in inside)
            if not mine:
                mine = self._formerly(rest, inside)
            if mine:
                return replace(found, places=mine, how="composed")
        return None

    def _formerly(self, name: str, inside: Iterable[str]) -> tuple[KnownPlace, ...]:
        """Return the places within some parents that once had a name which others have now."""
        found = by_id(p for one in self.index.every(name) for p in one.places)
        return tuple(place for place in found.values() if place.parent in inside)

    def _worded(self, words: str) -> Match:
        """Return what words mean without what people write around a name."""
        for pattern, note in ((NUMBERED, "numbered"), (AMONG, "among"), (MARKED, "mark")):
            bare = pattern.sub("", words)
            if bare != words and bare.strip():
                found = self.match(bare)
                return replace(found, notes=(*found.notes, note))
        if bracketed := BRACKETS.match(words):
            return self._bracketed(bracketed[1], bracketed[2])
        flat = plain(words)
        if ENDS_AS_TOTAL.fullmatch(flat):
            return Match(role="total", notes=("subtotal",))
        if PARTS.fullmatch(flat):
            return Match(role="part")
        return self._near(flat)

    def _bracketed(self, outside: str, inside: str) -> Match:
        if not outside.strip():
            return self.match(inside)
        found, told = self.match(outside), self.match(FORMERLY.sub("", inside))
        if OTHER_GROUND.search(inside):
            return replace(found, notes=(*found.notes, "ground"))
        ids = {place.place_id for place in told.places} if told.how != "near" else set()
        within = tuple(place for place in found.places if place.parent in ids)
        if within:
            return replace(found, places=within, how="composed")
        if ids & {place.place_id for place in found.places}:
            mine = tuple(place for place in found.places if place.place_id in ids)
            return replace(found, places=mine, notes=(*found.notes, "bracket"))
        if found.role == "place" and not ids and REMARK.fullmatch(inside):
            return replace(found, notes=(*found.notes, "mark"))
        return replace(found, notes=(*found.notes, "ground"))

    def _near(self, flat: str) -> Match:
        for whole in self.index.wholes:
            flat = flat.removeprefix(whole) or flat
        near = self.index.near(flat)
        for called, rest in self.index.begins(flat):
            if len(rest) <= REST:
                near = tuple(by_id((*called.places, *near)).values())
                break
        return Match(near, "near") if near else NOTHING

    def settled(
        self, match: Match, words: str, *, parents: Iterable[str] = (), level: str = ""
    ) -> Match:
        """Return the match of some words where a parent or the level of all other rows decides.

        ``parents`` are ids of which one is the parent: the column's, or that of a row above.
        """
        above = set(parents)
        if match.how == "near" or match.role != "place" or len(match.places) <= 1:
            return match
        elsewhere = all(place.parent and place.parent not in above for place in match.places)
        # Those that have the name today lie elsewhere; something there may have had it.
        if above and elsewhere and (mine := self._formerly(plain(words), above)):
            return Match(mine, "former", notes=("parent",))
        return _fewer(match, above, level)


def _fewer(match: Match, above: Iterable[str], level: str) -> Match:
    """Return a match with those places only that the level, or else the parent, leaves."""
    for note, mine in (
        ("level", [place for place in match.places if place.level == level]),
        ("parent", [place for place in match.places if place.parent in above]),
    ):
        if len(mine) == 1:
            return replace(match, places=tuple(mine), notes=(*match.notes, note))
        if mine:
            match = replace(match, places=tuple(mine))
    return match


def _of(called: tuple[Called, ...], notes: tuple[str, ...] = ()) -> Match | None:
    if not called:
        return None
    places = tuple(by_id(place for one in called for place in one.places).values())
    return Match(places, called[0].how, "place", called[0].former, notes)
