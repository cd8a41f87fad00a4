"""Files that were mangled, or made to hurt: each kind described by what makes it, from a seed.

Tables, workbooks and geometries; half are sound files with something broken in them, as mail,
memory sticks and well-meant programs do it.
"""

from __future__ import annotations

import random
import sqlite3
import struct
from collections.abc import Callable, Mapping
from functools import partial
from itertools import pairwise

from tests.geo.drawn_files import (
    HOME,
    blob,
    collection,
    drawn,
    feature,
    gpkg,
    kml,
    packed,
    placemark,
    pointed,
    polygon,
    shapefile,
    sheet_of,
    sound_files,
    square,
    table,
)

Make = Callable[[random.Random], bytes]
DECLARED = "<!DOCTYPE x [{}]>"
SOUND = tuple(sound_files(random.Random(0)))  # noqa: S311  files, not secrets


def _flipped(name: str, rng: random.Random) -> bytes:
    body = bytearray(sound_files(rng)[name])
    for _ in range(rng.randint(1, 12)):
        body[rng.randrange(len(body))] = rng.randrange(256)
    return bytes(body)


def _cut(name: str, rng: random.Random) -> bytes:
    body = sound_files(rng)[name]
    return body[: rng.randrange(1, len(body))]


def _spliced(name: str, rng: random.Random) -> bytes:
    body, other = sound_files(rng)[name], rng.choice(list(sound_files(rng).values()))
    at, start = rng.randrange(len(body)), rng.randrange(len(other))
    return body[:at] + other[start : start + rng.randint(1, 200)] + body[at:]


def _inside(name: str, rng: random.Random) -> bytes:
    """Return a file whose archive is sound, and one of the files in it is not."""
    files = shapefile([square(rng), square(rng)])
    if name not in files:
        return packed({"doc.kml": bytes(rng.randrange(256) for _ in range(300))})
    body = bytearray(files[name])
    for _ in range(rng.randint(1, 20)):
        body[rng.randrange(len(body))] = rng.randrange(256)
    return packed({**files, name: bytes(body)})


def _bowtie(rng: random.Random) -> bytes:
    first, second, third, fourth, _ = square(rng)
    return drawn(rng, [first, third, second, fourth, first])


def _circles(rng: random.Random) -> bytes:
    return b'{"type":"FeatureCollection","features":' + b"[" * rng.randint(900, 200_000)


def _collections(rng: random.Random) -> bytes:
    made: object = {"type": "Point", "coordinates": list(HOME)}
    for _ in range(rng.randint(4, 60)):
        made = {"type": "GeometryCollection", "geometries": [made]}
    return collection(feature(made))


def _many(rng: random.Random) -> bytes:
    """Return a line of more corners than are read, each of them in few bytes."""
    count = 2_000_001 + rng.randint(0, 9)
    line = b'{"type":"LineString","coordinates":[' + b",".join([b"[104,31]"] * count) + b"]}"
    head = b'{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":'
    return head + line + b"}]}"


def _wide(rng: random.Random) -> bytes:
    columns = {f"p{at}": at for at in range(501 + rng.randint(0, 20_000))}
    return collection(feature({"type": "Point", "coordinates": HOME}, **columns))


def _laughs(rng: random.Random) -> bytes:
    names = [f"a{at}" for at in range(rng.randint(5, 30))]
    entities = [f'<!ENTITY {names[0]} "ha">']
    entities += [f'<!ENTITY {name} "{f"&{before};" * 9}">' for before, name in pairwise(names)]
    return kml(f"<name>&{names[-1]};</name>", before=DECLARED.format("".join(entities)))


def _spread(rng: random.Random) -> bytes:
    rows = "".join(f"{'x' * rng.randint(0, 400)},{rng.random()}\n" for _ in range(60))
    return rows.encode()


def _looped(rng: random.Random) -> bytes:
    """Return a database whose layer is a query that does not end."""
    base = sqlite3.connect(":memory:")
    base.deserialize(gpkg([blob(square(rng))]))
    base.execute("DROP TABLE zone")
    base.execute(
        "CREATE VIEW zone AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r)"
        " SELECT n AS fid, NULL AS geom, 'x' AS name FROM r"
    )
    body = base.serialize()
    base.close()
    return body


def _huge_cell(rng: random.Random) -> bytes:
    return f"地区,产值\n甲市,{'9' * rng.randint(2_000, 60_000)}\n乙市,1\n".encode()


def _bomb(name: str, rng: random.Random) -> bytes:
    return packed({name: b" " * rng.randint(40_000_000, 60_000_000)})


def _shape_of(kind: int, rng: random.Random) -> bytes:
    return packed(shapefile([square(rng)], kind=kind))


def _lying(rng: random.Random) -> bytes:
    """Return a shapefile that counts more parts and corners than it has."""
    files = shapefile([square(rng)])
    body = bytearray(files["zone.shp"])
    body[144:152] = struct.pack(
        "<ii", rng.choice((-1, 2**31 - 1, 7)), rng.choice((2**31 - 1, -9, 5))
    )
    return packed({**files, "zone.shp": bytes(body)})


