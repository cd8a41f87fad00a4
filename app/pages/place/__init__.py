"""The page of a place: how it is doing; without a place, all places by level."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from app.address.fields import QueryField
from app.address.query import Asked
from app.pages.place import lists, maps
from app.shell.view import Content, View

if TYPE_CHECKING:
    from app.context.context import World

NAME = "place"


def fields(world: World) -> tuple[QueryField, ...]:
    """Return the fields of the view's address: a place that has a page, or a level of them."""
    places = lists.paged(world.catalogue).values()
    return (
        QueryField("place", "word", "", tuple(chain.from_iterable(places))),
        QueryField("level", "word", lists.LEVELS[0], lists.LEVELS),
    )


def content(world: World, asked: Asked) -> Content:
    """Return what the view says for one address."""
    phrases = world.phrases(asked.lang, NAME)
    if not asked["place"]:
        listed = lists.listed(world, asked)
        context = {"place": None, "heading": phrases["nav.places"], **listed}
        said = phrases["list.said"].format(**listed)
        return Content(phrases["nav.places"], said, context, {"main": maps.of_level(world, asked)})
    place = world.catalogue.place(asked["place"])
    name = place.name(asked.lang)
    said = f"{name} · {phrases[f'level.{place.level}']}"
    context = {"place": place, "heading": name}
    return Content(name, said, context, {"main": maps.of_place(world, place.place_id)})


VIEW = View(
    name=NAME,
    path="/place",
    title="nav.places",
    fields=fields,
    content=content,
    part="place",
)
