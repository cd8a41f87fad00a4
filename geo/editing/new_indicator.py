"""A new indicator in a draft: a row of its table, taken if the package stays sound with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from geo.editing.whole_table import table_replaced
from geo.files.raw_table import RawTable
from geo.model.indicators import INDICATORS

if TYPE_CHECKING:
    from geo.editing.draft import Draft
    from geo.editing.whole_table import Check

# What an officer says of one, as the columns of its table are called.
FIELDS = tuple(column.name for column in INDICATORS.columns)


def indicator_added(draft: Draft, cells: Mapping[str, str], check: Check) -> None:
    """Add an indicator to a draft; raises CatalogueError with every fault that is new.

    Then the draft is as it was.
    """
    table = RawTable(draft.data / INDICATORS.path)
    table.rows.append(table.row({name: cells.get(name, "").strip() for name in FIELDS}))
    table_replaced(draft, INDICATORS.name, table.body, check)
