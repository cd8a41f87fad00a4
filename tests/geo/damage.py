"""Ways to damage a copy of Toyland, one cell or one file at a time."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from geo.errors import Fault
from geo.sentences import in_words
from geo.validate import check

HAN = re.compile(r"[\u4e00-\u9fff]")


def set_cell(folder: Path, table: str, line: int, column: str, value: str) -> None:
    """Write another value into one cell; ``line`` counts as an editor does, the header is 1."""
    path = folder / "statistics" / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    rows[line - 1][rows[0].index(column)] = value
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def append(folder: Path, table: str, *lines: str) -> None:
    """Write more lines at the end of a table."""
    path = folder / "statistics" / f"{table}.csv"
    with path.open("a", encoding="utf-8", newline="") as file:
        file.writelines(f"{line}\n" for line in lines)


def edit(folder: Path, file: str, old: str, new: str) -> None:
    """Replace words that stand once in a file."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{file} has {old!r} {text.count(old)} times"
    path.write_text(text.replace(old, new), encoding="utf-8")


def edit_json(folder: Path, file: str, change: Callable[[Any], object]) -> None:
    """Change a JSON document in place."""
    path = folder / file
    document = json.loads(path.read_text(encoding="utf-8"))
    change(document)
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")


def found(folder: Path) -> set[tuple[str, int | None, str, str]]:
    """Return file, row, column and rule of everything wrong in a folder."""
    return {(fault.file, fault.row, fault.column, fault.rule) for fault in _faults(folder)}


def only(folder: Path) -> Fault:
    """Return the one fault of a folder."""
    faults = _faults(folder)
    assert len(faults) == 1, [str(fault) for fault in faults]
    return faults[0]


def _faults(folder: Path) -> tuple[Fault, ...]:
    """Return the faults of a folder; whatever they are, an officer reads them in Chinese too."""
    faults = check(folder)
    for fault in faults:
        assert HAN.search(in_words(fault.message, "zh")), f"{fault} is said in English only"
    return faults
