"""The atlas in a notebook or in another app: one call, one map; or its data as frames."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import folium
import geopandas as gpd

from app.build.editions import opened
from app.build.progress import Progress
from app.build.redacted import withheld
from app.context.landmark_ground import landmark_ground
from app.jobs import map_request
from app.jobs.offline_files import runtime, topologies
from app.jobs.reading import read
from app.settings import settings as config
from app.settings.approval import approval_of
from app.settings.settings import Config
from app.text import filled
from geo.errors import UnknownWord
from geo.export.geometries import shapes
from geo.export.spatial import frame
from geo.export.table import source_table
from geo.languages import ENGLISH
from geo.model.phrase_parts import PhraseParts
from geo.store.profile_file import profile
from layers import table as rows
from layers.approval_mark import stamp_table
from layers.build.painting import layer_data
from layers.data import Painted
from layers.map import PaintedMap
from layers.render.folium_file import folium_map
from layers.render.map_json import map_json

# The layer that has every indicator.
PREFECTURES = "prefectures"


def atlas_map(layer: str = "prefectures", **choices: str | int | bool) -> folium.Map:
    """Return a map that shows itself as the last line of a cell, without a network.

    ``choices`` take what ``python -m app build`` takes: ``indicator="gdp"``, ``period="2020"``,
    ``scheme``, ``k``, ``lock``, ``breaks``, ``over="zones"``, ``names``, ``lang="en"``. Raises
    AtlasError with the known words for one that is not.
    """
    lang, parts, drawable, geometry, others = _drawn(layer, choices)
    return folium_map(drawable, geometry=geometry, runtime=runtime(parts, lang), others=others)


def component_map(layer: str = "prefectures", **choices: str | int | bool) -> dict[str, Any]:
    """Return what the property ``map`` of the Dash component takes (app.component.atlas_map).

    ``choices`` and the errors are those of ``atlas_map``. Without a ``period`` it has them all.
    """
    lang, parts, drawable, geometry, others = _drawn(layer, choices)
    return map_json(drawable, geometry=geometry, words=filled(parts, lang), others=others)


class OpenAtlas:
    """The data of an atlas as GeoDataFrames, each figure with its sources.

    >>> atlas = open_atlas()  # doctest: +SKIP
    >>> atlas.indicator("gdp", 2023)[["name_zh", "value", "source_titles"]]  # doctest: +SKIP
    """

    def __init__(self, settings: Config, lang: str) -> None:
        self._settings, self._lang = settings, lang
        self._catalogue = read(settings, Progress())

    def indicator(self, indicator: str, period: str | int = "") -> gpd.GeoDataFrame:
        """Return an indicator of prefectures, a row for each and every year, or of one period.

        Columns are those of the CSV: ``value`` in ``unit``, ``status``, ``source_ids``, ``quote``
        and so on; what is not known is missing, never 0. Shapes are boundaries in CGCS2000
        (EPSG:4490). ``attrs`` has ``sources`` and what holds for the whole (``about``). Raises
        UnknownWord with the words that are known.
        """
        return self.layer(PREFECTURES, period, indicator=indicator)

    def layer(self, layer: str, period: str | int = "", *, indicator: str = "") -> gpd.GeoDataFrame:
        """Return the places of a layer as ``indicator`` does, such as ``zones``."""
        catalogue = self._catalogue
        sheet_id = f"{layer}/{indicator}" if indicator else layer
        sheet = layer_data(catalogue, sheet_id, self._lang)
        if period and str(period) not in sheet.frames:
            raise UnknownWord("period", str(period), tuple(sheet.frames))
        drawn = dict(shapes(self._settings.data, sheet.layer.level))
        table = rows.table([sheet], catalogue, period=str(period), shapes=drawn)
        approved = approval_of(self._settings, zoom=self._settings.map_max_zoom)
        stamped = stamp_table(table, approved, self._lang, rows=False)
        made = frame(stamped)
        header, sources = source_table(stamped.sources)
        made.attrs["sources"] = [dict(zip(header, source, strict=True)) for source in sources]
        made.attrs["about"] = dict(stamped.about)
        return made


def open_atlas(lang: str = ENGLISH) -> OpenAtlas:
    """Return the data of this atlas, of the folder or store that the environment names.

    Names and remarks are in ``lang``. Raises CatalogueError for data with faults.
    """
    return OpenAtlas(withheld(opened(config.load(os.environ))), lang)


class _Drawn(NamedTuple):
    lang: str
    parts: PhraseParts
    drawable: PaintedMap
    geometry: dict[str, dict[str, Any]]
    others: Sequence[Painted]


def _drawn(layer: str, choices: Mapping[str, str | int | bool]) -> _Drawn:
    asked = map_request.MapRequest(layer, **choices)  # type: ignore[arg-type]  # checked by require
    settings = withheld(opened(config.load(os.environ)))
    own = profile(settings.data)
    map_request.require(asked, own)
    catalogue = read(settings, Progress())
    shown = map_request.layers_of(asked, own)
    approved = approval_of(settings, layers=shown, zoom=settings.map_max_zoom)
    ground = landmark_ground(catalogue, settings.data)
    drawable, others = map_request.drawable(catalogue, asked, approval=approved, landmarks=ground)
    geometry = topologies(settings.data, catalogue, drawable)
    return _Drawn(asked.lang, catalogue.phrase_parts, drawable, geometry, others)
