"""Documents for officers say the same in both languages: headings, code, rules, links."""

from __future__ import annotations

import re

import pytest

from tests import house

PAIRS = [name for name in house.files(".zh-CN.md") if name.startswith("docs/")]


def _english(name: str) -> str:
    return house.text(f"{name.removesuffix('.zh-CN.md')}.md")


@pytest.mark.parametrize("name", PAIRS)
def test_both_have_the_same_structure(name: str) -> None:
    for what, pattern in {
        "headings": r"^#+(?= )",
        "code": r"^ *```[^`]*?^ *```",
        "rules": r"^ *\| (`[\w, 、`-]+`)",
        "steps": r"^[0-9]+\.(?= \*\*)",
        "rows of tables": r"^ *\|(?=.*\|)",
    }.items():
        zh, en = (
            re.findall(pattern, text, re.MULTILINE) for text in (house.text(name), _english(name))
        )
        assert [one.replace("、", ", ") for one in zh] == en, f"{name}: {what}"


@pytest.mark.parametrize("name", PAIRS)
def test_both_lead_to_the_same_places_and_to_each_other(name: str) -> None:
    zh, en = (set(re.findall(r"\]\(([^)]+)\)", t)) for t in (house.text(name), _english(name)))
    plain = name.removeprefix("docs/")
    english = plain.replace(".zh-CN", "")
    assert english in zh
    assert plain in en
    assert zh - {english} == en - {plain}
    assert name in house.text("README.zh-CN.md")


def test_there_are_such_documents() -> None:
    assert "docs/data.zh-CN.md" in PAIRS
