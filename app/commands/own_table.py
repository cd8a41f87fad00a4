"""``own-table``: a table of one's own, how it is read, and what became of every row.

Nothing of it is kept but the report that was asked for.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from app.build.progress import Progress
from app.jail.table_reading import jail_of, limits_of, read_table
from app.jobs.reading import named
from app.officer.importing import unsettled
from app.text.messages import said
from geo.errors import AtlasError
from geo.export.workbook import book
from geo.files.atomic import write_file
from geo.own_table.choices import Choices
from geo.own_table.own_file import OwnFile, Reading
from geo.own_table.page_report import sum_words
from geo.own_table.place_index import PlaceIndex
from geo.own_table.report_words import as_json, candidates, sentence, sheets
from geo.own_table.understanding import understood
from geo.sentences import in_words

if TYPE_CHECKING:
    from app.commands.arguments import Parser
    from app.settings.settings import Config
    from geo.own_table.report import RowReport, TableReport

FINE, UNSETTLED = 0, 1
REPORT = ".xlsx"


def add(parser: Parser) -> None:
    """Add the command's own options to its parser."""
    add_reading(parser)
    parser.add_argument("--json", action="store_true", help=said("help.own.json"))


def add_reading(parser: Parser) -> None:
    """Add what says which file is read, how, and where its report goes."""
    parser.add_argument("file", type=Path, metavar="FILE", help=said("help.own.file"))
    for name in ("sheet", "encoding", "delimiter", "key", "parent", "period-column"):
        parser.add_argument(f"--{name}", default="", metavar="WORD", help=said(f"help.own.{name}"))
    for name in ("unit", "period", "level"):
        parser.add_argument(f"--{name}", default="", metavar="WORD", help=said(f"help.own.{name}"))
    parser.add_argument(
        "--first-row", type=int, default=0, metavar="ROW", help=said("help.own.first-row")
    )
    for name in ("column", "place"):
        parser.add_argument(
            f"--{name}", action="append", default=[], metavar="WORD", help=said(f"help.own.{name}")
        )
    parser.add_argument("--report", type=Path, metavar="FILE", help=said("help.own.report"))


def run(settings: Config, options: argparse.Namespace) -> int:
    """Say how the table was read; return 1 where a row needs an answer or was refused."""
    lang: str = options.speech
    index = PlaceIndex(named(settings, Progress(lang)))
    report = read_report(settings, options, index)
    if options.json:
        text = json.dumps(as_json(report), ensure_ascii=False, indent=1)
        sys.stdout.write(f"{text}\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in report_lines(report, lang))
    return UNSETTLED if unsettled(report) else FINE


def read_report(settings: Config, options: argparse.Namespace, index: PlaceIndex) -> TableReport:
    """Return what a table says, read in the jail; its report is written where that was asked.

    Raises AtlasError where it cannot be read or understood, or the report cannot be written.
    """
    if options.report is not None and options.report.suffix.lower() != REPORT:
        raise AtlasError(said("own.report-form"))
    choices = _choices(options)
    how = Reading(index.letters(), options.encoding, options.delimiter)
    report = understood(read_own_file(settings, options.file, how), index, choices)
    if options.report is not None:
        try:
            write_file(options.report, book(sheets(report)))
        except OSError as error:
            path = str(options.report)
            raise AtlasError(said("unwritable", path=path, why=error.strerror)) from error
    return report


def read_own_file(settings: Config, path: Path, how: Reading) -> OwnFile:
    """Return what a file holds, read in the jail; raises AtlasError where it cannot be."""
    jail, limits = jail_of(settings), limits_of(settings)
    try:
        return read_table(jail, body_of(path, limits.size), limits, how)
    finally:
        jail.close()


def _choices(options: argparse.Namespace) -> Choices:
    places = {}
    for one in options.place:
        words, mark, code = one.rpartition("=")
        if not mark or not words:
            raise AtlasError(said("own.place", word=one))
        places[words] = code
    return Choices(
        sheet=options.sheet,
        first_row=max(0, options.first_row),
        key=options.key,
        parent=options.parent,
        period_column=options.period_column,
        columns=tuple(options.column),
        unit=options.unit,
        period=options.period,
        level=options.level,
        places=places,
    )


def body_of(path: Path, most: int) -> bytes:
    """Return the bytes of a file, and no more than one beyond the most that is read."""
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        raise AtlasError(said("own.unfound", path=str(path), why=error.strerror)) from error


def report_lines(report: TableReport, lang: str) -> Iterator[str]:
    """Yield how a table was read, what became of its rows, and the sums."""
    yield said("own.head").in_lang(lang)
    for guess in report.guesses:
        what = said(f"own.guess.{guess.what}").in_lang(lang)
        value = _printable(in_words(guess.value, lang))
        yield f"  {what}: {value} [{_printable(guess.why.in_lang(lang))}]"
    odd = [row for row in report.rows if row.verdict != "taken"]
    if odd:
        yield ""
        yield said("own.rows").in_lang(lang)
        yield from (_row(row, lang) for row in odd)
    yield ""
    counts = {str(verdict): count for verdict, count in report.counts.items()}
    yield said("own.counts", rows=len(report.rows), **counts).in_lang(lang)
    yield from (_printable(sum_words(one).in_lang(lang)) for one in report.sums)
    if not report.sums:
        yield said("own.sum.none").in_lang(lang)


def _row(row: RowReport, lang: str) -> str:
    parts = [
        said("own.row", number=row.number).in_lang(lang),
        said(f"own.verdict.{row.verdict}").in_lang(lang),
        sentence(row).in_lang(lang),
    ]
    if offered := candidates(row):
        places = tuple(f"{one.place_id} {one.name_zh}" for one in offered)
        parts.append(said("own.candidates", places=places).in_lang(lang))
    return "  " + " | ".join(map(_printable, parts))


def _printable(text: str) -> str:
    """Return a text of the file that cannot steer the terminal."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
