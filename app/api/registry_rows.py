"""Enterprises of the registry over HTTP, page by page, and a selection of them as CSV.

Only where the operator lets single enterprises be shown.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import Response, request

from app.address.query import LANG
from app.address.urls import REGISTRY_ROWS
from app.api.asked_language import asked_language
from app.api.json_answer import json_answer
from app.context.changes import CHANGES, Changes
from app.context.context import World
from app.shell.taken import kept_as
from app.text.messages import said
from geo.errors import AtlasError
from geo.export import MEDIA_TYPES
from geo.export.text import guarded
from geo.registry.registry_package import RegistryPackage, registry_of

if TYPE_CHECKING:
    from app.index.atlas import Atlas
    from geo.registry.registry_pages import WantedRows

JSON = "application/json"
BAD, NOT_FOUND = 400, 404
LIMIT, MOST, MOST_CSV, BATCH = 100, 1_000, 100_000, 10_000
# What a field or a status is called that an enterprise does not tell.
UNTOLD = "unknown"
STATUSES = ("active", "closed", UNTOLD)
PARAMETERS = ("limit", "after", "bbox", "field", "status", "years", "place", "count", LANG.name)
SEVERAL = ("field", "status")
WHOLE = re.compile(r"[0-9]{1,9}")
YES, NO = "yes", "no"
YEARS = re.compile(r"([0-9]{4})(?:-([0-9]{4}))?")
COLUMNS = ("id", "name", "field", "status", "year", "place", "zone", "lon", "lat")
# Whose rows they are, of which day, and whether they are invented, stands in each.
ORIGIN = ("source", "extracted", "synthetic")
SIDES = 4


class BadRows(AtlasError):
    """A request that no answer fits; the words say which parameter, and what would be right."""


@dataclass(frozen=True)
class _RowsQuery:
    wanted: WantedRows
    after: str
    limit: int
    count: bool


def register(app: Atlas, world: World) -> None:
    """Answer /api/registry/rows, and the same as .csv."""
    found = registry_of(world.config.data) if world.config.registry_points else None

    def guarded_by(answer: Callable[[RegistryPackage], Response]) -> Callable[[], Response]:
        def guarded_answer() -> Response:
            try:
                if found is None:
                    missing = said("registry.rows.off").in_lang(asked_language())
                    return json_answer({"error": missing}, JSON, NOT_FOUND)
                changes: Changes = app.server.extensions[CHANGES]
                changes.require()
                return answer(found)
            except BadRows as error:
                return json_answer({"error": error.in_lang(asked_language())}, JSON, BAD)

        return guarded_answer

    def rows(registry: RegistryPackage) -> Response:
        return json_answer(_page(registry, _query(world)), JSON)

    def export(registry: RegistryPackage) -> Response:
        return _csv(world, registry, _query(world))

    address = world.urls.page(REGISTRY_ROWS)
    app.server.add_url_rule(address, "registry-rows", guarded_by(rows))
    app.server.add_url_rule(f"{address}.csv", "registry-rows.csv", guarded_by(export))


def _page(registry: RegistryPackage, query: _RowsQuery) -> Mapping[str, Any]:
    from geo.registry import registry_pages as pages  # noqa: PLC0415  pyarrow: on the first request

    page = pages.page(registry, limit=query.limit, after=query.after, **query.wanted)
    answer = {**_origin(registry), "rows": page.rows, "next": page.next_after}
    if query.count:
        answer["count"] = pages.count(registry, **query.wanted)
    return answer


def _csv(world: World, registry: RegistryPackage, query: _RowsQuery) -> Response:
    from geo.registry import registry_pages as pages  # noqa: PLC0415  pyarrow: on the first request

    found = pages.count(registry, **query.wanted)
    if found > MOST_CSV:
        raise BadRows(said("registry.rows.many", found=f"{found:,}", most=f"{MOST_CSV:,}"))

    def lines() -> Iterator[bytes]:
        origin = [_cell(part) for part in _origin(registry).values()]
        yield _line((*COLUMNS, *ORIGIN)).encode("utf-8-sig")
        after = ""
        while True:
            page = pages.page(registry, limit=BATCH, after=after, **query.wanted)
            text = (_line([*(_cell(row[name]) for name in COLUMNS), *origin]) for row in page.rows)
            yield "".join(text).encode()
            after = page.next_after
            if not after:
                return

    file = Response(lines(), content_type=MEDIA_TYPES["csv"])
    file.headers["Content-Disposition"] = kept_as(world, "registry", form="csv", plain="registry")
    return file


def _origin(registry: RegistryPackage) -> Mapping[str, Any]:
    about = registry.about
    invented = said("registry.rows.synthetic")
    words = f"{invented.zh} · {invented}" if registry.synthetic else ""
    return dict(zip(ORIGIN, (about["source"], about["extracted"], words), strict=True))


def _line(cells: Iterable[object]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out).writerow(cells)
    return out.getvalue()


def _cell(value: object) -> object:
    return guarded(value) if isinstance(value, str) else value


def _query(world: World) -> _RowsQuery:
    """Return what the parameters of a request ask; raises BadRows for what they cannot."""
    given = request.args.to_dict(flat=False)
    for name, words in given.items():
        if name not in PARAMETERS:
            raise BadRows(said("ogc.unknown", word=name, known=PARAMETERS))
        if len(words) > 1 and name not in SEVERAL:
            raise BadRows(said("ogc.twice"))
    one = {name: words[0] for name, words in given.items()}
    wanted: WantedRows = {
        "fields": _told(given.get("field", []), "field", (*world.catalogue.fields, UNTOLD)),
        "statuses": _told(given.get("status", []), "status", STATUSES),
    }
    if "bbox" in one:
        wanted["bbox"] = _window(one["bbox"])
    if "years" in one:
        wanted["years"] = _years(one["years"])
    if "place" in one:
        wanted["place"] = _place(world, one["place"])
    return _RowsQuery(
        wanted,
        after=str(_whole(one, "after", least=0)) if one.get("after") else "",
        limit=min(_whole(one, "limit", least=1), MOST) if "limit" in one else LIMIT,
        count=_told([one.get("count", NO)], "count", (YES, NO)) == (YES,),
    )


def _told(words: Sequence[str], name: str, known: Sequence[str]) -> tuple[str, ...]:
    """Return words of a list, blank for what an enterprise does not tell."""
    for word in words:
        if word not in known:
            raise BadRows(said("registry.rows.word", name=name, word=word, known=tuple(known)))
    return tuple("" if word == UNTOLD else word for word in words)


def _whole(given: Mapping[str, str], name: str, *, least: int) -> int:
    word = given[name]
    if not WHOLE.fullmatch(word) or int(word) < least:
        raise BadRows(said("ogc.whole", name=name, word=word, least=least))
    return int(word)


def _window(word: str) -> tuple[float, float, float, float]:
    try:
        numbers = [float(part) for part in word.split(",")]
    except ValueError:
        numbers = []
    if len(numbers) != SIDES or not all(map(math.isfinite, numbers)):
        raise BadRows(said("registry.rows.bbox", word=word))
    west, south, east, north = numbers
    if west > east or south > north:
        raise BadRows(said("registry.rows.bbox", word=word))
    return west, south, east, north


def _years(word: str) -> tuple[int, int]:
    match = YEARS.fullmatch(word)
    low, high = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
    if low > high:
        raise BadRows(said("registry.rows.years", word=word))
    return low, high


def _place(world: World, word: str) -> str:
    if word not in world.catalogue.places and word not in world.catalogue.zones:
        raise BadRows(said("registry.rows.place", word=word))
    return word
