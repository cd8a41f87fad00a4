"""Lines for a person and for a program: cells with tabs between, one thing a line."""

from __future__ import annotations

import sys


def say(*cells: str) -> None:
    """Print one line."""
    sys.stdout.write("\t".join(" ".join(cell.split()) for cell in cells) + "\n")
