"""The table of the view: every indicator of every subject, with standing, share and sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from app.pages.compare.inline import FEWEST, bars, spark, strip
from app.pages.compare.request import PREFECTURES, RANK, TREND, CompareRequest
from app.shell.footnotes import MARKS
from geo.analysis.comparability import fairer
from geo.analysis.observations import Entry
from geo.analysis.rank_groups import rivals_of
from geo.analysis.subject_profile import COMMON, ProfileCell, ProfileRow, sense
from geo.model.figures import Value
from geo.model.indicators import Indicator
from geo.model.periods import LATEST
from geo.model.subject import Subject
from layers.build.cells import status_words, unranked_words
from layers.build.derivation import note_words
from layers.refusals import joined_words, refused_words
from layers.words import (
    as_of_words,
    column_words,
    least_words,
    published_words,
    say,
    unit_words,
    value_words,
)

# What rows may be sorted by, beside the rank of one of the subjects.
LISTED, NAMED = "", "name"
UNKNOWN_LAST = 10**6
# So many rows stand open.
OPEN = 10
# The tabs that show one indicator.
FOCUSED = (TREND, RANK)
# A share below this would read as 0.0%.
LEAST_SHARE = 0.1


def table(request: CompareRequest) -> dict[str, Any]:
    """Return the profile as it is read: heads, rows in the order asked, years to choose.

    Rows that nobody or one alone has a figure of compare nothing: they are folded.
    """
    every = list(_sorted(request))
    least = min(FEWEST, len(request.subjects))
    rows = [_row(request, row) for row in every if row.known >= least]
    alone = [_alone(request, row) for row in every if 0 < row.known < least]
    blank = [_row(request, row, drawn=False) for row in every if not row.known]
    return {
        "heads": [_head(request, subject) for subject in request.subjects],
        "rows": rows[:OPEN],
        "more": rows[OPEN:],
        "alone": alone,
        "refused": [row for row in blank if row["whys"]],
        "blank": [row["name"] for row in blank if not row["whys"]],
        "years": list(_years(request)),
        "sorts": [
            {
                "word": word,
                "link": request.based.link(sort=word),
                "on": request.asked["sort"] == word,
            }
            for word in (LISTED, NAMED)
        ],
        "grouped": request.kind == "group",
        "of": len(rivals_of(request.catalogue, request.level, _members(request))),
    }


def _members(request: CompareRequest) -> list[str]:
    return [member for subject in request.subjects for member in subject.members]


def _alone(request: CompareRequest, row: ProfileRow) -> dict[str, Any]:
    """Return the one figure of a row that only one of the subjects has."""
    cell = next(cell for cell in row.cells if cell.entry.figure is not None)
    return {**_row(request, row, drawn=False), "only": _cell(request, row, cell)}


def _head(request: CompareRequest, subject: Subject) -> dict[str, Any]:
    on = request.asked["sort"] == subject.word
    return {
        "word": subject.word,
        "name": subject.name(request.lang),
        "short": request.short(subject.word),
        "color": request.color(subject.word),
        "on": on,
        "link": request.based.link(sort="" if on else subject.word),
        "members": request.names(*subject.members) if subject.kind == "group" else "",
    }


def _years(request: CompareRequest) -> Iterator[dict[str, Any]]:
    known = {year for row in request.rows for cell in row.cells for year in cell.periods}
    for year in (COMMON, LATEST, *sorted(known, reverse=True)):
        yield {"year": year, "on": request.asked["year"] == year}


def _sorted(request: CompareRequest) -> Sequence[ProfileRow]:
    """Return the rows: the usual first, by name, or first those in which one ranks best."""
    by = request.asked["sort"]
    if by == NAMED:
        return sorted(request.rows, key=lambda row: row.indicator.name(request.lang))
    if by not in request.chosen.words:
        usual = request.catalogue.profile.indicators
        first = (usual.map, *usual.headlines)
        order = {name: at for at, name in enumerate(first)}
        return sorted(
            request.rows,
            key=lambda row: (not row.alike, order.get(row.indicator.indicator_id, len(order))),
        )
    at = request.chosen.words.index(by)
    return sorted(request.rows, key=lambda row: _standing(row, at))


def _standing(row: ProfileRow, at: int) -> tuple[float, int]:
    """Return how well a subject stands in a row: its rank; of a group, its place in the row."""
    cell = row.cells[at]
    if cell.rank is not None:
        return cell.rank.at / cell.rank.known, -cell.rank.known
    value = cell.entry.value
    if value is None:
        return UNKNOWN_LAST, 0
    known = [cell.entry.value for cell in row.cells if cell.entry.value is not None]
    before = sum(other > value for other in known)
    return 1 + (before / len(known)), -len(known)


def _row(request: CompareRequest, row: ProfileRow, *, drawn: bool = True) -> dict[str, Any]:
    indicator, lang = row.indicator, request.lang
    name = indicator.indicator_id
    focus = request.focus
    long = bars(row)
    said = {
        "id": name,
        "name": indicator.name(lang),
        "unit": unit_words(indicator, lang),
        "period": row.period,
        "mixed": row.mixed,
        "link": request.based.link(indicator=name, tab=_shows(request)),
        "on": request.tab in FOCUSED and focus is not None and focus.indicator == indicator,
        "flags": _flags(request, name),
    }
    if not drawn:
        said["whys"] = _whys(request, row)
    else:
        said["cells"] = [
            {
                **_cell(request, row, cell),
                "bar": long[at],
                "spark": spark(request, row, cell),
            }
            for at, cell in enumerate(row.cells)
        ]
        said["strip"] = strip(request, row)
    return said


def _whys(request: CompareRequest, row: ProfileRow) -> list[dict[str, str]]:
    """Return of which subjects a row has no figure although some is published, and why."""
    return [
        {"name": cell.entry.subject.name(request.lang), "lack": lacking(request, cell.entry)}
        for cell in row.cells
        if _stated(cell.entry)
    ]


def _stated(entry: Entry) -> bool:
    """Return whether more is to be said of a blank than that nobody published a figure."""
    return entry.lack not in ("", "no-figure")


def _shows(request: CompareRequest) -> str:
    """Return the tab in which an indicator is looked at: the open one, or the trend."""
    return request.tab if request.tab in FOCUSED else TREND


def _flags(request: CompareRequest, name: str) -> list[str]:
    """Return the keys of the cautions of an indicator, each once."""
    return list(
        dict.fromkeys(caution.key for caution in request.cautions if caution.indicator_id == name)
    )


def evidence(request: CompareRequest) -> list[dict[str, Any]]:
    """Return of each row how its figures came about: words of sources, sums, what disagrees."""
    return [
        {
            "id": row.indicator.indicator_id,
            "name": row.indicator.name(request.lang),
            "note": row.indicator.note(request.lang),
            "order": _order(request, row),
            "fair": fair_link(request, row),
            "cells": [_cell(request, row, cell) for cell in row.cells if cell.entry.figure],
        }
        for row in request.rows
        if row.known
    ]


def _order(request: CompareRequest, row: ProfileRow) -> str:
    """Return the link that puts the subjects in the order of a row, its best first."""
    if row.known < 2:  # noqa: PLR2004  one figure is in order
        return ""
    sign = 1 if sense(row.indicator) == "low" else -1
    known = [c for c in row.cells if c.entry.value is not None]
    known.sort(key=lambda cell: sign * (cell.entry.value or 0.0))
    rest = [c for c in row.cells if c.entry.value is None]
    words = [cell.entry.subject.word for cell in (*known, *rest)]
    if tuple(words) == request.chosen.words:
        return ""
    return request.based.link(places=request.chosen.joined(*words))


def fair_link(request: CompareRequest, row: ProfileRow) -> dict[str, str] | None:
    """Return the link that makes a row fair, and what it chooses; None where nothing would."""
    measure = fairer(request.catalogue, row)
    if measure is None:
        return None
    name = request.catalogue.indicator(measure.indicator_id).name(request.lang)
    sheet = f"{PREFECTURES}/{measure.indicator_id}"
    same = measure.indicator_id == row.indicator.indicator_id
    drawn = {"a": sheet, "period_a": measure.period} if sheet in request.sheets else {}
    if drawn and request.asked["b"] and request.b.sheet_id == request.a.sheet_id:
        drawn["b"] = sheet
    year = {"year": COMMON if row.common == measure.period else measure.period} if same else {}
    link = request.based.link(**drawn, **year)
    return {"link": link, "name": name, "period": measure.period, "same": "1" if same else ""}


def _numbers(request: CompareRequest, row: ProfileRow) -> Iterator[str]:
    """Yield the numbers of a row, without the unit that stands at its head: one column of it."""
    figures = [cell.entry.figure for cell in row.cells]
    values = [figure.value if figure else None for figure in figures]
    said = column_words(values, row.indicator, request.lang)
    for figure, number in zip(figures, said, strict=True):
        yield f"≥ {number}" if figure and figure.status == "floor" else number


def _cell(request: CompareRequest, row: ProfileRow, cell: ProfileCell) -> dict[str, Any]:
    entry, lang, word = cell.entry, request.lang, cell.entry.subject.word
    figure = entry.figure
    numbers = dict(
        zip((one.entry.subject.word for one in row.cells), _numbers(request, row), strict=True)
    )
    said = {
        "word": word,
        "name": entry.subject.name(lang),
        "color": request.color(word),
        "known": figure is not None,
        "words": entry_words(entry, row.indicator, lang),
        "number": numbers[word],
        "period": entry.period,
        "end": _end(row, word),
        "lack": lacking(request, entry),
        "said": _stated(entry),
        "of": len(entry.subject.members),
        "rank": cell.rank,
        "unranked": unranked_words(cell.unranked, lang) if cell.unranked else "",
        "share": share_words(cell.share.percent) if cell.share else "",
        "over": f"{cell.share.over:.2f}%" if cell.share and cell.share.over else "",
        "sources": list(figure.source_ids) if figure else [],
        "marks": request.numbering.of(figure.source_ids)[:MARKS] if figure else (),
        "conflict": bool(entry.conflicts),
    }
    if figure is not None:
        said |= {
            "status": status_words(figure, lang),
            "note": note_words(figure, request.catalogue, lang),
            "quote": figure.quote,
            "as_of": as_of_words(figure.as_of, lang),
            "others": [
                other_words(request, entry, value) for c in entry.conflicts for value in c.others
            ],
        }
    return said


def lacking(request: CompareRequest, entry: Entry) -> str:
    """Return why an entry has no figure; blank where it has one."""
    if not entry.lack:
        return ""
    reason = refused_words(entry.refusals, request.lang)
    if entry.lack == "refused":
        return reason
    said = request.world.phrases(request.lang, "compare")[f"lack.{entry.lack}"]
    return joined_words(said.format(names=request.names(*entry.missing)), reason, request.lang)


def other_words(request: CompareRequest, entry: Entry, other: Value) -> str:
    """Return the figure that another source has, with that source."""
    indicator = request.catalogue.indicator(other.indicator_id)
    words = published_words(other.value, indicator, request.lang)
    source = request.catalogue.sources[other.source_ids[0]].title
    return say(
        request.lang,
        "conflict",
        words=f"{another(request, entry, other)} {words}".strip(),
        source=source,
    )


def another(request: CompareRequest, entry: Entry, other: Value) -> str:
    """Return of which place and indicator the figure of another source is, where not of the entry.

    A rate or a sum is in no source: what disagrees is a numerator, or a member's figure.
    """
    if (other.place_id, other.indicator_id) == (entry.subject.word, entry.indicator_id):
        return ""
    return owner_words(request, other, entry.indicator_id)


def owner_words(request: CompareRequest, figure: Value, indicator_id: str) -> str:
    """Return the place of a figure, and its indicator where that is not the one spoken of.

    What is shown of a subject may rest on figures of others: of a member, of a numerator, or
    of the province that it is a share of.
    """
    name = request.names(figure.place_id)
    if figure.indicator_id == indicator_id:
        return name
    indicator = request.catalogue.indicator(figure.indicator_id).name(request.lang)
    return say(request.lang, "figure-of", place=name, indicator=indicator)


def share_words(percent: float) -> str:
    """Return a share of the province with as many digits as it takes not to read as zero."""
    return f"{percent:.1f}%" if percent >= LEAST_SHARE else f"{percent:.2g}%"


def entry_words(entry: Entry, indicator: Indicator, lang: str) -> str:
    """Return a figure with its unit, a least one as such; nothing where there is none."""
    if entry.figure is None:
        return ""
    words = value_words(entry.figure.value, indicator, lang)
    return least_words(words, lang, least=entry.floor)


def _end(row: ProfileRow, word: str) -> str:
    """Return best or worst with the sense in which a row has them; nothing in between."""
    if word in row.best:
        return f"best-{sense(row.indicator)}"
    return f"worst-{sense(row.indicator)}" if word in row.worst else ""
