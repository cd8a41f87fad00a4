"""Whether a map may be published: what the office granted, held against what is drawn.

The state is decided here and nowhere else; layers.approval_mark says it, renderers draw what is
said.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from geo.approval.document import Grant
from geo.files.shape_files import FILES, LANDMARKS
from geo.sentences import said

State = Literal["approved", "mismatch", "expired", "missing"]
STATES: tuple[State, ...] = ("approved", "mismatch", "expired", "missing")


@dataclass(frozen=True)
class Approval:
    """The state of a map before the law, its number if it may show one, and why it may not.

    ``expires`` is the last day on which it holds; None where nothing was granted. ``landmarks`` is
    whether rivers, towns and airports may be drawn: under a number only if it covers their files.
    """

    state: State
    number: str = ""
    why: tuple[str, ...] = ()
    expires: date | None = None
    landmarks: bool = True

    @property
    def approved(self) -> bool:
        """Return whether the map may be published."""
        return self.state == "approved"


MISSING = Approval("missing", why=(said("approval.missing"),))


def approval(
    granted: Grant | None,
    *,
    today: date,
    boundaries: Mapping[str, str],
    layers: Iterable[str],
    zoom: int | None = None,
    landmarks: Mapping[str, str] | None = None,
) -> Approval:
    """Return the state of a map of some layers, drawn on boundary files with these SHA-256 sums.

    ``zoom`` is how far a reader may enlarge it, None for a picture. What does not fit is said
    before what is over: an expired approval of another map is no reason to renew it. ``landmarks``
    are the sums of their files.
    """
    if granted is None:
        return MISSING
    if today < granted.issued:
        return Approval(
            "missing", why=(said("approval.later", issued=granted.issued, today=today),)
        )
    unfit = tuple(_unfit(granted, boundaries, layers, zoom))
    if unfit:
        return Approval("mismatch", why=unfit, expires=granted.expires)
    if today > granted.expires:
        why = said("approval.over", expires=granted.expires, today=today)
        return Approval("expired", why=(why,), expires=granted.expires)
    covered = granted.landmarks == (landmarks or {})
    return Approval("approved", number=granted.number, expires=granted.expires, landmarks=covered)


def sums(folder: Path) -> dict[str, str]:
    """Return the SHA-256 sum of every boundary file of a data folder, by its name."""
    return _sums(folder / "shapes" / name for name, _ in FILES.values())


def landmark_sums(folder: Path) -> dict[str, str]:
    """Return the SHA-256 sum of every file of landmarks of a data folder, by its name."""
    return _sums(folder / file for file in LANDMARKS)


def _sums(paths: Iterable[Path]) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths if path.exists()
    }


def _unfit(
    granted: Grant, boundaries: Mapping[str, str], layers: Iterable[str], zoom: int | None
) -> Iterator[str]:
    for name in sorted({*boundaries, *granted.boundaries}):
        if name not in granted.boundaries:
            yield said("approval.file", name=name)
        elif name not in boundaries:
            yield said("approval.no-file", name=name)
        elif boundaries[name] != granted.boundaries[name]:
            yield said("approval.other-file", name=name)
    uncovered = [layer for layer in layers if layer not in granted.layers]
    if uncovered:
        key = "approval.layer" if len(uncovered) == 1 else "approval.layers"
        yield said(key, names=tuple(uncovered))
    if zoom is not None and zoom > granted.max_zoom:
        yield said("approval.zoom", zoom=zoom, approved=granted.max_zoom)
