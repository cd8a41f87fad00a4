"""The scenario on the map: assumed zones dashed, among the real ones, and marked in every word."""

from __future__ import annotations

from dataclasses import replace

from geo.analysis.scenario import BalanceLevel, Outcome, Scenario
from geo.analysis.zone_status import base_moment, ledger
from geo.languages import LANGUAGES
from geo.model.places import Place
from geo.store.catalogue import Catalogue
from layers.build.assemble import Parts, assembled
from layers.build.items import place_item, zone_item
from layers.build.status_words import moment_words
from layers.build.zone_status import codes, frame, labelled, rank_rows
from layers.data import Cell, Frame, Item, Painted
from layers.paint import paint
from layers.palettes import ZONE_RANKS
from layers.scale import NO_DATA, ScaleRow
from layers.spec import Hosts, Pipeline
from layers.words import km_words, say, text, words_of

UPGRADED, RECOGNIZED = "4", "5"
HOST, ASSUMED = "0", "1"
# Counties are ground here: colors as quiet as paper, so that the symbols above speak.
OTHER_COLOR, HOST_COLOR, ASSUMED_COLOR = "#f6f3ec", "#e2dccf", "#f0cfa0"
FAR_COLOR = "#a9c1cf"


def zones(catalogue: Catalogue, result: Outcome, lang: str) -> Painted:
    """Return the zones of the base year with those assumed to be upgraded or recognized."""
    assumed, moment = result.scenario, base_moment(catalogue)
    counties = [catalogue.places[county] for county in assumed.recognized]
    base = frame(catalogue, moment, lang)
    order = list(catalogue.zones)
    cells, marks = list(base.cells), list(codes(ledger(catalogue, moment)))
    for zone in assumed.upgraded:
        cells[order.index(zone)] = _assumed("upgraded", lang)
        marks[order.index(zone)] = UPGRADED
    items = [zone_item(zone, catalogue, lang) for zone in catalogue.zones.values()]
    items += [_recognized(county, lang) for county in counties]
    cells += [_assumed("recognized", lang) for _ in counties]
    shown = Frame(
        moment.date,
        tuple(cells),
        sentence(catalogue, result, lang),
        codes="".join([*marks, *(RECOGNIZED for _ in counties)]),
    )
    parts = Parts(
        items,
        {moment.date: shown},
        rows=(*rank_rows(catalogue, lang), *_rows(lang)),
        note=words_of(catalogue.phrase_parts, lang)["note.zones-scenario"],
        no_data="pipeline.no-data",
        names_beyond=True,
    )
    sheet = assembled(Pipeline("zones-scenario"), catalogue, lang, parts)
    return paint(labelled(sheet, {moment.date: moment_words(moment, catalogue.profile, lang)}))


def counties(catalogue: Catalogue, assumed: Scenario, lang: str) -> Painted:
    """Return the counties to choose from: hosts of listed zones, assumed ones, all others."""
    phrases = text(lang)
    hosts = {county for zone in catalogue.zones.values() for county in zone.counties}
    places = catalogue.divisions("county")
    marks = [
        ASSUMED if p.place_id in assumed.recognized else HOST if p.place_id in hosts else NO_DATA
        for p in places
    ]
    words = {
        ASSUMED: phrases["pipeline.recognized"],
        HOST: phrases["pipeline.host"],
        NO_DATA: phrases["no-zone-named"],
    }
    cells = tuple(
        Cell(state="no-data" if mark == NO_DATA else "value", words=words[mark]) for mark in marks
    )
    rows = [ScaleRow(words[HOST], HOST_COLOR)]
    rows += [ScaleRow(words[ASSUMED], ASSUMED_COLOR)] if assumed.recognized else []
    items = [place_item(place, lang) for place in places]
    parts = Parts(items, {"": Frame("", cells, "", codes="".join(marks))}, rows=tuple(rows))
    spec = Hosts("zones-counties-assumed" if assumed.recognized else "zones-counties")
    sheet = assembled(spec, catalogue, lang, parts)
    other = ScaleRow(phrases["pipeline.other"], OTHER_COLOR)
    return paint(replace(sheet, state_rows={**sheet.state_rows, NO_DATA: other}))


def sentence(catalogue: Catalogue, result: Outcome, lang: str) -> str:
    """Return one sentence that says what the scenario changes against the base year."""
    if result.scenario.empty:
        base = moment_words(base_moment(catalogue), catalogue.profile, lang)
        return say(lang, "scenario.none", base=base)
    return say(
        lang,
        "scenario.sentence",
        marks=_marks(catalogue, result.scenario, lang),
        counts=_counts(result, lang),
        over=_over(result, lang),
        balance=_balance(catalogue, result, lang),
    )


