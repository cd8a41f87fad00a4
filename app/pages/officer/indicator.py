"""The form of a new indicator: a field for each column of its table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from geo.model.indicators import INDICATORS

if TYPE_CHECKING:
    from geo.editing.draft import Draft


def indicator_page(draft: Draft, fields: Mapping[str, str]) -> Mapping[str, object]:
    """Return what the form shows: what each field takes, and what was typed into it."""
    return {
        "draft": draft,
        "name": draft.folder.name,
        "fields": [
            {
                "name": column.name,
                "required": column.required,
                "choices": column.enum,
                "value": fields.get(column.name, ""),
            }
            for column in INDICATORS.columns
        ],
    }
