"""What the atlas needs of the tables behind fields, boxes and published totals of platforms."""

from __future__ import annotations

from collections.abc import Mapping

from geo.validate.column import DATE, DIVISION, ColumnPromise

_FIELD = ColumnPromise("field", required=True, refers_to=("fields.field",))

KEYS: Mapping[str, tuple[str, ...]] = {
    "platform_totals": ("as_of", "scope", "indicator", "source_id"),
    "field_parts": ("clause",),
    "field_words": ("word", "field"),
    "boxes": ("box",),
}
COLUMNS: Mapping[str, tuple[ColumnPromise, ...]] = {
    "platform_totals": (
        ColumnPromise("as_of", required=True, pattern=DATE),
        ColumnPromise("scope", required=True),
        ColumnPromise("indicator", required=True),
        ColumnPromise("value", required=True, pattern=r"[0-9]+\+?"),
        ColumnPromise("source_id", required=True, refers_to=("sources.source_id",)),
        ColumnPromise("quote_or_note", required=True),
        ColumnPromise("scope_zh", required=True),
        ColumnPromise("indicator_zh", required=True),
        ColumnPromise("prefecture_adcode", pattern=DIVISION, refers_to=("prefectures.adcode",)),
        ColumnPromise("match", enum=("same", "wider", "narrower")),
        ColumnPromise("types", refers_to=("platform_types.type",), delimiter=";"),
        ColumnPromise("level", enum=("national", "provincial")),
        ColumnPromise("status", enum=("built", "planned")),
        ColumnPromise("host"),
        ColumnPromise("why_zh"),
        ColumnPromise("why_en"),
    ),
    "field_parts": (
        ColumnPromise("clause", required=True),
        _FIELD,
        ColumnPromise("name_zh", required=True),
        ColumnPromise("name_en", required=True),
    ),
    "field_words": (
        ColumnPromise("word", required=True),
        ColumnPromise("word_en", required=True),
        _FIELD,
        ColumnPromise("clause", required=True),
        ColumnPromise("quote", required=True),
        ColumnPromise("basis", required=True, enum=("verbatim", "reading")),
    ),
    "boxes": (
        ColumnPromise("box", "integer", required=True, minimum=1, maximum=8),
        _FIELD,
        ColumnPromise("title_zh", required=True),
        ColumnPromise("title_en", required=True),
        ColumnPromise("programmes_zh"),
        ColumnPromise("programmes_en"),
        ColumnPromise("quote", required=True),
    ),
}
