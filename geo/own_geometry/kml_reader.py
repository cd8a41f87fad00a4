"""KML and KMZ: placemarks with their names, folders, and data.

Read by the parser of Python's library with every declaration refused before it is parsed: without
declarations there are no entities to multiply, and nothing to fetch.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from geo.own_geometry.own_shapes import (
    LONGEST_CELL,
    Made,
    OddFile,
    OddShape,
    OwnFeature,
    OwnShapes,
    ShapeCounter,
    area,
    gathered,
    line,
    point,
)
from geo.own_geometry.shape_choices import ShapeLimits
from geo.own_geometry.systems import DEGREES, System
from geo.own_table.grid import Cell

DECLARED = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)", re.IGNORECASE)
# UTF-16 and kin, in which a declaration would not be seen.
WIDE = (b"\xff\xfe", b"\xfe\xff")
STATED = re.compile(rb'^\s*<\?xml[^>]{0,200}encoding=["\']([A-Za-z0-9_-]{1,40})["\']')
SAFE = (b"utf-8", b"utf8", b"us-ascii", b"ascii", b"gb2312", b"gbk", b"gb18030", b"iso-8859-1")
# Kinds of geometry; what else a placemark may hold (tracks, models) is no shape of ours.
SHAPES = ("Point", "LineString", "LinearRing", "Polygon", "MultiGeometry")
OTHER_SHAPES = ("Track", "MultiTrack", "Model")
DEEPEST = 6
DEEPEST_TREE = 200
TEXTS = ("name", "description", "address")


def read_kml(body: bytes, limits: ShapeLimits) -> OwnShapes:
    """Return the placemarks of a KML file; raises OddFile."""
    text = _text(body)
    counter = ShapeCounter(limits)
    features: list[OwnFeature] = []
    root: ET.Element | None = None
    depth = 0
    try:
        for event, node in ET.iterparse(io.BytesIO(text), ("start", "end")):  # noqa: S314  what it might declare was refused
            if event == "start":
                root = node if root is None else root
                depth += 1
                if depth > DEEPEST_TREE:
                    raise OddFile("nested")
                continue
            depth -= 1
            if _plain(node.tag) == "Placemark":
                features.append(_feature(len(features) + 1, node, counter))
                node.clear()
    except (ET.ParseError, ValueError) as error:
        line_at = getattr(error, "position", (0, 0))[0]
        raise OddFile("xml", line=line_at) from None
    if not features:
        linked = root is not None and any(_plain(one.tag) == "NetworkLink" for one in root.iter())
        raise OddFile("linked" if linked else "none")
    return OwnShapes("kml", tuple(features), System(DEGREES))


def _text(body: bytes) -> bytes:
    if body.startswith(WIDE) or b"\0" in body[:200]:
        raise OddFile("wide")
    if DECLARED.search(body):
        raise OddFile("declared")
    found = STATED.match(body.removeprefix(b"\xef\xbb\xbf"))
    name = found[1].lower() if found else b"utf-8"
    if name not in SAFE:
        raise OddFile("wide")
    if name.startswith(b"gb"):
        # The parser knows no encoding of several bytes but UTF-8.
        try:
            return re.sub(r"^\s*<\?xml.*?\?>", "", body.decode("gb18030"), count=1).encode()
        except UnicodeDecodeError:
            raise OddFile("xml", line=1) from None
    return body


def _plain(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def _feature(number: int, node: ET.Element, counter: ShapeCounter) -> OwnFeature:
    properties: dict[str, Cell] = {}
    for child in node:
        if _plain(child.tag) in TEXTS and (child.text or "").strip():
            properties[_plain(child.tag)] = (child.text or "").strip()[:LONGEST_CELL]
    for data in node.iter():
        named = data.get("name")
        kind = _plain(data.tag)
        if named and kind in ("Data", "SimpleData"):
            value = data.text if kind == "SimpleData" else _below(data, "value")
            properties[named[:LONGEST_CELL]] = (value or "").strip()[:LONGEST_CELL] or None
    counter.feature(len(properties))
    try:
        shape, notes = _found(node, counter)
    except OddShape as odd:
        return OwnFeature(number, properties, fault=odd.code)
    return OwnFeature(number, properties, shape, notes=notes)


def _below(node: ET.Element, name: str) -> str:
    return next((one.text or "" for one in node.iter() if _plain(one.tag) == name), "")


def _found(node: ET.Element, counter: ShapeCounter) -> Made:
    for child in node:
        if _plain(child.tag) in SHAPES:
            return gathered(list(_parts(child, counter)))
        if _plain(child.tag) in OTHER_SHAPES:
            raise OddShape("kind")
    raise OddShape("empty")


def _parts(node: ET.Element, counter: ShapeCounter, depth: int = 0) -> Iterator[Made]:
    kind = _plain(node.tag)
    if kind == "MultiGeometry":
        if depth >= DEEPEST:
            raise OddShape("corners")
        for child in node:
            if _plain(child.tag) in SHAPES:
                yield from _parts(child, counter, depth + 1)
    elif kind == "Polygon":
        rings = [
            _corners(ring, counter)
            for edge in ("outerBoundaryIs", "innerBoundaryIs")
            for below in node
            if _plain(below.tag) == edge
            for ring in below
        ]
        yield area(rings)
    elif kind == "Point":
        corners = _corners(node, counter)
        if len(corners) != 1:
            raise OddShape("corners")
        yield point(corners[0])
    else:
        yield line(_corners(node, counter))


def _corners(node: ET.Element, counter: ShapeCounter) -> list[list[float]]:
    words = _below(node, "coordinates").split()
    if not words:
        raise OddShape("empty")
    counter.vertices(len(words))
    try:
        return [[float(one) for one in word.split(",")[:2]] for word in words]
    except ValueError:
        raise OddShape("corners") from None
