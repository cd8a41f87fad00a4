"""Whatever a cell, a byte or a description holds, the check answers with faults."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from geo.validate import check
from tests.geo.damage import set_cell
from tools.toyland import TOY

TABLES = sorted(path.stem for path in TOY.glob("statistics/*.csv"))
JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(), inner, max_size=3),
    max_leaves=6,
)
TEXT = some.text(some.characters(exclude_categories=["Cs"]), max_size=30)
FEW = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


@contextmanager
def _copy() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(shutil.copytree(TOY, Path(name) / "data"))


@FEW
@given(table=some.sampled_from(TABLES), text=TEXT, pick=some.randoms(use_true_random=False))
def test_any_text_in_any_cell(table: str, text: str, pick: Any) -> None:  # noqa: ANN401  Random
    with _copy() as folder:
        path = folder / "statistics" / f"{table}.csv"
        lines = path.read_text(encoding="utf-8").splitlines()
        column = pick.choice(lines[0].split(","))
        set_cell(folder, table, pick.randint(1, len(lines)), column, text)
        _judge(folder)


@FEW
@given(value=JSON, pick=some.randoms(use_true_random=False))
def test_any_json_in_any_place(value: object, pick: Any) -> None:  # noqa: ANN401  Random
    with _copy() as folder:
        path = pick.choice([folder / "datapackage.json", *sorted(folder.glob("shapes/*"))])
        document = json.loads(path.read_text(encoding="utf-8"))
        node = document
        for _ in range(pick.randint(0, 7)):
            below = node[key] if (key := _key(node, pick)) is not None else None
            if not isinstance(below, dict | list) or not below:
                break
            node = below
        key = _key(node, pick)
        if key is not None:
            node[key] = value
        path.write_text(json.dumps(document), encoding="utf-8")
        _judge(folder)


@FEW
@given(content=some.binary(min_size=1, max_size=8), pick=some.randoms(use_true_random=False))
def test_any_bytes_in_any_file(content: bytes, pick: Any) -> None:  # noqa: ANN401  Random
    with _copy() as folder:
        path = pick.choice(sorted(p for p in folder.rglob("*") if p.is_file()))
        raw = path.read_bytes()
        at = pick.randrange(len(raw))
        path.write_bytes(raw[:at] + content + raw[at + len(content) :])
        _judge(folder)


def _key(node: Any, pick: Any) -> Any:  # noqa: ANN401  JSON
    keys = list(node) if isinstance(node, dict) else list(range(len(node)))
    return pick.choice(keys) if keys else None


def _judge(folder: Path) -> None:
    for fault in check(folder):
        assert fault.file
        assert fault.rule
        assert fault.message
        assert "Traceback" not in fault.message
