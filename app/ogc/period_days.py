"""The days of periods: figures are of whole years or months."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable

PERIOD_FORM = re.compile(r"(\d{4})(?:-(\d\d))?")


def days_of(period: str) -> tuple[str, str] | None:
    """Return the first and the last day of a year or a month; None for what is neither.

    >>> days_of("2023-02")
    ('2023-02-01', '2023-02-28')
    """
    match = PERIOD_FORM.fullmatch(period)
    if match is None:
        return None
    year, month = int(match[1]), match[2]
    first, last = (int(month), int(month)) if month else (1, 12)
    end = calendar.monthrange(year, last)[1]
    return f"{year}-{first:02}-01", f"{year}-{last:02}-{end:02}"


def span_of(periods: Iterable[str]) -> tuple[str, str] | None:
    """Return the first and the last day of several periods; None where none has days."""
    days = [days for days in map(days_of, periods) if days is not None]
    return (min(days)[0], max(last for _, last in days)) if days else None
