"""What a card says of a part of a science city, and what it says is not known."""

from __future__ import annotations

from collections.abc import Iterator

from app.text import words
from geo.analysis.planned_areas import areas_of
from geo.model.science_cities import ScienceCityArea
from geo.store.catalogue import Catalogue
from layers.build.science_cities import area_item


def area_facts(area: ScienceCityArea, catalogue: Catalogue, lang: str) -> Iterator[tuple[str, str]]:
    """Yield the facts of an area as (label, words); a blank one is left out by the card."""
    phrases = words(lang)
    yield from area_item(area, areas_of(catalogue, (area.city,)), catalogue, lang).facts
    yield phrases["card.area-note"], area.area_note(lang)
    yield phrases["card.function"], area.function(lang)
    yield phrases["card.industries"], area.industries(lang)
    yield phrases["card.towns"], area.towns
    yield phrases["card.key-platforms"], area.key_platforms
    yield phrases["card.aims"], area.aims
    yield phrases["card.more"], area.remark(lang)
