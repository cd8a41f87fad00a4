"""Covered: a choice says for how many places it has a figure, before it is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from layers.words import period_words, say


def period_choice(about: Mapping[str, Any], period: str, lang: str) -> str:
    """Return a period with how many places of the sheet have a figure: 2023 · 19/21."""
    words = period_words(period, lang)
    known = about["covered"].get(period, 0)
    return say(lang, "period.covered", words=words, known=known, of=about["of"])


def sheet_choice(about: Mapping[str, Any], lang: str, *, title: str = "") -> str:
    """Return a sheet's name with the period that opens and its coverage; ``title`` for its own."""
    period = str(about["default_period"])
    parts = {
        "title": title or about["title"][lang],
        "period": period,
        "known": about["covered"].get(period, 0),
        "of": about["of"],
    }
    return say(lang, "sheet.covered" if period else "sheet.covered-only", **parts)
