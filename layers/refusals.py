"""Refusing: why a quotient is not computed although its parts are known, in words.

A blank that nobody published and a blank that the data refuse to fill look alike on a map; every
place that says why a figure is missing says this.
"""

from __future__ import annotations

from collections.abc import Iterable

from geo.languages import LANGUAGES
from geo.model.series_breaks import QuotientRefusal
from geo.store.catalogue import Catalogue
from layers.words import say


def refused_words(refusals: Iterable[QuotientRefusal], lang: str) -> str:
    """Return why quotients are not computed, each reason once; blank where none is refused."""
    reasons = dict.fromkeys(refusal.reason(lang) for refusal in refusals)
    joined = LANGUAGES[lang].space.join(reasons)
    return say(lang, "refused", reason=joined) if joined else ""


def refusal_words(
    catalogue: Catalogue, place_id: str, indicator_id: str, period: str, lang: str
) -> str:
    """Return why a quotient of one place and period is not computed; or blank."""
    refusal = catalogue.refusal(place_id, indicator_id, period)
    return refused_words([refusal] if refusal else [], lang)


def joined_words(words: str, reason: str, lang: str) -> str:
    """Return why there is no figure, followed by the reason of a refusal if there is one."""
    return LANGUAGES[lang].semicolon.join(part for part in (words, reason) if part)
