"""Painting what a reader brings: a map or a table of own figures, marked as such where it goes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from geo.approval.state import MISSING, Approval
from geo.errors import UnknownWord
from geo.export.stamped import column_added
from geo.export.table import Geometry, Table
from geo.languages import ENGLISH, ORIGINAL
from geo.model.indicators import Indicator
from geo.own_table.own_figures import OwnFigures, own_figures
from geo.own_table.own_numbers import SOURCE, OwnNumbers
from geo.store.catalogue import Catalogue
from layers.build.painting import layer_data, painted
from layers.build.registry import own_sheet, own_spec
from layers.camera import Camera
from layers.data import Painted, Sheet
from layers.landmarks_shown import File
from layers.map import AMONG_COUNTIES, COUNTIES, NAMES, MapLayer, PaintedMap
from layers.overlays import over_level, overlay_period
from layers.paint import Classification, paint
from layers.shape import PAGE, Shape
from layers.spec import CHOOSING, Layer
from layers.table import table
from layers.words import say

# A column of every exported row, since rows are cut out of their file.
MARKED = "own_data"


@dataclass(frozen=True)
class OwnView:
    """What is shown of a reader's own figures, as a page's address would say it.

    ``over`` are layers that lie on the map, and the words ``counties`` and ``names``. A picture
    shows what ``camera`` sees, all of the province without one, with ``landmarks`` close by.
    """

    layer: str
    indicator: str
    lang: str
    period: str = ""
    choice: Classification = field(default_factory=Classification)
    over: tuple[str, ...] = ()
    shape: Shape = PAGE
    camera: Camera | None = None
    landmarks: bool = True


def figures_shown(numbers: OwnNumbers, known: Catalogue, view: OwnView) -> OwnFigures:
    """Return the figures of a table, and the rates where one is shown: they take longest."""
    stated = any(one.indicator.indicator_id == view.indicator for one in numbers.series)
    return own_figures(numbers, known, rates=not stated)


def own_layers(figures: OwnFigures) -> Iterator[tuple[Layer, Indicator]]:
    """Yield each layer of a table with its indicator; none for places that no map has."""
    for indicator in figures.indicators:
        spec = own_spec(figures.level, indicator.indicator_id)
        if spec is not None:
            yield spec, indicator


def shown_sheet(figures: OwnFigures, view: OwnView) -> Sheet:
    """Return the sheet that is shown, unmarked; raises UnknownWord where the table has no such."""
    found = [
        (spec, indicator)
        for spec, indicator in own_layers(figures)
        if spec.layer_id == view.layer
        and (not isinstance(spec, CHOOSING) or indicator.indicator_id == view.indicator)
    ]
    if not found:
        raise UnknownWord(
            "indicator", view.indicator, [one.indicator_id for one in figures.indicators]
        )
    spec, indicator = found[0]
    return own_sheet(spec, figures.catalogue, indicator, view.lang)


def own_painted(figures: OwnFigures, view: OwnView) -> Painted:
    """Return what is shown as it is painted; raises as ``paint`` and ``shown_sheet`` do."""
    return paint(shown_sheet(figures, view), period=view.period, choice=view.choice)


def own_painted_map(
    figures: OwnFigures,
    view: OwnView,
    *,
    approval: Approval = MISSING,
    landmarks: Iterable[File] = (),
) -> PaintedMap:
    """Return the map that is shown, its title marked; raises as ``own_painted`` does.

    ``landmarks`` are the files of those there are (app.context.landmark_ground).
    """
    catalogue = figures.catalogue
    sheet = _titled(figures, shown_sheet(figures, view))
    theme = paint(sheet, period=view.period, choice=view.choice)
    return PaintedMap(
        theme=theme,
        bounds=catalogue.province.bounds,
        overlays=tuple(_overlays(figures, view, theme.frame.period)),
        counties=COUNTIES in view.over or figures.level in AMONG_COUNTIES,
        names=NAMES in view.over,
        approval=approval,
        shape=view.shape,
        camera=view.camera,
        landmarks=tuple(landmarks) if view.landmarks and approval.landmarks else (),
    )


def _overlays(figures: OwnFigures, view: OwnView, period: str) -> Iterator[Painted]:
    for name in over_level(figures.catalogue.profile, figures.level):
        if name in view.over:
            data = layer_data(figures.catalogue, name, view.lang)
            dated = overlay_period(data.periods, data.default_period, period)
            yield painted(figures.catalogue, MapLayer(name, dated), view.lang)


def _titled(figures: OwnFigures, sheet: Sheet) -> Sheet:
    """Return a sheet whose title says whose figures they are."""
    return replace(sheet, title=own_title(figures, sheet.title, sheet.lang))


def own_mark(figures: OwnFigures, lang: str) -> str:
    """Return the words that say that figures are a reader's own."""
    return figures.catalogue.sources[SOURCE].maker(lang)


def named_own(figures: OwnFigures) -> Catalogue:
    """Return the catalogue with own indicators that say by their names that they are such."""
    known = figures.catalogue
    named = {
        one.indicator_id: replace(
            one,
            name_zh=say(ORIGINAL, "own.indicator", name=one.name_zh),
            name_en=say(ENGLISH, "own.indicator", name=one.name_en),
        )
        for one in figures.indicators
    }
    return replace(known, indicators={**known.indicators, **named})


def own_title(figures: OwnFigures, title: str, lang: str) -> str:
    """Return a title that says so."""
    return say(lang, "own.titled", title=title, mark=own_mark(figures, lang))


def own_rows(
    figures: OwnFigures,
    view: OwnView,
    *,
    period: str = "",
    shapes: Mapping[str, Geometry] | None = None,
) -> Table:
    """Return what is shown as a table, every row marked; raises as ``shown_sheet`` does."""
    mark = own_mark(figures, view.lang)
    known = figures.catalogue
    # Sources are cited in one language there, and this one has its name in two.
    own = {SOURCE: replace(known.sources[SOURCE], title=mark, publisher=mark)}
    spoken = replace(figures, catalogue=replace(known, sources={**known.sources, **own}))
    sheet = _titled(spoken, shown_sheet(spoken, view))
    made = table([sheet], spoken.catalogue, period=period, shapes=shapes)
    return column_added(made, MARKED, mark)
