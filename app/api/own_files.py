"""What a reader takes of their own table over HTTP: classes, tables, maps, briefs; nothing is kept.

The file is read in the jail. What needs more than the jail has is drawn by the studio's process,
which gets names and figures alone, and ends behind it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import Response, current_app

from app.address import formats
from app.address.explore import FIELDS, Vocabulary, rows
from app.address.fields import StateError, parse
from app.address.file_name import file_name
from app.address.lenient import said
from app.address.query import LANG, read
from app.api.downloads import SHAPE, drawing
from app.context.changes import CHANGES, Changes
from app.jail.own_taken import NUMBERS, PAINTING, SHAPED, WRITTEN, TakenTable
from app.jobs import briefs
from app.jobs.exports import level_shapes
from app.jobs.own_drawings import OwnBriefJob, OwnMapJob
from app.jobs.worker import STUDIO, Job, Studio
from app.pages.place import VIEW as PLACE
from app.pages.place.request import PlaceRequest
from app.shell.taken import kept_as
from geo.analysis.subjects import subjects, words_of
from geo.export import MEDIA_TYPES
from geo.levels import level_facts
from layers.build.own_painting import OwnView
from layers.build.registry import own_level
from layers.camera import Camera
from layers.paint import Classification

if TYPE_CHECKING:
    from app.context.context import World
    from app.jail.jail import Jail
    from app.jail.table_reading import ReadTable
    from geo.own_table.choices import Decisions

BRIEFS = {f"brief.{form}": kind for form, kind in briefs.FORMS.items()}
KINDS = {
    PAINTING: "application/json",
    **{form: MEDIA_TYPES[form] for form in WRITTEN},
    **formats.DRAWN,
    **BRIEFS,
}
# A comparison has room for so many.
MOST_COMPARED = 4
# Fields of an address that say what is shown of a table; layers and indicators are its own.
SHOWN = (
    *("layer", "indicator", "period", "scheme", "k", "lock", "breaks", "lang"),
    *("view", "landmarks"),
)


@dataclass(frozen=True)
class Wanted:
    """What a page wants of a table: one of KINDS, of what it shows, and for a brief of whom."""

    form: str
    view: OwnView
    places: tuple[str, ...] = ()


def wanted(sent: object, known: Vocabulary) -> Wanted | None:
    """Return what a request wants beside the report; None where it wants the report.

    Raises ValueError for what no page of ours would send.
    """
    if sent is None:
        return None
    if not isinstance(sent, dict) or sent.get("form") not in KINDS:
        raise ValueError("nothing of ours is wanted")
    shown, places = sent.get("shown"), sent.get("places", [])
    if not isinstance(shown, dict) or not isinstance(places, list) or len(places) > MOST_COMPARED:
        raise ValueError("it is not said what is shown")
    try:
        own = [row for row in FIELDS if row.name in SHOWN]
        over = [row for row in rows(known) if row.name == "over"]
        said_of = {
            row.name: parse(row, str(shown[row.name])) if row.name in shown else row.default
            for row in (*own, *over, SHAPE)
        }
    except StateError as error:
        raise ValueError("what is shown is no view") from error
    return Wanted(str(sent["form"]), _view(said_of), tuple(map(str, places)))


def _view(shown: Mapping[str, Any]) -> OwnView:
    return OwnView(
        layer=shown["layer"],
        indicator=shown["indicator"],
        lang=shown["lang"],
        period=shown["period"],
        choice=Classification(shown["scheme"], shown["k"], shown["lock"], shown["breaks"]),
        over=shown["over"],
        shape=shown["shape"],
        camera=Camera.of(shown["view"]),
        landmarks=shown["landmarks"] == "on",
    )


@dataclass(frozen=True)
class OwnFiles:
    """Makes what is wanted of tables, one after another."""

    world: World
    jail: Jail

    def taken(self, reading: ReadTable, decided: Decisions, want: Wanted) -> Response:
        """Return what is wanted; raises AtlasError where it cannot be had, in words."""
        world, form = self.world, want.form
        inside = form in (PAINTING, *WRITTEN)
        if form in (SHAPED, *formats.DRAWN, *BRIEFS):
            changes: Changes = current_app.extensions[CHANGES]
            changes.require()
        level = own_level(want.view.layer)
        shapes = level_shapes(world.config.data, level) if form == SHAPED else {}
        task = TakenTable(
            reading,
            decided,
            world.catalogue,
            want.view,
            form if inside else NUMBERS,
            world.approval,
            shapes,
        )
        head, _, body = self.jail.run(task).partition(b"\n")
        answer = Response(
            body if inside else self._drawn(want, body.decode()), content_type=KINDS[form]
        )
        if form != PAINTING:
            answer.headers["Content-Disposition"] = self._kept(want, json.loads(head))
        return answer

    def _drawn(self, want: Wanted, numbers: str) -> bytes:
        studio: Studio = current_app.extensions[STUDIO]
        order: Job
        if want.form in BRIEFS:
            order = OwnBriefJob(numbers, self._brief(want))
        else:
            order = OwnMapJob(numbers, want.view, drawing(self.world))
        return studio.drawn(order, form=want.form.removeprefix("brief."), private=True)

    def _brief(self, want: Wanted) -> briefs.BriefJob:
        """Return the brief of some places, or of one and those that are most like it."""
        world, lang = self.world, want.view.lang
        words = want.places
        if len(words) == 1:
            fields = PLACE.fields(world)
            asked = read(said([("place", words[0]), ("lang", lang)], (*fields, LANG)), fields)
            found = PlaceRequest(world, asked, world.catalogue.place(words[0]))
            words = words_of(found.compared)
        [first, *_] = subjects(world.catalogue, words)
        filled = level_facts(first.level).division
        return briefs.BriefJob(
            words,
            lang,
            indicator=want.view.indicator if filled else "",
            approval=world.approval,
            style=world.theme.colors,
        )

    def _kept(self, want: Wanted, head: Mapping[str, str]) -> str:
        """Return the header of a file: what, whose, when."""
        phrases = self.world.phrases(want.view.lang)
        form = want.form.rpartition(".")[2]
        every = form in formats.TABLES and form != SHAPED and head["when"]
        when = phrases["file.all-periods"] if every else head["when"]
        brief = phrases["file.brief"] if want.form in BRIEFS else ""
        parts = (phrases["site.title"], head["title"], phrases["own.group"], when, brief)
        return kept_as(self.world, file_name(parts), form=form, plain="own-data")
