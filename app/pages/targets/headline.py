"""The headline of the view of targets: one sentence and one bar, from the verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.address.query import Asked
from app.text import view_words
from geo.analysis.target_track import SILENT, VERDICTS, Track

NAME = "targets"


def headline(every: Sequence[Track], asked: Asked) -> dict[str, Any]:
    """Return the sentence, a part of the bar for each verdict, and what is not published."""
    phrases = view_words(NAME, asked.lang)
    found = [track.verdict for track in every]
    counts = {verdict: found.count(verdict) for verdict in VERDICTS}
    judged = [track for track in every if track.judged_years]
    years = [year for track in judged for year in track.judged_years]
    ends = sorted({track.target.due_period for track in judged if track.overdue})
    known = {verdict: counts[verdict] for verdict in VERDICTS if counts[verdict]}
    sentence = phrases["headline.all"].format(all=len(every)) + phrases["headline.join"].join(
        phrases[f"headline.{verdict}"].format(count=count) for verdict, count in known.items()
    )
    facts = []
    if years:
        facts.append(phrases["headline.years"].format(first=min(years), last=max(years)))
    if len(ends) == 1:
        overdue = sum(track.overdue for track in judged)
        facts.append(phrases["headline.overdue"].format(due=ends[0], count=overdue))
    unjudged = [track for track in every if track.verdict == "unknown"]
    if unjudged and all(track.reason in SILENT for track in unjudged):
        never = sum(track.reason == "no-figure" for track in unjudged)
        facts.append(phrases["headline.silent"].format(count=len(unjudged), never=never))
    return {
        "sentence": sentence + phrases["stop"],
        "facts": facts,
        "rows": [
            {
                "word": verdict,
                "count": count,
                "on": asked["verdict"] == verdict,
                "link": asked.link(verdict="" if asked["verdict"] == verdict else verdict),
            }
            for verdict, count in counts.items()
        ],
    }
