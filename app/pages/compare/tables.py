"""Files of the view: the profile with its warnings, the difference, the places most alike.

None leaves out a place that was asked for: app.pages.compare.refusals.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from app.address.query import Asked
from app.pages.compare.difference import apart
from app.pages.compare.lists import another, lacking
from app.pages.compare.peers import likeness
from app.pages.compare.refusals import whole
from app.pages.compare.request import CompareRequest, inquiry
from app.pages.compare.warnings import said
from geo.analysis.cautions import Caution
from geo.analysis.observations import Entry as Figured
from geo.analysis.subject_profile import ProfileCell as Entry
from geo.analysis.subject_profile import ProfileRow
from geo.export.table import Cell, Column, Table, cited
from geo.languages import LANGUAGES
from geo.model.figures import Value
from geo.model.sources import Source
from layers.build.cells import status_words
from layers.build.derivation import note_words
from layers.build.difference import arithmetic, lack_words, title
from layers.words import text

if TYPE_CHECKING:
    from app.context.context import World

PROFILE = (
    *map(Column, ("indicator_id", "indicator", "subject", "name", "unit", "period")),
    Column("value", "number"),
    *map(Column, ("status", "end", "no_value_because")),
    *(Column("rank", "integer"), Column("ranked", "integer"), Column("of", "integer")),
    Column("share_of_province_percent", "number"),
    *map(Column, ("warnings", "warnings_explained", "other_figures", "arithmetic", "quote")),
    *map(Column, ("source_ids", "sources")),
)
DIFFERENCE = (
    *map(Column, ("place_id", "name", "way")),
    *(Column("difference", "number"), Column("unit"), Column("bound"), Column("no_value_because")),
    *(Column("indicator_a"), Column("period_a"), Column("a", "number")),
    *(Column("indicator_b"), Column("period_b"), Column("b", "number")),
    *map(Column, ("arithmetic", "warnings", "warnings_explained", "source_ids", "sources")),
)

PEERS = (
    *(Column("place_id"), Column("name"), Column("distance", "number")),
    *(Column("closeness"), Column("shared_indicators", "integer")),
    *map(Column, ("indicator", "period", "unit")),
    *(Column(name, "number") for name in ("here", "there", "contribution")),
    *map(Column, ("left_out", "source_ids")),
)


def profile(world: World, asked: Asked) -> Table:
    """Return every indicator of every subject, a figure a row, with the warnings of each."""
    request = whole(inquiry(world, asked))
    warned: dict[tuple[str, str], list[Caution]] = {}
    for caution in request.cautions:
        for word in caution.subjects or request.chosen.words:
            warned.setdefault((caution.indicator_id, word), []).append(caution)
    rows = tuple(_line(request, row, cell, warned) for row in request.rows for cell in row.cells)
    used = (
        source
        for row in request.rows
        for cell in row.cells
        if cell.entry.figure is not None
        for source in cell.entry.figure.source_ids
    )
    return Table(
        name="comparison",
        title=request.heading,
        columns=PROFILE,
        rows=rows,
        sources=_sources(request, (*used, *_quoted(request.cautions))),
        about=tuple(_about(request, request.cautions)),
    )


def _line(
    request: CompareRequest,
    row: ProfileRow,
    cell: Entry,
    warned: Mapping[tuple[str, str], list[Caution]],
) -> tuple[Cell, ...]:
    entry, indicator, word = cell.entry, row.indicator, cell.entry.subject.word
    figure = entry.figure
    end = "best" if word in row.best else "worst" if word in row.worst else None
    cautions = [*warned.get((indicator.indicator_id, word), ()), *warned.get(("", word), ())]
    return (
        indicator.indicator_id,
        indicator.name(request.lang),
        word,
        entry.subject.name(request.lang),
        indicator.unit(request.lang) or None,
        entry.period or None,
        entry.value,
        status_words(figure, request.lang) if figure else None,
        end,
        lacking(request, entry) or None,
        cell.rank.at if cell.rank else None,
        cell.rank.known if cell.rank else None,
        cell.rank.of if cell.rank else None,
        cell.share.percent if cell.share else None,
        *_warned(request, cautions),
        "; ".join(_other(request, entry, value) for c in entry.conflicts for value in c.others)
        or None,
        note_words(figure, request.catalogue, request.lang) or None if figure else None,
        figure.quote or None if figure else None,
        *cited(figure.source_ids if figure else (), request.catalogue.sources),
    )


def _other(request: CompareRequest, entry: Figured, other: Value) -> str:
    """Return a figure of another source, with that source."""
    of = another(request, entry, other)
    return f"{of}{': ' if of else ''}{other.value:.15g} ({', '.join(other.source_ids)})"


def difference(world: World, asked: Asked) -> Table:
    """Return side A less side B of the subjects; a row that says why where they do not match."""
    request = whole(inquiry(world, asked))
    shown = apart(request)
    phrases = request.world.phrases(request.lang, "compare")
    rows: list[tuple[Cell, ...]] = []
    used: list[str] = []
    for one in shown.found.found if shown.found else ():
        sides = [side.figure for side in (one.a, one.b) if side.figure is not None]
        sources = list(dict.fromkeys(s for side in sides for s in side.source_ids))
        used += sources
        way = str(request.asked["way"])
        unit = {"percent": "%", "rank": text(request.lang)["difference.unit.rank"]}
        rows.append(
            (
                one.subject.word,
                one.subject.name(request.lang),
                way,
                one.value,
                unit.get(way, shown.found.indicator.unit(request.lang)) if shown.found else None,
                one.bound or None,
                lack_words(one, request.lang) or None,
                *(one.a.indicator_id, one.a.period, one.a.value),
                *(one.b.indicator_id, one.b.period, one.b.value),
                arithmetic(one, request.catalogue, request.lang) or None,
                *_warned(request, shown.cautions),
                *cited(sources, request.catalogue.sources),
            )
        )
    if not rows:
        why = phrases[f"apart.{shown.why}"]
        rows.append((*(None,) * 6, why, *(None,) * (len(DIFFERENCE) - 7)))
    return Table(
        name="difference",
        title=title(request.catalogue, shown.found, request.lang)
        if shown.found
        else request.heading,
        columns=DIFFERENCE,
        rows=tuple(rows),
        sources=_sources(request, (*used, *_quoted(shown.cautions))),
        about=(*_about(request, shown.cautions), ("note", text(request.lang)["difference.note"])),
    )


def peers(world: World, asked: Asked) -> Table:
    """Return the places most like one, a contribution a row."""
    request = whole(inquiry(world, asked))
    found = likeness(request)
    phrases = request.world.phrases(request.lang, "compare")
    groups = found["groups"] if found else []
    near = [(group["count"], one) for group in groups for one in group["peers"]]
    rows = [
        (one["word"], one["name"], one["exact"], one["closeness"], shared,
         part["name"], part["period"], part["unit"],
         part["here_value"], part["there_value"], part["contribution"],
         "; ".join(one["left_out"]) or None, "; ".join(part["sources"]) or None)
        for shared, one in near
        for part in one["parts"]
    ]  # fmt: skip
    used = [s for _, one in near for p in one["parts"] for s in p["sources"]]
    return Table(
        name="most-alike",
        title=phrases["like.title"],
        columns=PEERS,
        rows=tuple(rows),
        sources=_sources(request, used),
        about=(("how", phrases["like.rule"]),),
    )


def _named(request: CompareRequest, caution: Caution) -> str:
    return request.world.phrases(request.lang, "compare")[f"guard.{caution.key}"]


def _warned(request: CompareRequest, cautions: Iterable[Caution]) -> tuple[str | None, str | None]:
    """Return the names of cautions, and what each means with its numbers; None without any."""
    every = list(cautions)
    names = dict.fromkeys(_named(request, caution) for caution in every)
    meant = dict.fromkeys(
        f"{_named(request, caution)}: {_meant(request, caution)}" for caution in every
    )
    return "; ".join(names) or None, " | ".join(meant) or None


def _meant(request: CompareRequest, caution: Caution) -> str:
    """Return why a caution is one, and its numbers."""
    why = request.world.phrases(request.lang, "compare")[f"guard.why.{caution.key}"]
    return f"{why} {said(request, caution)}".strip()


def _quoted(cautions: Iterable[Caution]) -> Iterator[str]:
    for caution in cautions:
        for number in caution.numbers:
            yield from number.source_ids


def _sources(request: CompareRequest, used: Iterable[str]) -> tuple[Source, ...]:
    known = request.catalogue.sources
    return tuple(known[source] for source in dict.fromkeys(used) if source in known)


def _about(request: CompareRequest, cautions: Iterable[Caution]) -> Iterator[tuple[str, str]]:
    """Yield every warning with its numbers, then what holds for the whole."""
    phrases = request.world.phrases(request.lang, "compare")
    colon = LANGUAGES[request.lang].colon
    for caution in cautions:
        known = request.catalogue.indicators.get(caution.indicator_id)
        about = f"{known.name(request.lang)}{colon}" if known else ""
        yield f"warning: {_named(request, caution)}", f"{about}{_meant(request, caution)}"
    yield "rule", phrases["table.rule"]
    yield "credit", text(request.lang)["credit.boundaries"]


TABLES: Mapping[str, Callable[[World, Asked], Table]] = {
    "comparison": profile,
    "difference": difference,
    "most-alike": peers,
}
