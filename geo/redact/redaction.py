"""A data folder without what is sensitive: everything published is made from such a copy.

What was never in the folder cannot reach a page, a file or a picture by any way.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from math import ceil
from pathlib import Path

from geo.errors import AtlasError, CatalogueError, Fault
from geo.export.statistics import POINTS
from geo.files.operator_files import written
from geo.files.records import table_at
from geo.files.shape_files import (
    APART,
    FILES,
    FOLDER,
    LANDMARKS,
    SUPPLIED,
    Feature,
    read_level,
    read_shapes,
)
from geo.files.shape_rings import Line, Point, bounds, crossings
from geo.model.cells import number
from geo.redact.dangling import Record, Row, forget, lost
from geo.redact.rules import Rule, RulesError, strongest
from geo.registry.registry_package import FOLDER as REGISTRY
from geo.sentences import Said, said
from geo.store.profile_file import FILE as PROFILE
from geo.store.profile_file import LABORATORIES
from geo.store.references import PACKAGE, SOURCES, Described, described

WITHHELD = "［略］"
# What says more of a place than its prefecture, by table; its point is told apart below.
CLOSER = ("county", "county_adcodes", "address", "location_precision", "location_method",
          "location_source_id", "parks", "boundaries_zh", "boundaries_en",
          "districts_streets_towns")  # fmt: skip
# Zones must have a point: that of their prefecture.
POINTED = "zones"
# Degrees between the points at which a line is held against an area, about 100 m.
STEP = 0.001
MOST_SAID = 8
TABLES = "statistics"


class SensitiveError(AtlasError):
    """Something sensitive may not be published until the operator decides; says where it is."""


@dataclass
class _Folder:
    """The tables of a folder on their way into the copy, by resource, and what was met."""

    files: tuple[Described, ...]
    tables: dict[str, list[Record]] = field(default_factory=dict)
    headers: dict[str, list[str]] = field(default_factory=dict)
    paths: dict[str, Path] = field(default_factory=dict)
    coarsened: list[tuple[str, Record]] = field(default_factory=list)
    met: list[Said] = field(default_factory=list)
    open: list[Said] = field(default_factory=list)
    idle: set[Rule] = field(default_factory=set)


@dataclass(frozen=True)
class Withheld:
    """What was done: in words, and each row that a rule met."""

    words: Said
    met: tuple[Said, ...]


def withhold(data: Path, rules: Sequence[Rule], out: Path) -> Withheld:
    """Write a copy of a data folder without what the rules meet, and return what was done.

    A dropped row takes along the rows that rest on it (geo.redact.dangling). A coarsened one keeps
    its prefecture only, and a word in it is replaced. The rows that stay keep their lines, so what
    is said of the copy is true of the folder. Raises RulesError for an area that can meet nothing,
    SensitiveError for what is undecided or stands where it cannot be changed; then ``out`` is not
    fit for use.
    """
    _within_reach(data, rules)
    shutil.copytree(data, out, dirs_exist_ok=True, ignore=_registry(data))
    folder = _Folder(described(data), idle=set(rules))
    names = {file.path: file.name for file in folder.files}
    for path in sorted((data / TABLES).glob("*.csv")):
        name = names.get(f"{TABLES}/{path.name}", path.stem)
        folder.paths[name] = path
        _read(path, name, folder)
        for record in folder.tables[name]:
            _apply(record, name, rules, data, folder)
    forget(folder.tables, folder.files)
    _shapes(data, rules, folder, out)
    _landmarks(rules, folder, out)
    registry = _enterprises(data, rules, folder, out)
    if folder.open:
        raise SensitiveError(_undecided(folder.open))
    for name, path in folder.paths.items():
        if any(record.dropped or record.row != record.read for record in folder.tables[name]):
            _write(out / TABLES / path.name, folder.headers[name], folder.tables[name])
    if registry is not None:
        registry(out)
    dropped = sum(record.dropped for rows in folder.tables.values() for record in rows)
    counts = {"dropped": dropped, "coarsened": len(folder.coarsened)}
    idle = tuple(rule.where for rule in rules if rule in folder.idle)
    sentence = (
        said("withheld.idle", **counts, idle=idle) if idle else said("withheld.done", **counts)
    )
    return Withheld(sentence, tuple(folder.met))


def some(places: Sequence[Said]) -> tuple[Said, ...]:
    """Return the first of many places, and how many more there are."""
    more = len(places) - MOST_SAID
    return (*places[:MOST_SAID], *([said("withheld.more", count=more)] if more > 0 else ()))


def _undecided(places: Sequence[Said]) -> Said:
    return said("withheld.open", places=some(places))


def _within_reach(data: Path, rules: Sequence[Rule]) -> None:
    """Refuse an area that lies outside the province: a mistake would keep nothing secret."""
    areas = [rule for rule in rules if rule.polygons]
    if not areas:
        return
    [province, *_] = read_level(data, "province").sound()
    west, south, east, north = bounds(province.polygons)
    for rule in areas:
        left, bottom, right, top = bounds(rule.polygons)
        if left > east or right < west or bottom > north or top < south:
            box = f"{left:.4g}, {bottom:.4g} – {right:.4g}, {top:.4g}"
            raise RulesError(said("rules.elsewhere", where=rule.where, box=box))


def _read(path: Path, name: str, folder: _Folder) -> None:
    found = table_at(path)
    if isinstance(found, Fault):
        raise CatalogueError([found])
    header, body = found
    folder.headers[name] = header
    folder.tables[name] = [
        Record(line, dict.fromkeys(header, "") | dict(zip(header, cells, strict=False)))
        for line, cells in body
    ]


def _apply(record: Record, table: str, rules: Sequence[Rule], data: Path, folder: _Folder) -> None:
    """Drop or coarsen a row as the rules that meet it say."""
    met = [rule for rule in rules if rule.meets(record.row.values(), _point(record.row))]
    if not met:
        return
    folder.idle -= set(met)
    file = folder.paths[table].name
    place = said("withheld.row", file=file, line=record.line, where=met[0].where)
    action = strongest(met)
    if not action:
        folder.open.append(place)
        return
    folder.met.append(place)
    if action == "drop":
        record.dropped = True
    else:
        folder.coarsened.append((table, record))
        record.row = _coarse(record.row, met, data, table)


def _point(row: Row) -> tuple[float, float] | None:
    for names in POINTS:
        lon, lat = (number(row.get(name, "")) for name in names)
        if lon is not None and lat is not None:
            return lon, lat
    return None


def _coarse(row: Row, met: Sequence[Rule], data: Path, table: str) -> Row:
    """Return a row that says no more of where it is than its prefecture."""
    points = [name for names in POINTS for name in names]
    made = {c: "" if c in CLOSER or c in points else text for c, text in row.items()}
    for rule in met:
        if rule.word:
            hidden = re.compile(re.escape(rule.word), re.IGNORECASE)
            made = {column: hidden.sub(WITHHELD, text) for column, text in made.items()}
    if table == POINTED:
        lon, lat = _inside(data, row["prefecture_adcode"])
        made |= {"lon": str(lon), "lat": str(lat), "location_precision": "prefecture-point",
                 "location_method": "a point of its prefecture"}  # fmt: skip
    return made


def _inside(data: Path, prefecture: str) -> tuple[float, float]:
    """Return a point inside a prefecture: the middle of its widest stretch, halfway up."""
    for feature in read_level(data, "prefecture").sound():
        if feature.word("adcode") != prefecture:
            continue
        ring = max((outer for outer, *_ in feature.polygons), key=len)
        south, north = min(y for _, y in ring), max(y for _, y in ring)
        y = (south + north) / 2
        xs = sorted(crossings(ring, y))
        west, east = max(zip(xs[::2], xs[1::2], strict=True), key=lambda pair: pair[1] - pair[0])
        return round((west + east) / 2, 3), round(y, 3)
    raise SensitiveError(said("withheld.no-prefecture", prefecture=prefecture))


def _shapes(data: Path, rules: Sequence[Rule], folder: _Folder, out: Path) -> None:
    """Leave out supplied boundaries of what is withheld; note words that stand in the others."""
    for level, (name, _) in {**FILES, **APART}.items():
        path = out / FOLDER / name
        if not path.exists():
            continue
        if level in SUPPLIED:
            _leave_out(data, level, folder, path)
        if path.exists():
            _mentioned(path.read_text("utf-8-sig"), name, rules, folder)
    _mentioned((data / PACKAGE).read_text("utf-8-sig"), PACKAGE, rules, folder)
    # What a page says of laboratories is of the interface, as all its words are.
    entries = {k: rows for k, rows in written(data / PROFILE).items() if k != LABORATORIES}
    text = json.dumps(entries, ensure_ascii=False).casefold()
    _speaks(text, PROFILE, rules, folder)


def _landmarks(rules: Sequence[Rule], folder: _Folder, out: Path) -> None:
    """Leave out landmarks that a rule meets: there is nothing coarser to say of them."""
    for file in LANDMARKS:
        path = out / file
        features = read_shapes(out, file).sound() if path.exists() else ()
        kept = set[int]()
        for feature in features:
            cells = [str(value) for value in feature.properties.values()]
            points = [point for line in feature.lines for point in _along(line)]
            met = [rule for rule in rules if any(rule.meets(cells, at) for at in points)]
            folder.idle -= set(met)
            if not met:
                kept.add(feature.position)
                continue
            where = said("rules.feature", file=path.name, position=feature.position)
            place = said("withheld.feature", feature=where, where=met[0].where)
            (folder.met if strongest(met) else folder.open).append(place)
        _keep(path, kept, len(features))


def _registry(data: Path) -> Callable[[str, list[str]], list[str]]:
    """Return what keeps a registry out of a copy of the data: it is copied row by row."""
    return lambda folder, _: [REGISTRY] if Path(folder) == data else []


def _enterprises(
    data: Path, rules: Sequence[Rule], folder: _Folder, out: Path
) -> Callable[[Path], None] | None:
    """Leave out enterprises that a rule meets; return what counts the others, in the whole copy."""
    if not (data / REGISTRY).is_dir():
        return None
    from geo.redact import registry_withheld  # noqa: PLC0415  pyarrow: most data have no registry

    copy = registry_withheld.rows_withheld(data, rules, out)
    if copy is None:
        return None
    folder.idle -= copy.met
    for rule in rules:
        if rule in copy.met:
            place = said("withheld.registry", where=rule.where)
            (folder.met if rule.action else folder.open).append(place)
    sources = {record.row["source_id"] for record in folder.tables[SOURCES] if not record.dropped}
    return partial(registry_withheld.registry_finished, copy, sources)


def _along(line: Line) -> Iterator[Point]:
    """Yield the corners of a line and points between them: an area may lie between two corners."""
    yield line[0]
    for (x0, y0), (x1, y1) in pairwise(line):
        steps = ceil(max(abs(x1 - x0), abs(y1 - y0)) / STEP) or 1
        for at in range(1, steps + 1):
            yield x0 + (x1 - x0) * at / steps, y0 + (y1 - y0) * at / steps


def _leave_out(data: Path, level: str, folder: _Folder, path: Path) -> None:
    """Take features of what is dropped or coarsened out of a file."""
    features = read_level(data, level).sound()
    kept = {feature.position for feature in features if not _hidden(feature, path.name, folder)}
    _keep(path, kept, len(features))


def _keep(path: Path, kept: Collection[int], of: int) -> None:
    """Keep some of the features of a file, by their positions; away with it if none stays."""
    if len(kept) == of:
        return
    if not kept:
        path.unlink()
        return
    whole = json.loads(path.read_text("utf-8-sig"))
    left = [one for at, one in enumerate(whole["features"], start=1) if at in kept]
    text = json.dumps({**whole, "features": left}, ensure_ascii=False)
    path.write_text(text, encoding="utf-8")


def _hidden(feature: Feature, file: str, folder: _Folder) -> bool:
    """Return whether what a feature is drawn of, or from, is dropped or kept vague."""
    references = {file.path: file.references for file in folder.files}.get(f"{FOLDER}/{file}", ())
    words = {ref.column: feature.word(ref.column) for ref in references}
    vague = {
        (f"{table}.{name}", text)
        for table, record in folder.coarsened
        for name, text in record.read.items()
    }
    if lost(folder.tables, references, words):
        return True
    return any(
        (target, words[ref.column]) in vague
        for ref in references
        if not ref.cites
        for target in ref.targets
    )


def _mentioned(text: str, name: str, rules: Sequence[Rule], folder: _Folder) -> None:
    _speaks(json.dumps(json.loads(text), ensure_ascii=False).casefold(), name, rules, folder)


def _speaks(text: str, name: str, rules: Sequence[Rule], folder: _Folder) -> None:
    """Note rules whose word stands in a text, which is in small letters and cannot be changed."""
    for rule in rules:
        if rule.word and rule.word in text:
            folder.open.append(said("withheld.mentioned", file=name, where=rule.where))


def _lines(text: str) -> int:
    """Return how many lines a text has, as a reader of CSV counts them."""
    return sum(1 for _ in io.StringIO(text, newline=""))


def _csv(header: Sequence[str], rows: Sequence[Record]) -> Iterator[str]:
    """Yield lines of CSV; what is dropped leaves blank ones, which nobody reads."""
    text = _written(header)
    yield text
    at = 1 + _lines(text)
    for record in rows:
        if not record.dropped:
            yield "\n" * (record.line - at)
            text = _written([record.row[name] for name in header])
            yield text
            at = record.line + _lines(text)


def _written(cells: Sequence[str]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()


def _write(path: Path, header: Sequence[str], rows: Sequence[Record]) -> None:
    path.write_text("".join(_csv(header, rows)), encoding="utf-8", newline="")
