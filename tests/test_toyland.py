"""Toyland is a data package like the real one, only smaller."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tools.toyland import REAL, ROWS, TOY, shared

OWN = sorted({path.relative_to(TOY).as_posix() for path in TOY.glob("statistics/*.csv")} - {*ROWS})


@pytest.mark.parametrize("path", shared())
def test_toyland_follows_the_real_package(path: str) -> None:
    written = (TOY / path).read_text(encoding="utf-8")
    assert written == shared()[path], "run: python -m tools.toyland"


@pytest.mark.parametrize("path", OWN)
def test_toyland_has_the_columns_of_the_real_tables(path: str) -> None:
    assert _header(TOY / path) == _header(REAL / path)


def _header(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return next(csv.reader(file))
