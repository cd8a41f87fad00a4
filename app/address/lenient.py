"""Query: what the query of an address asks, as people and their tools write it.

A content system escapes an ampersand twice, a form of another language marks a list with brackets,
a phone writes full-width letters, a link is cut behind a comma. Such near misses are read as what
they mean, the same way everywhere; what could mean two things is refused
(app.address.fields.StateError).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import parse_qsl, quote

from app.address.fields import MANY, TYPED, QueryField, StateError, parse, printed

# What HTML makes of "&" when it is escaped once too often, and how other languages mark a list.
ESCAPED, BRACKETS = re.compile(r"^(amp;)+"), re.compile(r"\[\d*\]$")
# Commas and braces may stand as they are: an address is read by people, and filled in by scripts.
SAFE = ",:{}"

Pairs = list[tuple[str, str]]


class Twice(StateError):
    """A field that takes one value was given several; ``known`` are those that were given."""


def name_of(key: str) -> str:
    """Return the name that a key of a query means."""
    plain = unicodedata.normalize("NFKC", key).strip().lower()
    return BRACKETS.sub("", ESCAPED.sub("", plain)).strip()


def pairs(query: str) -> Pairs:
    """Return the pairs of a query as they stand, its question mark or none."""
    return parse_qsl(query.strip().removeprefix("?"), keep_blank_values=True)


def said(found: Iterable[tuple[str, str]], rows: Sequence[QueryField] = ()) -> dict[str, str]:
    """Return what a query says, by the names of its fields; raise Twice for two values of one.

    ``rows`` are the fields that are known; fields of many, and unknown ones, are joined by commas.
    """
    single = {row.name for row in rows if row.type not in (*MANY, *TYPED)}
    today = _today(rows)
    values: dict[str, list[str]] = {}
    for key, value in found:
        name = name_of(key)
        values.setdefault(today.get(name, name), []).append(value)
    meant: dict[str, str] = {}
    for name, given in values.items():
        # The same again says nothing new, and nothing says nothing.
        different = list(dict.fromkeys(one for one in given if one.strip()))
        if len(different) > 1 and name in single:
            raise Twice(name, ",".join(different), different)
        meant[name] = ",".join(different)
    return meant


def plain(found: Sequence[tuple[str, str]], rows: Sequence[QueryField]) -> Pairs:
    """Return the pairs that say the same in our own words; what is unknown stays as it is.

    Raises StateError for a value that no field knows.
    """
    known = {row.name: row for row in rows}
    meant, today = said(found, rows), _today(rows)
    made: Pairs = []
    for key, value in found:
        name = name_of(key)
        name = today.get(name, name)
        if name not in known:
            made.append((key, value))
        elif name in meant:
            row, text = known[name], meant.pop(name)
            made.append((name, printed(row, parse(row, text))))
    return made


def _today(rows: Sequence[QueryField]) -> Mapping[str, str]:
    """Return what fields are called now, by what they were called."""
    taken = {row.name for row in rows}
    return {row.was: row.name for row in rows if row.was and row.was not in taken}


def text_of(found: Iterable[tuple[str, str]]) -> str:
    """Return pairs as a query, without its question mark."""
    return "&".join(f"{quote(name, safe='')}={quote(value, safe=SAFE)}" for name, value in found)
