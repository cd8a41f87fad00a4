"""The locator: one picture of the province with what is compared, each in its color."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from app.context import layer_files
from app.pages.compare.request import CompareRequest
from geo.levels import level_facts
from layers.approval_mark import stamp
from layers.build.items import short_name
from layers.render.svg import Dot, StillGround, shapes, stamped, still
from layers.render.svg_layer import Prefecture

# As wide as it stands, at least, beside the table.
WIDE_PX = 230.0


def locator(request: CompareRequest) -> dict[str, Any] | None:
    """Return the picture and the line of the law below it; None where nothing is compared.

    A click on a prefecture adds it, or takes it away, where prefectures are compared.
    """
    if not request.subjects:
        return None
    world, lang = request.world, request.lang
    law = stamp(world.approval, lang)
    paths = layer_files.shapes(world)
    said = request.world.phrases(lang, "compare")["locator.said"]
    picture = still(
        (),
        StillGround(_prefectures(request), dots=tuple(_dots(request)), lang=lang),
        bounds=world.catalogue.province.bounds,
        said=said.format(names=request.names(*request.chosen.words)),
        phrase=law.phrase,
        wide_px=WIDE_PX,
    )
    return {"picture": picture + stamped(law) + shapes(paths, law.phrase)}


def _prefectures(request: CompareRequest) -> dict[str, Prefecture]:
    colors = _colors(request)
    added = level_facts(request.level).division and request.kind != "group"
    pick = request.based.pattern("pick") if added and request.world.urls.served else ""
    known = request.catalogue.places
    return {
        place: Prefecture(
            # Names of the others would leave no room for those that matter.
            short_name(known[place], request.lang) if place in colors else "",
            known[place].label,
            path,
            href=pick.replace("{pick}", quote(place)),
            fill=colors.get(place, ""),
            told=short_name(known[place], request.lang),
        )
        for place, path in layer_files.shapes(request.world).items()
    }


def _colors(request: CompareRequest) -> dict[str, str]:
    """Return the color of each prefecture that is compared, alone or in a group."""
    if not level_facts(request.level).division:
        return {}
    return {
        member: request.color(subject.word)
        for subject in reversed(request.subjects)
        for member in subject.members
    }


def _dots(request: CompareRequest) -> Iterator[Dot]:
    """Yield zones and parts of science cities where somebody says where they lie."""
    if level_facts(request.level).division:
        return
    for subject in request.subjects:
        place = request.catalogue.place(subject.members[0])
        at = getattr(place, "at", None)
        if at is not None:
            yield Dot(at, request.color(subject.word), subject.name(request.lang))
