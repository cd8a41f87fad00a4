"""The answer: the sentences of the brief, word for word, above the table; a few first."""

from __future__ import annotations

from typing import Any

from app.pages.compare.request import CompareRequest
from layers.documents.brief.context import Telling
from layers.documents.brief.findings import findings, headlines

# So many sentences on figures stand open, and so many of what follows from them.
FIRST, NEXT = 2, 2


def answer(request: CompareRequest) -> dict[str, Any] | None:
    """Return the sentences; None where nothing is compared."""
    if len(request.subjects) < 2:  # noqa: PLR2004  one is compared with nothing
        return None
    telling = Telling(request.catalogue, request.lang, request.numbering)
    said = findings(request.rows, telling)
    figures = max(len(headlines(request.rows, telling)), 1)
    told, follows = said[:figures], said[figures:]
    return {
        "first": (*told[:FIRST], *follows[:NEXT]),
        "more": (*told[FIRST:], *follows[NEXT:]),
    }
