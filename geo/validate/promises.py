"""What a data package promises of the columns that the atlas reads, against what it must.

A package may promise more than the atlas declares (and describe more tables), never less:
otherwise a change of ``datapackage.json`` would let through what the code cannot work with.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geo.model.patterns import CODES
from geo.model.profile import Profile
from geo.model.table_schema import ColumnSchema
from geo.sentences import Said, said
from geo.store.package_tables import READ, TABLES
from geo.validate.code_patterns import code_patterns

# A pattern with repeated groups or several open repetitions can take centuries over one cell.
# Those declared are known to be quick; others may count (``{4}``) freely, and repeat openly once.
QUICK = {column.pattern for table in TABLES.values() for column in table.columns}

COUNT = re.compile(r"\{[0-9]{1,2}\}")
OPEN = re.compile(r"[*+?{]")
# A choice of words that is not repeated is as quick as one word.
CHOICE = re.compile(r"\([a-z]+(\|[a-z]+)*\)(?![*+?{])")


@dataclass(frozen=True)
class Link:
    """A column whose cells name rows of other resources (``resource.column``)."""

    column: str
    targets: tuple[str, ...]
    delimiter: str


def is_slow(pattern: str) -> bool:
    """Return whether a pattern might not come to an end; errs towards yes."""
    if pattern in QUICK:
        return False
    plain = CHOICE.sub("", COUNT.sub("", pattern))
    return "(" in plain or len(OPEN.findall(plain)) > 1


def lacks(
    name: str, schema: Mapping[str, Any], links: Sequence[Link], profile: Profile | None
) -> Iterator[tuple[str, Said]]:
    """Yield where a schema promises less than the atlas needs, and what would be right.

    Without a profile nobody knows the codes of the province, so their patterns are not judged.
    """
    table = READ.get(name)
    if table is None:
        return
    if set(schema["primaryKey"]) != set(table.key):
        yield "primaryKey", said("promise.key", key=table.key)
    described = {field["name"]: (at, field) for at, field in enumerate(schema["fields"])}
    codes = code_patterns(profile) if profile is not None else dict.fromkeys(CODES, "")
    for column in table.columns:
        if not column.needed:
            continue
        if column.name not in described:
            yield "fields", said("promise.column", column=column.name, name=name)
            continue
        at, field = described[column.name]
        for part, words in (*_unkept(column, field, codes), *_unlinked(column, links)):
            message = said("package.promise", name=name, column=column.name, words=words)
            yield f"fields[{at}].{part}", message


def _unkept(
    column: ColumnSchema, field: Mapping[str, Any], codes: Mapping[str, str]
) -> Iterator[tuple[str, Said]]:
    if field["type"] != column.type:
        yield "type", said("promise.type", kind=column.type)
        return
    rules = field.get("constraints", {})
    if column.required and not rules.get("required"):
        yield "constraints.required", said("promise.required")
    pattern = codes.get(column.pattern, column.pattern)
    if pattern and rules.get("pattern") != pattern:
        yield "constraints.pattern", said("promise.pattern", pattern=pattern)
    if column.enum and not set(rules.get("enum", ["\0"])) <= set(column.enum):
        yield "constraints.enum", said("promise.enum", words=column.enum)
    low, high = column.minimum, column.maximum
    if low is not None and rules.get("minimum", low - 1) < low:
        yield "constraints.minimum", said("promise.minimum", limit=low)
    if high is not None and rules.get("maximum", high + 1) > high:
        yield "constraints.maximum", said("promise.maximum", limit=high)


def _unlinked(column: ColumnSchema, links: Sequence[Link]) -> Iterator[tuple[str, Said]]:
    own = [link for link in links if link.column == column.name]
    kept = any(
        set(link.targets) <= set(column.refers_to) and link.delimiter == column.delimiter
        for link in own
    )
    if column.refers_to and not kept:
        key = "promise.refers.split" if column.delimiter else "promise.refers"
        yield "refersTo", said(key, targets=column.refers_to, delimiter=column.delimiter)
