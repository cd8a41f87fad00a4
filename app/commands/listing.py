"""Lines for a person and for a program: cells with tabs between, one thing a line."""

from __future__ import annotations

import sys


def say(*cells: str) -> None:
    """Print one line; a terminal that knows no Chinese shows escapes, not a traceback."""
    line = "\t".join(" ".join(cell.split()) for cell in cells)
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(line.encode(encoding, "backslashreplace").decode(encoding) + "\n")
