"""The rows of an edition for GIS programs: ``python -m geo.postgis.gis_rows DATA FOLDER``.

Small tables are written as CSV into the folder; enterprises, if the edition has a registry, go to
stdout. A blank is null. A data folder that cannot be loaded is told in the file ``why``.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import shapely
from shapely.geometry import shape

from geo.errors import AtlasError
from geo.export.geometries import point, shapes
from geo.levels import LEVELS, level_facts
from geo.postgis.gis_tables import ENTERPRISES, TABLES, UNFIT
from geo.registry.registry_package import registry_of
from geo.store import boundaries, package
from geo.store.catalogue import Catalogue

CGCS2000 = 4490
Row = Iterable[object]


def main(data: Path, folder: Path, stream: IO[bytes]) -> int:
    """Write every table of a data folder; return UNFIT where it cannot be loaded."""
    try:
        registry = registry_of(data)
        catalogue = package.load(
            data,
            places=boundaries.places(data),
            official_zones=boundaries.official_zones(data),
            official_areas=boundaries.official_areas(data),
        )
        tables = {
            "places": list(_places(data, catalogue)),
            "indicators": list(_told(catalogue.indicators.values(), TABLES["indicators"])),
            "sources": list(_told(catalogue.sources.values(), TABLES["sources"])),
            "figures": list(_figures(catalogue)),
        }
    except (AtlasError, OSError, ValueError, KeyError) as error:
        # An edition of bytes may be anything; whoever adds it has it checked before.
        (folder / "why").write_text(str(error), encoding="utf-8")
        return UNFIT
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    if registry:
        within = {place.place_id: place.prefecture for place in catalogue.places.values()}
        _write_enterprises(registry.rows_path, within, stream)
    return 0


def _places(data: Path, catalogue: Catalogue) -> Iterator[Row]:
    for level in LEVELS:
        drawn = shapes(data, level)
        for place in getattr(catalogue, level_facts(level).held).values():
            if place.level != level:
                continue
            at = place.label if level_facts(level).division else place.at
            said = {
                "boundary": _wkb(_multi(drawn.get(place.place_id))),
                "point": _wkb(point(at)),
                "source_ids": ";".join(getattr(place, "source_ids", ())),
            }
            yield [
                said[name] if name in said else getattr(place, name, None)
                for name in TABLES["places"]
            ]


def _figures(catalogue: Catalogue) -> Iterator[Row]:
    for number, value in enumerate(catalogue.values, start=1):
        cell = catalogue.cell(value.place_id, value.indicator_id, value.period)
        said = {
            "number": number,
            "shown": cell[0] is value,
            "source_ids": ";".join(value.source_ids),
        }
        yield [said[name] if name in said else getattr(value, name) for name in TABLES["figures"]]


def _told(rows: Iterable[object], columns: Sequence[str]) -> Iterator[Row]:
    for row in rows:
        yield [getattr(row, name) for name in columns]


def _multi(geometry: Mapping[str, object] | None) -> Mapping[str, object] | None:
    """Return polygons as multipolygons: a column has one type."""
    if geometry is None or geometry["type"] != "Polygon":
        return geometry
    return {"type": "MultiPolygon", "coordinates": [geometry["coordinates"]]}


def _wkb(geometry: Mapping[str, object] | None) -> str | None:
    if geometry is None:
        return None
    placed = shapely.set_srid(shape(dict(geometry)), CGCS2000)
    return str(shapely.to_wkb(placed, hex=True, include_srid=True))


def _write_enterprises(path: Path, within: Mapping[str, str], stream: IO[bytes]) -> None:
    """Write a registry's rows as they stand: their codes are those that our import gave them."""
    # A place that lies in no other is a prefecture: nothing smaller is known of its enterprises.
    county = pa.array([code if above else None for code, above in within.items()], pa.string())
    prefecture = pa.array([above or code for code, above in within.items()], pa.string())
    codes = pa.array(list(within), pa.string())
    options = pa_csv.WriteOptions(include_header=False)
    first = 0
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches():
            plain = {
                name: batch[name].cast(pa.string())
                for name in ("id", "name", "field", "status", "place", "zone")
            }
            at = pc.index_in(plain["place"], codes)
            sides = pc.struct_field(batch["geometry"], "x"), pc.struct_field(batch["geometry"], "y")
            made = {
                **plain,
                "row": pa.array(range(first, first + len(batch)), pa.int64()),
                "year": batch["year"],
                "county": county.take(at),
                "prefecture": prefecture.take(at),
                "lon": sides[0],
                "lat": sides[1],
            }
            first += len(batch)
            pa_csv.write_csv(pa.table({name: made[name] for name in ENTERPRISES}), stream, options)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), sys.stdout.buffer))
