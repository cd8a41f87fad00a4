"""Beyond: what a map of the province names at its edge, because a document does; never a point."""

from __future__ import annotations

from geo.model.cooperations import Cooperation
from geo.store.catalogue import Catalogue
from layers.data import Beyond
from layers.extent import Bounds
from layers.words import clause_words, say

# Where on an edge a name stands, as shares of a map's width and height from its upper left corner:
# in the corners below, for the province reaches to its edges above. A browser knows the room it has
# (assets/runtime/beyond.js).
PLACES = {"north": (0.5, 0.03), "east": (1.0, 0.9), "south": (0.5, 0.95), "west": (0.0, 0.8)}
# Degrees by which bounds may differ from those of the province and still be its own.
NEARLY = 0.05
ARROWS = {"north": "↑", "east": "→", "south": "↓", "west": "←"}


def beyond(catalogue: Catalogue, lang: str) -> tuple[Beyond, ...]:
    """Return what maps of zones name beyond the province, each at its edge."""
    return tuple(
        Beyond(
            edge=cooperation.edge,
            label=f"{cooperation.name(lang)} {ARROWS[cooperation.edge]}",
            about=say(lang, "beyond.about", clause=clause_words(cooperation.clause, lang)),
        )
        for cooperation in _named(catalogue)
    )


def beyond_note(catalogue: Catalogue, lang: str) -> str:
    """Return what a legend says of them: that they are context, and the document's words."""
    return " ".join(
        say(
            lang,
            "beyond.note",
            name=cooperation.name(lang),
            clause=clause_words(cooperation.clause, lang),
            words=cooperation.words(lang),
        )
        for cooperation in _named(catalogue)
    )


def shows_all(bounds: Bounds, province: Bounds) -> bool:
    """Return whether a map of ``bounds`` shows all of the province: only there has it an edge.

    >>> shows_all((97.4, 26.1, 108.5, 34.3), (97.38, 26.05, 108.54, 34.31))
    True
    >>> shows_all((103.9, 30.2, 104.5, 30.8), (97.38, 26.05, 108.54, 34.31))
    False
    """
    low = all(bounds[at] <= province[at] + NEARLY for at in (0, 1))
    return low and all(bounds[at] >= province[at] - NEARLY for at in (2, 3))


def _named(catalogue: Catalogue) -> tuple[Cooperation, ...]:
    return tuple(cooperation for cooperation in catalogue.cooperations if cooperation.edge)
