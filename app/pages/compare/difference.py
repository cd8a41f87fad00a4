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


def apart(request: CompareRequest) -> Apart:
    """Return the differences that an address asks for, or why they cannot be had."""
    a, b = request.a.measure, request.b.measure
    if not pairs(request.catalogue, request.level):
        return Apart(why=NO_PAIRS)
    if a is None or b is None or {request.a.level, request.b.level} != {request.level}:
        return Apart(why=NO_INDICATOR)
    way: Way = request.asked["way"]
    why = mismatch(request.catalogue, a, b, way)
    if why:
        return Apart(why=why)
    try:
        found = differences(request.catalogue, request.subjects, a, b, way=way)
        painted = difference_map(
            request.catalogue, a, b, way=way, lang=request.lang, level=request.level
        )
    except AtlasError:
        return Apart(why=NO_INDICATOR)
    return Apart(found, painted, cautions=of_differences(request.catalogue, found))


def context(request: CompareRequest) -> dict[str, Any] | None:
    """Return what the page says of the difference; None in another mode."""
    if request.mode != "difference":
        return None
    shown = apart(request)
    return {
        "why": shown.why,
        "mend": request.based.link(b="", period_b="") if shown.why and request.asked["b"] else "",
        "left_out": [
            indicator.name(request.lang) for indicator in unpaired(request.catalogue, request.level)
        ],
        "ways": [
            {"word": way, "link": request.based.link(way=way), "on": request.asked["way"] == way}
            for way in WAYS
        ],
        "title": title(request.catalogue, shown.found, request.lang) if shown.found else "",
        "rows": list(_rows(request, shown.found)) if shown.found else [],
    }


def _rows(request: CompareRequest, found: Differences) -> Iterator[dict[str, Any]]:
    lang = request.lang
    for difference in found.found:
        sides = [side.figure for side in (difference.a, difference.b) if side.figure is not None]
        words = "" if difference.value is None else apart_words(difference.value, found, lang)
        yield {
            "word": difference.subject.word,
            "name": difference.subject.name(lang),
            "words": bounded(difference, words, lang) if words else "",
            "lack": lack_words(difference, lang),
            "sum": arithmetic(difference, request.catalogue, lang),
            "marks": request.numbering.of(
                dict.fromkeys(s for side in sides for s in side.source_ids)
            ),
        }
