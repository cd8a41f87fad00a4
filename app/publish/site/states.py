"""States: which addresses of a view are written ahead, and which of them a choice leads to.

A server answers every address of a view; plain files can be some of them. Those are what
the view as it opens links to, and every combination of the fields that are named together here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import unescape
from itertools import combinations, islice, product
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from app.address.fields import QueryField, StateError, printed
from app.address.query import LANG, Asked
from app.context.manifest import indicator_of, sheets_of
from app.pages.compare import VIEW as COMPARE
from app.pages.embedding.options import SHOW, asked
from app.pages.layer import VIEW as LAYER
from app.publish.site.site_urls import key
from app.shell.render import main
from app.shell.view import View

if TYPE_CHECKING:
    from app.context.context import World

Pairs = Mapping[str, str]

LINK = re.compile(r'href="\?([^"]*)"')
# Of a field with more choices those are taken that the view as it opens links to.
FEW = 60
# Of what an excerpt may be of, each is written where there are no more.
FEW_PICKED = 12
TOGETHER: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "zones": (("period", "place"),),
    "cities": (("city", "period", "place"),),
    "targets": (
        ("target",),
        ("verdict", "kind", "document"),
        ("indicator", "period", "by"),
        ("indicator", "place"),
    ),
    "platforms": (("field", "by"), ("field", "level"), ("type",), ("prefecture",), ("status",)),
    "compare": (("sort",), ("slope",), ("mode",)),
    "place": (("level",), ("place",)),
    "indicator": (("indicator",),),
}
# In a frame the first page of each choice is enough: whoever wants more opens the full page.
FRAMED: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "zones": (("period",),),
    "cities": (("city", "period"), ("place",)),
    "targets": (("target",), ("indicator", "period")),
    "platforms": (("field",),),
    "compare": (),
    "place": (("level",), ("place",)),
    "start": (),
}
PLACES = "places"
# What the page is about: a choice that is not written for it is not answered about another.
ABOUT = (PLACES,)


@dataclass(frozen=True)
class States:
    """The written states of a view: their files by key, and the texts of its fields' defaults."""

    view: View
    defaults: Pairs
    files: Mapping[str, str]

    def nearest(self, now: Pairs, wanted: Pairs) -> str | None:
        """Return the file of a state; if it is not written, that of what was chosen alone.

        ``now`` is the state of the page on which it is chosen. None where neither is written.
        """
        whole = self._said(wanted)
        found = self.files.get(key(whole))
        if found is not None:
            return found
        before = self._said(now)
        chosen = {
            name: value
            for name, value in whole.items()
            if name in ABOUT or before.get(name) != value
        }
        return self.files.get(key(chosen)) if chosen else None

    def below(self, name: str, value: str) -> States:
        """Return the states in which a field has a value, as a path leads to them that says it."""
        said = key({name: value})
        pairs = ((named.split("&"), file) for named, file in self.files.items())
        files = {
            "&".join(pair for pair in named if pair != said): file
            for named, file in pairs
            if said in named
        }
        return replace(self, files=files)

    def _said(self, pairs: Pairs) -> dict[str, str]:
        return {
            name: value
            for name, value in pairs.items()
            if name != LANG.name and value and value != self.defaults.get(name)
        }


def pairs_of(query: str) -> dict[str, str]:
    """Return what a query says."""
    return dict(parse_qsl(query.removeprefix("?")))


def written(world: World, view: View, *, framed: bool, most: int | None = None) -> list[Asked]:
    """Return the states of a view that are written, its first page first, in Chinese.

    ``most`` ends the list early.
    """
    if view is LAYER:
        return list(islice(_possible(world, view, _layers(world), framed=framed), most))
    groups = (FRAMED if framed else TOGETHER).get(view.name, ())
    linked = _linked(world, view, asked(world, view, {}))
    combined = _combined(world, view, groups, linked)
    if framed and groups:
        # The places of a list are many, and a frame is small.
        named = {name for group in groups for name in group}
        linked = [one for one in linked if one.keys() <= named]
    wished = [{}, *linked, *combined]
    if view is COMPARE and not framed:
        wished += [{PLACES: ",".join(both)} for both in _pairs(world)]
    if framed:
        wished += _excerpts(world, view)
    return list(islice(_possible(world, view, wished, framed=framed), most))


def _excerpts(world: World, view: View) -> Iterator[dict[str, str]]:
    """Yield every excerpt of a view as it opens, of each part that its path may say."""
    rows = {row.name: row for row in view.fields(world)}
    for name, excerpt in view.excerpts.items():
        shown = {SHOW: name}
        picked = rows[excerpt.picks].choices if excerpt.picks else ()
        if view.part:
            yield from ({view.part: part, **shown} for part in rows[view.part].choices)
            continue
        yield shown
        if len(picked) <= FEW_PICKED:
            yield from ({**shown, excerpt.picks: one} for one in picked)


def states(world: World, view: View, files: Mapping[str, str]) -> States:
    """Return the states of a view whose files were named, by key."""
    rows = view.fields(world)
    known = dict(files)
    if view is COMPARE:
        # The other order of two places is the same comparison.
        for one, other in _pairs(world):
            at = files.get(key({PLACES: f"{one},{other}"}))
            if at is not None:
                known.setdefault(key({PLACES: f"{other},{one}"}), at)
    return States(view, {row.name: printed(row, row.default) for row in rows}, known)


def _layers(world: World) -> Iterator[dict[str, str]]:
    """Yield every layer with every indicator of it, then every period of those."""
    yield {}
    for sheet_id, about in sheets_of(world.shelf).items():
        chosen = {"layer": str(about["layer"]), "indicator": indicator_of(sheet_id)}
        for period in ("", *about["periods"]):
            yield {name: value for name, value in {**chosen, "period": period}.items() if value}


def _pairs(world: World) -> Iterator[tuple[str, ...]]:
    return combinations(world.catalogue.at_level_ids("prefecture"), 2)


def _linked(world: World, view: View, first: Asked) -> list[dict[str, str]]:
    text = str(main(world, view, first, view.content(world, first)))
    return [pairs_of(unescape(link)) for link in dict.fromkeys(LINK.findall(text))]


def _combined(
    world: World, view: View, groups: Iterable[tuple[str, ...]], linked: list[dict[str, str]]
) -> Iterator[dict[str, str]]:
    rows = {row.name: row for row in view.fields(world)}
    for group in groups:
        seen = [_values(rows[name], linked, view.part) for name in group]
        for values in product(*seen):
            yield {name: value for name, value in zip(group, values, strict=True) if value}


def _values(row: QueryField, linked: list[dict[str, str]], part: str) -> list[str]:
    """Return what a field may say, nothing (its default) first; each of what a path may say."""
    few = row.name == part or len(row.choices) <= FEW
    said = row.choices if few else (one[row.name] for one in linked if row.name in one)
    return ["", *(value for value in dict.fromkeys(said) if value != printed(row, row.default))]


def _possible(
    world: World, view: View, wished: Iterable[Pairs], *, framed: bool
) -> Iterator[Asked]:
    """Yield each wished state once, those left out that the view refuses."""
    seen: set[str] = set()
    for one in wished:
        try:
            state = asked(world, view, one)
            if state.query in seen:
                continue
            (view.framed if framed else view.content)(world, state)
        except StateError:
            continue
        seen.add(state.query)
        yield state
