"""Beyond: what a map of the province names at its edge, because a document does; never a point."""

from __future__ import annotations

from geo.catalogue import Catalogue
from geo.cooperations import Cooperation
from layers.sheet import Beyond
from layers.words import say

DIGITS = str.maketrans(
    {
        **{han: str(at) for at, han in enumerate("一二三四五六七八九十", start=1)},
        "（": " (",
        "）": ")",
    }
)
# Where on an edge a name stands, as shares of a map's width and height from its upper left corner;
# the style says it for the browser (assets/css/40-map.css).
PLACES = {"north": (0.5, 0.03), "east": (1.0, 0.62), "south": (0.5, 0.95), "west": (0.0, 0.62)}
ARROWS = {"north": "↑", "east": "→", "south": "↓", "west": "←"}


def beyond(catalogue: Catalogue, lang: str) -> tuple[Beyond, ...]:
    """Return what maps of zones name beyond the province, each at its edge."""
    return tuple(
        Beyond(
            edge=one.edge,
            label=f"{one.name(lang)} {ARROWS[one.edge]}",
            about=say(lang, "beyond.about", clause=clause_words(one.clause, lang)),
        )
        for one in _named(catalogue)
    )


def beyond_note(catalogue: Catalogue, lang: str) -> str:
    """Return what a legend says of them: that they are context, and the document's words."""
    return " ".join(
        say(
            lang,
            "beyond.note",
            name=one.name(lang),
            clause=clause_words(one.clause, lang),
            words=one.words(lang),
        )
        for one in _named(catalogue)
    )


def clause_words(clause: str, lang: str) -> str:
    """Return the number of a clause; in English in digits, for pictures have no other letters.

    >>> clause_words("四（三）", "zh"), clause_words("四（三）", "en")
    ('四（三）', '4 (3)')
    """
    return clause if lang == "zh" else clause.translate(DIGITS)


def _named(catalogue: Catalogue) -> tuple[Cooperation, ...]:
    return tuple(one for one in catalogue.cooperations if one.edge)
