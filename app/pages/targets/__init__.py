"""Targets: the register of a plan's aims, a track for each, and the gap of places to the path."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from app.address.fields import QueryField
from app.address.query import Asked
from app.pages.targets.gap import gap_content, gap_fields, gap_table
from app.pages.targets.headline import headline
from app.pages.targets.track import cards, opened, register_rows, register_table, silent
from app.shell.footnotes import Footnotes
from app.shell.view import Content, View
from app.text import view_words
from geo.analysis.target_track import VERDICTS, Track, tracks

if TYPE_CHECKING:
    from app.context.context import World

NAME = "targets"
KINDS = ("level", "yearly", "total")
# Rows of the register that stand open.
OPEN = 10


def _fields(world: World) -> tuple[QueryField, ...]:
    targets = world.catalogue.targets
    documents = tuple(dict.fromkeys(target.source_id for target in targets))
    return (
        QueryField("target", "word", "", tuple(target.target_id for target in targets)),
        QueryField("verdict", "word", "", VERDICTS),
        QueryField("kind", "word", "", KINDS),
        QueryField("document", "word", "", documents),
        *gap_fields(world.catalogue),
    )


def _content(world: World, asked: Asked) -> Content:
    lang, phrases = asked.lang, view_words(NAME, asked.lang)
    every = tuple(tracks(world.catalogue))
    shown = tuple(track for track in every if _fits(track, asked))
    chosen = _chosen(every, shown, asked)
    footnotes = Footnotes(world.catalogue.sources)
    gaps, maps = gap_content(world, asked, footnotes)
    detail = opened(world.catalogue, chosen, lang)
    rows = register_rows(world.catalogue, shown, lang, footnotes)
    context: Mapping[str, Any] = {
        "headline": headline(every, asked),
        "tallies": _tallies(every, asked),
        "shown": len(shown),
        "all": len(every),
        "groups": cards(shown, chosen, lang),
        "silent": silent(shown, chosen, lang),
        "open": detail,
        "gap": gaps,
        "rows": rows[:OPEN],
        "more": rows[OPEN:],
        "current": chosen.target.target_id,
        "notes": footnotes.sources,
    }
    said = phrases["said"].format(
        shown=len(shown), all=len(every), name=detail["name"], why=detail["why"], gap=gaps["said"]
    )
    return Content(title=phrases["view.targets"], said=said, context=context, maps=maps)


def _fits(track: Track, asked: Asked) -> bool:
    """Return whether a track passes the filters of an address."""
    facts = {
        "verdict": track.verdict,
        "kind": track.target.kind,
        "document": track.target.source_id,
    }
    return all(asked[name] in ("", fact) for name, fact in facts.items())


def _chosen(every: tuple[Track, ...], shown: tuple[Track, ...], asked: Asked) -> Track:
    """Return the track that is open: the one asked for, else the first that is shown."""
    named = (track for track in every if track.target.target_id == asked["target"])
    return next(named, shown[0] if shown else every[0])


def _tallies(every: tuple[Track, ...], asked: Asked) -> dict[str, list[dict[str, Any]]]:
    """Return the choices of each filter, with how many of all targets each has."""
    known: dict[str, tuple[list[str], tuple[str, ...]]] = {
        "kind": ([track.target.kind for track in every], KINDS),
        "document": (
            [track.target.source_id for track in every],
            tuple(dict.fromkeys(track.target.source_id for track in every)),
        ),
    }
    names = {track.target.source_id: track.target.document for track in every}
    return {
        field: [
            {
                "word": word,
                "name": names.get(word, ""),
                "count": found.count(word),
                "on": asked[field] == word,
                "link": asked.link(**{field: "" if asked[field] == word else word}),
            }
            for word in words
        ]
        for field, (found, words) in known.items()
    }


VIEW = View(
    name=NAME,
    path="/targets",
    title="view.targets",
    fields=_fields,
    content=_content,
    tables={"register": register_table, "gap": gap_table},
    pictured=True,
    wakes=True,
)
