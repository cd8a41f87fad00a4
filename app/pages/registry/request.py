"""Request: what one address of the page asks of the registry, and what the build says of that."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from app.files.once import once
from app.shell.page_request import PageRequest
from geo.owned import owned

if TYPE_CHECKING:
    from app.context.context import World

NAME = "registry"
# What an address says for what nobody has told.
NONE, UNKNOWN, ANY = "none", "unknown", "any"
OPEN, ALL = "open", "all"


@owned(once(1))
def meta_of(world: World) -> Mapping[str, Any]:
    """Return what the build says of the registry of this edition (docs/registry-tiles.md)."""
    read: Mapping[str, Any] = json.loads(world.shelf.body(NAME))
    return read


def field_ids(meta: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the fields as an address says them, in the order of the kinds of tiles."""
    return (NONE, *(str(row["id"]) for row in meta["fields"]))


def status_ids(meta: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the statuses as an address says them, in the order of the kinds of tiles."""
    return tuple(status or UNKNOWN for status in ("", *meta["statuses"]))


def year_ids(meta: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the classes of founding years as an address says them: 2010-2014, -1999, 2020-."""
    return tuple(
        NONE if low is high is None else f"{low or ''}-{high or ''}"
        for low, high in ((row["from"], row["to"]) for row in meta["year_classes"])
    )


@dataclass(frozen=True)
class RegistryRequest(PageRequest):
    """The world through one address of the page."""

    page = NAME

    @cached_property
    def meta(self) -> Mapping[str, Any]:
        """Return what the build says of the registry."""
        return meta_of(self.world)

    def field_name(self, field: str) -> str:
        """Return the name of a field of an address."""
        known = self.catalogue.fields.get(field)
        return known.name(self.lang) if known else self.say("field.none")

    def years_name(self, years: str) -> str:
        """Return the words of a class of founding years."""
        low, _, high = years.partition("-")
        if years == NONE:
            return self.say("years.none")
        key = "years.before" if not low else "years.from" if not high else "years.between"
        return self.say(key, low=low, high=high)

    @property
    def source(self) -> str:
        """Return whose the registry is: the title of a source of the data, or a name as given."""
        known = self.catalogue.sources.get(self.meta["source"])
        return known.title if known else str(self.meta["source"])
