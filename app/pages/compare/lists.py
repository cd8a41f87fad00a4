"""The table of the view: every indicator of every subject, with standing, share and sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from app.pages.compare.request import PREFECTURES, CompareRequest
from geo.analysis.comparability import fairer
from geo.analysis.observations import Entry
from geo.analysis.subject_profile import COMMON, LATEST, ProfileCell, ProfileRow, sense
from geo.levels import level_facts
from geo.model.figures import Value
from geo.model.indicators import Indicator
from geo.model.subject import Subject
from layers.build.cells import status_words, unranked_words
from layers.build.derivation import note_words
from layers.refusals import joined_words, refused_words
from layers.words import as_of_words, least_words, say, unit_words, value_words

# What rows may be sorted by, beside the rank of one of the subjects.
LISTED, NAMED = "", "name"
UNKNOWN_LAST = 10**6
# A share below this would read as 0.0%.
LEAST_SHARE = 0.1


def table(told: CompareRequest) -> dict[str, Any]:
    """Return the profile as it is read: heads, rows in the order asked, years to choose."""
    every = list(_sorted(told))
    return {
        "heads": [_head(told, subject) for subject in told.subjects],
        "rows": [_row(told, one) for one in every],
        "years": list(_years(told)),
        "sorts": [
            {"word": word, "link": told.based.link(sort=word), "on": told.asked["sort"] == word}
            for word in (LISTED, NAMED)
        ],
        "grouped": told.kind == "group",
        "ranked": told.kind != "group",
    }


def _head(told: CompareRequest, subject: Subject) -> dict[str, Any]:
    on = told.asked["sort"] == subject.word
    return {
        "word": subject.word,
        "name": subject.name(told.lang),
        "color": told.color(subject.word),
        "on": on,
        "link": told.based.link(sort="" if on else subject.word),
        "members": told.names(*subject.members) if subject.kind == "group" else "",
    }


def _years(told: CompareRequest) -> Iterator[dict[str, Any]]:
    known = {year for row in told.rows for cell in row.cells for year in cell.periods}
    for year in (COMMON, LATEST, *sorted(known, reverse=True)):
        yield {"year": year, "on": told.asked["year"] == year}


def _sorted(told: CompareRequest) -> Sequence[ProfileRow]:
    """Return the rows: as listed, by name, or those first in which one subject ranks best."""
    by = told.asked["sort"]
    if by == NAMED:
        return sorted(told.rows, key=lambda row: row.indicator.name(told.lang))
    if by not in told.chosen.words:
        return told.rows
    at = told.chosen.words.index(by)
    return sorted(told.rows, key=lambda row: _standing(row, at))


def _standing(row: ProfileRow, at: int) -> tuple[float, int]:
    """Return how well a subject stands in a row: its rank; of a group, its place in the row."""
    cell = row.cells[at]
    if cell.rank is not None:
        return cell.rank.at / cell.rank.known, -cell.rank.known
    value = cell.entry.value
    if value is None:
        return UNKNOWN_LAST, 0
    known = [one.entry.value for one in row.cells if one.entry.value is not None]
    before = sum(other > value for other in known)
    return 1 + (before / len(known)), -len(known)


def _row(told: CompareRequest, row: ProfileRow) -> dict[str, Any]:
    indicator, lang = row.indicator, told.lang
    sheet = f"{PREFECTURES}/{indicator.indicator_id}"
    drawn = level_facts(told.subjects[0].level).division and sheet in told.sheets
    return {
        "id": indicator.indicator_id,
        "name": indicator.name(lang),
        "unit": unit_words(indicator, lang),
        "note": indicator.note(lang),
        "period": row.period,
        "mixed": row.mixed,
        "link": told.based.link(a=sheet, period_a=row.period, mode="side") if drawn else "",
        "on": told.active is not None and told.a.figure_id == indicator.indicator_id,
        "cells": [_cell(told, row, cell) for cell in row.cells],
        "order": _order(told, row),
        "flags": list(
            dict.fromkeys(
                one.key for one in told.cautions if one.indicator_id == indicator.indicator_id
            )
        ),
        "fair": fair_link(told, row),
    }


def _order(told: CompareRequest, row: ProfileRow) -> str:
    """Return the link that puts the subjects in the order of a row, its best first."""
    if row.known < 2:  # noqa: PLR2004  one figure is in order
        return ""
    sign = 1 if sense(row.indicator) == "low" else -1
    known = [c for c in row.cells if c.entry.value is not None]
    known.sort(key=lambda cell: sign * (cell.entry.value or 0.0))
    rest = [c for c in row.cells if c.entry.value is None]
    words = [cell.entry.subject.word for cell in (*known, *rest)]
    if tuple(words) == told.chosen.words:
        return ""
    return told.based.link(places=told.chosen.joined(*words))


def fair_link(told: CompareRequest, row: ProfileRow) -> dict[str, str] | None:
    """Return the link that makes a row fair, and what it chooses; None where nothing would."""
    found = fairer(told.catalogue, row)
    if found is None:
        return None
    name = told.catalogue.indicator(found.indicator_id).name(told.lang)
    sheet = f"{PREFECTURES}/{found.indicator_id}"
    same = found.indicator_id == row.indicator.indicator_id
    drawn = {"a": sheet, "period_a": found.period} if sheet in told.sheets else {}
    if drawn and told.asked["b"] and told.b.sheet_id == told.a.sheet_id:
        drawn["b"] = sheet
    year = {"year": COMMON if row.common == found.period else found.period} if same else {}
    link = told.based.link(**drawn, **year)
    return {"link": link, "name": name, "period": found.period, "same": "1" if same else ""}


def _cell(told: CompareRequest, row: ProfileRow, cell: ProfileCell) -> dict[str, Any]:
    found, lang, word = cell.entry, told.lang, cell.entry.subject.word
    figure = found.figure
    said = {
        "word": word,
        "name": found.subject.name(lang),
        "known": figure is not None,
        "words": entry_words(found, row.indicator, lang),
        "period": found.period,
        "end": _end(row, word),
        "lack": lacking(told, found),
        "of": len(found.subject.members),
        "rank": cell.rank,
        "unranked": unranked_words(cell.unranked, lang) if cell.unranked else "",
        "share": share_words(cell.share.percent) if cell.share else "",
        "over": f"{cell.share.over:.2f}%" if cell.share and cell.share.over else "",
        "sources": list(figure.source_ids) if figure else [],
        "conflict": bool(found.conflicts),
    }
    if figure is not None:
        said |= {
            "status": status_words(figure, lang),
            "note": note_words(figure, told.catalogue, lang),
            "quote": figure.quote,
            "as_of": as_of_words(figure.as_of, lang),
            "others": [other_words(told, found, one) for c in found.conflicts for one in c.others],
        }
    return said


def lacking(told: CompareRequest, found: Entry) -> str:
    """Return why an entry has no figure; blank where it has one."""
    if not found.lack:
        return ""
    reason = refused_words(found.refusals, told.lang)
    if found.lack == "refused":
        return reason
    said = told.world.phrases(told.lang, "compare")[f"lack.{found.lack}"]
    return joined_words(said.format(names=told.names(*found.missing)), reason, told.lang)


def other_words(told: CompareRequest, found: Entry, other: Value) -> str:
    """Return the figure that another source has, with that source."""
    indicator = told.catalogue.indicator(other.indicator_id)
    words = value_words(other.value, indicator, told.lang)
    source = told.catalogue.sources[other.source_ids[0]].title
    return say(
        told.lang, "conflict", words=f"{another(told, found, other)} {words}".strip(), source=source
    )


def another(told: CompareRequest, found: Entry, other: Value) -> str:
    """Return of which place and indicator the figure of another source is, where not of the entry.

    A rate or a sum is in no source: what disagrees is a numerator, or a member's figure.
    """
    if (other.place_id, other.indicator_id) == (found.subject.word, found.indicator_id):
        return ""
    return owner_words(told, other, found.indicator_id)


def owner_words(told: CompareRequest, figure: Value, indicator_id: str) -> str:
    """Return the place of a figure, and its indicator where that is not the one spoken of.

    What is shown of a subject may rest on figures of others: of a member, of a numerator, or
    of the province that it is a share of.
    """
    name = told.names(figure.place_id)
    if figure.indicator_id == indicator_id:
        return name
    indicator = told.catalogue.indicator(figure.indicator_id).name(told.lang)
    return say(told.lang, "figure-of", place=name, indicator=indicator)


def share_words(percent: float) -> str:
    """Return a share of the province with as many digits as it takes not to read as zero."""
    return f"{percent:.1f}%" if percent >= LEAST_SHARE else f"{percent:.2g}%"


def entry_words(found: Entry, indicator: Indicator, lang: str) -> str:
    """Return a figure with its unit, a least one as such; nothing where there is none."""
    if found.figure is None:
        return ""
    words = value_words(found.figure.value, indicator, lang)
    return least_words(words, lang, least=found.floor)


def _end(row: ProfileRow, word: str) -> str:
    """Return best or worst with the sense in which a row has them; nothing in between."""
    if word in row.best:
        return f"best-{sense(row.indicator)}"
    return f"worst-{sense(row.indicator)}" if word in row.worst else ""
