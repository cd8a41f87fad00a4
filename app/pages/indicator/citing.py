"""How to cite an indicator: GB/T 7714-2015, a part of a data set that is found online."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.address.query import Asked
from app.files.once import once
from app.settings.hosts import here
from app.settings.version import about
from app.shell.path_address import path_address
from geo.model.indicators import Indicator
from geo.owned import owned
from geo.store.references import PACKAGE

if TYPE_CHECKING:
    from app.context.context import World

PAGE = "indicator"
# Of the name of an edition, what is enough to know it by.
SHORT = 12
# What the browser fills: it knows the day, and by what name it came here.
DATE, ADDRESS = "{date}", "{address}"


def citation(world: World, asked: Asked, indicator: Indicator) -> Mapping[str, str]:
    """Return the citation as text, and as a pattern that a script fills with day and address."""
    phrases = world.phrases(asked.lang, PAGE)
    edition, year = _edition(world)
    pattern = phrases["citation"].format(
        author=f"{phrases['site.publisher']}. " if world.theme.publishers else "",
        title=indicator.name(asked.lang),
        atlas=phrases["site.title"],
        edition=edition,
        year=year,
        date=DATE,
        address=ADDRESS,
    )
    path = path_address(world, asked, f"/indicator/{indicator.indicator_id}")
    plain = pattern.replace(DATE, phrases["citation.day"])
    return {"pattern": pattern, "text": plain.replace(ADDRESS, here(world.config) + path)}


@owned(once(1))
def _edition(world: World) -> tuple[str, str]:
    """Return the name of the data's edition, and the year in which it was put together."""
    package = json.loads((world.config.data / PACKAGE).read_text("utf-8-sig"))
    year = str(package.get("created", ""))[:4] or world.catalogue.newest_year
    return world.config.edition[:SHORT] or about(world.config)["data"][:SHORT], year
