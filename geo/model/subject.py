"""A subject: one thing that can be compared, a place or a group of prefectures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from geo.languages import cell

Kind = Literal["prefecture", "zone", "area", "group"]
# What the word of a group of one's own begins with.
OWN_PREFIX = "own:"


@dataclass(frozen=True)
class Subject:
    """One thing to compare: a place, or a group of prefectures.

    ``word`` is what an address calls it; ``members`` are the ids of its places, of a place itself.
    ``source_ids`` say what belongs to a group; a place and an own group need none.
    """

    word: str
    kind: Kind
    name_zh: str
    name_en: str
    members: tuple[str, ...]
    source_ids: tuple[str, ...] = ()

    @property
    def level(self) -> str:
        """Return the level of its places: prefecture for a group."""
        return "prefecture" if self.kind == "group" else self.kind

    @property
    def own(self) -> bool:
        """Return whether a reader put the group together."""
        return self.word.startswith(OWN_PREFIX)

    def name(self, lang: str) -> str:
        """Return the name in Chinese (``zh``) or English (``en``)."""
        return cell(self, "name", lang)
