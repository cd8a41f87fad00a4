"""Cells that name something else: places, sources, indicators, zones, counties."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache
from pathlib import PurePosixPath

from geo.errors import Fault
from geo.sentences import Said, said
from geo.validate.boundary_rules import Shape
from geo.validate.package_rules import Resource
from geo.validate.promises import Link
from geo.validate.tables import CheckedTable

NOUNS: Mapping[str, str] = {
    "sources": "source",
    "indicators": "indicator",
    "zones": "zone",
    "science_city_areas": "area",
    "prefectures": "prefecture",
    "counties": "county",
    "platform_types": "platform-type",
    "fields": "field",
}
MENTION = re.compile(r"\b[a-z]+-[A-Z][0-9]{1,3}\b")

Known = Mapping[str, Mapping[str, str]]


def faults(tables: Mapping[str, CheckedTable], shapes: Mapping[str, Shape]) -> Iterator[Fault]:
    """Yield every cell that names something that does not exist.

    A column whose target could not be read is not judged: one missing file is one fault.
    """
    known, files = _known(tables, shapes), _files(tables, shapes)
    for table in tables.values():
        for link in _judged(table.resource, known):
            names = _names(link, known)
            for row in table.rows:
                for rule, message in _broken(link, row[link.column], names, files):
                    yield table.fault(row, link.column, rule, message)
    for shape in shapes.values():
        for link in _judged(shape.resource, known):
            names = _names(link, known)
            for feature in shape.features:
                value = feature.word(link.column)
                for rule, message in _broken(link, value, names, files):
                    yield shape.fault(feature, link.column, value, rule, message)


def mentions(tables: Mapping[str, CheckedTable]) -> Iterator[Fault]:
    """Yield sources that a note speaks of but that ``sources`` does not list."""
    if "sources" not in tables:
        return
    sources = {row["source_id"] for row in tables["sources"].rows}
    for table in tables.values():
        linked = {link.column for link in table.resource.links}
        for row in table.rows:
            for column in table.columns:
                for name in () if column in linked else MENTION.findall(row[column]):
                    if name not in sources:
                        message = said("unlisted-source", name=name)
                        yield table.fault(row, column, "unlisted-source", message)


def _known(tables: Mapping[str, CheckedTable], shapes: Mapping[str, Shape]) -> Known:
    """Return every name there is, by ``resource.column``, with its word for a person."""
    known: dict[str, Mapping[str, str]] = {}
    for name, table in tables.items():
        for column in table.columns:
            known[f"{name}.{column}"] = {
                row[column]: row["name_zh"] for row in table.rows if row[column]
            }
    for name, shape in shapes.items():
        for column in shape.resource.columns:
            known[f"{name}.{column}"] = {
                feature.word(column): feature.word("name_zh")
                for feature in shape.features
                if feature.word(column)
            }
    return known


def _files(tables: Mapping[str, CheckedTable], shapes: Mapping[str, Shape]) -> Mapping[str, str]:
    """Return the file that each table and each set of boundaries stands in, without its folder."""
    return {
        name: PurePosixPath(one.resource.path).name
        for every in (tables, shapes)
        for name, one in every.items()
    }


def _names(link: Link, known: Known) -> Mapping[str, str]:
    return {name: word for target in link.targets for name, word in known.get(target, {}).items()}


def _judged(resource: Resource, known: Known) -> list[Link]:
    return [link for link in resource.links if all(target in known for target in link.targets)]


def _broken(
    link: Link, cell: str, names: Mapping[str, str], files: Mapping[str, str]
) -> Iterator[tuple[str, Said]]:
    """Yield the rule that each item of a cell breaks, and what would be right."""
    if not cell:
        return
    for item in [part.strip() for part in cell.split(link.delimiter)] if link.delimiter else [cell]:
        if not item:
            yield "blank-item", said("blank-item", delimiter=link.delimiter)
        elif item not in names:
            yield _rule(link), _message(link, item, names, files)


def _rule(link: Link) -> str:
    resource = link.targets[0].partition(".")[0]
    return f"unknown-{'place' if len(link.targets) > 1 else NOUNS.get(resource, 'name')}"


def _message(link: Link, item: str, names: Mapping[str, str], files: Mapping[str, str]) -> Said:
    noun = said(f"noun.{_rule(link).removeprefix('unknown-')}")
    # Whoever mends it opens a file, not a table of ours.
    listed = (target.partition(".")[0] for target in link.targets)
    found = tuple(dict.fromkeys(files[one] for one in listed))
    named = [name for name, word in names.items() if word and word in (item, f"{item}市")]
    near = named or _near(item, tuple(names))
    hint = said("unlisted.near", near=near[0]) if near else ""
    key = "unlisted" if len(found) == 1 else "unlisted.several"
    return said(key, item=item, noun=noun, files=found, hint=hint)


@lru_cache(maxsize=256)
def _near(item: str, names: tuple[str, ...]) -> list[str]:
    """Return the name most like an item; long items are prose, not typing errors.

    A code is no word: what nearly has the digits of one is another place, or none.
    """
    longest = 40
    guessed = len(item) <= longest and not item.isdigit()
    return get_close_matches(item, names, n=1) if guessed else []
