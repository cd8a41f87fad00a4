"""What the view of targets says of each track: its card, its page, its row in the register."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.address.query import Asked
from app.text import view_words
from geo.analysis.target_track import Path, Track, tracks
from geo.export.table import Cell, Column, Table, cited
from geo.model.indicators import Indicator
from geo.model.profile import Profile
from geo.model.targets import Target
from geo.sentences import in_words
from geo.store.catalogue import Catalogue
from layers.target_chart import bullet, chart
from layers.words import PER_CENT, as_of_words, least_words, number_words, unit_words, value_words

if TYPE_CHECKING:
    from app.context.context import World

NAME = "targets"
# The groups of the tracker: Table 1, the text and other documents, every year, the talents.
GROUPS = ("table", "text", "yearly", "total")
# A path is computed: one digit more than the figures shows where it lies between them.
FINER = 1


def cards(shown: Sequence[Track], chosen: Track, lang: str) -> list[dict[str, Any]]:
    """Return the small cards by group, each with its bullet."""
    made: dict[str, list[dict[str, Any]]] = {group: [] for group in GROUPS}
    for one in shown:
        made[_group(one.target)].append(
            {
                "id": one.target.target_id,
                "name": one.indicator.name(lang),
                "verdict": one.verdict,
                "latest": _latest(one, lang),
                "aim": aim_words(one.target, one.indicator, lang),
                "due": one.target.due_period,
                "kind": one.target.kind,
                "bullet": bullet(one),
                "on": one.target.target_id == chosen.target.target_id,
            }
        )
    return [{"key": group, "cards": found} for group, found in made.items() if found]


def opened(catalogue: Catalogue, one: Track, lang: str) -> dict[str, Any]:
    """Return everything that is said of the track that is open."""
    target, indicator, path = one.target, one.indicator, one.path
    return {
        "id": target.target_id,
        "name": indicator.name(lang),
        "unit_words": unit_words(indicator, lang),
        "note": indicator.note(lang),
        "target": target,
        "about": target.note(lang),
        "place": catalogue.place(target.place_id).name(lang),
        "aim": aim_words(target, indicator, lang),
        "verdict": one.verdict,
        "why": why(one, lang, catalogue.profile),
        "disputed": one.disputed,
        "latest": _latest(one, lang),
        "latest_sources": one.latest.source_ids if one.latest else (),
        "base": _base(one, lang),
        "required": required_words(path, indicator, lang) if path else "",
        "path": path,
        "chart": chart(one, lang),
        "breaks": [f"{each.before}–{each.after} {each.reason(lang)}" for each in one.breaks],
        "years": list(_years(catalogue.profile, one, lang)),
        "conflicts": one.conflicts,
        "sources": one.source_ids,
    }


def aim_words(target: Target, indicator: Indicator, lang: str) -> str:
    """Return the aim as the document words it: reach, exceed, at least, every year."""
    words = value_words(target.value, indicator, lang)
    said = view_words(NAME, lang)[f"bound.{target.bound}"].format(words=words)
    return view_words(NAME, lang)[f"aim.{target.kind}"].format(words=said)


def required_words(path: Path, indicator: Indicator, lang: str) -> str:
    """Return what every year of a path needs, by the rule of its kind."""
    phrases = view_words(NAME, lang)
    if path.rule == "rate":
        return phrases["required.rate"].format(percent=f"{path.required:.1f}")
    finer = replace(indicator, decimals=indicator.decimals + 2)
    if indicator.unit_zh == PER_CENT:
        return phrases["required.points"].format(step=number_words(path.required, finer, lang))
    return phrases["required.step"].format(step=value_words(path.required, finer, lang))


def why(one: Track, lang: str, profile: Profile) -> str:
    """Return the verdict's reason as a sentence with its numbers."""
    phrases, target = view_words(NAME, lang), one.target
    parts = {
        "latest": _latest(one, lang),
        "aim": value_words(target.value, one.indicator, lang),
        "year": one.latest.period if one.latest else "",
        "path": "",
        "start": str(one.path.start_year) if one.path else profile.base_year,
        "profile": profile.words(lang),
    }
    if one.path_value is not None:
        finer = replace(one.indicator, decimals=one.indicator.decimals + FINER)
        parts["path"] = value_words(one.path_value, finer, lang)
    key = f"why.{one.reason or one.verdict}"
    if one.reason == "no-figure" and target.kind != "level":
        key = f"why.{target.kind}"
    if one.verdict == "behind" and one.path_value is None:
        key = "why.behind-due"
    return phrases[key].format(**parts)


def _group(target: Target) -> str:
    if target.kind != "level":
        return target.kind
    return "table" if target.in_table_1 else "text"


def _latest(one: Track, lang: str) -> str:
    if one.latest is None:
        return ""
    words = value_words(one.latest.value, one.indicator, lang)
    words = least_words(words, lang, least=one.latest.status == "floor")
    return view_words(NAME, lang)["in-year"].format(year=one.latest.period, words=words)


