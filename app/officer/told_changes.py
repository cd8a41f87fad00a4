"""What a draft changes, in sentences of both languages, part by part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.officer.told_registry import told_registry
from app.text.messages import said
from geo.editing.changes import (
    DataFolder,
    DraftChanges,
    RegistryChange,
    changes_between,
    data_folder,
)
from geo.sentences import Said, in_each

if TYPE_CHECKING:
    from geo.model.figures import Value


@dataclass(frozen=True)
class ToldPart:
    """A kind of changes, a sentence each.

    Figures, sources, tables, registry, maps, conflicts or doubts.
    """

    name: str
    sentences: tuple[Said, ...]

    @property
    def title(self) -> Said:
        """Return what kind it is, and how many there are."""
        return said(f"data.part.{self.name}", count=len(self.sentences))


def told_between(before: Path, after: Path) -> tuple[ToldPart, ...]:
    """Return what differs in a data folder after; nothing where nothing does."""
    one, other = data_folder(before), data_folder(after)
    return told_changes(changes_between(one, other), one, other)


def told_changes(
    found: DraftChanges, before: DataFolder, after: DataFolder
) -> tuple[ToldPart, ...]:
    """Return changes part by part, doubts last; nothing where nothing changes."""
    return tuple(_parts(found, before, after)) if found else ()


def _parts(found: DraftChanges, before: DataFolder, after: DataFolder) -> Iterator[ToldPart]:
    figures = [_figure(one.before, one.after, before, after) for one in found.figures]
    yield ToldPart("figures", tuple(figures))
    sources = [said("data.source", name=one.source_id, title=one.title) for one in found.sources]
    yield ToldPart("sources", tuple(sources))
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
    yield ToldPart("tables", tuple(tables))
    yield ToldPart("registry", tuple(_registry(found.registry)))
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
    yield ToldPart("maps", tuple(maps))
    conflicts = [
        said(
            "data.conflict",
            shown=_cell(one.shown, after),
            value=one.shown.value,
            others=tuple(f"{o.value:.12g} ({';'.join(o.source_ids)})" for o in one.others),
        )
        for one in found.conflicts
    ]
    yield ToldPart("conflicts", tuple(conflicts))
    yield ToldPart("doubts", tuple(one.sentence for one in found.doubts))


def _registry(change: RegistryChange | None) -> Iterator[Said]:
    if change is None:
        return
    if change.after is None and change.before is not None:
        yield said("data.registry.removed", registry=told_registry(change.before))
    elif change.before is None and change.after is not None:
        yield said("data.registry.new", registry=told_registry(change.after))
    elif change.before is not None and change.after is not None:
        was, now = told_registry(change.before), told_registry(change.after)
        yield said("data.registry.other", was=was, now=now)


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
