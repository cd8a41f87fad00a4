"""Say how many enterprises a registry has: python -m tools.registry_counts DIR [DIR …].

One line for each: a hash of the table place × field × status, its rows and its sum. The same
registry gives the same hash, whoever counted it and wherever it lies.
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

import pandas as pd

from geo.registry.registry_package import CUBE

KINDS = ["place", "field", "status"]


def counts(cube: pd.DataFrame) -> pd.Series[int]:
    """Return how many there are of each place, field and status, sorted; blank where unknown."""
    words = cube[KINDS].astype(object).where(cube[KINDS].notna(), "")
    return cube["count"].groupby([words[kind] for kind in KINDS]).sum().sort_index()


def line(cube: pd.DataFrame) -> str:
    """Return a hash of the counts, how many they are, and their sum."""
    table = counts(cube)
    text = table.to_csv(header=False, lineterminator="\n")
    digest = hashlib.sha256(text.encode()).hexdigest()
    return f"{digest[:16]}  {len(table):,} kinds, {table.sum():,} enterprises"


def main() -> None:
    """Print a line for each folder of the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+", metavar="DIR")
    for folder in parser.parse_args().folders:
        print(f"{line(pd.read_parquet(folder / CUBE))}  {folder}")


if __name__ == "__main__":
    main()
