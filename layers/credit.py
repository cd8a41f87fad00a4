"""Credit: whose figures and boundaries a map shows, in one line below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from geo.languages import LANGUAGES
from geo.model.sources import AGGREGATOR, Source
from geo.own_table.own_numbers import SOURCE
from layers.data import Frame, Painted
from layers.words import say, text


def credit(
    frames: Iterable[Frame],
    sources: Mapping[str, Source],
    lang: str,
    *,
    of: str = "credit.figures",
) -> str:
    """Return the credit line of what frames show: publishers, then the boundaries.

    ``of`` is the phrase that says whose sources they are.

    Who gave most of the figures comes first, of those who gave as many the better source: the line
    has room for three, and a reader takes the first for the source of the map. Those who only
    gather what others published come after them. What a reader brings is said before all.
    """
    cells = (cell.source_ids for frame in frames for cell in frame.cells)
    figures = [said] if (said := cited(cells, sources, lang, of=of)) else []
    return " ".join([*figures, text(lang)["credit.boundaries"]])


def cited(
    figures: Iterable[Iterable[str]],
    sources: Mapping[str, Source],
    lang: str,
    *,
    of: str = "credit.figures",
) -> str:
    """Return whose some figures are, each by the ids of its sources; nothing where none are."""
    publishers = _givers(figures, sources, lang)
    named = LANGUAGES[lang].comma.join(publishers[:3])
    if len(publishers) > 3:  # noqa: PLR2004  three names fit the line under the map
        named += LANGUAGES[lang].space + say(lang, "and-more", count=len(publishers))
    return say(lang, of, sources=named) if named else ""


def credit_of(layers: Iterable[Painted], lang: str, *, of: str = "credit.figures") -> str:
    """Return the credit of all painted layers of one picture as one, each layer once."""
    shown = tuple({id(layer.frame): layer for layer in layers}.values())
    sources = {
        source: painted.sheet.sources[source]
        for painted in shown
        for source in painted.sheet.sources
    }
    return credit([painted.frame for painted in shown], sources, lang, of=of)


def _givers(
    figures: Iterable[Iterable[str]], sources: Mapping[str, Source], lang: str
) -> list[str]:
    """Return publishers by how many figures they gave (most first), then by grade, then by name.

    Aggregators come last, and a reader's own figures first.
    """
    own = sources[SOURCE].maker(lang) if SOURCE in sources else ""
    given: Counter[str] = Counter()
    grades: dict[str, str] = {}
    for source_ids in figures:
        used = [sources[source_id] for source_id in source_ids]
        # Two documents of one publisher behind one figure are one gift.
        given.update({source.maker(lang) for source in used})
        for one in used:
            name = one.maker(lang)
            grades[name] = min(one.grade, grades.get(name, one.grade))

    def order(name: str) -> tuple[bool, bool, int, str, str]:
        return name != own, grades[name] == AGGREGATOR, -given[name], grades[name], name

    return sorted(given, key=order)
