"""Apart: side A less side B, on the map for all prefectures and in numbers for the subjects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.analysis.cautions import Caution
from geo.analysis.comparability import of_differences
from geo.analysis.difference import Differences, differences
from geo.analysis.operands import WAYS, Way, mismatch
from geo.analysis.pairs import pairs, unpaired
from geo.errors import AtlasError
from layers.build.difference import (
    apart_words,
    arithmetic,
    bounded,
    difference_map,
    lack_words,
    title,
)
from layers.data import Painted

if TYPE_CHECKING:
    from app.pages.compare.request import CompareRequest

# Why there is no difference, beside what geo.analysis.operands says.
NO_INDICATOR, NO_PAIRS = "no-indicator", "no-pairs"


@dataclass(frozen=True)
class Apart:
    """The differences of the subjects and their map; ``why`` says why there are none."""

    found: Differences | None = None
    painted: Painted | None = None
    why: str = ""
    cautions: tuple[Caution, ...] = ()


def apart(told: CompareRequest) -> Apart:
    """Return the differences that an address asks for, or why they cannot be had."""
    a, b = told.a.measure, told.b.measure
    if not pairs(told.catalogue, told.level):
        return Apart(why=NO_PAIRS)
    if a is None or b is None or {told.a.level, told.b.level} != {told.level}:
        return Apart(why=NO_INDICATOR)
    way: Way = told.asked["way"]
    why = mismatch(told.catalogue, a, b, way)
    if why:
        return Apart(why=why)
    try:
        found = differences(told.catalogue, told.subjects, a, b, way=way)
        painted = difference_map(told.catalogue, a, b, way=way, lang=told.lang, level=told.level)
    except AtlasError:
        return Apart(why=NO_INDICATOR)
    return Apart(found, painted, cautions=of_differences(told.catalogue, found))


def context(told: CompareRequest) -> dict[str, Any] | None:
    """Return what the page says of the difference; None in another mode."""
    if told.mode != "difference":
        return None
    shown = apart(told)
    return {
        "why": shown.why,
        "mend": told.based.link(b="", period_b="") if shown.why and told.asked["b"] else "",
        "left_out": [one.name(told.lang) for one in unpaired(told.catalogue, told.level)],
        "ways": [
            {"word": way, "link": told.based.link(way=way), "on": told.asked["way"] == way}
            for way in WAYS
        ],
        "title": title(told.catalogue, shown.found, told.lang) if shown.found else "",
        "rows": list(_rows(told, shown.found)) if shown.found else [],
    }


def _rows(told: CompareRequest, found: Differences) -> Iterator[dict[str, Any]]:
    lang = told.lang
    for one in found.found:
        sides = [side.figure for side in (one.a, one.b) if side.figure is not None]
        words = "" if one.value is None else apart_words(one.value, found, lang)
        yield {
            "word": one.subject.word,
            "name": one.subject.name(lang),
            "words": bounded(one, words, lang) if words else "",
            "lack": lack_words(one, lang),
            "sum": arithmetic(one, told.catalogue, lang),
            "sources": list(dict.fromkeys(s for side in sides for s in side.source_ids)),
        }
