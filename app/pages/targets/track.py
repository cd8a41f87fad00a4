"""What the view of targets says of each track: its card, its page, its row in the register."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.address.query import Asked
from app.shell.footnotes import Footnotes
from app.text import view_words, words
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
    """Return the small cards by group, each with its bullet; nothing was published of no other."""
    made: dict[str, list[dict[str, Any]]] = {group: [] for group in GROUPS}
    for track in shown:
        if track.reason != "no-figure":
            made[_group(track.target)].append(_card(track, chosen, lang))
    return [{"key": group, "cards": found} for group, found in made.items() if found]


def silent(shown: Sequence[Track], chosen: Track, lang: str) -> list[dict[str, Any]]:
    """Return the cards of the aims of which no figure was ever published."""
    return [_card(track, chosen, lang) for track in shown if track.reason == "no-figure"]


def _card(track: Track, chosen: Track, lang: str) -> dict[str, Any]:
    return {
        "id": track.target.target_id,
        "name": track.indicator.name(lang),
        "verdict": track.verdict,
        "judged": verdict_words(track, lang),
        "latest": _latest(track, lang),
        "aim": aim_words(track.target, track.indicator, lang),
        "due": track.target.due_period,
        "kind": track.target.kind,
        "bullet": bullet(track),
        "on": track.target.target_id == chosen.target.target_id,
    }


def verdict_words(track: Track, lang: str) -> str:
    """Return a verdict with the years of the figures that it rests on."""
    years, phrases = track.judged_years, view_words(NAME, lang)
    verdict = words(lang)[f"verdict.{track.verdict}"]
    if years:
        key = "judged.years" if len(years) > 1 else "judged.year"
        return phrases[key].format(first=years[0], last=years[-1], verdict=verdict)
    if track.reason == "no-later-figure" and track.latest is not None:
        return phrases["judged.silent"].format(year=track.latest.period)
    return phrases["judged.never"] if track.reason == "no-figure" else verdict


def since(track: Track, lang: str) -> str:
    """Return what is known since the figure that was judged: that the due year has none."""
    due = track.target.due_period
    return view_words(NAME, lang)["judged.overdue"].format(due=due) if track.overdue else ""


def opened(catalogue: Catalogue, track: Track, lang: str) -> dict[str, Any]:
    """Return everything that is said of the track that is open."""
    target, indicator, path = track.target, track.indicator, track.path
    return {
        "id": target.target_id,
        "name": indicator.name(lang),
        "unit_words": unit_words(indicator, lang),
        "note": indicator.note(lang),
        "target": target,
        "about": target.note(lang),
        "place": catalogue.place(target.place_id).name(lang),
        "aim": aim_words(target, indicator, lang),
        "verdict": track.verdict,
        "judged": verdict_words(track, lang),
        "since": since(track, lang),
        "parts": [part.target.target_id for part in track.parts],
        "why": why(track, lang, catalogue.profile),
        "disputed": track.disputed,
        "latest": _latest(track, lang),
        "latest_sources": track.latest.source_ids if track.latest else (),
        "base": _base(track, lang),
        "required": required_words(path, indicator, lang) if path else "",
        "path": path,
        "chart": chart(track, lang),
        "breaks": [
            f"{series_break.before}–{series_break.after} {series_break.reason(lang)}"
            for series_break in track.breaks
        ],
        "years": list(_years(catalogue.profile, track, lang)),
        "conflicts": track.conflicts,
        "sources": track.source_ids,
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


def why(track: Track, lang: str, profile: Profile) -> str:
    """Return the verdict's reason as a sentence with its numbers."""
    phrases, target = view_words(NAME, lang), track.target
    parts = {
        "latest": _latest(track, lang),
        "aim": value_words(target.value, track.indicator, lang),
        "year": track.latest.period if track.latest else "",
        "path": "",
        "start": str(track.path.start_year) if track.path else profile.base_year,
        "profile": profile.words(lang),
    }
    if track.path_value is not None:
        finer = replace(track.indicator, decimals=track.indicator.decimals + FINER)
        parts["path"] = value_words(track.path_value, finer, lang)
    if track.parts:
        dated = [f"{part.indicator.name(lang)} {_latest(part, lang)}" for part in track.parts]
        parts["parts"] = phrases["comma"].join(dated)
        return phrases[f"why.parts-{track.verdict}"].format(**parts)
    key = f"why.{track.reason or track.verdict}"
    if track.reason == "no-figure" and target.kind != "level":
        key = f"why.{target.kind}"
    if track.verdict == "behind" and track.path_value is None:
        key = "why.behind-due"
    return phrases[key].format(**parts)


