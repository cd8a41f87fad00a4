"""Published totals of platforms: what the list of platforms must not be mistaken for."""

from __future__ import annotations

from dataclasses import dataclass

from geo.model.figures import Row, listed


@dataclass(frozen=True)
class PlatformTotal:
    """How many platforms a source says there are; ``floor`` when it says "more than".

    ``match`` says how the types of the list compare with what the total counts: same, wider,
    narrower, or empty where nothing of the list can be counted beside it; ``why`` tells the rest.
    """

    as_of: str
    scope_en: str
    scope_zh: str
    name_en: str
    name_zh: str
    value: int
    floor: bool
    source_id: str
    quote: str
    prefecture: str
    match: str
    types: tuple[str, ...]
    rank: str
    status: str
    host: str
    why_zh: str
    why_en: str

    @classmethod
    def from_row(cls, row: Row) -> PlatformTotal:
        """Return the total a row of platform_totals.csv states; ValueError if it is no number."""
        same = ("as_of", "scope_zh", "source_id", "match", "status", "host", "why_zh", "why_en")
        return cls(
            **{name: row[name] for name in same},
            scope_en=row["scope"],
            name_en=row["indicator"],
            name_zh=row["indicator_zh"],
            value=int(row["value"].removesuffix("+")),
            floor=row["value"].endswith("+"),
            quote=row["quote_or_note"],
            prefecture=row["prefecture_adcode"],
            types=listed(row["types"]),
            rank=row["level"],
        )

    def name(self, lang: str) -> str:
        """Return what is counted in Chinese (``zh``) or English (``en``)."""
        return self.name_zh if lang == "zh" else self.name_en

    def scope(self, lang: str) -> str:
        """Return whose total it is in Chinese (``zh``) or English (``en``)."""
        return self.scope_zh if lang == "zh" else self.scope_en

    def why(self, lang: str) -> str:
        """Return why the two counts are not of the same thing, or nothing."""
        return self.why_zh if lang == "zh" else self.why_en
