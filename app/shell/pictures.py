"""Pictures of the maps of a page: each stands where a map will be, its legend below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup

from app.context import layer_files
from app.shell.view import Content, PageMap
from geo.levels import level_facts
from layers.approval_mark import stamp
from layers.build.beyond import shows_all
from layers.build.items import short_name
from layers.camera import HIGH_PX, WIDE_PX, zoom_of
from layers.extent import Bounds
from layers.landmarks_shown import LandmarksShown, landmarks_shown
from layers.map import MapLayer
from layers.render.svg import (
    ALONE_PX,
    BESIDE_PX,
    StillGround,
    areas,
    credited,
    shapes,
    stamped,
    still,
)
from layers.render.svg_layer import Prefecture, SvgLayer
from layers.render.svg_legend import legend
from layers.render.svg_paths import around, box, meet, wider

if TYPE_CHECKING:
    from app.context.context import World

# How wide the one map of a page is, beside what is said of it.
PAGE_PX = 420.0
# How high a map is usually, in its width.
SHAPE = HIGH_PX / WIDE_PX
SLOT, LEGEND = 'data-map="{}"', 'data-legend="{}"'
SHAPES = 'class="still-shapes"'


def pictured(
    world: World, content: Content, lang: str, inside: Markup, *, linked: bool = False
) -> Markup:
    """Return what stands ``inside`` a page (safe HTML), with a picture in every frame of a map.

    A click on a place of a ``linked`` one leads where a click on the map leads.
    """
    law = stamp(world.approval, lang)
    wide_px = BESIDE_PX if len(content.maps) > 1 else PAGE_PX if linked else ALONE_PX
    drawn = {
        slot: _prefectures(world, spec, lang, _leads(spec) if linked else "", wide_px)
        for slot, spec in content.maps.items()
    }
    used = {place for found in drawn.values() for place in found}
    known = layer_files.shapes(world)
    text = str(inside)
    # A page that draws a map itself has them already.
    drawn_before = SHAPES in text
    shared = (
        Markup("")
        if drawn_before
        else shapes({one: path for one, path in known.items() if one in used}, law.phrase)
    )
    for slot, spec in content.maps.items():
        layers = list(drawn_layers(world, spec, lang))
        landmarks = landmarks_of(world, spec, lang, wide_px)
        picture = still(
            layers,
            StillGround(drawn[slot], landmarks),
            bounds=_bounds(world, spec, wide_px),
            said=str(layers[0].sheet["title"]) if layers else content.title,
            phrase=law.phrase,
            wide_px=wide_px,
        )
        below = credited(landmarks, lang) + stamped(law)
        filled = put(text, SLOT.format(slot), picture + below + shared)
        # The shapes stand beside the first picture, wherever it is: a page may show its maps late.
        shared = shared if filled == text else Markup("")
        text = put(filled, LEGEND.format(slot), legend(layers))
    return Markup(text)  # noqa: S704  escaped by the templates and by the pictures


def colored(world: World, spec: PageMap, lang: str) -> Markup:
    """Return what a map of the whole province first shows: its prefectures in their colors.

    Nothing where it shows a part, or anything but areas of prefectures: a picture has no more
    than the map that replaces it, and nothing of it elsewhere.
    """
    theme = next(iter(drawn_layers(world, spec, lang)))
    facts = level_facts(str(theme.sheet["level"]))
    whole = facts.division and not facts.in_prefecture and not spec.bounds
    if not whole or theme.marked:
        return Markup("")
    plain = replace(spec, names=False, selected="")
    known = _prefectures(world, plain, lang, "", ALONE_PX)
    said = str(theme.sheet["title"])
    drawn = areas([theme], known, bounds=_bounds(world, spec, ALONE_PX), said=said)
    law = stamped(stamp(world.approval, lang))
    return drawn + law + shapes(layer_files.shapes(world))


def title_of(world: World, content: Content, lang: str) -> str:
    """Return what a frame is called: its title, or that of the map that it shows."""
    layers = (layer for spec in content.maps.values() for layer in drawn_layers(world, spec, lang))
    return content.title or next((str(layer.sheet["title"]) for layer in layers), content.said)


def landmarks_of(
    world: World, spec: PageMap, lang: str, wide_px: float = ALONE_PX
) -> LandmarksShown:
    """Return the landmarks that the picture of a map shows, so many pixels wide."""
    bounds = _bounds(world, spec, wide_px)
    zoom = spec.camera.zoom if spec.camera else zoom_of(bounds, wide_px, wide_px * SHAPE)
    files = layer_files.landmarks(world) if spec.landmarks else ()
    return landmarks_shown(files, zoom=zoom, bounds=wider(bounds), lang=lang)


def _leads(spec: PageMap) -> str:
    """Return the pattern of the links of a picture; none where the map comes at once."""
    return "" if spec.at_once else spec.pick


def _bounds(world: World, spec: PageMap, wide_px: float) -> Bounds:
    if spec.camera:
        return spec.camera.bounds(wide_px, wide_px * SHAPE)
    return spec.bounds or world.catalogue.province.bounds


def _prefectures(
    world: World, spec: PageMap, lang: str, pick: str, wide_px: float
) -> dict[str, Prefecture]:
    """Return every prefecture that a map may show, each with its link by a pattern."""
    known, seen = world.catalogue.places, around(_bounds(world, spec, wide_px))
    return {
        one: Prefecture(
            short_name(known[one], lang) if spec.names else "",
            known[one].label,
            path,
            marked=one in (spec.selected, *spec.outlined),
            href=pick.replace("{id}", quote(one)),
        )
        for one, path in layer_files.shapes(world).items()
        if meet(seen, box(known[one].bounds))
    }


def put(text: str, mark: str, content: Markup) -> str:
    """Return a page with something put into the first empty element that bears a mark."""
    before, found, rest = text.partition(mark)
    opened, closed, after = rest.partition(">")
    empty = found and after.startswith("</")
    return f"{before}{found}{opened}{closed}{content}{after}" if empty else text


def drawn_layers(world: World, spec: PageMap, lang: str) -> Iterable[SvgLayer]:
    """Yield the layers of a map of a page, bottom to top, as its picture draws them."""
    seen = shows_all(_bounds(world, spec, ALONE_PX), world.catalogue.province.bounds)
    for layer in spec.layers:
        yield SvgLayer(
            _sheet(world, layer, lang),
            layer.period,
            layer.paint,
            layer.part,
            whole=seen,
            named=spec.names,
        )


def _sheet(world: World, map_layer: MapLayer, lang: str) -> Mapping[str, object]:
    return (
        map_layer.sheet
        if map_layer.sheet is not None
        else layer_files.sheet(world, map_layer.sheet_id, lang)
    )
