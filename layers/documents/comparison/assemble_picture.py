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
    told = Telling(catalogue, plan.lang)
    compared = subjects(catalogue, plan.words)
    if plan.mode not in NEEDED:
        raise UnknownWord("mode", plan.mode, NEEDED)
    if len(plan.maps) < NEEDED[plan.mode]:
        raise UnknownWord("map", plan.mode, ())
    if plan.mode == "difference":
        return _difference(plan, compared, told)
    rows = [_row(catalogue, compared, shown) for shown in plan.figures]
    swiped = plan.mode == "swipe"
    panels = _swiped(plan, compared, told) if swiped else _beside(plan, compared, rows[0], told)
    views = [one.view for one in panels]
    legends = [(one.painted, *one.over) for one in (views if swiped else views[:1])]
    return _whole(
        plan,
        compared,
        told,
        panels=panels,
        legends=legends,
        heading=BETWEEN.join(dict.fromkeys(titled(legend[0]) for legend in legends)),
        figures=beside_said(compared, views, rows, told) if swiped else (),
        found=[
            *(c for one in rows if one for c in cautions(catalogue, [one])),
            *_between(plan, compared, told),
        ],
    )


def _between(plan: Plan, compared: Sequence[Subject], told: Telling) -> Iterator[Caution]:
    """Yield what to know before two sides are held against each other, as for a difference."""
    shown = [figure for figure in plan.figures if figure is not None]
    if len(shown) != len(SIDES):
        return
    a, b = shown
    if not mismatch(told.catalogue, a, b, "minus"):
        found = differences(told.catalogue, compared, a, b, way="minus")
        yield from of_differences(told.catalogue, found)


def _row(
    catalogue: Catalogue, compared: Sequence[Subject], shown: Measure | None
) -> ProfileRow | None:
    if shown is None:
        return None
    return row(catalogue, shown.indicator_id, compared, period=shown.period)


def _beside(
    plan: Plan, compared: Sequence[Subject], shown: ProfileRow | None, told: Telling
) -> tuple[Panel, ...]:
    """Return a map for each subject, all painted alike; one without a place says so."""
    specs = {words[0]: spec for words, spec in plan.maps}
    _, first = plan.maps[0]
    layers = _layers(first, told)
    panels = []
    for subject in compared:
        mine = specs.get(subject.word)
        view = _view(told.name(subject), mine or first, [subject], layers)
        if mine is None:
            view = replace(view, said=told.say("unplaced"))
        panels.append(Panel(view, subject_said(subject, view, shown, told)))
    return tuple(panels)


def _swiped(plan: Plan, compared: Sequence[Subject], told: Telling) -> tuple[Panel, ...]:
    panels = []
    for side, (_, spec) in zip(SIDES, plan.maps, strict=True):
        layers = _layers(spec, told)
        name = told.say(f"swiped.{side}", title=titled(layers[0]))
        panels.append(Panel(_view(name, spec, compared, layers)))
    return tuple(panels)


def _difference(plan: Plan, compared: Sequence[Subject], told: Telling) -> Picture:
    catalogue, (a, b) = told.catalogue, plan.figures
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
        told,
        panels=(Panel(view),),
        legends=[(layer,)],
        heading=title(catalogue, found, plan.lang),
        figures=tuple(apart_said(one, found, told) for one in found.found),
        found=of_differences(catalogue, found),
    )


def _whole(  # noqa: PLR0913  the parts of a picture, each by its name
    plan: Plan,
    compared: Sequence[Subject],
    told: Telling,
    *,
    panels: Sequence[Panel],
    legends: Sequence[tuple[Painted, ...]],
    heading: str,
    figures: tuple[Sentence, ...],
    found: Iterable[Caution],
) -> Picture:
    names = [told.name(one) for one in compared]
    layers = [layer for legend in legends for layer in legend]
    return Picture(
        lang=plan.lang,
        mode=plan.mode,
        title=heading,
        lead=told.say(f"picture.{plan.mode}", names=told.listed(names)),
        panels=tuple(panels),
        legends=tuple(legends),
        note=_note(compared, panels, told),
        figures=figures,
        warnings=tuple(dict.fromkeys(w for layer in layers for w in layer.frame.warnings)),
        cautions=_cautions(compared, found, told),
        citations=tuple(citations(told)),
        credit=" ".join((credit_of(layers, plan.lang), told.say("projection"))),
        guarded=any(figure is not None for figure in plan.figures),
        atlas=told.catalogue.profile.title(plan.lang),
    )


def _note(compared: Sequence[Subject], panels: Sequence[Panel], told: Telling) -> str:
    missing = [one.view.name for one in panels if one.view.said]
    words = told.say(f"picture.mark.{compared[0].kind}")
    return words + (told.say("map.unplaced", names=told.listed(missing)) if missing else "")


def _cautions(
    compared: Sequence[Subject], found: Iterable[Caution], told: Telling
) -> tuple[Sentence, ...]:
    """Return what keeps it from being fair: of the subjects together, then of what is shown."""
    rows = profile(told.catalogue, compared)[:1]
    together = [caution for caution in cautions(told.catalogue, rows) if not caution.indicator_id]
    every = tuple(dict.fromkeys((*together, *found)))
    return warnings(rows, every, told) if rows else ()


def _layers(spec: MapSpec, told: Telling) -> tuple[Painted, ...]:
    return tuple(painted(told.catalogue, layer, told.lang) for layer in spec.layers)


def _view(
    name: str, spec: MapSpec, about: Sequence[Subject], layers: tuple[Painted, ...]
) -> BriefMap:
    places = tuple(member for one in about for member in one.members)
    theme, *over = layers
    return BriefMap(
        name, theme, places, over=tuple(over), bounds=spec.bounds, counties=spec.counties
    )
