"""``data changes``: what a draft changes against the edition that readers have."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from app.build.editions import store_of
from app.commands.checked import faults_of
from app.text.messages import said
from geo.editing.changes import DataFolder, DraftChanges, changes_between, data_folder
from geo.editing.draft import opened_draft
from geo.errors import CatalogueError
from geo.sentences import Said, in_each

if TYPE_CHECKING:
    from app.commands.arguments import Parser
    from app.settings.settings import Config
    from geo.model.figures import Value

FINE, FAULTY = 0, 1
# Of a long list, as many are printed; --all prints every one.
MOST = 20


def add(parser: Parser) -> None:
    """Add the command's own options to its parser."""
    parser.add_argument(
        "--draft", type=Path, metavar="DIR", required=True, help=said("help.data.draft")
    )
    parser.add_argument("--all", action="store_true", help=said("help.data.all"))


def run(settings: Config, options: argparse.Namespace) -> int:
    """List what changes, and what deserves a look; return 1 where the draft has faults."""
    lang: str = options.speech
    draft = opened_draft(options.draft)
    if faults := faults_of(draft.data):
        sys.stderr.write(CatalogueError(faults).in_lang(lang) + "\n")
        return FAULTY
    current = store_of(settings).current()
    before, after = data_folder(settings.data), data_folder(draft.data)
    found = changes_between(before, after)
    head = said("data.changes", base=draft.base, current=current, draft=str(draft.folder))
    sys.stdout.write(head.in_lang(lang) + "\n")
    most = None if options.all else MOST
    sys.stdout.writelines(f"{line}\n" for line in change_lines(found, before, after, lang, most))
    draft.looked_at(current)
    return FINE


def change_lines(
    found: DraftChanges, before: DataFolder, after: DataFolder, lang: str, most: int | None
) -> Iterator[str]:
    """Yield changes in one language; of each list as many as ``most``, all if that is None."""
    if not found:
        yield said("data.changes.none").in_lang(lang)
        return
    figures = [_figure(one.before, one.after, before, after) for one in found.figures]
    yield from _part("figures", figures, lang, most)
    sources = [said("data.source", name=one.source_id, title=one.title) for one in found.sources]
    yield from _part("sources", sources, lang, most)
    tables = [
        said(
            "data.table-change",
            table=one.name,
            added=one.added,
            changed=one.changed,
            withdrawn=one.withdrawn,
        )
        for one in found.tables
    ]
    yield from _part("tables", tables, lang, most)
    maps = [
        said(
            "data.map",
            indicator=in_each(after.catalogue.indicator(one.indicator_id).name),
            period=one.period,
            level=said(f"data.level.{one.level}"),
            before=one.before,
            after=one.after,
            places=one.places,
        )
        for one in found.maps
    ]
    yield from _part("maps", maps, lang, most)
    conflicts = [
        said(
            "data.conflict",
            shown=_cell(one.shown, after),
            value=one.shown.value,
            others=tuple(f"{o.value:.12g} ({';'.join(o.source_ids)})" for o in one.others),
        )
        for one in found.conflicts
    ]
    yield from _part("conflicts", conflicts, lang, most)
    # What deserves a look is never cut.
    yield from _part("doubts", [one.sentence for one in found.doubts], lang, None)
    if not found.doubts:
        yield said("data.doubts.none").in_lang(lang)


def _part(name: str, told: list[Said], lang: str, most: int | None) -> Iterator[str]:
    if not told:
        return
    yield ""
    yield said(f"data.part.{name}", count=len(told)).in_lang(lang)
    yield from (f"  {_printable(one.in_lang(lang))}" for one in told[:most])
    if most is not None and len(told) > most:
        yield "  " + said("data.more", count=len(told) - most).in_lang(lang)


def _figure(was: Value | None, now: Value | None, before: DataFolder, after: DataFolder) -> Said:
    if now is None and was is not None:
        return said("data.figure.withdrawn", cell=_cell(was, before), value=was.value)
    if was is None and now is not None:
        return said("data.figure.added", cell=_cell(now, after), value=now.value)
    if was is not None and now is not None and was.value == now.value:
        return said("data.figure.words", cell=_cell(now, after), value=now.value)
    if was is None or now is None:
        raise ValueError("a change of nothing")
    return said("data.figure.changed", cell=_cell(now, after), was=was.value, value=now.value)


def _cell(one: Value, of: DataFolder) -> Said:
    place = of.catalogue.every_place[one.place_id]
    indicator = of.catalogue.indicator(one.indicator_id)
    return said(
        "data.cell",
        place=in_each(place.name),
        indicator=in_each(indicator.name),
        period=one.period,
        source=";".join(one.source_ids),
    )


def _printable(text: str) -> str:
    """Return a text of the data that cannot steer the terminal."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
