"""Likeness: the places most like one, with what each indicator adds to the distance."""

from __future__ import annotations

from typing import Any

from app.pages.compare.request import CompareRequest
from geo.analysis.peers import Peer, measures, peers
from geo.errors import AtlasError
from geo.languages import LANGUAGES
from geo.model.figures import Measure, Value
from layers.words import value_words

# So many of a group that is compared by the same indicators, and so many groups.
SHOWN, GROUPS = 5, 3
# So many differences are said in words.
BIGGEST = 3
# Mean differences in standard deviations, up to which two places are very close, close, apart;
# of two places taken at random (normally distributed) it is 2 / √π, about 1.1.
CLOSENESS = ((0.35, "very-close"), (0.75, "close"), (1.1, "apart"))
FAR = "far"


def likeness(request: CompareRequest) -> dict[str, Any] | None:
    """Return the nearest places of the one asked about; None for groups, or without a subject."""
    if request.kind == "group" or not request.subjects:
        return None
    words = request.chosen.words
    asked = request.asked["like"] if request.asked["like"] in words else words[0]
    subject = request.subjects[words.index(asked)]
    every = measures(request.catalogue, subject.level)
    picked = _picked(request, every)
    try:
        found = peers(request.catalogue, subject, picked) if picked else None
    except AtlasError:
        found = None
    groups = found.groups if found else ()
    shown = [group[:SHOWN] for group in groups[:GROUPS]]
    most = max((peer.distance or 0.0 for group in shown for peer in group), default=0.0)
    known = sum(map(len, groups))
    return {
        "of": {"word": asked, "name": subject.name(request.lang)},
        "subjects": [
            {
                "word": w,
                "name": request.names(w),
                "link": request.based.link(like=w),
                "on": w == asked,
            }
            for w in words
        ],
        "measures": [_measure(request, measure, on=measure in picked) for measure in every],
        "needed": found.needed if found else 0,
        "picked": len(picked),
        "unusable": [
            {"name": _name(request, measure), "why": why}
            for measure, why in (found.unusable if found else ())
        ],
        "groups": [
            {
                "count": len(group[0].shared),
                "names": [_name(request, measure) for measure in group[0].shared],
                "more": len(groups[at]) - len(group),
                "peers": [_peer(request, peer, most) for peer in group],
            }
            for at, group in enumerate(shown)
        ],
        "axis": f"{most:.2f}",
        "other_groups": sum(map(len, groups[GROUPS:])),
        "without": len(found.found) - known if found else 0,
    }


def _picked(request: CompareRequest, every: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """Return the measures a reader picked; without a pick the usual ones, or else all."""
    wanted = request.asked["by"] or request.catalogue.profile.indicators.likeness
    found = tuple(measure for measure in every if measure.indicator_id in wanted)
    return found or every


def _name(request: CompareRequest, measure: Measure) -> str:
    return request.catalogue.indicator(measure.indicator_id).name(request.lang)


def _measure(request: CompareRequest, measure: Measure, *, on: bool) -> dict[str, Any]:
    return {
        "id": measure.indicator_id,
        "name": _name(request, measure),
        "period": measure.period,
        "on": on,
    }


def closeness(distance: float) -> str:
    """Return in a word how far apart two places are.

    >>> closeness(0.2), closeness(1.5)
    ('very-close', 'far')
    """
    return next((word for limit, word in CLOSENESS if distance <= limit), FAR)


def _peer(request: CompareRequest, peer: Peer, most: float) -> dict[str, Any]:
    """Return a peer in words; bars of all peers have one axis, which ends at ``most``."""
    distance = peer.distance or 0.0
    words = request.chosen.words
    inside = peer.place_id in words
    left = 0.0
    parts: list[dict[str, Any]] = []
    for part in peer.parts:
        wide = 100 * part.contribution / most if most else 0.0
        parts.append(
            {
                "name": _name(request, part.measure),
                "period": part.measure.period,
                "here": _words(request, part.here),
                "there": _words(request, part.there),
                "marks": request.numbering.of(
                    dict.fromkeys((*part.here.source_ids, *part.there.source_ids))
                ),
                "sources": list(dict.fromkeys((*part.here.source_ids, *part.there.source_ids))),
                "here_value": part.here.value,
                "there_value": part.there.value,
                "unit": request.catalogue.indicator(part.measure.indicator_id).unit(request.lang),
                "added": f"{part.contribution:.3f}",
                "contribution": part.contribution,
                "left": f"{left:.2f}",
                "wide": f"{wide:.2f}",
            }
        )
        left += wide
    phrases = request.world.phrases(request.lang, "compare")
    return {
        "word": peer.place_id,
        "name": request.place_name(peer.place_id),
        "distance": f"{distance:.3f}",
        "exact": distance,
        "closeness": phrases[f"like.{closeness(distance)}"],
        "parts": parts,
        "biggest": [
            {"name": one["name"], "here": one["here"], "there": one["there"]}
            for one in sorted(parts, key=lambda one: -float(one["contribution"]))[:BIGGEST]
        ],
        "left_out": [
            _name(request, measure)
            + LANGUAGES[request.lang].brackets.format(phrases[f"like.left.{why}"])
            for measure, why in peer.left_out
        ],
        "inside": inside,
        "link": ""
        if inside
        else request.based.link(places=request.chosen.joined(*words, peer.place_id)),
    }


def _words(request: CompareRequest, figure: Value) -> str:
    return value_words(figure.value, request.catalogue.indicator(figure.indicator_id), request.lang)
