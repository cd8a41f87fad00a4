"""Rows of the view: what its templates say, in the words of a language but without any HTML."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.pages.zones import balance, board, card, ranking
from app.pages.zones.names import place_name, zone_name
from app.pages.zones.request import TABS, ZonesRequest
from app.pages.zones.timeline import timeline
from geo.analysis.zone_status import LEVELS, ListedCount, Moment, steps_of
from layers.build.scenario import sentence
from layers.build.status_words import moment_words
from layers.words import words_of

# Rows of a table that stand open.
OPEN = 10
# What stands in the place of a number until the template writes it.
MARK = "\0"


def context(request: ZonesRequest) -> dict[str, Any]:
    """Return everything that the templates of the view know as ``c``."""
    # Numbers of sources follow the page from above.
    found = {
        "when": _when(request, request.moment),
        "base_year": request.catalogue.profile.base_year,
        "assuming": request.assuming,
        "assumed_here": request.assumed_here,
        "answer": list(answer(request)),
        "due": _due(request),
        "dates": list(_dates(request)),
        "timeline": timeline(request),
        "counter": counter(request),
        "aim": request.aim,
        "board": board.board(request),
        "card": card.card(request),
        **_result(request),
        "tab": request.tab,
        "tabs": [
            {"key": tab, "href": request.asked.link(tab=tab), "on": tab == request.tab}
            for tab in TABS
        ],
        **TAB_ROWS[request.tab](request),
    }
    return {**found, "notes": request.footnotes.sources}


def answer(request: ZonesRequest) -> Iterator[dict[str, Any]]:
    """Yield what is known of each level, newest date first: how many, when, and what is aimed at.

    ``before`` and ``after`` are the words around the number.
    """
    told = [one for one in request.moments if not one.target]
    goal = next((one for one in request.moments if one.target), None)
    found = []
    for level in LEVELS:
        newest = next((one for one in reversed(told) if level in one.counts), None)
        if newest is None:
            continue
        aimed = goal.counts.get(level) if goal else None
        words = request.say(
            "answer.part" if aimed is None else "answer.part-aim",
            level=request.words[f"level.{level}"],
            count=MARK,
            when=_when(request, newest),
            aim=aimed.value if aimed else "",
        )
        before, _, after = words.partition(MARK)
        count = newest.counts[level]
        found.append(
            {
                "level": level,
                "before": before,
                "count": count.value,
                "after": after,
                "marks": request.footnotes.marks(count.source_ids),
            }
        )
    yield from found


def counter(request: ZonesRequest) -> dict[str, Any]:
    """Return the counts of the date, or of the scenario against the base, with their sources."""
    tallies = {level: request.ledger.tally(level) for level in LEVELS}
    numbers: dict[str, int | None] = {
        level: listed_count.count.value if listed_count.count else None
        for level, listed_count in tallies.items()
    }
    if request.assumed_here:
        numbers = {level: request.outcome.counters[level].after for level in LEVELS}
    counts = request.moment.counts
    return {
        "numbers": numbers,
        "unpublished": [
            request.words[f"level.{level}"] for level, number in numbers.items() if number is None
        ],
        "tallies": tallies,
        "rest": _rest(tallies["total"]),
        "derived": {
            level: counts[level].note if level in counts and counts[level].derived else ""
            for level in LEVELS
        },
        "marks": request.footnotes.marks(
            dict.fromkeys(s for count in counts.values() for s in count.source_ids)
        ),
        "unconfirmed": [zone_name(request, zone) for zone in request.ledger.having("unconfirmed")],
        "undated": [zone_name(request, zone) for zone in request.ledger.having("undated")],
    }


def _rest(total: ListedCount) -> int:
    """Return how many of the zones of the date the list does not name."""
    return max(total.unnamed or 0, 0)


def _due(request: ZonesRequest) -> str:
    """Return the year of the target, where nobody has published since what came of it."""
    if request.aim is None:
        return ""
    due = request.aim.target.date
    told = any(one.date[:4] >= due for one in request.moments if not one.target)
    return "" if told else due


def _when(request: ZonesRequest, moment: Moment) -> str:
    return moment_words(moment, request.catalogue.profile, request.lang)


def _dates(request: ZonesRequest) -> Iterator[dict[str, Any]]:
    for moment in request.moments:
        yield {
            "words": _when(request, moment),
            "href": request.asked.link(period=moment.date),
            "on": moment.date == request.moment.date,
        }


def _result(request: ZonesRequest) -> dict[str, Any]:
    """Return what a scenario comes to, and what of it cannot be."""
    before, after = request.outcome.without()
    return {
        "sentence": sentence(request.catalogue, request.outcome, request.lang),
        "changes": request.outcome.counters,
        "without": (len(before), len(after)),
        "refused": [
            {
                "name": zone_name(request, refused_mark.place_id),
                "reason": refused_mark.reason,
                "href": request.asked.switched("up", refused_mark.place_id),
            }
            for refused_mark in request.scenario.refused
        ],
    }


def _list(request: ZonesRequest) -> dict[str, Any]:
    zones = sorted(request.catalogue.zones, key=lambda zone: board.order(request, zone))
    rows = [_listed(request, zone) for zone in zones]
    return {
        "note": words_of(request.catalogue.phrase_parts, request.lang)["note.zones-pipeline"],
        "target": request.moment.target,
        "new": len(request.scenario.recognized),
        "zones": rows[:OPEN],
        "more": rows[OPEN:],
        "rows": len(rows),
    }


def _listed(request: ZonesRequest, zone_id: str) -> dict[str, Any]:
    zone = request.catalogue.zones[zone_id]
    return {
        "href": request.asked.link(place=zone_id),
        "on": request.asked["place"] == zone_id,
        "full": zone.name(request.lang),
        "standing": request.ledger.standings[zone_id],
        "assumed": request.assumed_here and zone_id in request.scenario.upgraded,
        "prefecture": place_name(request, zone.prefecture),
        "steps": card.step_rows(request, steps_of(request.catalogue, zone_id)),
    }


def _next(request: ZonesRequest) -> dict[str, Any]:
    return {
        "criteria": ranking.criteria(request),
        "usual_weights": ranking.usual(request),
        "ranking": ranking.ranking(request),
        "apart": ranking.apart(request),
        "half": ranking.half(request),
    }


def _requirements(request: ZonesRequest) -> dict[str, Any]:
    return {"asked_for": card.asked_for(request)}


def _balance(request: ZonesRequest) -> dict[str, Any]:
    return {"balance": balance.balance(request)}


def _sources(request: ZonesRequest) -> dict[str, Any]:
    """Return the words the counts were read from; every source of the page is a number here."""
    known = request.catalogue
    quotes = [
        {
            "when": _when(request, moment),
            "level": level,
            "value": count.value,
            "quote": count.quote,
            "derived": count.note if count.derived else "",
            "marks": request.footnotes.marks(count.source_ids),
        }
        for moment in request.moments
        for level, count in moment.counts.items()
    ]
    cooperations = [
        {"one": one, "marks": request.footnotes.marks(one.source_ids)} for one in known.cooperations
    ]
    cited = [s for zone in known.zones.values() for s in zone.source_ids]
    cited += [s for step in known.zone_steps for s in step.source_ids]
    cited += [s for region in known.regions.values() for s in region.source_ids]
    request.footnotes.numbers(dict.fromkeys(cited))
    return {"quotes": quotes, "cooperations": cooperations}


TAB_ROWS = dict(zip(TABS, (_list, _balance, _next, _requirements, _sources), strict=True))
