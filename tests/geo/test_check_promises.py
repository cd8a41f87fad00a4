"""A data package that promises less than the code takes for granted does not pass."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geo.store.package_tables import NEEDED, READ
from geo.validate import check
from geo.validate.promises import is_slow
from tests.geo.damage import edit_json, only, set_cell

FILE = "datapackage.json"
SECONDS = 5


def _messages(folder: Path) -> list[str]:
    return [fault.message for fault in check(folder) if fault.file == FILE]


def _schema(document: Any, name: str) -> Any:  # noqa: ANN401  JSON
    entries = [*document["resources"], *document["optionalResources"]]
    entry = next(entry for entry in entries if entry["name"] == name)
    return entry.get("schema") or entry["featureSchema"]


def _column(document: Any, name: str) -> Any:  # noqa: ANN401  JSON
    table, _, column = name.partition(".")
    return next(f for f in _schema(document, table)["fields"] if f["name"] == column)


def _stripped(table: str) -> Callable[[Any], None]:
    def change(document: Any) -> None:  # noqa: ANN401  JSON
        schema = _schema(document, table)
        schema.pop("primaryKey")
        schema.pop("foreignKeys", None)
        for field in schema["fields"]:
            for key in ("constraints", "refersTo", "delimiter"):
                field.pop(key, None)

    return change


@pytest.mark.parametrize("table", sorted(READ))
def test_every_promise_is_missed(folder: Path, table: str) -> None:
    edit_json(folder, FILE, _stripped(table))
    said = _messages(folder)
    assert f"the atlas needs the key {', '.join(READ[table].key)}" in said
    for column in (column for column in READ[table].columns if column.needed):
        about = [words for words in said if words.startswith(f"{table}.{column.name} ")]
        assert bool(column.required) == any("must be required: true" in words for words in about)
        assert bool(column.pattern) == any("must have the pattern" in words for words in about)
        assert bool(column.enum) == any("must have the enum" in words for words in about)
        assert bool(column.refers_to) == any("must refer to" in words for words in about)


def test_a_figure_without_its_source_does_not_pass(folder: Path) -> None:
    edit_json(folder, FILE, _stripped("values"))
    set_cell(folder, "values", 2, "source_id", "nobody")
    assert 'values.source_id must refer to sources.source_id, with the delimiter ";"' in _messages(
        folder
    )


@pytest.mark.parametrize(
    ("column", "change", "part", "words"),
    [
        ("values.value", {"type": "string"}, "type", "must have the type number"),
        (
            *("zones.level", {"constraints": {"required": True}}, "constraints.enum"),
            "must have the enum national, provincial",
        ),
        (
            "zones.area_km2",
            {"constraints": {"minimum": -9}},
            "constraints.minimum",
            "must have the minimum 0",
        ),
        (
            "indicators.decimals",
            {"constraints": {"required": True, "minimum": 0, "maximum": 99}},
            "constraints.maximum",
            "must have the maximum 6",
        ),
        ("zones.upgrade_candidate", {"type": "string"}, "type", "must have the type boolean"),
        (
            "sources.grade",
            {"constraints": {"required": True, "enum": ["A", "B", "C", "D"]}},
            "constraints.enum",
            "must have the enum A, B, C",
        ),
        ("sources.url", {"constraints": {}}, "constraints.pattern", r"https?://\S+"),
        ("zones.source_ids", {"delimiter": "|"}, "refersTo", 'with the delimiter ";"'),
        ("values.place_id", {"refersTo": ["a.b"]}, "refersTo", "province.adcode"),
        ("zone_boundaries.source_id", {"refersTo": []}, "refersTo", "sources.source_id"),
    ],
)
def test_a_weakened_column_is_one_fault(
    folder: Path, column: str, change: dict[str, Any], part: str, words: str
) -> None:
    edit_json(folder, FILE, lambda d: _column(d, column).update(change))
    (fault,) = (fault for fault in check(folder) if fault.file == FILE)
    assert fault.rule == "package"
    assert fault.column.endswith(f"].{part}")
    assert fault.message.startswith(column)
    assert words in fault.message


def test_a_package_may_promise_more(folder: Path) -> None:
    more = {"required": True, "minimum": 0}
    edit_json(folder, FILE, lambda d: _column(d, "values.value").update(constraints=more))
    fewer = {"required": True, "enum": ["A", "B"]}
    edit_json(folder, FILE, lambda d: _column(d, "sources.grade").update(constraints=fewer))
    assert _messages(folder) == []


@pytest.mark.parametrize("name", sorted(NEEDED))
def test_what_is_needed_is_not_optional(folder: Path, name: str) -> None:
    def change(document: Any) -> None:  # noqa: ANN401  JSON
        entry = next(entry for entry in document["resources"] if entry["name"] == name)
        document["resources"].remove(entry)
        document["optionalResources"].append(entry)

    edit_json(folder, FILE, change)
    (folder / NEEDED[name].path).unlink()
    assert (NEEDED[name].path, "file-missing") in {(f.file, f.rule) for f in check(folder)}


def test_official_zones_go_by_their_name(folder: Path) -> None:
    edit_json(folder, FILE, lambda d: d["optionalResources"][0].update(name="other"))
    assert "must be named 'zone_boundaries'" in only(folder).message


@pytest.mark.parametrize(
    "pattern",
    [
        *("(a+)+$", "(a|aa)+", "(a*)*b", "a*a*a*a*b", "a?a?a?aaa", "(.*)\\1", "(?=a+)a"),
        *("a{1,9}a{1,9}", ".*.*.*x", "((a{9}){9}){9}"),
    ],
)
def test_a_pattern_that_might_never_end_is_not_run(folder: Path, pattern: str) -> None:
    change = {"constraints": {"pattern": pattern}}
    edit_json(folder, FILE, lambda d: _column(d, "values.note").update(change))
    set_cell(folder, "values", 2, "note", "a" * 60_000 + "!")
    started = time.process_time()
    fault = next(fault for fault in check(folder) if fault.file == FILE)
    assert time.process_time() - started < SECONDS
    assert "could take forever" in fault.message


@pytest.mark.parametrize("pattern", ["[A-Z]{2}-[0-9]{4}", "a*", r"\S+", "x|y", "[0-9]{2,4}"])
def test_a_simple_pattern_is_welcome(pattern: str) -> None:
    assert not is_slow(pattern)


def test_the_shipped_patterns_are_known_to_be_quick(project: Path) -> None:
    text = (project / "data" / FILE).read_text(encoding="utf-8")
    patterns: list[str] = []
    json.loads(text, object_hook=lambda item: patterns.append(str(item.get("pattern", ""))))
    assert [pattern for pattern in patterns if is_slow(pattern)] == []
