"""Controls: the fields of the address, and the choices of the form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.address.fields import QueryField
from app.pages.registry.request import (
    ALL,
    ANY,
    NAME,
    RegistryRequest,
    field_ids,
    meta_of,
    status_ids,
    year_ids,
)

if TYPE_CHECKING:
    from app.context.context import World

MOST_PAGES = 100_000


def rows(world: World) -> tuple[QueryField, ...]:
    """Return the fields of the address."""
    known = NAME in world.shelf.facts
    meta = meta_of(world) if known else {"fields": (), "statuses": (), "year_classes": ()}
    return (
        QueryField("field", "words", (), field_ids(meta)),
        QueryField("status", "word", "", (*status_ids(meta), ANY)),
        QueryField("founded", "words", (), year_ids(meta)),
        QueryField("cell", "text", ""),
        QueryField("page", "int", 1, limits=(1, MOST_PAGES)),
    )


def filters(look: RegistryRequest) -> dict[str, Any]:
    """Return the choices of each filter; ``why`` says of one that is not offered why not."""
    meta = look.meta
    told = meta["families"]
    by_field = len(told["open"]["kinds"]) > 1
    by_all = ALL in told and len(told[ALL]["kinds"]) > 1
    withheld = look.say("filter.withheld", least=meta["least"]) if meta["least"] else ""
    untold = withheld or look.say("filter.untold")
    return {
        "offered": by_field or by_all,
        "field": {
            "choices": _choices(look, "field", _last(field_ids(meta))) if by_field else [],
            "why": "" if by_field else untold,
        },
        "status": {
            "choices": _choices(look, "status", ("", *status_ids(meta)[1:], ANY)) if by_all else [],
            "why": "" if by_all else untold,
        },
        "founded": {
            "choices": _choices(look, "founded", _last(year_ids(meta))) if by_all else [],
            "why": "" if by_all else untold,
        },
    }


def _last(ids: tuple[str, ...]) -> tuple[str, ...]:
    """Return ids with what nobody has told behind the others."""
    return (*ids[1:], ids[0])


def _choices(look: RegistryRequest, name: str, ids: tuple[str, ...]) -> list[dict[str, Any]]:
    asked = look.asked[name]
    return [
        {
            "value": one,
            "words": words(look, name, one),
            "on": one in asked if isinstance(asked, tuple) else one == asked,
        }
        for one in ids
    ]


def words(look: RegistryRequest, name: str, one: str) -> str:
    """Return the words of a choice of a filter."""
    if name == "field":
        return look.field_name(one)
    return look.years_name(one) if name == "founded" else look.say(f"status.{one or 'open'}")
