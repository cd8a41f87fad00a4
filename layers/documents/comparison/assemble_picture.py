"""Composing a picture: a plan and the catalogue become a document, in one language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from geo.analysis.cautions import Caution
from geo.analysis.comparability import cautions, of_differences
from geo.analysis.difference import Differences, differences
from geo.analysis.operands import mismatch
from geo.analysis.subject_profile import ProfileRow, profile, row
from geo.analysis.subjects import subjects
from geo.errors import UnknownWord
from geo.model.figures import Measure
from geo.model.subject import Subject
from geo.store.catalogue import Catalogue
from layers.build.difference import difference_map, title
from layers.build.painting import painted
from layers.credit import credit_of
from layers.data import Painted
from layers.documents.brief.compose import citations
from layers.documents.brief.context import Telling
from layers.documents.brief.document import BriefMap, Sentence
from layers.documents.brief.warnings import warnings
from layers.documents.comparison.picture import Panel, Picture
from layers.documents.comparison.plan import Plan
from layers.documents.comparison.sentences import apart_said, beside_said, subject_said, titled
from layers.map import MapSpec

SIDES = ("a", "b")
BETWEEN = " ｜ "
# How many maps a plan must have at least.
NEEDED = {"side": 1, "swipe": 2, "difference": 1}


def picture(catalogue: Catalogue, plan: Plan) -> Picture:
    """Return the picture that a plan asks for.

    Raises UnknownWord for a word that nobody knows, Unfit for words that cannot be compared,
    Refused for a difference that would mislead.
    """
    telling = Telling(catalogue, plan.lang)
    compared = subjects(catalogue, plan.words)
    if plan.mode not in NEEDED:
        raise UnknownWord("mode", plan.mode, NEEDED)
    if len(plan.maps) < NEEDED[plan.mode]:
        raise UnknownWord("map", plan.mode, ())
    if plan.mode == "difference":
        return _difference(plan, compared, telling)
    rows = [_row(catalogue, compared, shown) for shown in plan.figures]
    swiped = plan.mode == "swipe"
    panels = (
        _swiped(plan, compared, telling) if swiped else _beside(plan, compared, rows[0], telling)
    )
    views = [panel.view for panel in panels]
    legends = [
        (brief_map.painted, *brief_map.over) for brief_map in (views if swiped else views[:1])
    ]
    return _whole(
        plan,
        compared,
        telling,
        panels=panels,
        legends=legends,
        heading=BETWEEN.join(dict.fromkeys(titled(legend[0]) for legend in legends)),
        figures=beside_said(compared, views, rows, telling) if swiped else (),
        found=[
            *(c for one in rows if one for c in cautions(catalogue, [one])),
            *_between(plan, compared, telling),
        ],
    )


def _between(plan: Plan, compared: Sequence[Subject], telling: Telling) -> Iterator[Caution]:
    """Yield what to know before two sides are held against each other, as for a difference."""
    shown = [figure for figure in plan.figures if figure is not None]
    if len(shown) != len(SIDES):
        return
    a, b = shown
    if not mismatch(telling.catalogue, a, b, "minus"):
        found = differences(telling.catalogue, compared, a, b, way="minus")
        yield from of_differences(telling.catalogue, found)


def _row(
    catalogue: Catalogue, compared: Sequence[Subject], shown: Measure | None
) -> ProfileRow | None:
    if shown is None:
        return None
    return row(catalogue, shown.indicator_id, compared, period=shown.period)


def _beside(
    plan: Plan, compared: Sequence[Subject], shown: ProfileRow | None, telling: Telling
) -> tuple[Panel, ...]:
    """Return a map for each subject, all painted alike; one without a place says so."""
    specs = {words[0]: spec for words, spec in plan.maps}
    _, first = plan.maps[0]
    layers = _layers(first, telling)
    panels = []
    for subject in compared:
        mine = specs.get(subject.word)
        view = _view(telling.name(subject), mine or first, [subject], layers)
        if mine is None:
            view = replace(view, said=telling.say("unplaced"))
        panels.append(Panel(view, subject_said(subject, view, shown, telling)))
    return tuple(panels)


def _swiped(plan: Plan, compared: Sequence[Subject], telling: Telling) -> tuple[Panel, ...]:
    panels = []
    for side, (_, spec) in zip(SIDES, plan.maps, strict=True):
        layers = _layers(spec, telling)
        name = telling.say(f"swiped.{side}", title=titled(layers[0]))
        panels.append(Panel(_view(name, spec, compared, layers)))
    return tuple(panels)


def _difference(plan: Plan, compared: Sequence[Subject], telling: Telling) -> Picture:
    catalogue, (a, b) = telling.catalogue, plan.figures
    if a is None or b is None:
        raise UnknownWord("indicator", "", catalogue.indicators)
    level = compared[0].level
    layer = difference_map(catalogue, a, b, way=plan.way, lang=plan.lang, level=level)
    found: Differences = differences(catalogue, compared, a, b, way=plan.way)
    _, spec = plan.maps[0]
    view = _view("", spec, compared, (layer,))
    if view.bounds is None:
        view = replace(view, bounds=catalogue.province.bounds)
    return _whole(
        plan,
        compared,
        telling,
        panels=(Panel(view),),
        legends=[(layer,)],
        heading=title(catalogue, found, plan.lang),
        figures=tuple(apart_said(difference, found, telling) for difference in found.found),
        found=of_differences(catalogue, found),
    )


def _whole(  # noqa: PLR0913  the parts of a picture, each by its name
    plan: Plan,
    compared: Sequence[Subject],
    telling: Telling,
    *,
    panels: Sequence[Panel],
    legends: Sequence[tuple[Painted, ...]],
    heading: str,
    figures: tuple[Sentence, ...],
    found: Iterable[Caution],
) -> Picture:
    names = [telling.name(subject) for subject in compared]
    layers = [layer for legend in legends for layer in legend]
    return Picture(
        lang=plan.lang,
        mode=plan.mode,
        title=heading,
        lead=telling.say(f"picture.{plan.mode}", names=telling.listed(names)),
        panels=tuple(panels),
        legends=tuple(legends),
        note=_note(compared, panels, telling),
        figures=figures,
        warnings=tuple(dict.fromkeys(w for layer in layers for w in layer.frame.warnings)),
        cautions=_cautions(compared, found, telling),
        citations=tuple(citations(telling)),
        credit=" ".join((credit_of(layers, plan.lang), telling.say("projection"))),
        guarded=any(figure is not None for figure in plan.figures),
        atlas=telling.catalogue.profile.title(plan.lang),
    )


def _note(compared: Sequence[Subject], panels: Sequence[Panel], telling: Telling) -> str:
    missing = [panel.view.name for panel in panels if panel.view.said]
    words = telling.say(f"picture.mark.{compared[0].kind}")
    return words + (telling.say("map.unplaced", names=telling.listed(missing)) if missing else "")


def _cautions(
    compared: Sequence[Subject], found: Iterable[Caution], telling: Telling
) -> tuple[Sentence, ...]:
    """Return what keeps it from being fair: of the subjects together, then of what is shown."""
    rows = profile(telling.catalogue, compared)[:1]
    together = [
        caution for caution in cautions(telling.catalogue, rows) if not caution.indicator_id
    ]
    every = tuple(dict.fromkeys((*together, *found)))
    return warnings(rows, every, telling) if rows else ()


def _layers(spec: MapSpec, telling: Telling) -> tuple[Painted, ...]:
    return tuple(painted(telling.catalogue, layer, telling.lang) for layer in spec.layers)


def _view(
    name: str, spec: MapSpec, about: Sequence[Subject], layers: tuple[Painted, ...]
) -> BriefMap:
    places = tuple(member for subject in about for member in subject.members)
    theme, *over = layers
    return BriefMap(
        name, theme, places, over=tuple(over), bounds=spec.bounds, counties=spec.counties
    )
