"""The figures as a table: medians of both pages, and their ratio."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

Figures = Mapping[str, Sequence[float]]
SUMMED = frozenset({"unpainted", "foreign", "errors", "cold_5xx"})
ROWS = (
    ("unpainted", "loads that never painted (sum)"),
    ("painted_ms", "time to painted map, ms"),
    ("live_ms", "time to the map that answers, ms"),
    ("painted_slow_ms", "time to painted map at 10 Mbit/s and 20 ms, ms"),
    ("to_paint_kib", "received until painted, KiB"),
    ("to_paint_requests", "requests until painted"),
    ("kib", "received until idle, KiB"),
    ("requests", "requests until idle"),
    ("foreign", "foreign requests (sum)"),
    ("errors", "console errors (sum)"),
    ("heap_mib", "JavaScript heap, MiB"),
    ("switch_ms", "switch of indicator, ms"),
    ("first_s", "first start with an empty cache, s"),
    ("ready_s", "server start to first answer, s"),
    ("memory_mib", "server memory after the loads, MiB"),
    ("page_per_s", "page / per second"),
    ("sheet_per_s", "sheet file per second"),
    ("cold_requests", "requests of 16 visitors at a cold start"),
    ("cold_5xx", "of these failed"),
    ("cold_ms", "all answered after, ms"),
    ("no_webgl", "painted without WebGL (1 = yes)"),
)


def table(figures: Mapping[str, Figures], names: tuple[str, str]) -> str:
    """Return medians of two subjects side by side; a figure that one lacks is a dash."""
    left, right = (figures[name] for name in names)
    lines = [
        f"| median | {names[0]} | {names[1]} | ratio |",
        "| --- | ---: | ---: | ---: |",
    ]
    for key, words in ROWS:
        ours, theirs = _middle(left, key), _middle(right, key)
        if ours is not None or theirs is not None:
            lines.append(
                f"| {words} | {_words(ours)} | {_words(theirs)} | {_ratio(ours, theirs)} |"
            )
    return "\n".join(lines)


def _middle(figures: Figures, key: str) -> float | None:
    if not figures.get(key):
        return None
    return sum(figures[key]) if key in SUMMED else median(figures[key])


def _words(value: float | None) -> str:
    if value is None:
        return "–"
    if value == int(value):
        return f"{value:,.0f}"
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"  # noqa: PLR2004  three digits


def _ratio(ours: float | None, theirs: float | None) -> str:
    return f"{ours / theirs:.2f}" if ours and theirs else "–"
