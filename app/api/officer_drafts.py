"""Drafts over HTTP: begun, looked at, changed by files, shown as a preview, published, dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from flask import Response, make_response, redirect, request

from app.address.urls import OFFICER
from app.api.officer_door import BUSY, CONFLICT, FOREIGN, FOUND, LARGE, UNFIT, Door, Refusal, here
from app.build.editions import kept_store
from app.build.redacted import withheld
from app.jail.boundary_reading import read_boundary
from app.jail.table_reading import limits_of, read_table
from app.officer import draft_work
from app.officer.draft_work import work_of
from app.officer.importing import (
    FigureOrder,
    GivenFile,
    as_it_was,
    at_their_rows,
    figures_put,
    table_put,
    unsettled,
)
from app.officer.release import Signature, published, renewed_draft
from app.officer.uploads import Upload, brought, upload, waiting
from app.pages.officer.draft import draft_page, since
from app.pages.officer.indicator import indicator_page
from app.pages.officer.upload import FileRead, upload_page
from app.text.messages import said
from geo.editing.draft import DraftStep
from geo.editing.new_indicator import indicator_added
from geo.editing.templates import BOUNDARIES, TABLES
from geo.editing.whole_table import table_text
from geo.errors import AtlasError, CatalogueError
from geo.model import divisions
from geo.own_table.own_file import OwnFile, Reading
from geo.own_table.place_index import PlaceIndex
from geo.own_table.understanding import understood
from geo.store import package

if TYPE_CHECKING:
    from app.build.work import Tell
    from app.index.atlas import Atlas
    from app.officer.office import Office
    from app.officer.sessions import SignedIn
    from app.settings.officers import Role
    from geo.editing.draft import Draft
    from geo.store.catalogue import Catalogue
    from geo.store.editions import Edition

SEE_OTHER, AGAIN_S = 303, 3
LONGEST, MOST_FIELDS = 500, 4096


def register(app: Atlas, door: Door) -> None:
    """Answer below ``/officer/drafts``."""
    desk = _Drafts(door)
    root = f"{door.world.urls.prefix}{OFFICER}/drafts"
    rules: tuple[tuple[str, Role, Callable[..., Response], str], ...] = (
        ("", "editor", desk.begin, "POST"),
        ("/<draft>", "viewer", desk.draft, "GET"),
        ("/<draft>/changes", "viewer", desk.changes, "GET"),
        ("/<draft>/upload", "editor", desk.bring, "POST"),
        ("/<draft>/uploads/<name>", "viewer", desk.upload, "GET"),
        ("/<draft>/uploads/<name>", "editor", desk.settle, "POST"),
        ("/<draft>/indicator", "editor", desk.describe, "GET"),
        ("/<draft>/indicator", "editor", desk.indicator, "POST"),
        ("/<draft>/preview", "editor", desk.preview, "POST"),
        ("/<draft>/publish", "publisher", desk.publish, "POST"),
        ("/<draft>/renew", "editor", desk.renew, "POST"),
        ("/<draft>/discard", "editor", desk.discard, "POST"),
    )
    for rule, role, act, method in rules:
        app.server.add_url_rule(
            f"{root}{rule}", f"drafts {method} {rule}", door.for_role(role, act), methods=[method]
        )


class _Drafts:
    """What may be done with drafts."""

    def __init__(self, door: Door) -> None:
        self.door = door

    @property
    def office(self) -> Office:
        """Return the office of this atlas."""
        return self.door.office

    @property
    def current(self) -> Edition:
        """Return the edition that readers get."""
        store = kept_store(self.office.config)
        return store.edition(store.current())

    def begin(self, _signed: SignedIn) -> Response:
        """Begin a draft from the current edition."""
        now = self.current
        draft = self.office.drafts.begin(_field("title"), now.folder, now.name)
        self.door.came(f"draft {draft.folder.name} begun")
        return self._led(draft)

    def draft(self, signed: SignedIn, draft: str) -> Response:
        """Show a draft; while something is done with it the page comes again by itself."""
        return self._shown(signed, self.office.drafts.draft(draft))

    def changes(
        self, signed: SignedIn, draft: str, status: int = FOUND, **more: object
    ) -> Response:
        """Show what a draft changes, what deserves a look, and how it is published."""
        one, now = self.office.drafts.draft(draft), self.current
        with self._room():
            seen = self.office.looks.of((now.name, now.folder), (one.name(), one.data))
        context = {
            "draft": one,
            "name": draft,
            "current": now.name,
            "old": one.base != now.name,
            "faults": seen.faults,
            "parts": seen.parts,
            "second": self._second(signed, one),
            "since": (),
            "moved": "",
            "disputes": (),
            **more,
        }
        return self.door.page("changes", signed, status, **context)

    def bring(self, signed: SignedIn, draft: str) -> Response:
        """Take a file; it waits beside the draft until it is put in."""
        one = self.office.drafts.draft(draft)
        given, table = request.files.get("file"), _field("table")
        if given is None or not given.filename:
            raise AtlasError(said("office.no-file"))
        if table not in ("", *TABLES, *BOUNDARIES):
            raise AtlasError(said("office.table", known=(*TABLES, *BOUNDARIES)))
        most = self.office.config.upload_bytes
        body = given.stream.read(most + 1)
        if len(body) > most:
            raise self.door.refusal("upload.large", LARGE, most=most)
        kept = brought(one, given.filename, body, table, signed.officer.name)
        self.door.came(f"file of {len(body)} bytes for draft {draft}")
        return self._led(one, "uploads", kept.name)

    def upload(self, signed: SignedIn, draft: str, name: str) -> Response:
        """Show how a file is read, and what is asked of it."""
        one = self.office.drafts.draft(draft)
        return self._upload(signed, one, upload(one, name))

    def settle(self, signed: SignedIn, draft: str, name: str) -> Response:
        """Read a file otherwise, put it into the draft, or throw it away."""
        one = self.office.drafts.draft(draft)
        waits = upload(one, name)
        act = _field("act")
        if act == "discard":
            waits.discard()
            self.door.came(f"file of draft {draft} thrown away")
            return self._led(one)
        waits = waits.said(_fields())
        if act != "put":
            return self._led(one, "uploads", name)
        with self.office.drafts.held(draft, signed.officer.name) as held:
            if held.revision != _revision():
                told = {"since": since(held, _revision())}
                return self._upload(signed, held, waits, CONFLICT, **told)
            try:
                with self._room():
                    self._put(held, waits, signed)
            except CatalogueError as error:
                return self._upload(signed, held, waits, UNFIT, faults=error.faults)
            except Refusal:
                raise
            except AtlasError as error:
                return self._upload(signed, held, waits, UNFIT, told=error)
        waits.discard()
        self.door.came(f"{waits.table or 'figures'} into draft {draft}")
        return self._led(one, "changes")

    def describe(self, signed: SignedIn, draft: str) -> Response:
        """Show the form of a new indicator."""
        return self._described(signed, self.office.drafts.draft(draft), {})

    def indicator(self, signed: SignedIn, draft: str) -> Response:
        """Add an indicator to a draft, where the package stays sound with it."""
        fields = _fields()
        with self.office.drafts.held(draft, signed.officer.name) as held:
            if held.revision != _revision():
                told = {"since": since(held, _revision())}
                return self._described(signed, held, fields, CONFLICT, **told)
            try:
                with self._room():
                    indicator_added(held, fields, self.office.looks.faults)
            except CatalogueError as error:
                return self._described(signed, held, fields, UNFIT, faults=error.faults)
            step = DraftStep("indicator", fields["indicator_id"], who=signed.officer.name)
            held.noted(step)
        self.door.came(f"indicator into draft {draft}")
        return self._led(held)

    def preview(self, signed: SignedIn, draft: str) -> Response:
        """Begin to build the whole atlas with the draft."""
        one = self.office.drafts.draft(draft)
        who, build = signed.officer.name, self.office.previews.build
        draft_work.begin(self.office.drafts, one, "preview", who, build)
        self.door.came(f"preview of draft {draft} begun")
        return self._led(one)

    def publish(self, signed: SignedIn, draft: str) -> Response:
        """Begin to publish a draft, where nothing speaks against it that is known at once."""
        one, why, office = self.office.drafts.draft(draft), _field("why"), self.office
        if not why.strip():
            raise AtlasError(said("office.why"))
        if one.revision != _revision():
            return self.changes(signed, draft, CONFLICT, since=since(one, _revision()))
        if self._second(signed, one):
            raise self.door.refusal("second.needed", FOREIGN)
        if (now := self.current.name) != _field("current"):
            # What was looked at is not what would be replaced.
            return self.changes(signed, draft, CONFLICT, moved=now)
        anyway, by = one.base != now, Signature(signed.officer.name, why)

        def make(held: Draft, tell: Tell) -> str:
            config = office.config
            office.previews.lend(withheld(replace(config, data=held.data, edition=held.name())))
            # The form says beside which edition its changes were looked at.
            seen = held.looked_at(now)
            row = published(config, seen, by, check=office.looks.faults, anyway=anyway, tell=tell)
            return row.to

        draft_work.begin(office.drafts, one, "publish", by.who, make)
        self.door.came(f"publishing of draft {draft} begun")
        return self._led(one)

    def renew(self, signed: SignedIn, draft: str) -> Response:
        """Make a draft anew from the current edition, with what was done in it."""
        with self.office.drafts.held(draft, signed.officer.name) as held:
            name, disputes = renewed_draft(self.office.config, held, signed.officer.name)
        if disputes:
            return self.changes(signed, draft, CONFLICT, disputes=disputes)
        self.door.came(f"draft {draft} is made from {name} now")
        return self._led(held, "changes")

    def discard(self, signed: SignedIn, draft: str) -> Response:
        """Throw a draft away, where that was ticked."""
        if not _field("sure"):
            raise AtlasError(said("office.sure"))
        with self.office.drafts.held(draft, signed.officer.name) as held:
            if held.revision != _revision():
                told = since(held, _revision())
                return self._shown(signed, held, CONFLICT, since=told)
            self.office.drafts.discard(draft)
        self.door.came(f"draft {draft} thrown away")
        return make_response(redirect(here(self.door.world), SEE_OTHER))

    # --- pages ---

    def _shown(self, signed: SignedIn, one: Draft, status: int = FOUND, **more: object) -> Response:
        work = work_of(self.office.drafts, one)
        context = draft_page(one, self.current.name, waiting(one), work)
        preview = str(context["previewed"])
        link = self.door.world.urls.preview(preview) if preview else ""
        shown = {**context, "preview": link, "again": AGAIN_S, "since": (), **more}
        answer = self.door.page("draft", signed, status, **shown)
        if context["running"]:
            # Browsers ask again by themselves, also without scripts.
            answer.headers["Refresh"] = str(AGAIN_S)
        return answer

    def _described(
        self,
        signed: SignedIn,
        one: Draft,
        fields: Mapping[str, str],
        status: int = FOUND,
        **more: object,
    ) -> Response:
        context = {**indicator_page(one, fields), "faults": (), "since": (), **more}
        return self.door.page("indicator", signed, status, **context)

    def _upload(
        self, signed: SignedIn, one: Draft, waits: Upload, status: int = FOUND, **more: object
    ) -> Response:
        """Show a file: how figures are read, or which table it replaces."""
        shown: Mapping[str, object] = {"upload": waits}
        if not waits.table:
            with self._room():
                known = _known(one)
                index = PlaceIndex(known)
                shown = upload_page(waits, self._read(waits, index), known, index)
        context = {
            "draft": one,
            "name": one.folder.name,
            "faults": (),
            "told": None,
            "since": (),
            **shown,
            **more,
        }
        return self.door.page("upload", signed, status, **context)

    def _read(self, waits: Upload, index: PlaceIndex) -> FileRead:
        try:
            file = self._file(waits, waits.reading(index.letters()))
        except AtlasError as error:
            return FileRead(None, None, error)
        try:
            return FileRead(file, understood(file, index, waits.choices), None)
        except AtlasError as error:
            return FileRead(file, None, error)

    def _file(self, waits: Upload, how: Reading) -> OwnFile:
        return read_table(self.office.jail, waits.body, limits_of(self.office.config), how)

    # --- what is done ---

    def _put(self, held: Draft, waits: Upload, signed: SignedIn) -> None:
        who = signed.officer.name
        if waits.table:
            table_put(held, waits.table, self._given(waits, who), self.office.looks.faults)
            return
        known = _known(held)
        read = self._read(waits, PlaceIndex(known))
        if read.report is None:
            raise read.trouble or AtlasError(said("data.nothing"))
        if not waits.wish.source_id:
            raise AtlasError(said("office.source"))
        if unsettled(read.report) and not waits.is_on("taken_only"):
            raise AtlasError(said("office.unsettled"))
        order = FigureOrder(waits.wish, waits.source, waits.is_on("alone"), waits.file, who)
        with as_it_was(held):
            figures_put(held, read.report, known, order)
            now = self.current
            seen = self.office.looks.of((now.name, now.folder), (held.name(), held.data))
            if seen.faults:
                told = at_their_rows(seen.faults, held, read.report, waits.file)
                raise CatalogueError(told)

    def _given(self, waits: Upload, who: str) -> GivenFile:
        """Return a file as the table that it replaces has it, read in the jail."""
        if waits.table in BOUNDARIES:
            most = self.office.config.upload_bytes
            body = read_boundary(self.office.jail, waits.body, waits.file, most)
            return GivenFile(waits.file, body, who=who)
        text = table_text(waits.table, self._file(waits, Reading()).grids)
        return GivenFile(waits.file, text.body, text.rows, who)

    def _second(self, signed: SignedIn, one: Draft) -> bool:
        """Return whether another person than this one has to publish a draft."""
        return self.office.config.officer_second and one.by in ("", signed.officer.name)

    @contextmanager
    def _room(self) -> Iterator[None]:
        if not self.office.room.acquire(blocking=False):
            raise self.door.refusal("busy", BUSY, AGAIN_S)
        try:
            yield
        finally:
            self.office.room.release()

    def _led(self, one: Draft, *rest: str) -> Response:
        path = "/".join(("drafts", one.folder.name, *rest))
        return make_response(redirect(here(self.door.world, path), SEE_OTHER))


def _known(draft: Draft) -> Catalogue:
    return package.load(draft.data, places=divisions.named(draft.data))


def _field(name: str) -> str:
    return request.form.get(name, "")[:LONGEST]


def _fields() -> dict[str, str]:
    """Return what was sent of a form, as text of a bounded length."""
    every = list(request.form.items())[:MOST_FIELDS]
    own = ("form", "revision", "act")
    return {name[:LONGEST]: text[:LONGEST] for name, text in every if name not in own}


def _revision() -> int:
    word = _field("revision")
    return int(word) if word.isdecimal() else -1
