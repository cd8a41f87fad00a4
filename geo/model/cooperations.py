"""Cooperations: partners beyond the province that a document names, as context of the zones."""

from __future__ import annotations

from dataclasses import dataclass

from geo.model.figures import Row, listed

EDGES = ("north", "east", "south", "west")


@dataclass(frozen=True)
class Cooperation:
    """A partner, or an undertaking with it, and the words of the document that names it.

    ``edge`` is the side of a map of the province beyond which it lies, blank where no map names
    it: no source gives it a point here, and none is made up. ``zone_id`` is who works with it.
    """

    cooperation_id: str
    name_zh: str
    name_en: str
    zone_id: str
    edge: str
    clause: str
    quote: str
    quote_en: str
    source_ids: tuple[str, ...]

    @classmethod
    def from_row(cls, row: Row) -> Cooperation:
        """Return the cooperation that a row of cooperations.csv states."""
        same = ("cooperation_id", "name_zh", "name_en", "zone_id", "edge", "clause")
        return cls(
            **{name: row[name] for name in (*same, "quote", "quote_en")},
            source_ids=listed(row["source_id"]),
        )

    def name(self, lang: str) -> str:
        """Return the name in Chinese (``zh``) or English (``en``)."""
        return self.name_zh if lang == "zh" else self.name_en

    def words(self, lang: str) -> str:
        """Return the document's words, in English as a translation."""
        return self.quote if lang == "zh" else self.quote_en
