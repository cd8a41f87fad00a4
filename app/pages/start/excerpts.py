"""What others may show of the start page: one tile, all of them, the verdicts of the targets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from app.address.fields import StateError
from app.address.query import Asked
from app.pages.start import lists
from app.pages.start.tiles import BAR, HEIGHT, WIDTH, Tile, tiles
from app.shell.view import Content, Excerpt
from geo.analysis.target_track import tracks
from layers.credit import cited

if TYPE_CHECKING:
    from app.context.context import World

TILE = "tile"


def picture() -> Mapping[str, int]:
    """Return the measures of the picture of a tile."""
    return {"width": WIDTH, "height": HEIGHT, "bar": BAR}


def tile_ids(world: World, asked: Asked) -> Mapping[str, str]:
    """Return the tiles that there are, by their ids, in words."""
    return {one.tile_id: one.name for one in tiles(world, asked)}


def _tile(world: World, asked: Asked) -> Content:
    every = tiles(world, asked)
    known = tuple(one.tile_id for one in every)
    wanted = asked[TILE] or next(iter(known), "")
    if wanted not in known:
        raise StateError(TILE, wanted, known)
    one = every[known.index(wanted)]
    return _shown(world, asked, [one], one.name)


def _tiles(world: World, asked: Asked) -> Content:
    return _shown(world, asked, tiles(world, asked), world.phrases(asked.lang, "start")["tiles"])


def _shown(world: World, asked: Asked, found: Iterable[Tile], name: str) -> Content:
    found, lang = list(found), asked.lang
    place = world.catalogue.province.name(lang)
    return Content(
        f"{place} · {name}",
        f"{place} · {name}",
        {"heading": place, "tiles": found, "picture": picture()},
        credit=cited((one.cites for one in found), world.catalogue.sources, lang),
    )


def _targets(world: World, asked: Asked) -> Content:
    lang, found = asked.lang, lists.verdicts(world, asked.lang)
    title = world.phrases(lang, "start")["targets"].format(all=found["all"])
    every = list(tracks(world.catalogue))
    cites = (
        (*(track.latest.source_ids if track.latest else ()), track.target.source_id)
        for track in every
    )
    place = world.catalogue.province.name(lang)
    return Content(
        f"{place} · {title}",
        f"{place} · {title}",
        {"heading": f"{place} · {title}", "verdicts": found},
        credit=cited(cites, world.catalogue.sources, lang),
    )


EXCERPTS: Mapping[str, Excerpt] = {
    TILE: Excerpt("start/_tiles.html", "tile", _tile, TILE, tile_ids, leads={TILE: ""}),
    "tiles": Excerpt("start/_tiles.html", "list", _tiles, leads={TILE: ""}),
    "targets": Excerpt("start/_verdicts.html", "tile", _targets, leads={TILE: ""}),
}
