"""What the page of an indicator lists: facts, coverage, values, aims; without one, all of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from app.address.query import Asked
from app.address.urls import MAP
from app.context.manifest import sheets_of
from app.pages.data.lists import used
from app.pages.indicator.maps import DrawnIndicator, sheet_of
from app.shell.coverage_matrix import shade
from app.shell.footnotes import Footnotes
from app.shell.path_address import path_address
from geo.analysis.target_track import tracks
from geo.languages import LANGUAGES
from geo.levels import LEVELS
from geo.model.indicators import GROUPS, Indicator
from layers.build.cells import figure_cell, figure_cells
from layers.words import period_words, unit_words, value_words

if TYPE_CHECKING:
    from app.context.context import World
    from geo.store.catalogue import Catalogue

PAGE = "indicator"


def groups(world: World, asked: Asked) -> list[Mapping[str, Any]]:
    """Return every indicator that has a figure, by its group, with the years it has figures of."""
    known, phrases = world.catalogue, world.phrases(asked.lang, PAGE)
    found: list[Mapping[str, Any]] = []
    for group in GROUPS.values():
        rows = [
            _listed(world, asked, indicator)
            for indicator in used(known)
            if indicator.group == group
        ]
        if rows:
            found.append({"name": phrases[f"group.{group}"], "rows": rows})
    return found


def _listed(world: World, asked: Asked, indicator: Indicator) -> Mapping[str, str]:
    periods = every_period(world.catalogue, indicator)
    return {
        "name": indicator.name(asked.lang),
        "href": path_address(world, asked, f"/indicator/{indicator.indicator_id}"),
        "unit": unit_words(indicator, asked.lang),
        "levels": _levels(world, indicator, asked.lang),
        "years": periods[0] if len(periods) == 1 else f"{periods[0]}–{periods[-1]}",
    }


def every_period(catalogue: Catalogue, indicator: Indicator) -> tuple[str, ...]:
    """Return the periods for which any place has a figure, oldest first."""
    levels = (catalogue.periods(indicator.indicator_id, level) for level in LEVELS)
    return tuple(sorted({period for periods in levels for period in periods}))


def _levels(world: World, indicator: Indicator, lang: str) -> str:
    known, phrases = world.catalogue, world.phrases(lang, PAGE)
    found = [level for level in LEVELS if known.periods(indicator.indicator_id, level)]
    return LANGUAGES[lang].comma.join(phrases[f"level.{level}"] for level in found)


def summary(world: World, indicator: Indicator, lang: str) -> str:
    """Return one sentence: how many figures there are, of which years."""
    known, phrases = world.catalogue, world.phrases(lang, PAGE)
    count = sum(value.indicator_id == indicator.indicator_id for value in known.values)
    periods = every_period(known, indicator)
    return phrases["said"].format(count=count, first=periods[0], last=periods[-1])


def facts(world: World, indicator: Indicator, lang: str) -> list[tuple[str, str]]:
    """Return what the indicator is: definition, unit, kind, levels; blank ones are left out."""
    phrases = world.phrases(lang, PAGE)
    kind = "rate" if indicator.denominator else indicator.kind
    rows = [
        (phrases["fact.note"], indicator.note(lang)),
        (phrases["fact.unit"], unit_words(indicator, lang)),
        (phrases["fact.kind"], phrases[f"kind-of.{kind}"]),
        (phrases["fact.levels"], _levels(world, indicator, lang)),
        (phrases["fact.id"], indicator.indicator_id),
    ]
    return [(name, words) for name, words in rows if words]


def coverage(world: World, asked: Asked, indicator: Indicator) -> list[Mapping[str, Any]]:
    """Return for each level but the province how many places have a figure in each year."""
    known, name, sheet_id = world.catalogue, indicator.indicator_id, sheet_of(world, indicator)
    layer, _, chosen = sheet_id.partition("/")
    asks = {"layer": layer, **({"indicator": chosen} if chosen else {})}
    shown = sheets_of(world.shelf)[sheet_id]["level"] if sheet_id else ""
    found: list[Mapping[str, Any]] = []
    for level in LEVELS:
        places = known.at_level_ids(level)
        periods = known.periods(name, level)
        if not periods or len(places) == 1:
            continue
        rows = []
        for period in periods:
            count = sum(bool(known.cell(place, name, period)) for place in places)
            href = path_address(world, asked, MAP, **asks, period=period)
            rows.append(
                {
                    "period": period_words(period, asked.lang),
                    "known": count,
                    "share": count / len(places),
                    "shade": shade(count, len(places)),
                    "href": href if level == shown else "",
                }
            )
        phrases = world.phrases(asked.lang, PAGE)
        about = {"level": level, "name": phrases[f"level.{level}"], "of": len(places)}
        found.append({**about, "rows": rows[::-1]})
    return found


def values(
    world: World, indicator: Indicator, drawn: DrawnIndicator | None, lang: str, notes: Footnotes
) -> Mapping[str, Any] | None:
    """Return the figures of the year that the map shows, the greatest first; None without a map."""
    if drawn is None:
        return None
    known = world.catalogue
    places = known.at_level_ids(drawn.level)
    cells = figure_cells(known, indicator, places, drawn.period, level=drawn.level, lang=lang)
    found = [(place, cell) for place, cell in zip(places, cells, strict=True) if cell.words]
    given = [(place, cell) for place, cell in found if cell.value is not None]
    given.sort(key=lambda pair: -float(pair[1].value or 0))
    greatest = max((abs(float(cell.value or 0)) for _, cell in given), default=0)
    return {
        "period": period_words(drawn.period, lang),
        "rows": [
            {
                "place": known.place(place).name(lang),
                "number": cell.column,
                "share": abs(float(cell.value or 0)) / greatest if greatest else 0,
                "rank": cell.rank,
                "status": cell.status,
                "conflict": cell.conflict,
                "notes": notes.numbers(cell.source_ids),
            }
            for place, cell in given
        ],
        "ranked": any(cell.rank for _, cell in given),
        "lacking": LANGUAGES[lang].comma.join(
            known.place(place).name(lang) for place, cell in found if cell.value is None
        ),
        "lack": sum(cell.value is None for _, cell in found),
    }


def province(
    world: World, indicator: Indicator, lang: str, notes: Footnotes
) -> list[Mapping[str, Any]]:
    """Return the figures of the province, the newest first."""
    known, name = world.catalogue, indicator.indicator_id
    own = known.profile.adcode
    rows: list[dict[str, Any]] = []
    for period in reversed(known.periods(name, known.province.level)):
        cell = figure_cell(known, indicator, known.cell(own, name, period), lang)
        rows.append(
            {
                "period": period_words(period, lang),
                "number": cell.published,
                "status": cell.status,
                "value": float(cell.value or 0),
                "notes": notes.numbers(cell.source_ids),
            }
        )
    greatest = max((abs(row["value"]) for row in rows), default=0)
    return [{**row, "share": abs(row["value"]) / greatest if greatest else 0} for row in rows]


def aims(world: World, asked: Asked, indicator: Indicator) -> list[Mapping[str, str]]:
    """Return the targets that the indicator is held against: aim, due year, verdict, clause."""
    known, lang = world.catalogue, asked.lang
    phrases = world.phrases(lang, PAGE)
    return [
        {
            "aim": value_words(track.target.value, indicator, lang),
            "due": phrases["aim.due"].format(year=track.target.due_period)
            if track.target.due_period
            else phrases[f"aim.{track.target.kind}"],
            "place": known.place(track.target.place_id).name(lang),
            "document": track.target.document,
            "clause": track.target.clause,
            "verdict": track.verdict,
            "href": path_address(world, asked, "/targets", target=track.target.target_id),
        }
        for track in tracks(known)
        if track.target.indicator_id == indicator.indicator_id
    ]
