"""What a draft changes against the edition that readers have: figures, sources, maps, tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from geo.analysis.conflicts import Conflict, every_conflict
from geo.editing.doubts import Doubt, YearTable, doubts
from geo.files.raw_table import RawTable
from geo.files.shape_files import read_shapes_at
from geo.levels import Level, level_facts
from geo.model import divisions
from geo.model.figures import REGISTRY_STATUS, VALUES, Value
from geo.model.indicators import ADDABLE, SIGNED
from geo.model.sources import SOURCES, Source
from geo.registry.registry_package import RegistryPackage, registry_of, same_registry
from geo.sentences import Said, in_each
from geo.store import package
from geo.store.breaks import breaks_between
from geo.store.catalogue import Catalogue
from geo.store.package_tables import READ

if TYPE_CHECKING:
    from geo.editing.growth_history import Parted

FigureKey = tuple[str, str, str, str, tuple[str, ...]]
# An indicator, a level, a period.
MapKey = tuple[str, Level | Literal[""], str]
Act = Literal["added", "changed", "withdrawn"]
# What may move by any factor from year to year, and mean nothing by it.
UNSTEADY = ("rank", *SIGNED)


@dataclass(frozen=True)
class FigureChange:
    """A figure that is added, changed or withdrawn: as it was and as it is."""

    act: Act
    before: Value | None
    after: Value | None

    @property
    def figure(self) -> Value:
        """Return the figure as it is, as it was where it is no more."""
        figure = self.after or self.before
        if figure is None:
            raise ValueError("a change of nothing")
        return figure


@dataclass(frozen=True)
class MapChange:
    """A map that shows other figures: how many places it had and has, of how many."""

    indicator_id: str
    level: str
    period: str
    before: int
    after: int
    places: int


@dataclass(frozen=True)
class TableChange:
    """How many rows of a table, or features of a boundary file, came, changed and went."""

    name: str
    added: int
    changed: int
    withdrawn: int


@dataclass(frozen=True)
class RegistryChange:
    """A registry that is new, another, or removed: as it was and as it is."""

    before: RegistryPackage | None
    after: RegistryPackage | None


@dataclass(frozen=True)
class DataFolder:
    """A data package with its catalogue; nothing is measured."""

    folder: Path
    catalogue: Catalogue

    @cached_property
    def figures(self) -> Mapping[FigureKey, Value]:
        """Return the figures that stand in its table of values; those of a registry apart."""
        return {
            (one.place_id, one.indicator_id, one.period, one.as_of, one.source_ids): one
            for one in self.catalogue.values
            if one.division is None and one.status != REGISTRY_STATUS
        }

    @cached_property
    def level_of(self) -> Mapping[str, Level | Literal[""]]:
        """Return the level of every place."""
        return {name: place.level for name, place in self.catalogue.every_place.items()}

    @property
    def whole(self) -> Level:
        """Return the level of the whole, of which no map is made."""
        return self.catalogue.province.level

    @cached_property
    def maps(self) -> Mapping[MapKey, Mapping[str, float]]:
        """Return the figure shown of each place, by map; computed indicators are maps too."""
        found: dict[MapKey, dict[str, float]] = defaultdict(dict)
        for one in self.catalogue.values:
            key = (one.indicator_id, self.level_of.get(one.place_id, ""), one.period)
            shown = self.catalogue.cell(one.place_id, one.indicator_id, one.period)
            found[key][one.place_id] = shown[0].value
        return found


def data_folder(folder: Path) -> DataFolder:
    """Return a data package that can be loaded; raises CatalogueError where it cannot be."""
    return DataFolder(folder, package.load(folder, places=divisions.named(folder)))


@dataclass(frozen=True)
class DraftChanges:
    """All that differs between two data packages, and what of it deserves a look."""

    figures: tuple[FigureChange, ...]
    sources: tuple[Source, ...]
    maps: tuple[MapChange, ...]
    conflicts: tuple[Conflict, ...]
    tables: tuple[TableChange, ...]
    doubts: tuple[Doubt, ...]
    registry: RegistryChange | None = None

    def __bool__(self) -> bool:
        """Return whether anything differs."""
        return bool(self.figures or self.sources or self.tables or self.registry)


def changes_between(before: DataFolder, after: DataFolder) -> DraftChanges:
    """Return what differs after."""
    changed = tuple(_figures(before, after))
    return DraftChanges(
        figures=changed,
        sources=tuple(
            source
            for name, source in after.catalogue.sources.items()
            if name not in before.catalogue.sources
        ),
        maps=tuple(_maps(before, after)),
        conflicts=tuple(_conflicts(before, after)),
        tables=tuple(_tables(before.folder, after.folder)),
        doubts=tuple(
            doubt for table in year_tables(before, after, changed) for doubt in doubts(table)
        ),
        registry=_registry(before.folder, after.folder),
    )


def _figures(before: DataFolder, after: DataFolder) -> Iterator[FigureChange]:
    for key, figure in after.figures.items():
        old = before.figures.get(key)
        if old is None:
            yield FigureChange("added", None, figure)
        elif old != figure:
            yield FigureChange("changed", old, figure)
    for key, figure in before.figures.items():
        if key not in after.figures:
            yield FigureChange("withdrawn", figure, None)


def _maps(before: DataFolder, after: DataFolder) -> Iterator[MapChange]:
    order = {name: at for at, name in enumerate(after.catalogue.indicators)}
    for key in sorted(
        {*before.maps, *after.maps}, key=lambda key: (order.get(key[0], len(order)), key)
    ):
        old, new = before.maps.get(key, {}), after.maps.get(key, {})
        # A map is of several places; the province alone is none.
        if old != new and key[1] != after.whole:
            of = sum(level == key[1] for level in after.level_of.values())
            yield MapChange(*key, before=len(old), after=len(new), places=of)


def _conflicts(before: DataFolder, after: DataFolder) -> Iterator[Conflict]:
    known = {_disputed(one) for one in every_conflict(before.catalogue)}
    for one in every_conflict(after.catalogue):
        if _disputed(one) not in known:
            yield one


def _disputed(one: Conflict) -> tuple[object, ...]:
    numbers = sorted({one.shown.value, *(other.value for other in one.others)})
    return one.shown.place_id, one.shown.indicator_id, one.shown.period, tuple(numbers)


def _tables(before: Path, after: Path) -> Iterator[TableChange]:
    """Yield each other table whose rows differ; figures are listed one by one."""
    for name, table in READ.items():
        if name == VALUES.name or _same(before / table.path, after / table.path):
            continue
        old, new = _rows(before / table.path, table.key), _rows(after / table.path, table.key)
        both = old.keys() & new.keys()
        change = TableChange(
            name,
            added=len(new.keys() - old.keys()),
            changed=sum(old[key] != new[key] for key in both),
            withdrawn=len(old.keys() - new.keys()),
        )
        # New sources are listed one by one, too.
        if name != SOURCES.name or change.changed or change.withdrawn:
            yield change


def _registry(before: Path, after: Path) -> RegistryChange | None:
    if same_registry(before, after):
        return None
    return RegistryChange(registry_of(before), registry_of(after))


def _same(one: Path, other: Path) -> bool:
    if not one.is_file() or not other.is_file():
        return one.is_file() == other.is_file()
    return one.read_bytes() == other.read_bytes()


def _rows(path: Path, key: tuple[str, ...]) -> Mapping[tuple[str, ...], object]:
    """Return the rows or features of a file by their key; none where there is no file."""
    if not path.is_file():
        return {}
    if path.suffix == ".csv":
        rows = [row.cells for row in RawTable(path).rows]
        return {tuple(row.get(name, "") for name in key): row for row in rows}
    return {
        tuple(one.word(name) for name in key): (one.properties, one.polygons, one.lines)
        for one in read_shapes_at(path).sound()
    }


def year_tables(
    before: DataFolder, after: DataFolder, changed: tuple[FigureChange, ...]
) -> Iterator[YearTable]:
    """Yield the figures of each indicator, level and year that have new ones, with other years."""
    fresh: dict[MapKey, dict[str, Value]] = defaultdict(dict)
    for one in changed:
        if one.after is not None and one.figure.period.isdigit():
            level = after.level_of.get(one.figure.place_id, "")
            key = (one.figure.indicator_id, level, one.figure.period)
            fresh[key][one.figure.place_id] = one.after
    for (indicator_id, level, period), figures in fresh.items():
        if level in ("", after.whole):
            continue
        indicator = after.catalogue.indicator(indicator_id)
        years = {
            int(year): dict(shown)
            for (name, of, year), shown in after.maps.items()
            if (name, of) == (indicator_id, level)
        }
        # What is new is looked at, though an older figure of better grade may be shown.
        years[int(period)] |= {place: one.value for place, one in figures.items()}
        adds = indicator.kind in ADDABLE and level_facts(level).division
        yield YearTable(
            years=years,
            year=int(period),
            fresh=tuple(figures),
            name=_namer(after.catalogue),
            measure=in_each(indicator.name),
            unit=in_each(indicator.unit),
            parted=_parter(after.catalogue, indicator_id),
            standing=before.maps.get((indicator_id, level, period), {}),
            whole=_wholes(after, indicator_id) if adds else {},
            parts=sum(of == level for of in after.level_of.values()),
            steady=indicator.kind not in UNSTEADY,
        )


def _wholes(after: DataFolder, indicator_id: str) -> Mapping[int, float]:
    whole = after.catalogue.profile.adcode
    return {
        int(year): shown[whole]
        for (name, level, year), shown in after.maps.items()
        if (name, level) == (indicator_id, after.whole) and whole in shown
    }


def _namer(known: Catalogue) -> Callable[[str], Said]:
    return lambda place: in_each(known.every_place[place].name)


def _parter(known: Catalogue, indicator_id: str) -> Parted:
    return lambda place, one, other: bool(
        breaks_between(known, place, indicator_id, str(one), str(other))
    )
