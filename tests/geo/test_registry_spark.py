"""Spark places and counts a registry as the atlas does, where Spark is: it is in no lock."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from geo.registry.registry_import import RegistryFiles, import_registry, known_places
from geo.registry.registry_package import CUBE
from tests.catalogues import REAL, of
from tools.registry import write
from tools.registry_counts import line
from tools.serving import PROJECT

ROWS = 20_000


@pytest.mark.skipif(importlib.util.find_spec("pyspark") is None, reason="pyspark is not installed")
@pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java, and there is none")
def test_spark_counts_what_the_import_counts(tmp_path: Path) -> None:
    path = tmp_path / "s.parquet"
    write(ROWS, path)
    files = RegistryFiles((path,), "the office", "2025-12-31")
    import_registry(files, tmp_path / "out", known_places(REAL, of(REAL)), REAL)
    command = [sys.executable, "-m", "docs.examples.registry_on_spark", str(path)]
    said = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    assert said.startswith(line(pd.read_parquet(tmp_path / "out" / CUBE)))
    assert f"{ROWS:,} enterprises" in said
