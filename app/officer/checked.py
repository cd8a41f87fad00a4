"""The check of a data folder, for who writes one."""

from __future__ import annotations

from pathlib import Path

from geo.errors import Fault
from layers.typefaces import lacking


def faults_of(folder: Path) -> tuple[Fault, ...]:
    """Return every fault of a data folder, among them characters that no font of ours has."""
    from geo.validate import check  # noqa: PLC0415  frictionless takes a second to import

    return tuple(check(folder, lacking=lacking))
