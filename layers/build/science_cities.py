"""Sheets of science cities: areas as symbols by kind, with the circle of each plan version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geo.analysis.planned_areas import areas_of, extent
from geo.languages import LANGUAGES
from geo.model.science_cities import KINDS, PLANNED, Extent, ScienceCityArea
from geo.sentences import in_words
from geo.store.catalogue import Catalogue
from layers.build.assemble import Parts, assembled
from layers.build.cells import figure_cell, word_cell
from layers.data import Cell, Frame, Item, Sheet, codes_of
from layers.palettes import AREA_KINDS
from layers.scale import ScaleRow
from layers.spec import ScienceCity
from layers.words import km2_words, say, text, value_words, words_of

SHAPES = {
    "core": "circle",
    "zone": "square",
    "belt": "triangle",
    "overlay": "ring",
    "facility": "diamond",
}


def science_city(spec: ScienceCity, catalogue: Catalogue, lang: str) -> Sheet:
    """Return the areas of a science city with a frame for each version of its plan."""
    areas = areas_of(catalogue, (spec.city,))
    parts = Parts(
        items=[area_item(area, areas, catalogue, lang) for area in areas],
        frames={
            version: _frame(areas, catalogue, version, lang)
            for version in catalogue.profile.versions
        },
        rows=kind_rows(lang),
        note=catalogue.indicator(PLANNED).note(lang),
    )
    return assembled(spec, catalogue, lang, parts)


def kind_rows(lang: str) -> tuple[ScaleRow, ...]:
    """Return the legend rows, one for each kind of area: the same for every science city."""
    return tuple(ScaleRow(text(lang)[f"area.{k}"], AREA_KINDS[k], SHAPES[k]) for k in KINDS)


def area_item(
    area: ScienceCityArea, areas: Sequence[ScienceCityArea], catalogue: Catalogue, lang: str
) -> Item:
    """Return an area as an item, with what else stands at its point."""
    phrases, comma = words_of(catalogue.phrase_parts, lang), LANGUAGES[lang].comma
    confidence = area.confidence(
        catalogue.official_areas, extent(catalogue, area, catalogue.profile.versions[-1])
    )
    hosts = [catalogue.places[c].name(lang) for c in area.counties if c in catalogue.places]
    beside = [a.short(lang) for a in areas if a.at == area.at and a is not area and a.at]
    facts = [("fact.kind", phrases[f"area.{area.kind}"])]
    facts += [
        (f"fact.planned-{version}", area_words(catalogue, area, version, lang))
        for version in catalogue.profile.versions
    ]
    facts += _boundary_facts(area, catalogue, lang)
    facts += [
        ("fact.hosts", comma.join(hosts)),
        ("fact.limits", area.limits(lang)),
        ("fact.confidence", phrases[f"confidence.{confidence}"]),
        ("fact.location", phrases[f"exactness.{area.precision}"]),
        ("fact.beside", comma.join(beside)),
    ]
    return Item(
        place_id=area.place_id,
        name=area.name(lang),
        short=area.short(lang),
        at=area.at,
        confidence=confidence,
        exactness_key=area.precision,
        exactness=phrases[f"exactness.{area.precision}"],
        hosts=area.counties,
        prefecture=area.prefecture,
        facts=tuple((phrases[key], words) for key, words in facts if words),
    )


def area_words(catalogue: Catalogue, area: ScienceCityArea, version: str, lang: str) -> str:
    """Return the planned area in a version, with its status; nothing where none is known."""
    values = catalogue.cell(area.place_id, PLANNED, version)
    if not values:
        return ""
    words = value_words(values[0].value, catalogue.indicator(PLANNED), lang)
    status = text(lang)[f"status.{values[0].status}"]
    return f"{words} · {status}"


def extent_words(known: Extent, catalogue: Catalogue, lang: str) -> str:
    """Return a documented area in words: rounded ones say so."""
    words = value_words(known.km2, catalogue.indicator(PLANNED), lang)
    return say(lang, "about", words=words) if known.about else words


def _boundary_facts(
    area: ScienceCityArea, catalogue: Catalogue, lang: str
) -> list[tuple[str, str]]:
    boundary = catalogue.official_areas.get(area.place_id)
    if boundary is None:
        return []
    source = catalogue.sources[boundary.source_id]
    return [
        ("fact.boundary-area", km2_words(boundary.area_km2, lang)),
        ("fact.boundary-source", in_words(source.title, lang)),
    ]


def _frame(
    areas: Sequence[ScienceCityArea], catalogue: Catalogue, version: str, lang: str
) -> Frame:
    cells = tuple(_cell(area, catalogue, version, lang) for area in areas)
    known = sum(bool(catalogue.cell(area.place_id, PLANNED, version)) for area in areas)
    drawn = [_circle(area, catalogue, version) for area in areas]
    missing = sum(area.place_id not in catalogue.official_areas for area in areas)
    placed = sum(area.at is not None for area in areas)
    seats = sum(area.city_level for area in areas)
    said = say(
        lang, "coverage.areas", all=len(areas), known=known, version=version, placed=placed,
        seats=seats,
    )  # fmt: skip
    return Frame(
        version,
        cells,
        said,
        (say(lang, "warning.areas", missing=missing),) if missing else (),
        codes=codes_of([area.kind for area in areas], KINDS),
        circles=tuple(drawn),
        known=known,
    )


def _cell(area: ScienceCityArea, catalogue: Catalogue, version: str, lang: str) -> Cell:
    """Return the kind with the planned area; else that of another document; else that none is."""
    values = catalogue.cell(area.place_id, PLANNED, version)
    kind, sources = text(lang)[f"area.{area.kind}"], (*area.source_ids, *_supplied(area, catalogue))
    if values:
        figure = figure_cell(catalogue, catalogue.indicator(PLANNED), values, lang)
        both = tuple(dict.fromkeys((*figure.source_ids, *sources)))
        words = f"{kind} · {figure.words}"
        return replace(figure, words=words, value=None, published="", source_ids=both)
    known = extent(catalogue, area, version)
    if known is None:
        words = text(lang)["no-area"]
    else:
        words = say(lang, "area.other", words=extent_words(known, catalogue, lang))
    return replace(word_cell(f"{kind} · {words}", sources), note=area.area_note(lang))


def _supplied(area: ScienceCityArea, catalogue: Catalogue) -> tuple[str, ...]:
    boundary = catalogue.official_areas.get(area.place_id)
    return () if boundary is None else (boundary.source_id,)


def _circle(area: ScienceCityArea, catalogue: Catalogue, version: str) -> float | None:
    known = extent(catalogue, area, version)
    confidence = area.confidence(catalogue.official_areas, known)
    return known.circle_m if known is not None and confidence == "area-circle" else None
