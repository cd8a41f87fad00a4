"""The check says what would be right in words: no regular expression, nobody else's English."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from inspect import isclass
from pathlib import Path
from typing import Any

import pytest
from frictionless import Field, fields

from geo.errors import Fault
from geo.sentences import Said, templates
from geo.store.package_tables import TABLES
from geo.store.profile_file import profile
from geo.validate import check, forms, schema
from geo.validate.code_patterns import code_patterns, code_words
from geo.validate.package_rules import CONSTRAINTS, SCHEMAS, TYPES, package_of
from geo.validate.remedies import right
from geo.validate.schema import cell_faults
from tests import house
from tests.geo.damage import edit_json, only, set_cell

# What nobody but a programmer reads: classes of characters, groups, repetitions.
SYMBOLS = re.compile(r"[\[\]\\^|]|\{[0-9]|\(\?|[0-9]\)[?*+]")
HAN = re.compile(r"[\u4e00-\u9fff]")
FOREIGN = re.compile(r"Row at position|at position|Cell is not|constraint|[Ff]rictionless")


def _fields() -> Iterator[tuple[str, dict[str, Any]]]:
    package = json.loads(house.text("data/datapackage.json"))
    for resource in (*package["resources"], *package.get("optionalResources", [])):
        for field in resource[SCHEMAS[resource["format"]]]["fields"]:
            yield f"{resource['name']}.{field['name']}", {"type": "string", **field}


FIELDS = dict(_fields())
SICHUAN = profile(house.PROJECT / "data")
CODES = code_words(SICHUAN)


@pytest.mark.parametrize("name", FIELDS)
def test_every_promise_of_a_column_has_words(name: str) -> None:
    field = FIELDS[name]
    told = [forms.mistyped("odd", field)]
    for rule in field.get("constraints", {}):
        if rule == "pattern":
            known = {*forms.FORMS, *CODES}
            assert field["constraints"]["pattern"] in known, "write its words in forms.py"
            told.append(forms.misformed("odd", field, [], CODES))
        else:
            told.append(forms.broken(rule, "odd", field))
    for message in told:
        assert not SYMBOLS.search(message), message
        assert HAN.search(message.in_lang("zh")), message


def test_every_pattern_that_the_atlas_needs_has_words() -> None:
    needed = {column.pattern for table in TABLES.values() for column in table.columns}
    assert needed - {"", *code_patterns(SICHUAN)} <= set(forms.FORMS)


WORDS = templates(Path(house.PROJECT / "geo" / "text"), "en")


@pytest.mark.parametrize(
    ("pattern", "words"),
    [*((p, WORDS[f"form.{form}"]) for p, form in forms.FORMS.items()), *CODES.items()],
)
def test_every_example_is_right(pattern: str, words: str) -> None:
    named = re.split(r"such as |: |must be (?=5)|begins with ", words)[-1].split(";")[0]
    examples = re.split(r", | or | and ", named)
    assert re.fullmatch(pattern, examples[0].replace("://", "://example.org")), words


def test_every_type_and_constraint_has_words() -> None:
    phrases = templates(Path(house.PROJECT / "geo" / "text"), "en")
    assert {f"type.{kind}" for kind in TYPES} <= set(phrases)
    assert {f"must.{rule}" for rule in CONSTRAINTS if rule != "pattern"} <= set(phrases)


# What the library can find wrong with a cell: it names each by a word.
KINDS = (one for one in vars(fields).values() if isclass(one) and issubclass(one, Field))
RULES = {"type", "unique", *(rule for kind in KINDS for rule in kind.supported_constraints)}


@pytest.mark.parametrize(("column", "lacks"), [("source_id", set()), ("grade", {"pattern"})])
def test_no_error_of_the_library_reaches_a_reader(
    project: Path, column: str, lacks: set[str]
) -> None:
    package, _ = package_of(project / "data", SICHUAN)
    sources = next(one for one in package.resources if one.name == "sources")
    assert set(CONSTRAINTS) <= RULES
    at = sources.columns.index(column)
    for rule in RULES - lacks:
        fault = schema._fault(sources, (sources.columns, [["x"] * 7]), (at, 2), "x", rule)
        for lang in ("en", "zh"):
            assert not FOREIGN.search(_message(fault, lang)), rule


def _message(fault: Fault, lang: str) -> str:
    assert isinstance(fault.message, Said)
    return fault.message.in_lang(lang)


@pytest.mark.parametrize(
    ("column", "value", "meant"),
    [
        ("values.period", "2025年", "2025"),
        ("values.period", "2025年底", "2025"),
        ("values.period", "2025/12", "2025"),
        ("values.period", "2025.0", "2025"),
        ("values.period", "45992", "2025"),
        ("values.period", "２０２５", "2025"),
        ("values.period", "2025\u200b", "2025"),
        ("values.period", "Dec-25", "2025"),
        ("values.period", "2025年上半年", ""),
        ("values.period", "FY25", ""),
        ("values.as_of", "2025/12/31", "2025-12-31"),
        ("values.as_of", "2025.12.31", "2025-12-31"),
        ("values.as_of", "2025年12月31日", "2025-12-31"),
        ("values.as_of", "20251231", "2025-12-31"),
        ("values.as_of", "2025-12-31 00:00:00", "2025-12-31"),
        ("values.as_of", "12/31/2025", "2025-12-31"),
        ("values.as_of", "31.12.2025", "2025-12-31"),
        ("values.as_of", "03/04/2025", ""),
        ("values.as_of", "2025-02-30", ""),
        ("values.as_of", "46022", "2025-12-31"),
        ("values.as_of", "Dec-25", "2025-12"),
        ("values.as_of", "31-Dec-25", "2025-12-31"),
        ("values.as_of", "2025年底", "2025-12-31"),
        ("values.as_of", "2025-5", "2025-05"),
        ("values.as_of", "2025/5/1（推断）", "2025-05-01 (inferred)"),
        ("values.value", "10,600", "10600"),
        ("values.value", "１０６００", "10600"),
        ("values.value", "10 600", "10600"),
        ("values.value", "1.06E+04", "10600"),
        ("values.value", "10600家", "10600"),
        ("values.value", "−3.2", "-3.2"),
        ("values.value", "12.5%", "12.5"),
        ("values.value", "1.2万", ""),
        ("values.value", "1,06", ""),
        ("values.value", "一万", ""),
        ("indicators.decimals", "2.0", "2"),
        ("zones.upgrade_candidate", "TRUE", "true"),
        ("zones.upgrade_candidate", "否", "false"),
        ("values.status", "Observed", "observed"),
        ("values.status", "dervied", "derived"),
        ("zones.zone_id", "HTZ_Chengdu", "htz-chengdu"),
        ("indicators.indicator_id", "GDP per km2", "gdp_per_km2"),
        ("sources.url", "www.example.org/a", "https://www.example.org/a"),
        ("zones.prefecture_adcode", "510100.0", "510100"),
    ],
)
def test_the_value_that_was_meant_is_named(column: str, value: str, meant: str) -> None:
    assert right(value, FIELDS[column]) == meant


def test_a_message_names_the_value_to_write(folder: Path) -> None:
    set_cell(folder, "values", 2, "period", "2020年")
    fault = only(folder)
    assert fault.message == "must be a year of four digits, such as 2025; write 2020"
    assert _message(fault, "zh") == "应为四位数的年份，如 2025；请写 2020"


@pytest.mark.parametrize("sign", ["—", "None"])
@pytest.mark.parametrize(
    ("column", "said"),
    [("value", "if there is no figure, delete the row"), ("as_of", "if nothing is known, leave")],
)
def test_a_sign_for_no_figure_is_told_what_to_do(
    folder: Path, column: str, said: str, sign: str
) -> None:
    set_cell(folder, "values", 2, column, sign)
    assert said in only(folder).message


def test_a_pattern_of_a_new_table_is_told_by_an_example(folder: Path) -> None:
    def strict(package: dict[str, Any]) -> None:
        fields = next(r for r in package["resources"] if r["name"] == "values")["schema"]["fields"]
        next(f for f in fields if f["name"] == "note")["constraints"] = {"pattern": "[A-Z]{2}[0-9]"}

    edit_json(folder, "datapackage.json", strict)
    set_cell(folder, "values", 3, "note", "AB1")
    set_cell(folder, "values", 2, "note", "ab-1")
    told = {fault.row: fault.message for fault in check(folder) if fault.column == "note"}
    assert told[2] == "must have the same form as 'AB1', which is right"
    assert 3 not in told


def test_a_row_without_any_described_property_is_told_what_it_needs(project: Path) -> None:
    package, _ = package_of(project / "data", SICHUAN)
    sources = next(one for one in package.resources if one.name == "sources")
    faults = list(
        cell_faults(sources, sources.columns, [[None] * len(sources.columns)], [4], noun="feature")
    )
    needed = "source_id, title, publisher, published, grade"
    assert [(f.row, f.message) for f in faults] == [
        (4, f"nothing is filled in; needed are {needed}")
    ]
