"""Landmarks: what of them a renderer draws, from which zoom, and where seats give places a name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from geo.model.landmarks import Landmark, LandmarkKind, landmarks
from layers.landmark_files import landmark_files
from layers.symbols import LANDMARKS
from tests.catalogues import REAL, TOY, of

FIRST_ZOOM, LAST_OF_RIVERS, MANY = 9, 12, 1000


def _files() -> Mapping[LandmarkKind, Mapping[str, Any]]:
    """Return the files as a browser reads them."""
    read: dict[LandmarkKind, dict[str, Any]] = json.loads(
        json.dumps(landmark_files(landmarks(REAL), of(REAL).places))
    )
    return read


def test_each_kind_is_a_file_that_says_whose_it_is() -> None:
    files = _files()
    assert {kind: file["credit"]["en"] for kind, file in files.items()} == {
        "river": "GSHHG (LGPL-3.0+)",
        "town": "GeoNames",
        "airport": "OurAirports",
    }
    for file in files.values():
        assert file["features"]
        assert {one["class"] for one in file["features"]} <= set(file["zooms"])


def test_small_towns_come_last_and_rivers_end_where_they_would_mislead() -> None:
    zooms = _files()["town"]["zooms"]
    assert zooms["prefecture_seat"]["from"] <= zooms["county_seat"]["from"] < zooms["town"]["from"]
    assert min(one["from"] for kind in LANDMARKS.values() for one in kind.values()) == FIRST_ZOOM
    assert {look["to"] for look in LANDMARKS["river"].values()} == {LAST_OF_RIVERS}


def test_no_corner_is_more_exact_than_may_be_published() -> None:
    files = _files()
    corners = [
        number
        for file in files.values()
        for one in file["features"]
        for line in one["lines"]
        for corner in line
        for number in corner
    ]
    assert len(corners) > MANY
    assert all(number == round(number, 3) for number in corners)


def test_a_seat_that_is_called_as_its_place_is_where_the_place_is_named() -> None:
    towns = _files()["town"]["features"]
    seats = {one["name"]["zh"]: one.get("seat_of") for one in towns}
    assert seats["绵阳"] == "510700"
    assert seats["江油"] == "510781"
    # The seat of Ganzi is not called so: it names its county.
    assert seats["康定"] == "513301"


def test_a_town_that_is_no_seat_names_nothing_else() -> None:
    places = of(REAL).places
    town = Landmark("town", "town", "绵阳", "Mianyang", (((104.7, 31.4),),), "510703")
    assert "seat_of" not in landmark_files([town], places)["town"]["features"][0]


def test_a_province_without_files_has_no_landmarks() -> None:
    assert landmark_files(landmarks(TOY), of(TOY).places) == {}
