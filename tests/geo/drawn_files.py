"""Files as they are drawn for tests: tables, workbooks and geometries of Toyland, each sound."""

from __future__ import annotations

import io
import json
import random
import sqlite3
import struct
import zipfile
from collections.abc import Mapping, Sequence

from openpyxl import Workbook

Corner = Sequence[object]
HOME = (104.25, 31.5)
GEOGCS = 'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]]]'


def square(rng: random.Random, size: float = 0.05) -> list[list[float]]:
    """Return a closed ring around a place in Toyland."""
    lon, lat = HOME[0] + rng.uniform(-0.1, 0.1), HOME[1] + rng.uniform(-0.1, 0.1)
    ways = ((-1, -1), (-1, 1), (1, 1), (1, -1), (-1, -1))
    return [[lon + x * size, lat + y * size] for x, y in ways]


def feature(geometry: object, **properties: object) -> dict[str, object]:
    """Return a feature as GeoJSON has it."""
    return {"type": "Feature", "properties": properties or {"name": "甲"}, "geometry": geometry}


def collection(*features: object, **members: object) -> bytes:
    """Return a GeoJSON file."""
    whole = {"type": "FeatureCollection", "features": features, **members}
    return json.dumps(whole, ensure_ascii=False).encode()


def polygon(*rings: object) -> dict[str, object]:
    """Return a polygon as GeoJSON has it."""
    return {"type": "Polygon", "coordinates": rings}


def drawn(rng: random.Random, ring: object) -> bytes:
    """Return a file of one area, and a sound one beside it."""
    return collection(feature(polygon(ring)), feature(polygon(square(rng))))


def pointed(corner: Corner) -> bytes:
    """Return a file of one point."""
    return collection(feature({"type": "Point", "coordinates": corner}))


def shapefile(
    rings: Sequence[Sequence[Sequence[float]]],
    *,
    kind: int = 5,
    prj: str = GEOGCS,
    names: Sequence[bytes] = ("甲".encode("gb18030"),),
    folder: str = "",
    cpg: str = "",
) -> dict[str, bytes]:
    """Return the files of a shapefile with an area for each ring, by their names."""
    records = []
    for at, ring in enumerate(rings, start=1):
        xs, ys = [one[0] for one in ring], [one[1] for one in ring]
        box = struct.pack("<4d", min(xs), min(ys), max(xs), max(ys))
        body = struct.pack("<i", kind) + box + struct.pack("<iii", 1, len(ring), 0)
        body += b"".join(struct.pack("<2d", *one[:2]) for one in ring)
        records.append(struct.pack(">ii", at, len(body) // 2) + body)
    whole = b"".join(records)
    head = struct.pack(">7i", 9994, 0, 0, 0, 0, 0, (100 + len(whole)) // 2)
    head += struct.pack("<2i", 1000, kind) + bytes(64)
    found = {"shp": head + whole, "dbf": dbf(names, len(rings))}
    if prj:
        found["prj"] = prj.encode()
    if cpg:
        found["cpg"] = cpg.encode()
    return {f"{folder}zone.{ending}": body for ending, body in found.items()}


def dbf(names: Sequence[bytes], count: int, width: int = 40) -> bytes:
    """Return the table of a shapefile with one column of texts."""
    field = b"NAME".ljust(11, b"\0") + b"C" + bytes(4) + bytes([width]) + bytes(15)
    head = struct.pack("<B3BIHH", 3, 125, 1, 1, count, 65, width + 1) + bytes(20) + field + b"\r"
    rows = [b" " + names[at % len(names)][:width].ljust(width) for at in range(count)]
    return head + b"".join(rows) + b"\x1a"


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return a ZIP archive of files by their names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return out.getvalue()


def gpkg(rows: Sequence[object], *, table: str = "zone", srs: object = 4326) -> bytes:
    """Return a GeoPackage of one layer whose geometries are the given cells."""
    base = sqlite3.connect(":memory:")
    base.execute(
        "CREATE TABLE gpkg_spatial_ref_sys (srs_name, srs_id INTEGER PRIMARY KEY, organization,"
        " organization_coordsys_id, definition, description)"
    )
    base.execute("CREATE TABLE gpkg_geometry_columns (table_name, column_name, a, srs_id, z, m)")
    base.execute(
        "INSERT INTO gpkg_spatial_ref_sys VALUES ('', 4326, 'EPSG', 4326, ?, '')", (GEOGCS,)
    )
    base.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', '', ?, 0, 0)", (table, srs))
    base.execute(f'CREATE TABLE "{table}" (fid INTEGER PRIMARY KEY, geom, name)')
    base.executemany(
        f'INSERT INTO "{table}" (geom, name) VALUES (?, ?)',  # noqa: S608  a table of the test
        [(row, f"甲{at}") for at, row in enumerate(rows)],
    )
    base.commit()
    body = base.serialize()
    base.close()
    return body


def blob(ring: Sequence[Sequence[float]]) -> bytes:
    """Return an area as a GeoPackage has it."""
    wkb = struct.pack("<BIII", 1, 3, 1, len(ring))
    wkb += b"".join(struct.pack("<2d", *one[:2]) for one in ring)
    return b"GP\0\1" + struct.pack("<i", 4326) + wkb


def kml(inside: str, *, before: str = "") -> bytes:
    """Return a KML file with something in its document."""
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    space = "http://www.opengis.net/kml/2.2"
    return f'{head}{before}<kml xmlns="{space}"><Document>{inside}</Document></kml>'.encode()


def placemark(ring: Sequence[Sequence[float]], name: str = "甲") -> str:
    """Return an area as a placemark."""
    corners = " ".join(f"{x},{y},0" for x, y in ring)
    return (
        f"<Placemark><name>{name}</name><Polygon><outerBoundaryIs><LinearRing><coordinates>"
        f"{corners}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>"
    )


def book(rows: Sequence[Sequence[object]]) -> bytes:
    """Return a workbook of one sheet."""
    whole = Workbook()
    sheet = whole.active
    if sheet is not None:
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    whole.save(out)
    return out.getvalue()


def sheet_of(inside: str) -> bytes:
    """Return a bare workbook whose sheet holds something."""
    return packed({"xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": inside.encode()})


def table(rng: random.Random) -> bytes:
    """Return a sound table."""
    rows = "".join(f"{name},{rng.randint(1, 99)}\n" for name in ("甲市", "乙市", "丙市"))
    return f"2021年\n单位：万元\n地区,产值\n{rows}".encode()


def points(rng: random.Random, head: str = "名称,区县,经度,纬度") -> bytes:
    """Return a sound table of points."""
    rows = "".join(
        f"厂{at},甲西区,{HOME[0] + rng.uniform(-0.1, 0.1)},{HOME[1] + rng.uniform(-0.1, 0.1)}\n"
        for at in range(9)
    )
    return f"{head}\n{rows}".encode()


def sound_files(rng: random.Random) -> Mapping[str, bytes]:
    """Return a sound file of each kind that is read."""
    ring = square(rng)
    return {
        "csv": table(rng),
        "gb18030": table(rng).decode().encode("gb18030"),
        "points": points(rng),
        "xlsx": book([["地区", "产值"], ["甲市", 3], ["乙市", 4]]),
        "geojson": drawn(rng, ring),
        "shapefile": packed(shapefile([ring, square(rng)])),
        "gpkg": gpkg([blob(ring), blob(square(rng))]),
        "kml": kml(placemark(ring)),
        "kmz": packed({"doc.kml": kml(placemark(ring))}),
    }
