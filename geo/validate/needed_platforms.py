"""What the atlas needs of the tables behind fields, boxes and published totals of platforms."""

from __future__ import annotations

from collections.abc import Mapping

from geo.validate.column import DATE, DIVISION, Column

_FIELD = Column("field", required=True, refers_to=("fields.field",))

KEYS: Mapping[str, tuple[str, ...]] = {
    "platform_totals": ("as_of", "scope", "indicator", "source_id"),
    "field_parts": ("clause",),
    "field_words": ("word", "field"),
    "boxes": ("box",),
}
COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "platform_totals": (
        Column("as_of", required=True, pattern=DATE),
        Column("scope", required=True),
        Column("indicator", required=True),
        Column("value", required=True, pattern=r"[0-9]+\+?"),
        Column("source_id", required=True, refers_to=("sources.source_id",)),
        Column("quote_or_note", required=True),
        Column("scope_zh", required=True),
        Column("indicator_zh", required=True),
        Column("prefecture_adcode", pattern=DIVISION, refers_to=("prefectures.adcode",)),
        Column("match", enum=("same", "wider", "narrower")),
        Column("types", refers_to=("platform_types.type",), delimiter=";"),
        Column("level", enum=("national", "provincial")),
        Column("status", enum=("built", "planned")),
        Column("host"),
        Column("why_zh"),
        Column("why_en"),
    ),
    "field_parts": (
        Column("clause", required=True),
        _FIELD,
        Column("name_zh", required=True),
        Column("name_en", required=True),
    ),
    "field_words": (
        Column("word", required=True),
        Column("word_en", required=True),
        _FIELD,
        Column("clause", required=True),
        Column("quote", required=True),
        Column("basis", required=True, enum=("verbatim", "reading")),
    ),
    "boxes": (
        Column("box", "integer", required=True, minimum=1, maximum=8),
        _FIELD,
        Column("title_zh", required=True),
        Column("title_en", required=True),
        Column("programmes_zh"),
        Column("programmes_en"),
        Column("quote", required=True),
    ),
}
