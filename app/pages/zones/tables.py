"""Files of the view: the same rows as on the page; a scenario is named in every one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from app.address.query import Asked
from app.pages.zones.ranking import ranking
from app.pages.zones.request import ZonesRequest, inquiry
from app.text import filled
from geo.analysis.scenario import BALANCE_LEVELS, Stand
from geo.analysis.zone_status import steps_of
from geo.export.geometries import point
from geo.export.table import Cell, Column, Table
from geo.sentences import in_words
from layers.build.scenario import sentence
from layers.build.status_words import aim_words, ledger_words
from layers.words import text, words_of

if TYPE_CHECKING:
    from app.context.context import World

SCENARIO = Column("scenario")
# A recognized county has no step yet: no date, document, source or note.
BLANKS = ("",) * 6


def zones(world: World, asked: Asked) -> Table:
    """Return every zone with its level at the date, or in the scenario, a step a row."""
    request = inquiry(world, asked)
    known = request.catalogue
    columns = ("zone_id", "name_zh", "name_en", "prefecture_id", "date_shown", "level", "step")
    rows: list[tuple[Cell, ...]] = []
    places = []
    for zone in known.zones.values():
        level = request.ledger.standings[zone.place_id]
        upgraded = request.assumed_here and zone.place_id in request.scenario.upgraded
        said = "upgraded (scenario)" if upgraded else level
        named = (zone.place_id, zone.name_zh, zone.name_en, zone.prefecture)
        head = (*named, request.moment.date, said)
        for step in steps_of(known, zone.place_id) or (None,):
            tail = (
                (
                    *(step.step, step.date, step.qualifier, in_words(step.document, request.lang)),
                    "; ".join(step.source_ids),
                )
                if step
                else ("", "", "", "", "; ".join(zone.source_ids))
            )
            note = in_words(step.note, request.lang) if step else ""
            rows.append(_blank((*head, *tail, note, _mark(request))))
            places.append(point(zone.at))
    for county in request.scenario.recognized if request.assumed_here else ():
        place = known.places[county]
        named = (county, place.name_zh, place.name_en, place.prefecture)
        rows.append(
            _blank((*named, request.moment.date, "recognized (scenario)", *BLANKS, _mark(request)))
        )
        places.append(point(place.label))
    more = ("step_date", "qualifier", "document", "source_ids", "note")
    cited = [s for zone in known.zones.values() for s in zone.source_ids]
    cited += [s for step in known.zone_steps for s in step.source_ids]
    return Table(
        name="zones",
        title=words_of(request.catalogue.phrase_parts, request.lang)["title.zones-pipeline"],
        columns=(*map(Column, (*columns, *more)), SCENARIO),
        rows=tuple(rows),
        sources=tuple(known.sources[s] for s in dict.fromkeys(cited)),
        geometries=tuple(places),
        about=tuple(_about(request)),
    )


def balance(world: World, asked: Asked) -> Table:
    """Return the prefectures with their listed zones and the nearest one, before and after."""
    request = inquiry(world, asked)
    homes = {p: r for r in request.catalogue.regions.values() for p in r.prefectures}
    rows = tuple(
        _blank(
            (
                one.prefecture,
                request.catalogue.places[one.prefecture].name(request.lang),
                homes[one.prefecture].name(request.lang) if one.prefecture in homes else "",
                *(cell for level in BALANCE_LEVELS for cell in _stand(one.of(level))),
                _mark(request),
            )
        )
        for one in request.outcome.balances
    )
    cited = [s for region in request.catalogue.regions.values() for s in region.source_ids]
    return Table(
        name="balance",
        title=words_of(request.catalogue.phrase_parts, request.lang)["title.zones-pipeline"],
        columns=(
            *(Column("prefecture_id"), Column("prefecture"), Column("region")),
            *_columns("national_zones", "nearest_national"),
            *_columns("listed_zones", "nearest"),
            SCENARIO,
        ),
        rows=rows,
        sources=tuple(request.catalogue.sources[s] for s in dict.fromkeys(cited)),
        about=tuple(_about(request)),
    )


def _columns(zones: str, nearest: str) -> Iterable[Column]:
    """Yield the columns of one level; in a prefecture of its own a zone is 0 km away."""
    yield from (Column(f"{zones}_base", "integer"), Column(zones, "integer"))
    for name in (f"{nearest}_base", nearest):
        yield from (Column(name), Column(f"{name}_in_prefecture", "boolean"))
        yield Column(f"{name}_km", "number")


def _stand(stand: Stand) -> Iterable[Cell]:
    yield from (stand.before, stand.after)
    for nearest, km in (
        (stand.nearest_before, stand.km_before),
        (stand.nearest_after, stand.km_after),
    ):
        yield from (nearest, None if km is None else km == 0, km)


def suggestions(world: World, asked: Asked) -> Table:
    """Return the ranking with weights, contributions, and intervals of score and rank."""
    request = inquiry(world, asked)
    rows: list[tuple[Cell, ...]] = []
    for one, found in zip(ranking(request), request.suggestions, strict=True):
        head = (one["id"], one["name"], one["best"], one["worst"], one["low"], one["high"])
        for part, shown, weight in zip(found.parts, one["parts"], request.weights, strict=True):
            cell = (part.criterion.name, weight, part.value, shown["added"])
            rows.append(_blank((*head, *cell, "; ".join(part.source_ids), _mark(request))))
    cited = [
        s
        for suggestion in request.suggestions
        for part in suggestion.parts
        for s in part.source_ids
    ]
    return Table(
        name="suggestions",
        title=words_of(request.catalogue.phrase_parts, request.lang)["title.zones-pipeline"],
        columns=(
            *(Column("prefecture_id"), Column("prefecture")),
            *(Column("rank_best", "integer"), Column("rank_worst", "integer")),
            *(Column("score_low", "number"), Column("score_high", "number")),
            *(Column("criterion"), Column("weight", "number"), Column("value", "number")),
            *(Column("contribution", "number"), Column("source_ids"), SCENARIO),
        ),
        rows=tuple(rows),
        sources=tuple(request.catalogue.sources[s] for s in dict.fromkeys(cited)),
        about=tuple(_about(request)),
    )


def cooperation(world: World, asked: Asked) -> Table:
    """Return what the plan names beyond the province, with its clause and words."""
    request = inquiry(world, asked)
    known = request.catalogue
    phrases = filled(known.phrase_parts, request.lang, "zones")
    names = ("cooperation_id", "name_zh", "name_en", "zone_id", "edge", "clause", "quote")
    cited = [s for one in known.cooperations for s in one.source_ids]
    return Table(
        name="cooperation",
        title=phrases["cooperation.title"],
        columns=tuple(map(Column, (*names, "quote_en", "source_ids"))),
        rows=tuple(
            _blank(
                (
                    *(getattr(one, name) for name in (*names, "quote_en")),
                    "; ".join(one.source_ids),
                )
            )
            for one in known.cooperations
        ),
        sources=tuple(known.sources[s] for s in dict.fromkeys(cited)),
        about=(("note", phrases["cooperation.rule"]),),
    )


def _mark(request: ZonesRequest) -> str:
    """Return what is assumed, for every row of a file; blank where nothing is."""
    return sentence(request.catalogue, request.outcome, request.lang) if request.assuming else ""


def _about(request: ZonesRequest) -> Iterable[tuple[str, str]]:
    if request.assuming:
        yield "scenario", _mark(request)
        yield "scenario note", text(request.lang)["note.zones-scenario"]
    yield "count", ledger_words(request.ledger, request.catalogue, request.lang)
    if request.aim:
        yield "target", aim_words(request.aim, request.catalogue.profile, request.lang)
    yield "note", text(request.lang)["note.zones-pipeline"]
    yield "credit", text(request.lang)["credit.boundaries"]


def _blank(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """Return cells where an empty text is no cell at all."""
    return tuple(None if cell == "" else cell for cell in cells)


TABLES: Mapping[str, Callable[[World, Asked], Table]] = {
    "zones": zones,
    "balance": balance,
    "suggestions": suggestions,
    "cooperation": cooperation,
}
