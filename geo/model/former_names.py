"""Former names and codes: what divisions were called, and where their ground lies today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from geo.model.patterns import DIVISION, YEAR
from geo.model.shared_columns import SourceIds
from geo.model.table_schema import ColumnSchema, row_table


@dataclass(frozen=True)
class FormerName:
    """One row is a name and a code that a division had before it was renamed, moved or divided.

    ``places`` are the divisions of today that its ground became: one, or several where it was
    divided. ``until`` is the year of the change, the first in which it was no longer in use.
    """

    former_name: Annotated[
        str, ColumnSchema("Former name", "The name that it had, in Chinese.", required=True)
    ]
    former_code: Annotated[
        str,
        ColumnSchema("Former code", "The code that it had.", required=True, pattern=DIVISION),
    ]
    parent_name: Annotated[
        str,
        ColumnSchema(
            "Parent", "The prefecture that it belonged to then; blank for prefectures themselves."
        ),
    ]
    places: Annotated[
        tuple[str, ...],
        ColumnSchema(
            "Places",
            (
                "The divisions of today that its ground became, separated by semicolons: several "
                "where it was divided."
            ),
            name="adcodes",
            required=True,
            refers_to=("prefectures.adcode", "counties.adcode"),
        ),
    ]
    since: Annotated[
        str,
        ColumnSchema(
            "Since",
            "The first year of which a list has it; the lists begin with 1981.",
            name="from_year",
            required=True,
            pattern=YEAR,
        ),
    ]
    until: Annotated[
        str,
        ColumnSchema(
            "Until",
            "The year of the change: the first at whose end no list has it.",
            name="until_year",
            required=True,
            pattern=YEAR,
        ),
    ]
    source_ids: SourceIds


FORMER_NAMES = row_table(
    FormerName, "former_names", ("former_code", "former_name", "from_year"), tuple, "optional"
)