def _blobbed(raw: bytes, _: random.Random) -> bytes:
    return gpkg([raw])


KINDS: Mapping[str, Make] = {
    "nothing": lambda _: b"",
    "blanks": lambda rng: b" \n\t" * rng.randint(1, 90),
    "noise": lambda rng: bytes(rng.randrange(256) for _ in range(rng.randint(1, 3_000))),
    "zeros": lambda rng: bytes(rng.randint(1, 3_000)),
    "half a character": lambda rng: b"\xff\xfe" + b"\xd8" * rng.randint(1, 9),
    "long words": _spread,
    "a number of thousands of digits": _huge_cell,
    "formulas": lambda _: b"\xe5\x9c\xb0\xe5\x8c\xba,=cmd|'/c calc'!A1\n=1+1,+1\n",
    "quotes left open": lambda rng: b'a,"b\n' * rng.randint(1, 900),
    "too many columns": lambda rng: b"1," * (501 + rng.randint(0, 5_000)),
    "a cell at the far corner": lambda _: sheet_of(
        '<worksheet><c r="XFD1048576"><v>1</v></c></worksheet>'
    ),
    "a workbook that is none": lambda _: sheet_of("<worksheet><sheetData/></worksheet>"),
    "a workbook with entities": lambda _: sheet_of(
        DECLARED.format('<!ENTITY a "b">') + "<worksheet/>"
    ),
    "a bomb of a sheet": partial(_bomb, "xl/worksheets/sheet1.xml"),
    "a bomb of a shapefile": partial(_bomb, "zone.shp"),
    "a bomb of a KMZ": partial(_bomb, "doc.kml"),
    "an archive of an archive": lambda rng: packed({"a.zip": packed(shapefile([square(rng)]))}),
    "an archive of nothing": lambda _: packed({}),
    "an archive that climbs": lambda rng: packed(shapefile([square(rng)], folder="../../etc/")),
    "names of all kinds": lambda rng: packed(
        {f"{'x' * 200}/{at}.geojson": b"{}" for at in range(rng.randint(1, 40))}
    ),
    "old Office": lambda rng: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + rng.randbytes(900),
    "a PDF": lambda _: b"%PDF-1.7\n1 0 obj",
    "a web page": lambda _: b"<!doctype html><table><tr><td>1</table>",
    "a virtual layer": lambda _: (
        b'<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>/etc/passwd'
        b"</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"
    ),
    "a pipeline": lambda _: (
        b'{"type":"gdal_streamed_alg","command_line":"gdal vector pipeline ! read /etc/passwd"}'
    ),
    "a path": lambda _: b"/vsicurl/http://localhost/secret.geojson",
    "tiles": lambda _: b"SQLite format 3\0" + bytes(84),
    "no collection": lambda _: b'{"type":"Feature"}',
    "a list": lambda _: b'[{"a":1}]',
    "TopoJSON": lambda _: b'{"type":"Topology","objects":{},"arcs":[]}',
    "Esri JSON": lambda rng: collection(feature({"rings": [square(rng)]})),
    "no features": lambda _: collection(),
    "features of other types": lambda _: collection(
        None, 3, "x", [], {}, {"type": "Feature", "geometry": []}
    ),
    "nested lists": _circles,
    "nested collections": _collections,
    "too many corners": _many,
    "too many properties": _wide,
    "no geometry": lambda rng: collection(feature(None), feature(polygon(square(rng)))),
    "not a number": lambda _: pointed([float("nan"), 31.5]),
    "infinite": lambda _: pointed([float("inf"), 31.5]),
    "huge": lambda _: pointed([1e308, -1e308]),
    "words for numbers": lambda _: pointed(["104", "31"]),
    "one number": lambda _: pointed([104]),
    "truths for numbers": lambda _: pointed([True, False]),
    "abroad": lambda rng: pointed([rng.uniform(-180, 180), rng.uniform(-90, 0)]),
    "exchanged": lambda _: pointed(HOME[::-1]),
    "heights": lambda _: pointed([*HOME, 500]),
    "measures": lambda _: pointed([*HOME, 500, 3]),
    "open ring": lambda rng: drawn(rng, square(rng)[:-1]),
    "ring of two": lambda rng: drawn(rng, square(rng)[:2]),
    "ring of one place": lambda rng: drawn(rng, [square(rng)[0]] * 5),
    "bow tie": _bowtie,
    "flat ring": lambda rng: drawn(rng, [[HOME[0], HOME[1] + at * 0.01] for at in (0, 1, 2, 1, 0)]),
    "hole outside": lambda rng: collection(
        feature(polygon(square(rng), [[x + 3, y] for x, y in square(rng)]))
    ),
    "hole as large as the area": lambda rng: collection(feature(polygon(*[square(rng)] * 2))),
    "empty parts": lambda _: collection(
        feature({"type": "MultiPolygon", "coordinates": [[], [[]]]})
    ),
    "mixed in one": lambda rng: collection(
        feature(
            {
                "type": "GeometryCollection",
                "geometries": [polygon(square(rng)), {"type": "Point", "coordinates": HOME}],
            }
        )
    ),
    "mixed in a file": lambda rng: collection(
        feature(polygon(square(rng))),
        feature({"type": "Point", "coordinates": HOME}),
        feature({"type": "LineString", "coordinates": square(rng)}),
    ),
    "curves": lambda _: collection(feature({"type": "CircularString", "coordinates": [[1, 2]]})),
    "properties of all kinds": lambda rng: collection(
        feature(polygon(square(rng)), a=[1, {"b": "<script>"}], b=10**400, c=None, d="=1+1")
    ),
    "halves of characters": lambda rng: drawn(rng, square(rng)).replace(
        "甲".encode(), b"\\ud800\\udfff\\ud800"
    ),
    "what cannot be seen": lambda rng: table(rng).replace("甲".encode(), b"\x00\x07\xe2\x80\xae"),
    "a system nobody knows": lambda rng: collection(
        feature(polygon(square(rng))), crs={"type": "name", "properties": {"name": "EPSG:2180"}}
    ),
    "shapefile without its table": lambda rng: packed(
        {k: v for k, v in shapefile([square(rng)]).items() if not k.endswith("dbf")}
    ),
    "shapefile without a system": lambda rng: packed(shapefile([square(rng)], prj="")),
    "shapefile with another's words": lambda rng: packed(
        shapefile([square(rng)], prj="PROJCS[" * 900)
    ),
    "shapefile in GB 18030": lambda rng: packed(shapefile([square(rng)], folder="数据/")),
    "shapefile said to be in another encoding": lambda rng: packed(
        shapefile([square(rng)], cpg="EBCDIC")
    ),
    "shapefile of points": partial(_shape_of, 8),
    "shapefile of patches": partial(_shape_of, 31),
    "shapefile of nothing": partial(_shape_of, 0),
    "shapefile of another kind": partial(_shape_of, 77),
    "shapefile that counts wrongly": _lying,
    "shp alone": lambda rng: shapefile([square(rng)])["zone.shp"],
    "database of nothing": lambda _: gpkg([]),
    "database without its layer": lambda rng: gpkg([blob(square(rng))], table="zone' --"),
    "database of a system nobody knows": lambda rng: gpkg([blob(square(rng))], srs="x"),
    "database that does not end": _looped,
    "blob of nothing": partial(_blobbed, b""),
    "blob of few bytes": partial(_blobbed, b"GP\0\1"),
    "blob that is extended": partial(_blobbed, b"GP\0\x21" + bytes(40)),
    "blob of a huge count": partial(
        _blobbed, b"GP\0\1" + bytes(4) + struct.pack("<BIII", 1, 3, 1, 2**31)
    ),
    "blob of a number": lambda _: gpkg([3.5, "x", None]),
    "billion laughs": _laughs,
    "a file fetched": lambda _: kml(
        "<name>&x;</name>", before=DECLARED.format('<!ENTITY x SYSTEM "file:///etc/passwd">')
    ),
    "a link": lambda _: kml(
        "<NetworkLink><Link><href>http://localhost/</href></Link></NetworkLink>"
    ),
    "KML in UTF-16": lambda rng: kml(placemark(square(rng))).decode().encode("utf-16"),
    "KML nested deeply": lambda rng: kml(
        "<Folder>" * 4_000 + placemark(square(rng)) + "</Folder>" * 4_000
    ),
    "KML of words": lambda _: kml(
        "<Placemark><Point><coordinates>a,b</coordinates></Point></Placemark>"
    ),
    "KML of tracks": lambda _: kml("<Placemark><name>x</name><Track/></Placemark>"),
    "KML with markup in names": lambda rng: kml(
        placemark(square(rng), "&lt;script&gt;alert(1)&lt;/script&gt;")
    ),
    "points of words": lambda _: (
        "名称,经度,纬度\n甲,104.2,31.5\n乙,东,西\n丙,,\n丁,1e999,nan\n".encode()
    ),
    "points in one column": lambda _: (
        '名称,坐标\n甲,"104.2,31.5"\n乙,"104.3，31.4"\n丙,x\n'.encode()
    ),
    "points in words of WKT": lambda _: (
        b"name,wkt\na,POINT (104.2 31.5)\nb,POINT (\nc,POINT EMPTY\nd,POINT (x y)\n"
    ),
    "points of a survey": lambda _: "名称,X,Y\n甲,3488000,428600\n乙,3489000,429600\n".encode(),
    **{f"{name} with bytes changed": partial(_flipped, name) for name in SOUND},
    **{f"{name} cut off": partial(_cut, name) for name in SOUND},
    **{f"{name} mixed with another": partial(_spliced, name) for name in SOUND},
    **{
        f"{name} broken inside": partial(_inside, name)
        for name in ("zone.shp", "zone.dbf", "zone.prj", "doc.kml")
    },
}
# Few of these fit into a minute.
LARGE = ("too many corners", "a bomb of a sheet", "a bomb of a shapefile", "a bomb of a KMZ")


def hostile_file(kind: str, seed: int) -> bytes:
    """Return a file of a kind; the same seed gives the same bytes."""
    return KINDS[kind](random.Random(f"{kind} {seed}"))  # noqa: S311  the same
