"""What is declared is used: a locked library that nobody imports is downloaded for nothing."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests import house

# What a library is imported as, where that is not its name; what others call for us.
IMPORTED = {
    "fonttools": "fontTools",
    "python-docx": "docx",
    "python-pptx": "pptx",
}
PROJECT = tomllib.loads(house.text("pyproject.toml"))["project"]
DECLARED = [re.split(r"[<>=~! ;\[]", line)[0] for line in PROJECT["dependencies"]]


@pytest.mark.parametrize("name", DECLARED)
def test_what_is_declared_is_imported(name: str) -> None:
    found = {module.split(".")[0] for file in house.ours() for module in house.imports(file)}
    assert IMPORTED.get(name, name.replace("-", "_")) in found, f"{name} is used by nothing"
