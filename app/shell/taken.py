"""Taken: what the files of our pages are called where a reader keeps them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.address import formats
from app.address.file_name import attachment, file_name
from app.context import layer_files
from app.settings.approval import today
from geo.analysis.subjects import subjects
from geo.export import SPATIAL
from geo.model.names import shortened

if TYPE_CHECKING:
    from app.address.query import Asked
    from app.context.context import World
    from app.shell.view import View


# Names that stand in the name of a file; the rest are "and others".
FEW = 4


def kept_as(world: World, name: str, *, form: str, plain: str) -> str:
    """Return the header of a file to keep: its name, of today, and the one in plain letters."""
    return attachment(f"{name}_{today(world.config).isoformat()}.{form}", f"{plain}.{form}")


def sheet_name(world: World, sheet_id: str, *, period: str, form: str, lang: str) -> str:
    """Return what a file of a sheet is called: what, of which places, when."""
    phrases, whole = world.phrases(lang), layer_files.sheet(world, sheet_id, lang)
    indicated = "/" in sheet_id
    level = phrases[f"level.{whole['level']}"] if indicated else ""
    when = layer_files.heading_period(whole, period)
    # A table holds every period of a sheet, a map one.
    if when and form in formats.TABLES and form not in SPATIAL:
        when = phrases["file.all-periods"]
    return file_name((phrases["site.title"], str(whole["title"]), level, when))


def compared_name(world: World, words: Sequence[str], kind: str, lang: str) -> str:
    """Return what a brief or a picture of subjects is called: by their names, as many as fit."""
    phrases = world.phrases(lang)
    names = [shortened(subject.name(lang)) for subject in subjects(world.catalogue, words)]
    few = names if len(names) <= FEW else [*names[: FEW - 1], phrases["file.more"]]
    return file_name(("-".join(few), phrases[f"file.{kind}"]))


def table_name(world: World, view: View, asked: Asked, table: str) -> str:
    """Return what a table or an archive of a page is called: of whom where it is of one."""
    phrases = world.phrases(asked.lang, view.name)
    kind = "archive" if table in view.archives else "table"
    return file_name((phrases["site.title"], _part(world, view, asked), phrases[f"{kind}.{table}"]))


def _part(world: World, view: View, asked: Asked) -> str:
    """Return the name of what the path of a page says, a place or an indicator."""
    known, part = world.catalogue, str(asked[view.part]) if view.part else ""
    if part in known.every_place:
        return known.every_place[part].name(asked.lang)
    if part in known.indicators:
        return known.indicators[part].name(asked.lang)
    return part
