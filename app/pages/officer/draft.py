"""A draft: what was done in it, what waits beside it, what can be put in, how far a work is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from app.officer.told_registry import told_registry_of
from app.text.messages import said
from geo.editing.templates import BOUNDARIES, TABLES
from geo.sentences import Said

if TYPE_CHECKING:
    from app.officer.draft_work import DraftWork
    from app.officer.uploads import Upload
    from geo.editing.draft import Draft, DraftStep


def draft_page(
    draft: Draft, current: str, uploads: Sequence[Upload], work: DraftWork | None
) -> Mapping[str, object]:
    """Return what the page of a draft shows."""
    return {
        "draft": draft,
        "name": draft.folder.name,
        "current": current,
        "old": draft.base != current,
        "steps": [step_row(one) for one in reversed(draft.steps)],
        "uploads": uploads,
        "tables": TABLES,
        "boundaries": tuple(BOUNDARIES),
        "work": work,
        "running": work is not None and work.state == "running",
        "previewed": _previewed(draft, work),
        "registry": told_registry_of(draft.data),
    }


def step_row(one: DraftStep) -> Mapping[str, object]:
    """Return one thing that was done in a draft, as a sentence with who and when."""
    return {"who": one.who, "time": one.time, "said": _step(one)}


def since(draft: Draft, revision: int) -> Sequence[Mapping[str, object]]:
    """Return what was done in a draft after somebody saw it last."""
    return [step_row(one) for one in draft.steps[revision:]]


def _step(one: DraftStep) -> Said:
    return said(f"office.step.{one.kind}", about=one.about, file=one.file, count=one.count)


def _previewed(draft: Draft, work: DraftWork | None) -> str:
    """Return the preview of a draft as it is now, blank where there is none."""
    if work is None or work.kind != "preview" or work.state != "done":
        return ""
    return work.result if work.result == draft.name() else ""
