"""The pipeline layer: every zone at every date with a published count, and at the target."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from geo.analysis.zone_status import Ledger, Moment, Standing, aim, ledger, moments, steps_of
from geo.model.zone_events import ZoneStep
from geo.model.zones import Zone
from geo.store.catalogue import Catalogue
from layers.build.assemble import Parts, assembled
from layers.build.items import zone_item
from layers.build.status_words import aim_words, date_words, ledger_words, moment_words
from layers.data import Cell, Frame, Sheet, codes_of
from layers.palettes import ZONE_RANKS
from layers.scale import NOT_APPLICABLE, ScaleRow
from layers.spec import Pipeline
from layers.words import say, text, words_of

ROWS: tuple[Standing, ...] = ("national", "candidate", "provincial", "unconfirmed")
SHAPES: Mapping[Standing, str] = {
    "national": "circle",
    "candidate": "diamond",
    "provincial": "square",
    "unconfirmed": "ring",
}
UNCONFIRMED = "#7d776b"


def pipeline(spec: Pipeline, catalogue: Catalogue, lang: str) -> Sheet:
    """Return the zones of all dates; the target is a frame of its own, where one is stated."""
    goal = aim(catalogue)
    every = [*moments(catalogue), *((goal.target,) if goal else ())]
    frames = {moment.date: frame(catalogue, moment, lang) for moment in every}
    items = [zone_item(zone, catalogue, lang) for zone in catalogue.zones.values()]
    parts = Parts(
        items,
        frames,
        rows=rank_rows(catalogue, lang),
        note=words_of(catalogue.phrase_parts, lang)["note.zones-pipeline"],
        no_data="pipeline.no-data",
        names_beyond=True,
    )
    return labelled(
        assembled(spec, catalogue, lang, parts),
        {moment.date: moment_words(moment, catalogue.profile, lang) for moment in every},
    )


def labelled(sheet: Sheet, period_words: Mapping[str, str]) -> Sheet:
    """Return a sheet of zones with the words of its dates, and of zones that are not yet any."""
    not_yet = replace(sheet.state_rows[NOT_APPLICABLE], label=text(sheet.lang)["pipeline.not-yet"])
    return replace(
        sheet,
        period_words=dict(period_words),
        state_rows={**sheet.state_rows, NOT_APPLICABLE: not_yet},
    )


def rank_rows(catalogue: Catalogue, lang: str) -> tuple[ScaleRow, ...]:
    """Return the legend rows of the standings that are classes."""
    phrases = words_of(catalogue.phrase_parts, lang)
    return tuple(
        ScaleRow(
            phrases[f"rank.{row}"] if row in ZONE_RANKS else phrases[f"pipeline.{row}"],
            ZONE_RANKS.get(row, UNCONFIRMED),
            SHAPES[row],
        )
        for row in ROWS
    )


def frame(catalogue: Catalogue, moment: Moment, lang: str) -> Frame:
    """Return the zones at one date, with what is published then beside what is listed."""
    found = ledger(catalogue, moment)
    cells = tuple(
        cell(catalogue, zone, found.standings[zone.place_id], moment, lang)
        for zone in catalogue.zones.values()
    )
    goal = aim(catalogue)
    line = aim_words(goal, catalogue.profile, lang) if moment.target and goal else ""
    said = line or ledger_words(found, catalogue, lang)
    return Frame(moment.date, cells, said, codes=codes(found), target=moment.target)


def codes(found: Ledger) -> str:
    """Return one character a zone: its legend row, undated, or not yet."""
    rows = codes_of(list(found.standings.values()), ROWS)
    pairs = zip(found.standings.values(), rows, strict=True)
    return "".join(NOT_APPLICABLE if one == "not-yet" else row for one, row in pairs)


def cell(catalogue: Catalogue, zone: Zone, standing: Standing, moment: Moment, lang: str) -> Cell:
    """Return what is said of one zone at one date, with the step that says so."""
    step = deciding(steps_of(catalogue, zone.place_id), standing)
    sources = step.source_ids if step else zone.source_ids
    phrases = words_of(catalogue.phrase_parts, lang)
    if standing == "undated":
        return Cell(state="no-data", words=phrases["pipeline.undated-cell"])
    if standing == "not-yet":
        words = say(lang, "pipeline.not-yet-cell", date=date_words(step, lang) if step else "")
        return Cell(state="not-applicable", words=words, source_ids=sources)
    if standing == "unconfirmed":
        words = phrases["pipeline.unconfirmed-cell"]
        return Cell(state="value", words=words, source_ids=zone.source_ids)
    rank = phrases[f"rank.{standing}"]
    dated = say(lang, "pipeline.dated", rank=rank, date=date_words(step, lang)) if step else rank
    note = phrases["pipeline.target-candidate"] if moment.target and zone.candidate else ""
    return Cell(state="value", words=dated, source_ids=sources, note=note)


def deciding(steps: tuple[ZoneStep, ...], standing: Standing) -> ZoneStep | None:
    """Return the step a standing rests on: the latest approval of its level, the first if not yet.

    Where sources disagree on the day, the latest one stands here; the list shows them all.
    """
    if standing == "not-yet":
        approvals = [s for s in steps if s.step in ("provincial_approved", "national_approved")]
        return approvals[0] if approvals else None
    name = "national_approved" if standing == "national" else "provincial_approved"
    mine = [step for step in steps if step.step == name]
    return mine[-1] if mine else None
