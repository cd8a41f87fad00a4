"""Charts of a brief: bars of the rows that can be compared, each from zero, largest first."""

from __future__ import annotations

from collections.abc import Sequence

from geo.analysis.subject_profile import ProfileRow
from layers.documents.brief.context import Telling
from layers.documents.brief.document import Bar, Bars
from layers.documents.brief.figures import bare_words, figure_words
from layers.documents.brief.findings import headlines
from layers.words import text, unit_words


def charts(rows: Sequence[ProfileRow], telling: Telling) -> tuple[Bars, ...]:
    """Return a chart for every headline that has no figure below zero."""
    drawn = (_bars(row, telling) for row in headlines(rows, telling))
    return tuple(bars for bars in drawn if bars is not None)


def _bars(row: ProfileRow, telling: Telling) -> Bars | None:
    indicator, lang = row.indicator, telling.lang
    nothing = text(lang)["no-data"]
    values = [cell.entry.value for cell in row.cells if cell.entry.value is not None]
    longest = max(values, default=0.0)
    if min(values, default=-1.0) < 0 or longest <= 0:
        return None
    bars, told = [], []
    ordered = sorted(
        row.cells, key=lambda c: -1.0 if c.entry.value is None else c.entry.value, reverse=True
    )
    for cell in ordered:
        figure, name = cell.entry.figure, telling.name(cell.entry.subject)
        if figure is None:
            bars.append(Bar(name, nothing, None))
            told.append(telling.say("told", subject=name, words=nothing))
            continue
        cites = telling.cite(figure.source_ids)
        bare = bare_words(figure, indicator, lang)
        bars.append(Bar(name, bare, figure.value / longest, cites))
        full = figure_words(figure, indicator, lang)
        told.append(telling.say("told", subject=name, words=full))
    title = indicator.name(lang)
    said = telling.say("headline", name=title, period=row.period)
    return Bars(
        title=title,
        unit=unit_words(indicator, lang),
        period=row.period,
        bars=tuple(bars),
        said=said + telling.say("semicolon").join(told) + telling.say("stop"),
    )
