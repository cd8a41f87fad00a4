"""The map of the page: the ground, over which the browser lays the cells of the registry."""

from __future__ import annotations

from typing import Any

from app.pages.registry.request import NAME, RegistryRequest
from app.shell.view import PageMap
from layers.map import MapLayer


def main(look: RegistryRequest) -> PageMap:
    """Return the map: a sheet of no places, which says whose the registry is."""
    return PageMap(theme=MapLayer(sheet=_sheet(look), period=look.meta["extracted"]))


def _sheet(look: RegistryRequest) -> dict[str, Any]:
    day = look.meta["extracted"]
    credit = look.say("cells.credit", source=look.source, day=day)
    ground = {
        "cells": [],
        "paints": {"": [0, "", []]},
        "coverage": "",
        "credit": credit,
        "warnings": [look.say("synthetic.long")] if look.meta["synthetic"] else [],
    }
    return {
        "format": 2,
        "id": NAME,
        "layer": NAME,
        "indicator": None,
        "lang": look.lang,
        "kind": "points",
        "level": "platform",
        "title": look.say("cells.title"),
        "unit": "",
        "unit_label": "",
        "note": "",
        "items": [],
        "periods": [day],
        "period_words": {day: day},
        "frames": {day: ground},
        "scales": [{"rows": []}],
        "states": {},
        "confidences": [],
        "unplaced": "",
        "sources": [],
    }
