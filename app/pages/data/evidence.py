"""Evidence: every document by its grade, the official ones first, with what each of them gave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.model.sources import GRADES, Source
from geo.sentences import in_words
from geo.store.catalogue import HELD

if TYPE_CHECKING:
    from app.context.context import World
    from geo.store.catalogue import Catalogue

# Rows that cite a document and are no figures: names, dates, words of the plan.
CITING = tuple(name for name in HELD if name not in ("sources", "values"))


@dataclass(frozen=True)
class SourceLine:
    """A document as it is listed: who made it, where it was read, how many figures it gave.

    ``listed`` counts the other rows that rest on it: names of zones, dates, aims.
    """

    maker: str
    via: str
    title: str
    href: str
    date: str
    figures: int
    listed: int


def evidence(world: World, lang: str) -> list[Mapping[str, Any]]:
    """Return a group for each grade that has a document, those that gave most first."""
    known = world.catalogue
    figures, listed = figures_given(known), rows_given(known)
    groups: list[Mapping[str, Any]] = []
    for grade in GRADES:
        mine = [source for source in known.sources.values() if source.grade == grade]
        mine.sort(key=lambda source: (-figures[source.source_id], -listed[source.source_id]))
        if mine:
            lines = [
                _line(source, lang, figures[source.source_id], listed[source.source_id])
                for source in mine
            ]
            share = len(mine) / len(known.sources)
            figures_of = sum(line.figures for line in lines)
            groups.append({"grade": grade, "lines": lines, "share": share, "figures": figures_of})
    return groups


def figures_given(catalogue: Catalogue) -> Counter[str]:
    """Return how many figures each document gave; one of two documents counts for both."""
    return Counter(
        source_id
        for value in catalogue.values
        if not catalogue.indicator(value.indicator_id).denominator
        for source_id in value.source_ids
    )


def rows_given(catalogue: Catalogue) -> Counter[str]:
    """Return how many rows of other tables rest on each document."""
    found: Counter[str] = Counter()
    for name in CITING:
        held = getattr(catalogue, name)
        for row in held.values() if isinstance(held, Mapping) else held:
            one = getattr(row, "source_id", "")
            found.update(getattr(row, "source_ids", (one,) if one else ()))
    return found


def _line(source: Source, lang: str, figures: int, listed: int) -> SourceLine:
    return SourceLine(
        maker=in_words(source.publisher, lang),
        via=in_words(source.read_in, lang),
        title=source.title,
        href=source.url if source.url.lower().startswith(("http://", "https://")) else "",
        date=source.dated(lang),
        figures=figures,
        listed=listed,
    )
