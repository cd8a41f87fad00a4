"""A copy of Toyland to damage."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def folder(toyland: Path, tmp_path: Path) -> Path:
    """Return a copy of Toyland's data folder that a test may damage."""
    return Path(shutil.copytree(toyland, tmp_path / "data"))
