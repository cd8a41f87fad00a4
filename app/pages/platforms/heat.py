"""Heat: how many listed platforms each field has in each prefecture, and how much is listed.

The list is a sample: nothing here is ranked, and its head says what share of what is published
it covers.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from app.pages.platforms.lists import plan_totals
from app.pages.platforms.request import PlatformsRequest
from geo.analysis.platform_filter import BLANK, chosen
from geo.model.names import shortened

# A cell is darker from these counts on.
STEPS = (1, 2, 5, 10)


def heat(look: PlatformsRequest) -> dict[str, Any]:
    """Return the table: a row for each field, a column for each prefecture, each cell a link.

    It follows every filter but those of field and place, which are what it leads to.
    """
    known = look.catalogue
    found = Counter(
        (one.field or BLANK, one.prefecture or BLANK) for one in chosen(known, look.everywhere)
    )
    places = [*known.at_level_ids("prefecture"), BLANK]
    fields = [*((f.field, f.name(look.lang)) for f in known.fields.values())]
    fields.append((BLANK, look.say("field.none")))
    return {
        "columns": [
            {
                "id": place,
                "name": look.say("heat.nowhere") if place == BLANK else _short(look, place),
                "on": look.asked["prefecture"] == place,
                "href": look.asked.link(prefecture=_turned(look, "prefecture", place), place=""),
            }
            for place in places
        ],
        "rows": [
            {
                "name": name,
                "on": look.asked["field"] == field,
                "href": look.asked.link(field=_turned(look, "field", field), place=""),
                "sum": sum(count for (one, _), count in found.items() if one == field),
                "cells": [_cell(look, field, place, found[field, place]) for place in places],
            }
            for field, name in fields
        ],
        "covered": plan_totals(look),
    }


def _short(look: PlatformsRequest, place: str) -> str:
    return shortened(look.name_of(place))


def _turned(look: PlatformsRequest, name: str, word: str) -> str:
    """Return a word of a field, or nothing where it is chosen already."""
    return "" if look.asked[name] == word else word


def _cell(look: PlatformsRequest, field: str, place: str, count: int) -> dict[str, Any]:
    return {
        "count": count,
        "step": sum(count >= least for least in STEPS),
        "place": look.say("heat.nowhere") if place == BLANK else _short(look, place),
        "on": (look.asked["field"], look.asked["prefecture"]) == (field, place),
        "href": look.asked.link(field=field, prefecture=place, place=""),
    }