def _marks(catalogue: Catalogue, assumed: Scenario, lang: str) -> str:
    comma = LANGUAGES[lang].comma
    zones_ = [zone_item(catalogue.zones[zone], catalogue, lang).short for zone in assumed.upgraded]
    places = [catalogue.places[county].name(lang) for county in assumed.recognized]
    parts = [("upgraded", zones_), ("recognized", places)]
    said = [say(lang, f"scenario.{key}", names=comma.join(names)) for key, names in parts if names]
    return text(lang)["scenario.and"].join(said)


def _counts(result: Outcome, lang: str) -> str:
    national, provincial, total = (
        result.counters[level] for level in ("national", "provincial", "total")
    )
    if total.before is None or national.before is None or provincial.before is None:
        return text(lang)["scenario.counts-unknown"]
    return say(
        lang,
        "scenario.counts-same" if total.before == total.after else "scenario.counts",
        before=total.before,
        after=total.after,
        national_before=national.before,
        national=national.after,
        provincial_before=provincial.before,
        provincial=provincial.after,
    )


def _over(result: Outcome, lang: str) -> str:
    over = {level: change.over for level, change in result.counters.items() if change.over}
    phrases = text(lang)
    if over:
        parts = [
            say(lang, "scenario.over-part", level=phrases[f"level-of.{level}"], count=count)
            for level, count in over.items()
        ]
        return say(lang, "scenario.over", parts=LANGUAGES[lang].comma.join(parts))
    target = result.counters["total"].target
    return say(lang, "scenario.within", target="–" if target is None else target)


def _balance(catalogue: Catalogue, result: Outcome, lang: str) -> str:
    """Return what changes between the prefectures: among national zones, then among all.

    What nothing was assumed of is left out: an upgrade adds no zone, a recognition no national one.
    """
    levels: list[BalanceLevel] = ["national"] if result.scenario.upgraded else []
    levels += ["every"] if result.scenario.recognized else []
    told = [
        words
        for level in levels
        for words in (_without(result, level, lang), _nearer(catalogue, result, level, lang))
    ]
    return LANGUAGES[lang].semicolon.join(told)


def _without(result: Outcome, level: BalanceLevel, lang: str) -> str:
    before, after = (len(places) for places in result.without(level))
    key = "scenario.without-same" if before == after else "scenario.without"
    return say(lang, key, before=before, after=after, zones=text(lang)[f"scenario.zones.{level}"])


def _nearer(catalogue: Catalogue, result: Outcome, level: BalanceLevel, lang: str) -> str:
    zones_ = text(lang)[f"scenario.zones.{level}"]
    gains = [
        (b.of(level).km_before or 0.0, b.of(level).km_after or 0.0, b)
        for b in result.nearer(level)
        if b.of(level).km_before is not None
    ]
    if not gains:
        return say(lang, "scenario.nearer-none", zones=zones_)
    before, after, most = max(gains, key=lambda gain: gain[0] - gain[1])
    return say(
        lang,
        "scenario.nearer",
        zones=zones_,
        count=len(gains),
        name=catalogue.places[most.prefecture].name(lang),
        before=nearest_words(before, lang),
        after=nearest_words(after, lang),
    )


def nearest_words(km: float, lang: str) -> str:
    """Return how far the nearest zone is, or that it lies in the prefecture itself."""
    return text(lang)["scenario.own"] if km == 0 else km_words(km, lang)


def _rows(lang: str) -> tuple[ScaleRow, ...]:
    phrases = text(lang)
    return (
        ScaleRow(phrases["pipeline.upgraded"], ZONE_RANKS["national"], "dashed-circle"),
        ScaleRow(phrases["pipeline.recognized"], ZONE_RANKS["provincial"], "dashed-square"),
    )


def _assumed(kind: str, lang: str) -> Cell:
    return Cell(state="value", words=text(lang)[f"pipeline.{kind}"])


def _recognized(county: Place, lang: str) -> Item:
    phrases = text(lang)
    return Item(
        place_id=county.place_id,
        name=county.name(lang),
        short=county.name(lang),
        at=county.label,
        confidence="host-county",
        exactness_key="county-interior",
        exactness=phrases["exactness.county-interior"],
        hosts=(county.place_id,),
        prefecture=county.prefecture,
        facts=((phrases["fact.scenario"], phrases["fact.recognized"]),),
    )
