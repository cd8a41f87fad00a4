"""``check``: every fault of a data folder, listed for a person and for a spreadsheet."""

from __future__ import annotations

import argparse
import csv
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from app.text.messages import said
from geo.errors import AtlasError, Fault
from geo.languages import ENGLISH, ORIGINAL
from geo.sentences import Said, in_words
from layers.typefaces import lacking

if TYPE_CHECKING:
    from app.commands.arguments import Parser
    from app.settings.settings import Config
    from geo.validate import Report

FINE, FAULTY = 0, 1
WIDEST_CELL = 32
# A spreadsheet computes cells that begin so; an apostrophe makes them text.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
HEADER = ("severity", "file", "row", "column", "value", "rule", "message", "message_zh")


def add(parser: Parser) -> None:
    """Add the command's own options to its parser."""
    parser.add_argument("--report", type=Path, metavar="FILE", help=said("help.check.report"))
    parser.add_argument("--remarks", action="store_true", help=said("help.check.remarks"))


def run(settings: Config, options: argparse.Namespace) -> int:
    """Check the data folder and say what is wrong; return the exit code."""
    folder: Path = settings.data
    lang: str = options.speech
    if not folder.is_dir():
        raise AtlasError(said("no-folder", folder=str(folder)))
    from geo.validate import inspect  # noqa: PLC0415  it imports geopandas and frictionless

    found = inspect(folder, lacking=lacking, today=settings.today)
    sys.stdout.writelines(f"{line}\n" for line in _lines(found, lang, remarks=options.remarks))
    if options.report is not None:
        try:
            _write(options.report, found)
        except OSError as error:
            why = error.strerror
            raise AtlasError(said("unwritable", path=str(options.report), why=why)) from error
    return FAULTY if found.faults else FINE


def _lines(found: Report, lang: str, *, remarks: bool) -> Iterator[str]:
    files = len({fault.file for fault in found.faults})
    counted = _count(len(found.warnings), "remark")
    if found.faults:
        yield from _listed(found.faults, lang)
        wrong, where = _count(len(found.faults), "fault"), _count(files, "file")
        yield said("check.faults", faults=wrong, files=where, remarks=counted).in_lang(lang)
    else:
        nouns = {"table": found.tables, "row": found.rows, "place": found.places}
        size = tuple(_count(number, noun) for noun, number in nouns.items())
        yield said("check.fine", size=size, remarks=counted).in_lang(lang)
    if remarks and found.warnings:
        yield ""
        yield said("check.remarks").in_lang(lang)
        yield from _listed(found.warnings, lang)


def _count(number: int, noun: str) -> Said:
    return said(f"count.{noun}" if number == 1 else f"count.{noun}s", number=number)


def _listed(faults: Sequence[Fault], lang: str) -> Iterator[str]:
    """Yield faults by file, in columns."""
    for file, group in groupby(faults, key=lambda fault: fault.file):
        yield _printable(file)
        rows = [
            (_row(f), f.column, _cut(f.value), in_words(f.message, lang), f"[{f.rule}]")
            for f in group
        ]
        cells = [[_printable(cell) for cell in row] for row in rows]
        widths = [max(_width(row[at]) for row in cells) for at in range(3)]
        for line, column, value, message, rule in cells:
            start = (
                f"{line:>{widths[0]}}  {_padded(column, widths[1])}  {_padded(value, widths[2])}"
            )
            yield f"  {start}  {message} {rule}"
        yield ""


def _row(fault: Fault) -> str:
    return "" if fault.row is None else str(fault.row)


def _cut(value: str) -> str:
    """Return the beginning of a value: prose would push the message off the screen."""
    return value if len(value) <= WIDEST_CELL else f"{value[: WIDEST_CELL - 1]}…"


def _printable(text: str) -> str:
    """Return text that cannot steer the terminal: control characters spelled out."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _width(text: str) -> int:
    """Return how many columns of a terminal a text takes: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _write(path: Path, found: Report) -> None:
    """Write everything found as CSV that Excel opens: a byte order mark, no live formulas."""
    with path.open("w", encoding="utf-8-sig", errors="backslashreplace", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for severity, faults in (("fault", found.faults), ("remark", found.warnings)):
            for f in faults:
                told = [in_words(f.message, lang) for lang in (ENGLISH, ORIGINAL)]
                cells = (severity, f.file, _row(f), f.column, f.value, f.rule, *told)
                writer.writerow([_guarded(cell) for cell in cells])


def _guarded(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell
