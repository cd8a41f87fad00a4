"""Findings: sentences made of the figures of a profile, each number with its sources.

No sentence says a change between periods: figures are as first published (data/README.md).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from geo.analysis.ranks import FEWEST_COMPARED
from geo.analysis.subject_profile import ProfileCell, ProfileRow, sense
from layers.documents.brief.context import Telling
from layers.documents.brief.document import Run, Sentence
from layers.documents.brief.figures import figure_words, unused

MOST_HEADLINES = 6
# A count of one row says what the row itself says.
FEWEST_COUNTED = 2
# With so many others, sizes need not be said again: the table has them.
ENOUGH = 3
# Below this, one decimal of a ratio says too little.
CLOSE = 2.0


def headlines(rows: Sequence[ProfileRow], telling: Telling) -> tuple[ProfileRow, ...]:
    """Return the rows to be said and drawn: of one period, known for all, or else for two.

    What the profile of the data names stands first; others follow as listed. Shares of the
    province repeat their count, and ranks are no lengths.
    """
    fit = [
        row
        for row in rows
        if row.period
        and row.alike
        and row.known > 1
        and row.indicator.denominator != "province"
        and row.indicator.kind != "rank"
        and sense(row.indicator) != "none"
    ]
    whole = [row for row in fit if row.known == len(row.cells)] or fit
    ordered = [row for row in whole if sense(row.indicator) != "size"]
    order = {name: at for at, name in enumerate(telling.catalogue.profile.indicators.headlines)}
    found = ordered if len(ordered) >= ENOUGH else whole
    ranked = sorted(found, key=lambda row: order.get(row.indicator.indicator_id, len(order)))
    return tuple(ranked[:MOST_HEADLINES])


def findings(rows: Sequence[ProfileRow], telling: Telling) -> tuple[Sentence, ...]:
    """Return every sentence on the figures, in order."""
    said = [_headline(row, telling) for row in headlines(rows, telling)]
    if not said:
        said.append((Run(telling.say("apart")),))
    said += _reversals(rows, telling)
    said += _tally(rows, telling)
    nothing = unused(rows, telling)
    if nothing:
        said.append((Run(telling.say("nothing", names=nothing)),))
    return tuple(said)


def _headline(row: ProfileRow, telling: Telling) -> Sentence:
    """Return what each subject has, and how many times the least the most is."""
    name = row.indicator.name(telling.lang)
    runs = [Run(telling.say("headline", name=name, period=row.period))]
    cells = _largest_first(row)
    for at, cell in enumerate(cells):
        runs += _told(cell, row, telling, first=at == 0)
        runs.append(Run(telling.say("semicolon" if at < len(cells) - 1 else "stop")))
    ratio = _ratio(cells) if row.alike else ""
    if ratio:
        top, bottom = cells[0].entry.subject, cells[-1].entry.subject
        told = telling.say("ratio", top=telling.name(top), bottom=telling.name(bottom), ratio=ratio)
        runs.append(Run(told))
    missing = [telling.name(c.entry.subject) for c in row.cells if c.entry.figure is None]
    if missing:
        runs.append(Run(telling.say("without", names=telling.listed(missing))))
    return tuple(runs)


def _told(cell: ProfileCell, row: ProfileRow, telling: Telling, *, first: bool) -> Iterator[Run]:
    """Yield a figure with its sources right behind it, then its rank."""
    entry = cell.entry
    assert entry.figure is not None  # noqa: S101  the caller leaves out the others
    words = figure_words(entry.figure, row.indicator, telling.lang)
    said = telling.say("told", subject=telling.name(entry.subject), words=words)
    yield Run(said, telling.cite(entry.figure.source_ids))
    if cell.rank:
        key, kind = "rank.first" if first else "rank", telling.say(f"kind.{entry.subject.kind}")
        parts = {"at": cell.rank.at, "known": cell.rank.known, "of": cell.rank.of}
        yield Run(telling.say(key, kind=kind, **parts))


def _largest_first(row: ProfileRow) -> list[ProfileCell]:
    known = [cell for cell in row.cells if cell.entry.figure is not None]
    sign = 1 if sense(row.indicator) == "low" else -1
    return sorted(known, key=lambda cell: sign * (cell.entry.value or 0))


def _ratio(cells: Sequence[ProfileCell]) -> str:
    """Return how many times the last the first is; nothing for least figures or none above zero."""
    top, bottom = cells[0].entry, cells[-1].entry
    if any(cell.entry.floor for cell in cells) or not top.value or not bottom.value:
        return ""
    if bottom.value <= 0 or top.value == bottom.value:
        return ""
    ratio = top.value / bottom.value
    return f"{ratio:,.2f}" if ratio < CLOSE else f"{ratio:,.1f}"


def _reversals(rows: Sequence[ProfileRow], telling: Telling) -> Iterator[Sentence]:
    """Yield where one has the most in all, and another the most for its people."""
    known: Mapping[str, ProfileRow] = {row.indicator.indicator_id: row for row in rows}
    for rate in rows:
        raw = known.get(rate.indicator.numerator)
        if raw is None or rate.indicator.denominator != "people":
            continue
        firsts = [_alone_first(row) for row in (raw, rate)]
        a, b = firsts
        if a is None or b is None or a.entry.subject == b.entry.subject:
            continue
        yield (
            _first(a, raw, f"reversal.raw{_two(raw)}", telling),
            Run(telling.say("semicolon")),
            _first(b, rate, f"reversal.rate{_two(rate)}", telling),
            Run(telling.say("stop")),
        )


def _two(row: ProfileRow) -> str:
    """Return the ending of words for two: one of them has more, none has the most."""
    return "" if len(row.cells) >= FEWEST_COMPARED else ".two"


def _alone_first(row: ProfileRow) -> ProfileCell | None:
    """Return the one first cell of a row of one period that all subjects have."""
    if not row.period or row.known < len(row.cells) or len(row.first) != 1:
        return None
    return next(cell for cell in row.cells if cell.entry.subject.word == row.first[0])


def _first(cell: ProfileCell, row: ProfileRow, key: str, telling: Telling) -> Run:
    entry = cell.entry
    assert entry.figure is not None  # noqa: S101  the best of a row has a figure
    parts = {
        "name": row.indicator.name(telling.lang),
        "period": row.period,
        "subject": telling.name(entry.subject),
        "words": figure_words(entry.figure, row.indicator, telling.lang),
    }
    return Run(telling.say(key, **parts), telling.cite(entry.figure.source_ids))


def _tally(rows: Sequence[ProfileRow], telling: Telling) -> Iterator[Sentence]:
    """Yield how often each has the best figure, among rows that are no sizes and no shares."""
    counted = [
        row
        for row in rows
        if row.period
        and row.alike
        and row.known == len(row.cells)
        and sense(row.indicator) in ("high", "low")
        and row.indicator.denominator != "province"
    ]
    if len(counted) < FEWEST_COUNTED:
        return
    told = [
        telling.say(
            "tally.one",
            subject=telling.name(cell.entry.subject),
            count=sum(cell.entry.subject.word in row.first for row in counted),
        )
        for cell in counted[0].cells
    ]
    yield (
        Run(
            telling.say(f"tally{_two(counted[0])}", count=len(counted), listed=telling.listed(told))
        ),
    )
