"""Landmarks for renderers: which are drawn from which zoom, and where their names belong.

Each kind is a file of its own for the browser, since each is of a licence of its own
(``app/assets/runtime/landmark_file.d.ts``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from geo.files.precision import coarse_line
from geo.languages import LANGS
from geo.model.landmarks import CLASSES, Landmark, LandmarkKind
from geo.model.places import Place
from layers.symbols import LANDMARKS
from layers.words import text

SEAT_OF_PREFECTURE, SEAT_OF_COUNTY = "prefecture_seat", "county_seat"


def landmark_files(
    landmarks: Iterable[Landmark], places: Mapping[str, Place]
) -> Mapping[LandmarkKind, Mapping[str, Any]]:
    """Return what a browser draws of each kind that there is, the important ones first.

    A seat that has the name of its county or prefecture is where the name of that stands:
    ``seat_of`` is the id of one of the ``places``.
    """
    known = list(landmarks)
    return {
        kind: {
            "kind": kind,
            "credit": {lang: text(lang)[f"credit.{kind}"] for lang in LANGS},
            "zooms": {
                grade: {end: look[end] for end in ("from", "to") if end in look}
                for grade, look in LANDMARKS[kind].items()
            },
            "features": [
                _feature(one, places)
                for grade in grades
                for one in known
                if (one.kind, one.grade) == (kind, grade)
            ],
        }
        for kind, grades in CLASSES.items()
        if any(one.kind == kind for one in known)
    }


def _feature(one: Landmark, places: Mapping[str, Place]) -> Mapping[str, Any]:
    seat = _seat_of(one, places)
    return {
        "class": one.grade,
        "name": {lang: one.name(lang) for lang in LANGS},
        **({"seat_of": seat} if seat else {}),
        "lines": [coarse_line(line) for line in one.lines],
    }


def _seat_of(one: Landmark, places: Mapping[str, Place]) -> str:
    """Return the place that is called as its seat is, blank if none is."""
    if one.grade not in (SEAT_OF_PREFECTURE, SEAT_OF_COUNTY):
        return ""
    county = places.get(one.adcode)
    prefecture = places.get(county.prefecture) if county else None
    own = prefecture if one.grade == SEAT_OF_PREFECTURE else county
    called = (place for place in (own, county) if place and place.name_zh.startswith(one.name_zh))
    return next((place.place_id for place in called), "")
