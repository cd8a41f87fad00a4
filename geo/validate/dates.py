"""Dates that have not come yet, where only what has happened can be told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from geo.errors import Fault
from geo.sentences import said
from geo.validate.tables import CheckedTable

# Columns that say when something was published, approved or counted. Aims lie in the future.
PAST: Mapping[str, tuple[str, ...]] = {
    "sources": ("published",),
    "values": ("period", "as_of"),
    "zones": ("national_approval",),
    "zone_steps": ("date",),
    "platforms": ("year_established",),
    "platform_totals": ("as_of",),
}
DATED = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?:-[0-9]{2}(?:-[0-9]{2})?)?(?![0-9])")


def warnings(tables: Mapping[str, CheckedTable], today: date) -> Iterator[Fault]:
    """Yield dates later than today: a slip of the year, or a clock that is wrong."""
    now = today.isoformat()
    for name, columns in PAST.items():
        if name not in tables:
            continue
        for row in tables[name].rows:
            for column in columns:
                told = DATED.findall(row[column])
                if any(day > now[: len(day)] for day in told):
                    yield tables[name].fault(row, column, "future", said("future", today=now))
