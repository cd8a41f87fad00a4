"""``data import``: a table becomes figures of a draft, or takes the place of a table of it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.build.editions import store_of
from app.commands.own_table import (
    add_reading,
    body_of,
    read_own_file,
    read_report,
    report_lines,
)
from app.officer.checked import faults_of
from app.officer.importing import (
    SOURCE,
    FigureOrder,
    GivenFile,
    figures_put,
    table_put,
    unsettled,
)
from app.text.messages import said
from geo.editing.draft import Draft, begun
from geo.editing.figure_table import Placed
from geo.editing.new_figures import Cells, Wish
from geo.editing.whole_table import known_table, table_text
from geo.errors import AtlasError
from geo.files.text_files import MAX_BYTES
from geo.model import divisions
from geo.own_table.own_file import OLD_OFFICE, ZIP, Reading
from geo.own_table.place_index import PlaceIndex
from geo.sentences import said as geo_said
from geo.store import package

if TYPE_CHECKING:
    from app.commands.arguments import Parser
    from app.settings.settings import Config

FINE, UNSETTLED = 0, 1


def add(parser: Parser) -> None:
    """Add the command's own options to its parser."""
    add_reading(parser)
    parser.add_argument(
        "--draft", type=Path, metavar="DIR", required=True, help=said("help.data.draft")
    )
    parser.add_argument(
        "--indicator",
        action="append",
        default=[],
        metavar="WORD",
        help=said("help.data.indicator"),
    )
    parser.add_argument("--source", default="", metavar="ID", help=said("help.data.source"))
    for name in SOURCE:
        flag = f"--source-{name.replace('_', '-')}"
        told = said(f"help.data.source-{name.replace('_', '-')}")
        parser.add_argument(flag, dest=f"source_{name}", default="", metavar="TEXT", help=told)
    parser.add_argument("--replace", action="store_true", help=said("help.data.replace"))
    parser.add_argument("--taken-only", action="store_true", help=said("help.data.taken-only"))
    parser.add_argument("--table", default="", metavar="NAME", help=said("help.data.table"))


def run(settings: Config, options: argparse.Namespace) -> int:
    """Put a table into a draft and say what came of it; 1 where rows stop it, the draft stays."""
    if options.table:
        return _whole_table(settings, options)
    if not options.source:
        raise AtlasError(said("data.source-needed"))
    lang: str = options.speech
    draft = begun(options.draft, settings.data, store_of(settings).current())
    known = package.load(draft.data, places=divisions.named(draft.data))
    report = read_report(settings, options, PlaceIndex(known))
    sys.stdout.writelines(f"{line}\n" for line in report_lines(report, lang))
    if unsettled(report) and not options.taken_only:
        sys.stdout.write("\n" + said("data.unsettled").in_lang(lang) + "\n")
        return UNSETTLED
    source = {name: getattr(options, f"source_{name}") for name in SOURCE}
    order = FigureOrder(_wish(options), source, options.replace, options.file.name)
    done = figures_put(draft, report, known, order)
    sys.stdout.writelines(f"{line}\n" for line in _lines(done.placed, draft, lang))
    if done.new_source:
        sys.stdout.write(said("data.new-source", source=options.source).in_lang(lang) + "\n")
    return FINE


def _wish(options: argparse.Namespace) -> Wish:
    columns: dict[str, str] = {}
    whole = ""
    for one in options.indicator:
        column, mark, indicator = one.rpartition("=")
        if mark and column:
            columns[column] = indicator
        else:
            whole = indicator
    return Wish(options.source, whole, columns)


def _whole_table(settings: Config, options: argparse.Namespace) -> int:
    known_table(options.table)
    draft = begun(options.draft, settings.data, store_of(settings).current())
    body = body_of(options.file, MAX_BYTES)
    if len(body) > MAX_BYTES:
        raise AtlasError(geo_said("own.file.size", most=MAX_BYTES))
    rows: Sequence[int] = ()
    if body.startswith((ZIP, OLD_OFFICE)):
        text = table_text(options.table, read_own_file(settings, options.file, Reading()).grids)
        body, rows = text.body, text.rows
    given = GivenFile(options.file.name, body, rows)
    table_put(draft, options.table, given, faults_of)
    told = said("data.table", table=options.table, draft=str(draft.folder))
    sys.stdout.write(told.in_lang(options.speech) + "\n")
    return FINE


def _lines(done: Placed, draft: Draft, lang: str) -> Iterator[str]:
    yield ""
    for old, new in done.replaced:
        yield said("data.replaced", before=old["value"], **_told(new)).in_lang(lang)
    for old in done.withdrawn:
        yield said("data.withdrawn", **_told(old)).in_lang(lang)
    for old, new in done.beside:
        told = said("data.beside", other=old["value"], by=old["source_id"], **_told(new))
        yield told.in_lang(lang)
    counts = {
        "added": len(done.added),
        "replaced": len(done.replaced),
        "same": len(done.same),
        "withdrawn": len(done.withdrawn),
    }
    yield said("data.placed", draft=str(draft.folder), **counts).in_lang(lang)


def _told(cells: Cells) -> dict[str, str]:
    return {
        "place": cells["place_id"],
        "indicator": cells["indicator_id"],
        "period": cells["period"],
        "value": cells["value"],
        "source": cells["source_id"],
    }
