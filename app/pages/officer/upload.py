"""A file that waits: how it is read, what is not certain, and what an officer may say of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.officer.uploads import COLUMN, LEFT_OUT, PLACE
from app.text.messages import said
from geo.own_table.page_report import choosable, sum_words, understood_so
from geo.own_table.report import named_by
from geo.own_table.report_words import candidates, sentence
from geo.sentences import Said, in_each

if TYPE_CHECKING:
    from app.officer.uploads import Upload
    from geo.errors import AtlasError
    from geo.own_table.layout import FigureColumn
    from geo.own_table.own_file import OwnFile
    from geo.own_table.place_index import PlaceIndex
    from geo.own_table.report import RowReport, TableReport
    from geo.store.catalogue import Catalogue

# Of many rows that need an answer, as many are shown at once.
MOST_ROWS = 100


@dataclass(frozen=True)
class FileRead:
    """A file as it was read: its sheets, and what was understood, or why too little was."""

    file: OwnFile | None
    report: TableReport | None
    trouble: AtlasError | None


def upload_page(
    one: Upload, read: FileRead, known: Catalogue, index: PlaceIndex
) -> Mapping[str, object]:
    """Return what the page of a file of figures shows."""
    report = read.report
    return {
        "upload": one,
        "trouble": read.trouble,
        "guesses": [
            (said(f"own.guess.{guess.what}"), guess.value, guess.why)
            for guess in (report.guesses if report else ())
        ],
        "counts": {str(name): count for name, count in report.counts.items()} if report else None,
        "years": sorted({one.period for row in report.rows for one in row.values if one.period})
        if report
        else [],
        "odd": list(_odd(report, one)) if report else [],
        "sums": [sum_words(total) for total in report.sums] if report else [],
        "columns": list(_columns(report, one, known)) if report else [],
        "indicators": [
            (name, in_each(indicator.name))
            for name, indicator in known.indicators.items()
            if not indicator.denominator
        ],
        "sources": _sources(known),
        "may": _may(one, read, index),
        "left_out": LEFT_OUT,
    }


def _odd(report: TableReport, one: Upload) -> Iterator[Mapping[str, object]]:
    odd = [row for row in report.rows if row.verdict != "taken" and not row.set_aside]
    for row in sorted(odd, key=_first)[:MOST_ROWS]:
        offered = () if row.reason == "twice" else candidates(row)
        words = named_by(report.layout, row.number - 1) if offered else ""
        yield {
            "number": row.number,
            "words": row.words,
            "verdict": said(f"own.verdict.{row.verdict}"),
            "said": sentence(row),
            "field": f"{PLACE}{words}",
            "chosen": one.fields.get(f"{PLACE}{words}", ""),
            "offered": [(at.place_id, Said(at.name_en, at.name_zh)) for at in offered],
        }


def _first(row: RowReport) -> int:
    return ("asked", "refused", "noted").index(row.verdict)


def _columns(report: TableReport, one: Upload, known: Catalogue) -> Iterator[Mapping[str, object]]:
    """Yield each column of figures once: its field, what it is called, the indicator it is of."""
    named = {
        indicator.name_zh: name
        for name, indicator in known.indicators.items()
        if not indicator.denominator
    }
    for called in dict.fromkeys(column.name or column.letter for column in _all(report)):
        yield {
            "field": f"{COLUMN}{called}",
            "called": called,
            "chosen": one.columns.get(called, named.get(called, "")),
        }


def _all(report: TableReport) -> Sequence[FigureColumn]:
    return [value.measure for row in report.rows for value in row.values] or list(
        report.layout.measures
    )


def _sources(known: Catalogue) -> Sequence[tuple[str, str]]:
    found = [(name, f"{one.title} · {one.published}") for name, one in known.sources.items()]
    return sorted(found, key=lambda pair: pair[1])


def _may(one: Upload, read: FileRead, index: PlaceIndex) -> Mapping[str, object]:
    """Return what may be chosen of a file, where it could be opened."""
    if read.file is None:
        return {"sheets": (), "encodings": (), "columns": ()}
    if read.report is None:
        return choosable(read.file, index, one.choices)
    return understood_so(read.file, read.report, index, one.choices)
