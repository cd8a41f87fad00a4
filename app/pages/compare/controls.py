"""Showing: the chips, lists and choices by which a reader says what is compared, and how."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.pages.compare.lists import entry_words, lacking
from app.pages.compare.maps import placed, slot
from app.pages.compare.measures import FIGURED
from app.pages.compare.places import faults_said, offers, opening
from app.pages.compare.request import MODES, PREFECTURES, CompareRequest, Side
from app.shell.covered import period_choice, sheet_choice
from geo.analysis.pairs import pairs
from geo.analysis.subjects import KINDS, MOST, offered
from geo.errors import AtlasError
from geo.languages import ORIGINAL
from geo.model.indicators import GROUPS
from geo.model.subject import Subject
from layers.words import period_words as said_period

# Layers that show the figures of an indicator as they are, one sheet an indicator.
FIGURES = (PREFECTURES, FIGURED)


def choosing(told: CompareRequest) -> dict[str, Any]:
    """Return what the part that chooses subjects says."""
    words, every = told.chosen.words, offered(told.catalogue, told.kind)
    return {
        "chips": [
            {
                "word": one.word,
                "name": one.name(told.lang),
                "color": told.color(one.word),
                "link": _without(told, one.word) if len(words) > 1 else "",
            }
            for one in told.subjects
        ],
        "full": len(words) >= MOST,
        "most": MOST,
        "kinds": [
            {
                "kind": kind,
                "on": told.kind == kind,
                "link": told.based.link(
                    places=",".join(opening(told.catalogue, kind)),
                    a="",
                    period_a="",
                    b="",
                    period_b="",
                    like="",
                    by=(),
                    sort="",
                    year="",
                    mode="side",
                ),
            }
            for kind in KINDS
        ],
        "names": [one.name(told.lang) for one in every if one.word not in words],
        "near": [
            {"name": one.name(told.lang), "link": _with(told, one.word)} for one in told.chosen.near
        ],
        "sought": told.chosen.sought,
        "groups": list(_groups(told)),
        "prefectures": [
            {"id": place.place_id, "name": place.name(told.lang)}
            for place in told.catalogue.at_level("prefecture")
        ],
        "two": _two(told),
        "faults": faults(told),
        "start": "?" + ("" if told.lang == ORIGINAL else f"lang={told.lang}"),
    }


def _two(told: CompareRequest) -> tuple[str, str]:
    """Return the first two prefectures that are compared, for a page that offers no search."""
    known = told.catalogue.at_level_ids("prefecture")
    both = [one.word for one in told.chosen.subjects if one.word in known][:2]
    return both[0] if both else "", both[1] if len(both) > 1 else ""


def faults(told: CompareRequest) -> list[dict[str, Any]]:
    """Return what is wrong with the address: the rule, and the words at fault by their names.

    ``offers`` are links to what a name at fault may mean.
    """
    named = zip(told.chosen.faults, faults_said(told.chosen.faults), strict=True)
    return [
        {
            "offers": _offers(told, fault),
            "rule": rule,
            "words": told.names(*words),
            "example": told.catalogue.at_level_ids("prefecture")[0],
            # Where two do not fit together, the first is the one that was not taken.
            "left": told.names(*words[:1]),
            "kept": told.names(*words[1:]),
        }
        for fault, (rule, words) in named
    ]


def _offers(told: CompareRequest, fault: AtlasError) -> list[dict[str, str]]:
    """Return what may be meant, each with the link that takes it, of the kind compared if any."""
    found = offers(told.catalogue, fault)
    mine = [one for one in found if one.kind == told.kind] if told.subjects else []
    shown = [one for one in mine or found if one.word not in told.chosen.words]
    several = len({one.kind for one in shown}) > 1
    return [
        {"name": _kept_apart(told, one, several=several), "link": _with(told, one.word)}
        for one in shown
    ]


def _kept_apart(told: CompareRequest, one: Subject, *, several: bool) -> str:
    """Return a name, with its kind where things of ``several`` kinds may have the same."""
    name, phrases = one.name(told.lang), told.world.phrases(told.lang, "compare")
    if not several:
        return name
    return phrases["fault.of-kind"].format(name=name, kind=phrases[f"kind.{one.kind}"])


def _without(told: CompareRequest, word: str) -> str:
    return told.based.link(places=told.chosen.joined(*(w for w in told.chosen.words if w != word)))


def _with(told: CompareRequest, word: str) -> str:
    return told.based.link(places=told.chosen.joined(*told.chosen.words, word))


def _groups(told: CompareRequest) -> Iterator[dict[str, Any]]:
    """Yield the ready groups: as subjects where groups are compared, else as their members."""
    for one in offered(told.catalogue, "group"):
        members = one.members[:MOST]
        grouped = told.kind == "group"
        on = one.word in told.chosen.words if grouped else set(told.chosen.words) == set(members)
        link = told.based.link(places=told.chosen.joined(*members))
        if grouped:
            link = _without(told, one.word) if on else _with(told, one.word)
        yield {
            "name": one.name(told.lang),
            "members": told.names(*one.members),
            "on": on,
            "link": link if not (grouped and on and len(told.subjects) == 1) else told.based.link(),
            "count": len(one.members),
            "cut": not grouped and len(one.members) > MOST,
            "sources": one.source_ids,
        }


def modes(told: CompareRequest) -> dict[str, Any]:
    """Return the choices of mode, layer and period."""
    return {
        "modes": [
            {"mode": mode, "on": told.mode == mode, "link": told.based.link(mode=mode)}
            for mode in MODES
        ],
        "sync": [
            {"word": word, "on": told.asked["sync"] == word, "link": told.based.link(sync=word)}
            for word in ("move", "free")
        ],
        "sides": [_side(told, name, side) for name, side in _sides(told)],
        "swap": told.based.link(
            a=told.b.sheet_id, period_a=told.b.period, b=told.a.sheet_id, period_b=told.a.period
        ),
    }


def _sides(told: CompareRequest) -> tuple[tuple[str, Side], ...]:
    first = (("a", told.a),)
    return first if told.mode == "side" else (*first, ("b", told.b))


def _side(told: CompareRequest, name: str, side: Side) -> dict[str, Any]:
    return {
        "name": name,
        "period_name": "period_a" if name == "a" else "period_b",
        "sheet": side.sheet_id,
        "title": side.title,
        "period": side.period,
        "words": period_words(told, side),
        "periods": [
            {
                "period": one,
                "words": period_choice(told.sheets[side.sheet_id], one, told.lang),
                "on": one == side.period,
            }
            for one in reversed(side.periods)
            if one
        ],
        "layers": _layers(told, name),
    }


def period_words(told: CompareRequest, side: Side) -> str:
    """Return the period of a side in words; nothing for a layer that has none."""
    return said_period(side.period, told.lang)


def _layers(told: CompareRequest, name: str) -> list[dict[str, Any]]:
    """Return the sheets to choose from, by what they are; for a difference those that have one."""
    found: dict[str, list[dict[str, str]]] = {}
    able = _subtractable(told, name) if told.mode == "difference" else None
    for sheet_id, about in told.sheets.items():
        plain = about["layer"] in FIGURES
        side = told.a if name == "a" else told.b
        apart = plain and about["level"] == told.level and about["indicator"] in (able or ())
        if able is not None and not apart and sheet_id != side.sheet_id:
            continue
        under = str(about["group"]) if plain else _heading(str(about["layer"]))
        found.setdefault(under, []).append(
            {"id": sheet_id, "title": sheet_choice(about, told.lang)}
        )
    order = (*GROUPS.values(), "zones", "cities", "platforms", "gaps")
    return [{"group": name, "sheets": found[name]} for name in order if name in found]


def _subtractable(told: CompareRequest, name: str) -> set[str]:
    """Return the indicators that can be subtracted: for B those that match the one of A."""
    known = pairs(told.catalogue, told.level)
    if name == "a":
        return {one.indicator_id for one in known}
    mine = told.a.figure_id
    return {b.indicator_id for a, others in known.items() if a.indicator_id == mine for b in others}


def _heading(layer: str) -> str:
    if layer.startswith("gap-"):
        return "gaps"
    if layer.startswith("platforms"):
        return "platforms"
    return "cities" if layer.startswith("science-city") else "zones"


def frames(told: CompareRequest) -> dict[str, Any]:
    """Return the frames of the maps: captions with what each map's subject has."""
    first = next((one for one in told.subjects if placed(told, one)), None)
    return {
        "mode": told.mode,
        "frames": [_frame(told, at) for at in range(len(told.subjects))],
        "first": slot(first) if first else "",
        "left": f"{told.a.title} {period_words(told, told.a)}".strip(),
        "right": f"{told.b.title} {period_words(told, told.b)}".strip(),
        "bar": f"{told.asked['bar']:g}",
        "bar_link": told.based.pattern("bar"),
        "title": f"{told.a.title} {period_words(told, told.a)}".strip(),
    }


def _frame(told: CompareRequest, at: int) -> dict[str, Any]:
    subject, row = told.subjects[at], told.active
    said = lack = ""
    rank = None
    if row is not None:
        said = entry_words(row.cells[at].entry, row.indicator, told.lang)
        lack = lacking(told, row.cells[at].entry)
        rank = row.cells[at].rank
    return {
        "slot": slot(subject),
        "word": subject.word,
        "name": subject.name(told.lang),
        "color": told.color(subject.word),
        "placed": placed(told, subject),
        "known": row is not None,
        "words": said,
        "lack": lack,
        "rank": rank,
    }
