"""What must be promised of a column, and the patterns that several columns share."""

from __future__ import annotations

from dataclasses import dataclass

YEAR = "(19|20)[0-9]{2}"
DATE = f"{YEAR}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
INFERRED = rf"{DATE}( \(inferred\))?"
DIVISION = "51[0-9]{4}"
PREFECTURE = "51[0-9]{2}00"
INDICATOR = "[a-z][a-z0-9_]*"
ZONE = "htz-[a-z]+(-[a-z]+)*"


@dataclass(frozen=True)
class ColumnPromise:
    """What must be promised of a column; ``refers_to`` lists ``resource.column``."""

    name: str
    type: str = "string"
    required: bool = False
    pattern: str = ""
    enum: tuple[str, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    refers_to: tuple[str, ...] = ()
    delimiter: str = ""
