"""What stands: the edition that readers have, drafts, templates, the journal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.text.messages import said
from geo.editing.templates import FIGURES, template_names

if TYPE_CHECKING:
    from pathlib import Path

    from app.officer.journal_state import JournalState
    from geo.editing.draft import Draft
    from geo.store.journal import JournalRow

# Of a long journal, as many rows are shown; the command lists all.
NEWEST = 20
BOOK = ".xlsx"


@dataclass(frozen=True)
class Standing:
    """The state of the journal, and the edition that this server answers by."""

    state: JournalState
    served: str


def home(
    standing: Standing, drafts: Sequence[Draft], folder: Path, year: str
) -> Mapping[str, object]:
    """Return what the first page shows: ``folder`` is the current edition."""
    state = standing.state
    names = template_names(folder, year)
    return {
        "state": state,
        "served": standing.served,
        "drafts": [_draft(one, state.current) for one in drafts],
        "year": year,
        "yearly": names[: len(FIGURES)],
        "tables": [name for name in names[len(FIGURES) :] if name.endswith(BOOK)],
        "boundaries": [name for name in names if not name.endswith(BOOK)],
        "journal": [_row(row) for row in reversed(state.rows[-NEWEST:])],
        "rows": len(state.rows),
    }


def _draft(one: Draft, current: str) -> Mapping[str, object]:
    last = one.steps[-1] if one.steps else None
    return {
        "name": one.folder.name,
        "title": one.title,
        "last": last,
        "state": "old" if one.base != current else "published" if _over(one) else "open",
    }


def _over(one: Draft) -> bool:
    return bool(one.steps) and one.steps[-1].kind == "published"


def _row(row: JournalRow) -> Mapping[str, object]:
    return {
        "time": row.time,
        "who": row.who,
        "act": said(f"data.act.{row.act}"),
        "base": row.base,
        "to": row.to,
        "why": row.why,
    }
