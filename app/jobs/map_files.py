"""Maps of Explore as files that need more than the worker has: plates, offline pages, GeoPackages.

The command line writes the same (``picture``, ``build``, ``export``); here the studio does.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.address import formats
from app.context.boundary_files import grounds
from app.context.landmark_ground import landmark_ground
from app.jobs import map_request
from app.jobs.offline_files import runtime, topologies
from geo.approval.state import Approval
from geo.errors import UnknownWord
from geo.export import WRITERS
from geo.export.geometries import shapes
from geo.levels import BOUNDED
from geo.model.profile import Profile
from layers import table as rows
from layers.approval_mark import stamp_table
from layers.map import COUNTIES
from layers.overlays import above
from layers.shape import PAGE, Shape
from layers.style import OURS, Style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.address.explore import ViewState
    from geo.store.catalogue import Catalogue
    from layers.data import Painted
    from layers.map import PaintedMap

PLATES = ("png", "svg", "pdf")
SLIDE = "pptx"
# What the name of a file says of a map that shows what a camera sees.
PART = "part"


@dataclass(frozen=True)
class Drawing:
    """How maps are drawn here, in an operator's ``style``; a page of one zooms to ``max_zoom``.

    ``css`` is what that style adds to a page, ``approval`` what its maps have.
    """

    approval: Approval
    style: Style = OURS
    css: str = ""
    max_zoom: int | None = None

    def drawn(
        self,
        shown: PaintedMap,
        others: Sequence[Painted],
        catalogue: Catalogue,
        data: Path,
        *,
        form: str,
    ) -> bytes:
        """Return a map, its theme also in ``others``, as a plate, a slide or an offline page.

        Raises AtlasError for what cannot be drawn here; the same map gives the same bytes.
        """
        if form in PLATES:
            from layers.render import print_map  # noqa: PLC0415  matplotlib

            ground = grounds(data, BOUNDED)
            return print_map.picture(shown, ground=ground, form=form, style=self.style)
        if form == SLIDE:
            return slide(shown, catalogue, data, style=self.style)
        from layers.render import folium_file  # noqa: PLC0415  folium

        made = runtime(catalogue.phrase_parts, shown.lang)
        drawn_by = replace(made, style=made.style + self.css, max_zoom=self.max_zoom)
        geometry = topologies(data, catalogue, shown)
        page = folium_file.html(shown, geometry=geometry, runtime=drawn_by, others=others)
        return page.encode()


def slide(shown: PaintedMap, catalogue: Catalogue, data: Path, *, style: Style = OURS) -> bytes:
    """Return a map as a slide of 16:9, its sources in the notes; raises as ``drawn`` does."""
    from layers.documents.slide.tell_slide import map_slide  # noqa: PLC0415  mapclassify
    from layers.render import slide_pptx  # noqa: PLC0415  matplotlib and what writes slides

    told = map_slide(shown, catalogue)
    return slide_pptx.of_map(told, shown, ground=grounds(data, BOUNDED), style=style)


@dataclass(frozen=True)
class MapJob:
    """What Explore shows, as it is drawn here."""

    request: map_request.MapRequest
    drawing: Drawing

    def written(self, catalogue: Catalogue, data: Path, *, form: str) -> bytes:
        """Return the map in one of formats.DRAWN; the same order gives the same bytes.

        Raises UnknownWord and AtlasError for what cannot be shown, or cannot be drawn here.
        """
        if form not in formats.DRAWN:
            raise UnknownWord("format", form, formats.DRAWN)
        if form == "gpkg":
            return self._table(catalogue, data)
        drawable, others = map_request.drawable(
            catalogue,
            self.request,
            approval=self.drawing.approval,
            landmarks=landmark_ground(catalogue, data),
        )
        return self.drawing.drawn(drawable, others, catalogue, data, form=form)

    def _table(self, catalogue: Catalogue, data: Path) -> bytes:
        shown = map_request.themed(catalogue, self.request)
        drawn = dict(shapes(data, shown.layer.level))
        table = rows.table([shown], catalogue, period=self.request.period, shapes=drawn)
        return WRITERS["gpkg"](stamp_table(table, self.drawing.approval, self.request.lang))


def request_of(
    profile: Profile, state: ViewState, *, indicator: str, period: str, shape: Shape = PAGE
) -> map_request.MapRequest:
    """Return what a view of Explore shows as the command line would ask for it."""
    counties = [one for one in state.over if one == COUNTIES]
    return map_request.MapRequest(
        layer=state.layer,
        indicator=indicator,
        period=period,
        scheme=state.scheme if indicator else "",
        k=state.k,
        lock=state.lock,
        breaks=",".join(f"{one!r}" for one in state.breaks) if state.scheme == "manual" else "",
        over=",".join((*above(profile, state.layer, state.over), *counties)),
        names="names" in state.over,
        lang=state.lang,
        shape=shape,
        view=state.view,
        landmarks=state.landmarks == "on",
    )


def name(request: map_request.MapRequest) -> str:
    """Return the name of a file: what it shows, when, in which language, if not on a page."""
    what = (request.indicator or request.layer, request.period, request.lang)
    shape = "" if request.shape == PAGE else request.shape
    part = PART if request.view else ""
    return "_".join(one for one in (*what, part, shape) if one)