def _base(one: Track, lang: str) -> str:
    if one.path is None:
        return ""
    words = value_words(one.path.start, one.indicator, lang)
    return view_words(NAME, lang)["in-year"].format(year=one.path.start_year, words=words)


def _years(profile: Profile, one: Track, lang: str) -> Sequence[Mapping[str, Any]]:
    """Return a row for each year of the figures and of the path: the picture in words."""
    finer = replace(one.indicator, decimals=one.indicator.decimals + FINER)
    ways = {str(y): one.path.at(y) for y in one.path.years} if one.path else {}
    if one.target.kind == "yearly":
        ways = {
            str(year): one.target.value
            for year in range(int(profile.first_year), int(profile.last_year) + 1)
        }
        finer = one.indicator
    periods = sorted({*ways, *(value.period for value in one.points)})
    rows = []
    for period in periods:
        figures = [
            {
                "words": value_words(value.value, one.indicator, lang),
                "as_of": as_of_words(value.as_of, lang) if value.as_of != period else "",
                "status": value.status,
                "sources": value.source_ids,
                "quote": value.quote,
            }
            for value in one.points
            if value.period == period
        ]
        way = value_words(ways[period], finer, lang) if period in ways else ""
        rows.append({"period": period, "path": way, "figures": figures})
    return rows


def register_rows(catalogue: Catalogue, shown: Sequence[Track], lang: str) -> list[dict[str, Any]]:
    """Return the rows of the register, as listed."""
    return [
        {
            "id": one.target.target_id,
            "target": one.target,
            "place": catalogue.place(one.target.place_id).name(lang),
            "name": one.indicator.name(lang),
            "base": _base(one, lang) or _stated_base(one, lang),
            "base_sources": one.path.source_ids if one.path and not one.path.stated else (),
            "aim": aim_words(one.target, one.indicator, lang),
            "latest": _latest(one, lang),
            "latest_sources": one.latest.source_ids if one.latest else (),
            "verdict": one.verdict,
        }
        for one in shown
    ]


def _stated_base(one: Track, lang: str) -> str:
    if one.target.base_value is None:
        return ""
    words = value_words(one.target.base_value, one.indicator, lang)
    return view_words(NAME, lang)["in-year"].format(year=one.target.base_period, words=words)


REGISTER: Mapping[str, str] = {
    **dict.fromkeys(("target_id", "document", "clause", "scope", "indicator_id", "indicator"), ""),
    **dict.fromkeys(("unit", "kind", "bound", "base_period"), ""),
    "base_value": "number",
    "due_period": "",
    "value": "number",
    "latest_period": "",
    "latest_value": "number",
    "latest_source_ids": "",
    "path_start_period": "",
    "path_start_value": "number",
    "path_start_source_ids": "",
    "path_rule": "",
    "required_a_year": "number",
    "path_value_of_latest_period": "number",
    "verdict": "",
    "verdict_because": "",
    **dict.fromkeys(("quote", "text_clause", "text_quote", "note"), ""),
    **dict.fromkeys(("source_ids", "source_titles"), ""),
}


def register_table(world: World, asked: Asked) -> Table:
    """Return the whole register as a table, with the verdicts and their reasons."""
    catalogue, lang = world.catalogue, asked.lang
    every = list(tracks(catalogue))
    used = dict.fromkeys(source for one in every for source in one.source_ids)
    return Table(
        name="targets",
        title=view_words(NAME, lang)["table.register"],
        columns=tuple(
            Column(name, "number" if kind == "number" else "text")
            for name, kind in REGISTER.items()
        ),
        rows=tuple(_row(catalogue, one, lang) for one in every),
        sources=tuple(catalogue.sources[source] for source in used),
        about=(
            ("rule", view_words(NAME, lang)["rule"]),
            ("note", view_words(NAME, lang)["caveat"]),
        ),
    )


def _row(catalogue: Catalogue, one: Track, lang: str) -> tuple[Cell, ...]:
    target, path, latest = one.target, one.path, one.latest
    made: tuple[Cell, ...] = (
        *(target.target_id, target.document, in_words(target.clause, lang)),
        catalogue.place(target.place_id).name(lang),
        *(target.indicator_id, one.indicator.name(lang), one.indicator.unit(lang)),
        *(target.kind, target.bound, target.base_period, target.base_value),
        *(target.due_period, target.value),
        latest.period if latest else "",
        latest.value if latest else None,
        "; ".join(latest.source_ids) if latest else "",
        str(path.start_year) if path else "",
        path.start if path else None,
        "; ".join(path.source_ids) if path else "",
        path.rule if path else "",
        round(path.required, 4) if path else None,
        None if one.path_value is None else round(one.path_value, 4),
        *(one.verdict, why(one, lang, catalogue.profile)),
        *(in_words(target.quote, lang), target.text_clause, target.text_quote, target.note(lang)),
        *cited(one.source_ids, catalogue.sources),
    )
    return tuple(None if cell == "" else cell for cell in made)
