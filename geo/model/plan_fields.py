"""What the plan says of its ten fields: numbered parts, boxes, and the words that name a field."""

from __future__ import annotations

from dataclasses import dataclass

from geo.model.figures import Row, listed


@dataclass(frozen=True)
class FieldPart:
    """A numbered part of a field, such as 三（一）2 新型显示."""

    clause: str
    field: str
    name_zh: str
    name_en: str

    @classmethod
    def from_row(cls, row: Row) -> FieldPart:
        """Return the part a row of field_parts.csv describes."""
        return cls(**{name: row[name] for name in cls.__dataclass_fields__})

    def name(self, lang: str) -> str:
        """Return the heading in Chinese (``zh``) or English (``en``)."""
        return self.name_zh if lang == "zh" else self.name_en


@dataclass(frozen=True)
class PlanBox:
    """A box (专栏) of the plan: ``quote`` is its whole text, ``programmes`` may be none.

    A programme is (Chinese name, what it is about in English).
    """

    number: int
    field: str
    title_zh: str
    title_en: str
    programmes: tuple[tuple[str, str], ...]
    quote: str

    @classmethod
    def from_row(cls, row: Row) -> PlanBox:
        """Return the box a row of boxes.csv describes; ValueError if a programme lacks a name."""
        pairs = zip(listed(row["programmes_zh"]), listed(row["programmes_en"]), strict=True)
        return cls(
            number=int(row["box"]),
            field=row["field"],
            title_zh=row["title_zh"],
            title_en=row["title_en"],
            programmes=tuple(pairs),
            quote=row["quote"],
        )

    @property
    def clause(self) -> str:
        """Return how the plan numbers the box."""
        return f"专栏 {self.number}"

    def title(self, lang: str) -> str:
        """Return the heading in Chinese (``zh``) or English (``en``)."""
        return self.title_zh if lang == "zh" else self.title_en


@dataclass(frozen=True)
class FieldWord:
    """A word of the industry lists that belongs to a field, and the words of the plan for it.

    ``basis`` is verbatim (the quoted words contain the word) or reading (they do not).
    """

    word: str
    word_en: str
    field: str
    clause: str
    quote: str
    basis: str

    @classmethod
    def from_row(cls, row: Row) -> FieldWord:
        """Return the word a row of field_words.csv describes."""
        return cls(**{name: row[name] for name in cls.__dataclass_fields__})