def _group(target: Target) -> str:
    if target.kind != "level":
        return target.kind
    return "table" if target.in_table_1 else "text"


def _latest(track: Track, lang: str) -> str:
    if track.latest is None:
        return ""
    words = value_words(track.latest.value, track.indicator, lang)
    words = least_words(words, lang, least=track.latest.status == "floor")
    return view_words(NAME, lang)["in-year"].format(year=track.latest.period, words=words)


def _base(track: Track, lang: str) -> str:
    if track.path is None:
        return ""
    words = value_words(track.path.start, track.indicator, lang)
    return view_words(NAME, lang)["in-year"].format(year=track.path.start_year, words=words)


def _years(profile: Profile, track: Track, lang: str) -> Sequence[Mapping[str, Any]]:
    """Return a row for each year of the figures and of the path: the picture in words."""
    finer = replace(track.indicator, decimals=track.indicator.decimals + FINER)
    ways = {str(y): track.path.at(y) for y in track.path.years} if track.path else {}
    if track.target.kind == "yearly":
        ways = {
            str(year): track.target.value
            for year in range(int(profile.first_year), int(profile.last_year) + 1)
        }
        finer = track.indicator
    periods = sorted({*ways, *(value.period for value in track.points)})
    rows = []
    for period in periods:
        figures = [
            {
                "words": value_words(value.value, track.indicator, lang),
                "as_of": as_of_words(value.as_of, lang) if value.as_of != period else "",
                "status": value.status,
                "sources": value.source_ids,
                "quote": value.quote,
            }
            for value in track.points
            if value.period == period
        ]
        way = value_words(ways[period], finer, lang) if period in ways else ""
        rows.append({"period": period, "path": way, "figures": figures})
    return rows


def register_rows(
    catalogue: Catalogue, shown: Sequence[Track], lang: str, footnotes: Footnotes
) -> list[dict[str, Any]]:
    """Return the rows of the register, as listed; their sources are numbers."""
    return [
        {
            "id": track.target.target_id,
            "target": track.target,
            "place": catalogue.place(track.target.place_id).name(lang),
            "name": track.indicator.name(lang),
            "base": _base(track, lang) or _stated_base(track, lang),
            "base_sources": track.path.source_ids if track.path and not track.path.stated else (),
            "aim": aim_words(track.target, track.indicator, lang),
            "latest": _latest(track, lang),
            "latest_notes": footnotes.marks(track.latest.source_ids if track.latest else ()),
            "source_notes": footnotes.marks((track.target.source_id,)),
            "verdict": track.verdict,
            "judged": verdict_words(track, lang),
        }
        for track in shown
    ]


def _stated_base(track: Track, lang: str) -> str:
    if track.target.base_value is None:
        return ""
    words = value_words(track.target.base_value, track.indicator, lang)
    return view_words(NAME, lang)["in-year"].format(year=track.target.base_period, words=words)


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
    used = dict.fromkeys(source for track in every for source in track.source_ids)
    return Table(
        name="targets",
        title=view_words(NAME, lang)["table.register"],
        columns=tuple(
            Column(name, "number" if kind == "number" else "text")
            for name, kind in REGISTER.items()
        ),
        rows=tuple(_row(catalogue, track, lang) for track in every),
        sources=tuple(catalogue.sources[source] for source in used),
        about=(
            ("rule", view_words(NAME, lang)["rule"]),
            ("note", view_words(NAME, lang)["caveat"]),
        ),
    )


def _row(catalogue: Catalogue, track: Track, lang: str) -> tuple[Cell, ...]:
    target, path, latest = track.target, track.path, track.latest
    made: tuple[Cell, ...] = (
        *(target.target_id, target.document, in_words(target.clause, lang)),
        catalogue.place(target.place_id).name(lang),
        *(target.indicator_id, track.indicator.name(lang), track.indicator.unit(lang)),
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
        None if track.path_value is None else round(track.path_value, 4),
        *(track.verdict, why(track, lang, catalogue.profile)),
        *(in_words(target.quote, lang), target.text_clause, target.text_quote, target.note(lang)),
        *cited(track.source_ids, catalogue.sources),
    )
    return tuple(None if cell == "" else cell for cell in made)
