"""A table that a reader brings becomes maps: read, understood and painted in the jail.

Nothing of it leaves the child but one answer, and nothing of it is left when the child has ended.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.context.manifest import indicator_row
from app.jail.own_reading import OwnTable
from app.jail.table_reading import ReadTable
from app.text.messages import said
from geo.export.workbook import book
from geo.languages import LANGS
from geo.own_table.choices import Decisions
from geo.own_table.layout import Undecided
from geo.own_table.own_figures import OwnFigures, own_figures
from geo.own_table.page_report import page_report, spoken, understood_so
from geo.own_table.report import VERDICTS
from geo.own_table.report_words import sheets
from geo.own_table.telling import Tell, silent
from geo.sentences import said as geo_said
from layers.build.own_painting import own_layers
from layers.build.registry import own_sheet
from layers.data import Sheet
from layers.overlays import over_level
from layers.render.web import sheet_json
from layers.spec import CHOOSING

# Each period of an indicator is painted in fifty ways. Beyond so many cells that would keep people
# waiting: further indicators have the usual painting, and others when they are asked for.
MOST_WHOLE, MOST_CELLS = 3_000, 20_000


@dataclass(frozen=True)
class MappedTable(OwnTable):
    """The task: all that a page shows of a table.

    The answer is two lines of JSON, counts and what a page shows; with ``workbook`` it is the
    report as XLSX.
    """

    workbook: bool = False

    def rehearse(self, reading: ReadTable, decided: Decisions) -> None:
        """Read, understand and paint a table, and write its report."""
        for workbook in (True, False):
            MappedTable(reading, decided, self.known, workbook).run(silent)

    def run(self, tell: Tell) -> bytes:
        """Return the answer; raises AtlasError where there is none, in words for a person."""
        read = self.read(tell)
        try:
            report = read.understood(tell)
        except Undecided as error:
            words = {lang: error.in_lang(lang) for lang in LANGS}
            return answer_lines({}, {"error": words, "choosable": read.choosable()})
        if self.workbook:
            return book(sheets(report))
        tell("painting", 0, 0)
        numbers = read.numbers(report)
        # What no map would have room for is not computed.
        few = len(numbers.values) <= MOST_CELLS
        told = {
            **labelled(page_report(report)),
            "choosable": understood_so(read.file, report, read.index, read.decided.choices),
            "maps": maps_json(own_figures(numbers, self.known, rates=few), tell),
        }
        return answer_lines({str(one): count for one, count in report.counts.items()}, told)


def labelled(report: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a report with what its guesses and verdicts are called."""
    reading = [
        {**one, "label": spoken(said(f"own.guess.{one['what']}"))} for one in report["reading"]
    ]
    verdicts = {one: spoken(said(f"own.verdict.{one}")) for one in VERDICTS}
    counted = said("own.counts", rows=sum(report["counts"].values()), **report["counts"])
    return {**report, "reading": reading, "verdicts": verdicts, "counted": spoken(counted)}


def answer_lines(counts: Mapping[str, int], told: Mapping[str, Any]) -> bytes:
    """Return two lines: the counts of verdicts, which a log may have, and all that is told."""
    lines = (json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in (counts, told))
    return "\n".join(lines).encode()


def maps_json(figures: OwnFigures, tell: Tell) -> dict[str, Any]:
    """Return what a page adds to its manifest, and the sheets in each language by their ids."""
    rows: list[dict[str, Any]] = []
    found: dict[str, dict[str, Any]] = {lang: {} for lang in LANGS}
    layers: dict[str, dict[str, Any]] = {}
    left, cells = 0, 0
    layered = tuple(own_layers(figures))
    for at, (spec, indicator) in enumerate(layered):
        tell("painting", at, len(layered))
        if cells > MOST_CELLS:
            left += 1
            continue
        made: dict[str, Sheet] = {
            lang: own_sheet(spec, figures.catalogue, indicator, lang) for lang in LANGS
        }
        first = next(iter(made.values()))
        cells += len(first.items) * len(first.frames)
        for lang, one in made.items():
            found[lang][one.sheet_id] = sheet_json(one, usual=cells > MOST_WHOLE)
        chosen = isinstance(spec, CHOOSING)
        if chosen:
            rows.append(indicator_row(indicator))
        layer = layers.setdefault(
            spec.layer_id,
            {
                "id": spec.layer_id,
                "level": spec.level,
                "kind": spec.kind,
                "title": spoken(geo_said("own.counties")) if chosen else _titles(made),
                "overlays": over_level(figures.catalogue.profile, spec.level),
                "sheets": {},
            },
        )
        layer["sheets"][first.sheet_id] = _sheet_row(first)
    return {
        "level": figures.level,
        "undated": figures.undated,
        "left": left,
        "series": [
            {
                "id": one.indicator.indicator_id,
                "title": one.indicator.name_zh,
                "unit": {lang: one.indicator.unit(lang) for lang in LANGS},
                "columns": one.columns,
                "kind": one.kind,
                "chosen": one.chosen,
            }
            for one in figures.series
        ],
        "indicators": rows,
        "layers": list(layers.values()),
        "sheets": found,
    }


def _titles(made: Mapping[str, Sheet]) -> dict[str, str]:
    return {lang: one.title for lang, one in made.items()}


def _sheet_row(drawn: Sheet) -> dict[str, Any]:
    return {
        "periods": list(drawn.periods),
        "default_period": drawn.default_period,
        "covered": dict(drawn.covered),
        "of": len(drawn.items),
        **({"proportional": True} if drawn.proportional else {}),
    }
