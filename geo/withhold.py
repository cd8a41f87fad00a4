"""A data folder without what is sensitive: everything published is made from such a copy.

What was never in the folder cannot reach a page, a file or a picture by any way.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from geo.errors import AtlasError
from geo.export.statistics import POINTS
from geo.figures import number
from geo.sensitive import Rule, crossings, polygons_of, strongest
from geo.shape_files import FILES, SUPPLIED

WITHHELD = "［略］"
# What says more of a place than its prefecture, by table; its point is told apart below.
CLOSER = ("county", "county_adcodes", "address", "location_precision", "location_method",
          "location_source_id", "parks", "boundaries_zh", "boundaries_en",
          "districts_streets_towns")  # fmt: skip
# Zones must have a point: that of their prefecture.
POINTED = "zones"
MOST_SAID = 8
Row = dict[str, str]


class SensitiveError(AtlasError):
    """Something sensitive may not be published until the operator decides; says where it is."""


@dataclass
class _Folder:
    """The tables of a folder on their way into the copy, and the keys of what was dropped."""

    tables: dict[str, list[Row]] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    coarse: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    open: list[str] = field(default_factory=list)


def withhold(data: Path, rules: Sequence[Rule], out: Path) -> str:
    """Write a copy of a data folder without what the rules meet, and return what was done.

    A dropped row takes along the rows that refer to it. A coarsened one keeps its prefecture
    only, and a word in it is replaced. Raises SensitiveError for what is undecided or stands
    where it cannot be changed; then ``out`` is not fit for use.
    """
    shutil.copytree(data, out, dirs_exist_ok=True)
    folder = _Folder()
    keys = _keys(data)
    dropped = coarsened = 0
    for path in sorted((data / "statistics").glob("*.csv")):
        folder.tables[path.stem] = kept = []
        for at, row in enumerate(_rows(path), start=2):
            met = [rule for rule in rules if rule.meets(row.values(), _point(row))]
            if not met:
                kept.append(row)
                continue
            folder.changed.add(path.stem)
            action, key = strongest(met), row.get(keys.get(path.stem, ""), "")
            if not action:
                folder.open.append(f"{path.name} row {at} ({met[0].where})")
            elif action == "drop":
                dropped += 1
                folder.gone.add(key)
            else:
                coarsened += 1
                folder.coarse.add(key)
                kept.append(_coarse(row, met, data, path.stem))
    folder.gone.discard("")
    folder.coarse.discard("")
    dropped += _forget(folder, keys)
    _shapes(data, rules, folder, out)
    if folder.open:
        raise SensitiveError(_said(folder.open))
    for name in folder.changed:
        _write(out / "statistics" / f"{name}.csv", folder.tables[name], data)
    return f"withheld from the public: {dropped} rows dropped, {coarsened} coarsened"


def _said(places: Sequence[str]) -> str:
    more = f" and {len(places) - MOST_SAID} more" if len(places) > MOST_SAID else ""
    return (
        f"not published: sensitive and undecided: {'; '.join(places[:MOST_SAID])}{more}. "
        "Write drop or coarsen as the action of the word or the area, or change the data."
    )


def _keys(data: Path) -> Mapping[str, str]:
    """Return the column that names a row of each table; tables with several have none."""
    resources = json.loads((data / "datapackage.json").read_text("utf-8-sig"))["resources"]
    found = {r["name"]: (r.get("schema") or {}).get("primaryKey") for r in resources}
    single = {n: [k] if isinstance(k, str) else k or [] for n, k in found.items()}
    return {name: key[0] for name, key in single.items() if len(key) == 1}


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file, restval=""):
            yield {column: text or "" for column, text in row.items() if column is not None}


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
    for feature in _features(data / "shapes" / FILES["prefecture"][0]):
        if str(feature["properties"]["adcode"]) != prefecture:
            continue
        ring = max((polygon[0] for polygon in polygons_of(feature["geometry"])), key=len)
        south, north = min(p[1] for p in ring), max(p[1] for p in ring)
        y = (south + north) / 2
        xs = sorted(crossings(ring, y))
        west, east = max(zip(xs[::2], xs[1::2], strict=True), key=lambda pair: pair[1] - pair[0])
        return round((west + east) / 2, 3), round(y, 3)
    raise SensitiveError(f"there is no prefecture {prefecture!r} to coarsen a place to")


def _forget(folder: _Folder, keys: Mapping[str, str]) -> int:
    """Drop the rows that refer to what was dropped, and theirs; return how many."""
    dropped, fresh = 0, set(folder.gone)
    while fresh:
        found: set[str] = set()
        for name, rows in folder.tables.items():
            kept = []
            for row in rows:
                if any(c.endswith("_id") and text in fresh for c, text in row.items()):
                    dropped += 1
                    found.add(row.get(keys.get(name, ""), ""))
                    folder.changed.add(name)
                    continue
                kept.append(_unlisted(row, fresh))
                if kept[-1] != row:
                    folder.changed.add(name)
            folder.tables[name] = kept
        fresh = found - folder.gone - {""}
        folder.gone |= fresh
    return dropped


def _unlisted(row: Row, gone: set[str]) -> Row:
    """Return a row whose lists of ids name nothing that is gone."""
    return {
        column: ";".join(one for one in text.split(";") if one.strip() not in gone)
        if column.endswith("_ids")
        else text
        for column, text in row.items()
    }


def _features(path: Path) -> list[Any]:
    return list(json.loads(path.read_text("utf-8-sig"))["features"])


def _shapes(data: Path, rules: Sequence[Rule], folder: _Folder, out: Path) -> None:
    """Leave out supplied boundaries of what is withheld; note words that stand in the others."""
    for level, (name, key) in FILES.items():
        path = data / "shapes" / name
        if not path.exists():
            continue
        if level in SUPPLIED:
            whole = json.loads(path.read_text("utf-8-sig"))
            hidden = folder.gone | folder.coarse
            kept = [f for f in whole["features"] if str(f["properties"][key]) not in hidden]
            if len(kept) < len(whole["features"]):
                text = json.dumps({**whole, "features": kept}, ensure_ascii=False)
                (out / "shapes" / name).write_text(text, encoding="utf-8")
        _mentioned((out / "shapes" / name).read_text("utf-8-sig"), name, rules, folder)
    about = (data / "datapackage.json").read_text("utf-8-sig")
    _mentioned(about, "datapackage.json", rules, folder)


def _mentioned(text: str, name: str, rules: Sequence[Rule], folder: _Folder) -> None:
    said = json.dumps(json.loads(text), ensure_ascii=False).casefold()
    for rule in rules:
        if rule.word and rule.word in said:
            folder.open.append(f"{name} says the word of {rule.where}: change that file yourself")


def _write(path: Path, rows: Sequence[Row], data: Path) -> None:
    with (data / "statistics" / path.name).open(encoding="utf-8-sig", newline="") as file:
        header = next(csv.reader(file))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, header, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8")
