"""An edition for readers: from a draft, or an earlier one again; and what came meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.build import bake
from app.build.editions import kept_store, opened
from app.build.redacted import withheld
from app.officer.told_changes import ToldPart, told_between
from geo.editing.renewal import renewed
from geo.errors import AtlasError, CatalogueError
from geo.sentences import Said
from geo.sentences import said as geo_said
from geo.store.publication import Publication, publishing

if TYPE_CHECKING:
    from app.build.work import Tell
    from app.settings.settings import Config
    from geo.editing.draft import Draft
    from geo.editing.whole_table import Check
    from geo.store.journal import JournalRow


@dataclass(frozen=True)
class Signature:
    """Who changes what readers get, and why, as the journal says it."""

    who: str
    why: str


class Moved(AtlasError):
    """Another edition came meanwhile; ``parts`` say what it changed, where that is known."""

    def __init__(self, told: Said, parts: tuple[ToldPart, ...]) -> None:
        """Keep what changed."""
        self.parts = parts
        super().__init__(told)


def published(
    settings: Config,
    draft: Draft,
    by: Signature,
    *,
    check: Check,
    anyway: bool = False,
    tell: Tell | None = None,
) -> JournalRow:
    """Check a draft, add it as an edition, build it and give it to readers; return the last row.

    Raises Moved where it was made from another edition than the current one, unless it is to be
    published ``anyway`` and its changes were looked at; CatalogueError with every fault. Then
    readers have what they had, and the draft is as it was.
    """
    with publishing(kept_store(settings), by.who, by.why) as publication:
        current = publication.current
        if draft.name() == current:
            raise AtlasError(geo_said("publish.same", current=current))
        if current and draft.base != current:
            if not anyway:
                raise _moved(publication, draft, current)
            if draft.seen != (current, draft.name()):
                raise AtlasError(geo_said("publish.unseen", draft=str(draft.folder)))
        if faults := check(draft.data):
            raise CatalogueError(faults)
        name = publication.store.add(draft.data).name
        # Built before any reader is sent there.
        bake.ensure(withheld(opened(settings, name)), tell=tell)
        row = publication.switch(name, "published")
    # What is changed in it next is changed against what it is now.
    draft.renewed(name, "published", by.who)
    return row


def rolled_back(settings: Config, by: Signature, to: str = "") -> JournalRow:
    """Give readers an earlier edition again: a named one, or that before the last switch."""
    with publishing(kept_store(settings), by.who, by.why) as publication:
        name = to or publication.before()
        if name == publication.current:
            raise AtlasError(geo_said("publish.same", current=name))
        chosen = opened(settings, name)
        bake.ensure(withheld(chosen))
        return publication.switch(name, "rolled-back")


def renewed_draft(settings: Config, draft: Draft, who: str = "") -> tuple[str, tuple[Said, ...]]:
    """Make a draft anew from the current edition: return that one, and what both changed otherwise.

    Where that is anything, the draft stays as it was.
    """
    store = kept_store(settings)
    current = store.edition(store.current())
    base = store.edition(draft.base)
    return current.name, renewed(draft, base.folder, current.folder, current.name, who)


def _moved(publication: Publication, draft: Draft, current: str) -> Moved:
    told = geo_said("publish.moved", base=draft.base, current=current)
    if draft.base not in publication.store.names():
        return Moved(told, ())
    before, now = (publication.store.edition(name).folder for name in (draft.base, current))
    return Moved(told, told_between(before, now))
