"""What is asked of the items of a collection, and which rows that are."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from app.ogc.collection import PERIOD
from app.ogc.filter_rows import truth
from app.ogc.filter_tree import CQL_TEXT, LANGUAGES, Condition, condition
from app.ogc.period_days import days_of
from app.ogc.rectangles import Rectangle, meets, rectangles_of
from app.ogc.refusals import BadQuery
from app.text.messages import said
from geo.export.table import Cell, Column, Table

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
# CGCS2000: the same degrees, latitude first.
CGCS2000 = "http://www.opengis.net/def/crs/EPSG/0/4490"
SYSTEMS = (CRS84, CGCS2000)
LIMIT, MOST = 100, 10_000
# The last feature that can be counted off, or be the key of a page.
LAST = 999_999_999
OPEN = ("", "..")
# Of a day or a moment in RFC 3339; figures are of years and months, so the day is enough.
MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)(?:[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d))?")
FLAT, TALL = 4, 6
FILTERS = ("filter", "filter-lang", "filter-crs")
PARAMETERS = ("bbox", "bbox-crs", "crs", "datetime", *FILTERS)
FLAGS = {"true": True, "false": False}


@dataclass(frozen=True)
class ItemsQuery:
    """What is asked: how many rows from where, in which rectangle, when, with which values.

    ``rectangles`` are in longitude and latitude, two where the date line is crossed; ``when`` is
    the first and the last day, empty where open. ``crs`` is one of SYSTEMS. ``filtered`` is what
    the filter says, None without one; ``after`` the feature behind which a page begins.
    """

    limit: int = LIMIT
    offset: int = 0
    rectangles: tuple[Rectangle, ...] = ()
    when: tuple[str, str] = ("", "")
    values: Mapping[str, Cell] = field(default_factory=dict)
    crs: str = CRS84
    filtered: Condition | None = None
    after: int | None = None


def parameters_of(*, by_key: bool) -> tuple[str, ...]:
    """Return what the items of a collection may be asked, beside their form and language."""
    return ("limit", "after" if by_key else "offset", *PARAMETERS)


def items_query(
    asked: Iterable[tuple[str, str]], columns: Iterable[Column], *, by_key: bool = False
) -> ItemsQuery:
    """Return what the parameters of a request ask; raises BadQuery for what they cannot.

    Names that are none of ours nor of a column are refused: the standard wants it. Pages begin
    ``by_key`` behind a feature, else at an offset.
    """
    listed = list(asked)
    given = dict(listed)
    if len(given) < len(listed):
        raise BadQuery(said("ogc.twice"))
    types = {column.name: column.type for column in columns}
    known = ("f", "lang", *parameters_of(by_key=by_key))
    for name in given:
        if name not in known and name not in types:
            raise BadQuery(said("ogc.unknown", word=name, known=(*known, *types)))
    return ItemsQuery(
        limit=min(_whole(given, "limit", LIMIT, least=1), MOST),
        offset=_whole(given, "offset", 0, least=0),
        after=_whole(given, "after", 0, least=0) if "after" in given else None,
        rectangles=_rectangles(given),
        when=_when(given.get("datetime")),
        values={name: _value(name, given[name], types[name]) for name in given if name in types},
        crs=system(given, "crs"),
        filtered=filter_of(given, types),
    )


def filter_of(given: Mapping[str, str], types: Mapping[str, str]) -> Condition | None:
    """Return what the filter of a request means for columns of these types; raises BadQuery."""
    language = given.get("filter-lang", CQL_TEXT)
    if language not in LANGUAGES:
        raise BadQuery(said("ogc.filter-lang", word=language, known=LANGUAGES))
    latitude_first = system(given, "filter-crs") == CGCS2000
    if "filter" not in given:
        return None
    return condition(given["filter"], language, types, latitude_first=latitude_first)


def matching(table: Table, query: ItemsQuery) -> list[int]:
    """Return the positions of the rows that are asked for, all pages.

    What has no period, or no place, meets every time and every rectangle, as the standard says.
    """
    names = table.names
    asked = {names.index(name): value for name, value in query.values.items()}
    period = names.index(PERIOD) if PERIOD in names else None
    return [
        at
        for at, row in enumerate(table.rows)
        if all(row[column] == value for column, value in asked.items())
        and (period is None or _meets_when(row[period], query.when))
        and _meets_where(table, at, query.rectangles)
        and _meets_filter(table, at, query.filtered)
    ]


def _meets_filter(table: Table, at: int, filtered: Condition | None) -> bool:
    if filtered is None:
        return True
    row = dict(zip(table.names, table.rows[at], strict=True))
    return truth(filtered, row, table.geometries[at]) is True


def _meets_where(table: Table, at: int, rectangles: tuple[Rectangle, ...]) -> bool:
    geometry = table.geometries[at]
    if not rectangles or geometry is None:
        return True
    return any(meets(geometry, rectangle) for rectangle in rectangles)


def _meets_when(period: Cell, when: tuple[str, str]) -> bool:
    days = days_of(str(period or ""))
    if days is None:
        return True
    (first, last), (since, until) = days, when
    return (not until or first <= until) and (not since or last >= since)


def system(given: Mapping[str, str], name: str) -> str:
    """Return the reference system that a parameter names; raises BadQuery for another."""
    word = given.get(name, CRS84)
    if word not in SYSTEMS:
        raise BadQuery(said("ogc.crs", name=name, word=word, known=SYSTEMS))
    return word


def _whole(given: Mapping[str, str], name: str, usual: int, *, least: int) -> int:
    word = given.get(name, str(usual))
    if not re.fullmatch(r"[0-9]{1,9}", word) or not least <= int(word) <= LAST:
        raise BadQuery(said("ogc.whole", name=name, word=word, least=least))
    return int(word)


def _rectangles(given: Mapping[str, str]) -> tuple[Rectangle, ...]:
    latitude_first = system(given, "bbox-crs") == CGCS2000
    word = given.get("bbox")
    if word is None:
        return ()
    try:
        numbers = [float(part) for part in word.split(",")]
    except ValueError:
        numbers = []
    if len(numbers) not in (FLAT, TALL) or not all(map(math.isfinite, numbers)):
        raise BadQuery(said("ogc.bbox", word=word))
    half = len(numbers) // 2
    try:
        return rectangles_of(
            (*numbers[:2], *numbers[half : half + 2]), latitude_first=latitude_first
        )
    except ValueError:
        raise BadQuery(said("ogc.bbox", word=word)) from None


def _when(word: str | None) -> tuple[str, str]:
    if word is None:
        return "", ""
    parts = word.split("/")
    days = tuple(_day(part, alone=len(parts) == 1) for part in parts)
    if None in days or len(days) > len(OPEN) or (len(days) == len(OPEN) and not any(days)):
        raise BadQuery(said("ogc.datetime", word=word))
    since, until = str(days[0]), str(days[-1])
    if since and until and since > until:
        raise BadQuery(said("ogc.datetime", word=word))
    return since, until


def _day(word: str, *, alone: bool) -> str | None:
    if word in OPEN and not alone:
        return ""
    match = MOMENT.fullmatch(word)
    if match is None:
        return None
    try:
        return date.fromisoformat(match[1]).isoformat()
    except ValueError:
        return None


def _value(name: str, word: str, kind: str) -> Cell:
    """Return a value as cells of a column have it."""
    try:
        match kind:
            case "number":
                return float(word)
            case "integer":
                return int(word)
            case "boolean":
                return FLAGS[word]
            case _:
                return word
    except (ValueError, KeyError):
        raise BadQuery(said("ogc.value", name=name, word=word, kind=kind)) from None
