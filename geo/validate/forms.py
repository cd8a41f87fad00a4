"""What a column takes, in words: nobody should have to read a regular expression."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from geo.model import patterns
from geo.sentences import Said, said
from geo.validate.package_rules import CONSTRAINTS
from geo.validate.remedies import fits, plainly, right

# A pattern of a new table may have none of these; then a cell that is right is the example.
FORMS: Mapping[str, str] = {
    patterns.YEAR: "year",
    patterns.DATE: "date",
    patterns.INFERRED: "inferred",
    patterns.INDICATOR: "indicator",
    patterns.ZONE: "zone",
    patterns.SOURCE: "source",
    patterns.URL: "url",
    patterns.PLATFORM: "platform",
    patterns.REQUIREMENT: "requirement",
    patterns.WORD: "word",
    patterns.WORDS: "words",
    patterns.COUNTED: "counted",
    patterns.CATALOGUE: "catalogue",
    patterns.IATA: "iata",
}
# What people write where they have no figure.
NOTHING = (
    "-",
    "--",
    "—",
    "–",
    "/",
    "na",
    "n/a",
    "nan",
    "null",
    "none",
    "#n/a",
    "无",
    "暂无",
    "未公布",
)


def mistyped(cell: object, field: Mapping[str, Any]) -> Said:
    """Return what a cell of another type should be."""
    if field["type"] == "string":
        return said("type.string", quoted=f'"{cell}"')
    return _with_remedy(said(f"type.{field['type']}"), cell, field)


def misformed(
    cell: object,
    field: Mapping[str, Any],
    others: Sequence[object],
    codes: Mapping[str, Said],
) -> Said:
    """Return the form that a column's pattern asks for.

    ``others`` are the column's cells, ``codes`` the words for patterns of the province's codes.
    """
    pattern = field["constraints"]["pattern"]
    if pattern in codes:
        return _with_remedy(codes[pattern], cell, field)
    form = FORMS.get(pattern, "")
    if form:
        return _with_remedy(said(f"form.{form}"), cell, field)
    texts = (other for other in others if isinstance(other, str))
    example = next((text for text in texts if text and fits(text, field)), "")
    sentence = said("form.example", example=example) if example else said("form.described")
    return _with_remedy(sentence, cell, field)


def broken(rule: str, cell: object, field: Mapping[str, Any]) -> Said:
    """Return what would keep a constraint other than a pattern."""
    limit = field.get("constraints", {}).get(rule)
    if rule not in CONSTRAINTS:
        return said("unfit")
    told = tuple(map(str, limit)) if isinstance(limit, list) else limit
    message = said(f"must.{rule}", limit=told)
    return _with_remedy(message, cell, field) if rule == "enum" else message


def _with_remedy(message: Said, cell: object, field: Mapping[str, Any]) -> Said:
    if not isinstance(cell, str):
        return message
    remedy = right(cell, field)
    if remedy:
        return said("write", message=message, right=remedy)
    if plainly(cell).lower() in NOTHING:
        needed = field.get("constraints", {}).get("required")
        return said("no-figure.row" if needed else "no-figure.cell", message=message)
    return message
