"""``export``: a layer or a table as a file, with its sources inside."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from app.build.progress import Progress
from app.jobs.reading import read
from app.settings.approval import approval_of
from app.text.messages import said
from geo.errors import UnknownWord
from geo.export import FORMATS, SPATIAL, format_of, write_bytes
from geo.export.geometries import shapes
from geo.export.statistics import names, statistics
from geo.files.atomic import write_file
from geo.sentences import said as geo_said
from layers import table as rows
from layers.approval_mark import stamp_table
from layers.build.registry import offered, sheet
from layers.catalogue import layers
from layers.spec import CHOOSING
from layers.words import text

if TYPE_CHECKING:
    from app.commands.arguments import Parser
    from app.settings.settings import Config
    from geo.export.table import Table
    from geo.store.catalogue import Catalogue

TABLE_ENDING = ".csv"


def add(parser: Parser) -> None:
    """Add the command's own options to its parser."""
    parser.add_argument("what", help=said("help.export.what"))
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="FILE", help=said("help.output")
    )
    parser.add_argument("--format", default="", help=said("help.format", known=FORMATS))
    parser.add_argument("--indicator", default="", help=said("help.export.indicator"))
    parser.add_argument("--period", default="", help=said("help.export.period"))
    parser.language(content=True)


def run(settings: Config, options: argparse.Namespace) -> int:
    """Write the file whole or not at all."""
    form = format_of(options.output, chosen=options.format)
    text(options.lang)
    progress = Progress(options.speech)
    catalogue = read(settings, progress)
    with progress.step(said("step.collecting", what=options.what)):
        table = _table(settings, catalogue, options, spatial=form in SPATIAL)
        # A table of the data folder keeps its columns, so that it can be read back.
        rows = options.what in layers(catalogue.profile)
        table = stamp_table(table, approval_of(settings), options.lang, rows=rows)
    with progress.step(said("step.writing-to", path=str(options.output))):
        write_file(options.output, write_bytes(table, form))
    return 0


def _table(
    settings: Config, catalogue: Catalogue, options: argparse.Namespace, *, spatial: bool
) -> Table:
    what: str = options.what
    published = layers(catalogue.profile)
    if what in published:
        return _layer(settings, catalogue, options, spatial=spatial)
    tables = names(settings.data)
    name = what.removesuffix(TABLE_ENDING)
    if name not in tables:
        raise UnknownWord("layer or table", what, (*published, *(t + TABLE_ENDING for t in tables)))
    for option in ("indicator", "period"):
        if getattr(options, option):
            raise UnknownWord(
                geo_said(f"kind.{option} of table", name=name), getattr(options, option), ()
            )
    return statistics(settings.data, name, catalogue.sources)


def _layer(
    settings: Config, catalogue: Catalogue, options: argparse.Namespace, *, spatial: bool
) -> Table:
    spec = layers(catalogue.profile)[options.what]
    chosen = [options.indicator]
    if isinstance(spec, CHOOSING) and not options.indicator:
        chosen = [one.indicator_id for one in offered(spec, catalogue)]
    sheets = [
        sheet(catalogue, options.what, indicator=indicator, lang=options.lang)
        for indicator in chosen
    ]
    known = sorted({period for one in sheets for period in one.periods if period})
    if options.period and options.period not in known:
        raise UnknownWord("period", options.period, known)
    drawn = shapes(settings.data, spec.level) if spatial else {}
    return rows.table(sheets, catalogue, period=options.period, shapes=drawn)
