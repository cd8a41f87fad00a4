"""Showing: the chips, lists and choices by which a reader says what is compared, and how."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.context.place_pages import has_page, place_address
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
from layers.words import unit_words

# Layers that show the figures of an indicator as they are, one sheet an indicator.
FIGURES = (PREFECTURES, FIGURED)


def choosing(request: CompareRequest) -> dict[str, Any]:
    """Return what the part that chooses subjects says."""
    words, every = request.chosen.words, offered(request.catalogue, request.kind)
    return {
        "chips": [
            {
                "word": subject.word,
                "name": subject.name(request.lang),
                "page": _page(request, subject.word),
                "color": request.color(subject.word),
                "link": _without(request, subject.word) if len(words) > 1 else "",
            }
            for subject in request.subjects
        ],
        "full": len(words) >= MOST,
        "most": MOST,
        "kinds": [
            {
                "kind": kind,
                "on": request.kind == kind,
                "link": request.based.link(
                    places=",".join(opening(request.catalogue, kind)),
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
        "names": [subject.name(request.lang) for subject in every if subject.word not in words],
        "near": [
            {"name": subject.name(request.lang), "link": _with(request, subject.word)}
            for subject in request.chosen.near
        ],
        "sought": request.chosen.sought,
        "groups": list(_groups(request)),
        "prefectures": [
            {"id": place.place_id, "name": place.name(request.lang)}
            for place in request.catalogue.at_level("prefecture")
        ],
        "two": _two(request),
        "faults": faults(request),
        "start": "?" + ("" if request.lang == ORIGINAL else f"lang={request.lang}"),
    }


def _two(request: CompareRequest) -> tuple[str, str]:
    """Return the first two prefectures that are compared, for a page that offers no search."""
    known = request.catalogue.at_level_ids("prefecture")
    both = [subject.word for subject in request.chosen.subjects if subject.word in known][:2]
    return both[0] if both else "", both[1] if len(both) > 1 else ""


def faults(request: CompareRequest) -> list[dict[str, Any]]:
    """Return what is wrong with the address: the rule, and the words at fault by their names.

    ``offers`` are links to what a name at fault may mean.
    """
    named = zip(request.chosen.faults, faults_said(request.chosen.faults), strict=True)
    return [
        {
            "offers": _offers(request, fault),
            "rule": rule,
            "words": request.names(*words),
            "example": request.catalogue.at_level_ids("prefecture")[0],
            # Where two do not fit together, the first is the one that was not taken.
            "left": request.names(*words[:1]),
            "kept": request.names(*words[1:]),
        }
        for fault, (rule, words) in named
    ]


def _offers(request: CompareRequest, fault: AtlasError) -> list[dict[str, str]]:
    """Return what may be meant, each with the link that takes it, of the kind compared if any."""
    subjects = offers(request.catalogue, fault)
    mine = (
        [subject for subject in subjects if subject.kind == request.kind]
        if request.subjects
        else []
    )
    shown = [subject for subject in mine or subjects if subject.word not in request.chosen.words]
    several = len({subject.kind for subject in shown}) > 1
    return [
        {
            "name": _kept_apart(request, subject, several=several),
            "link": _with(request, subject.word),
        }
        for subject in shown
    ]


def _kept_apart(request: CompareRequest, subject: Subject, *, several: bool) -> str:
    """Return a name, with its kind where things of ``several`` kinds may have the same."""
    name, phrases = subject.name(request.lang), request.world.phrases(request.lang, "compare")
    if not several:
        return name
    return phrases["fault.of-kind"].format(name=name, kind=phrases[f"kind.{subject.kind}"])


def _page(request: CompareRequest, word: str) -> str:
    """Return the address of the page of a subject; nothing for a group."""
    if not has_page(request.catalogue, word):
        return ""
    return place_address(request.world.urls, request.lang, word)


def _without(request: CompareRequest, word: str) -> str:
    return request.based.link(
        places=request.chosen.joined(*(w for w in request.chosen.words if w != word))
    )


def _with(request: CompareRequest, word: str) -> str:
    return request.based.link(places=request.chosen.joined(*request.chosen.words, word))


def _groups(request: CompareRequest) -> Iterator[dict[str, Any]]:
    """Yield the ready groups: as subjects where groups are compared, else as their members."""
    for subject in offered(request.catalogue, "group"):
        members = subject.members[:MOST]
        grouped = request.kind == "group"
        on = (
            subject.word in request.chosen.words
            if grouped
            else set(request.chosen.words) == set(members)
        )
        link = request.based.link(places=request.chosen.joined(*members))
        if grouped:
            link = _without(request, subject.word) if on else _with(request, subject.word)
        yield {
            "name": subject.name(request.lang),
            "members": request.names(*subject.members),
            "on": on,
            "link": link
            if not (grouped and on and len(request.subjects) == 1)
            else request.based.link(),
            "count": len(subject.members),
            "cut": not grouped and len(subject.members) > MOST,
            "sources": subject.source_ids,
        }


def modes(request: CompareRequest) -> dict[str, Any]:
    """Return the choices of mode, layer and period."""
    return {
        "modes": [
            {"mode": mode, "on": request.mode == mode, "link": request.based.link(mode=mode)}
            for mode in MODES
        ],
        "sync": [
            {
                "word": word,
                "on": request.asked["sync"] == word,
                "link": request.based.link(sync=word),
            }
            for word in ("move", "free")
        ],
        "sides": [_side(request, name, side) for name, side in _sides(request)],
        "swap": request.based.link(
            a=request.b.sheet_id,
            period_a=request.b.period,
            b=request.a.sheet_id,
            period_b=request.a.period,
        ),
    }


def _sides(request: CompareRequest) -> tuple[tuple[str, Side], ...]:
    first = (("a", request.a),)
    return first if request.mode == "side" else (*first, ("b", request.b))


def _side(request: CompareRequest, name: str, side: Side) -> dict[str, Any]:
    return {
        "name": name,
        "period_name": "period_a" if name == "a" else "period_b",
        "sheet": side.sheet_id,
        "title": side.title,
        "period": side.period,
        "words": period_words(request, side),
        "periods": [
            {
                "period": period,
                "words": period_choice(request.sheets[side.sheet_id], period, request.lang),
                "on": period == side.period,
            }
            for period in reversed(side.periods)
            if period
        ],
        "layers": _layers(request, name),
    }


def period_words(request: CompareRequest, side: Side) -> str:
    """Return the period of a side in words; nothing for a layer that has none."""
    return said_period(side.period, request.lang)


def _layers(request: CompareRequest, name: str) -> list[dict[str, Any]]:
    """Return the sheets to choose from, by what they are; for a difference those that have one."""
    found: dict[str, list[dict[str, str]]] = {}
    able = _subtractable(request, name) if request.mode == "difference" else None
    for sheet_id, about in request.sheets.items():
        plain = about["layer"] in FIGURES
        side = request.a if name == "a" else request.b
        apart = plain and about["level"] == request.level and about["indicator"] in (able or ())
        if able is not None and not apart and sheet_id != side.sheet_id:
            continue
        under = str(about["group"]) if plain else _heading(str(about["layer"]))
        found.setdefault(under, []).append(
            {"id": sheet_id, "title": sheet_choice(about, str(about["default_year"]), request.lang)}
        )
    order = (*GROUPS.values(), "zones", "cities", "platforms", "gaps")
    return [{"group": name, "sheets": found[name]} for name in order if name in found]


def _subtractable(request: CompareRequest, name: str) -> set[str]:
    """Return the indicators that can be subtracted: for B those that match the one of A."""
    known = pairs(request.catalogue, request.level)
    if name == "a":
        return {measure.indicator_id for measure in known}
    mine = request.a.figure_id
    return {b.indicator_id for a, others in known.items() if a.indicator_id == mine for b in others}


def _heading(layer: str) -> str:
    if layer.startswith("gap-"):
        return "gaps"
    if layer.startswith("platforms"):
        return "platforms"
    return "cities" if layer.startswith("science-city") else "zones"


def frames(request: CompareRequest) -> dict[str, Any]:
    """Return the frames of the maps: captions with what each map's subject has."""
    first = next((subject for subject in request.subjects if placed(request, subject)), None)
    return {
        "mode": request.mode,
        "frames": [_frame(request, at) for at in range(len(request.subjects))],
        "first": slot(first) if first else "",
        "left": f"{request.a.title} {period_words(request, request.a)}".strip(),
        "right": f"{request.b.title} {period_words(request, request.b)}".strip(),
        "bar": f"{request.asked['bar']:g}",
        "bar_link": request.based.pattern("bar"),
        "title": f"{request.a.title} {period_words(request, request.a)}".strip(),
    }


def _frame(request: CompareRequest, at: int) -> dict[str, Any]:
    subject, row = request.subjects[at], request.active
    said = lack = unit = ""
    rank = None
    if row is not None:
        said = entry_words(row.cells[at].entry, row.indicator, request.lang)
        unit = unit_words(row.indicator, request.lang)
        lack = lacking(request, row.cells[at].entry)
        rank = row.cells[at].rank
    return {
        "slot": slot(subject),
        "word": subject.word,
        "name": subject.name(request.lang),
        "color": request.color(subject.word),
        "placed": placed(request, subject),
        "known": row is not None,
        "figure": said.removesuffix(unit),
        "unit": unit if said.endswith(unit) else "",
        "lack": lack,
        "rank": rank,
    }
