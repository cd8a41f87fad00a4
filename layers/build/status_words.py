"""Ledger words: a date, and what is published of the zones then beside what the list names."""

from __future__ import annotations

from geo.analysis.zone_status import Aim, Ledger, ListedCount, Moment
from geo.languages import LANGUAGES
from geo.model.profile import Profile
from geo.model.zone_events import ZoneStep
from geo.sentences import in_words
from geo.store.catalogue import Catalogue
from layers.words import period_words, say, text

SOURCES_NAMED = 2


def moment_words(moment: Moment, profile: Profile, lang: str) -> str:
    """Return a date as it is read, with what it is: inferred, base year or target."""
    words = period_words(moment.date, lang)
    for key, on in (("inferred", moment.inferred), ("target", moment.target)):
        if on:
            return say(lang, f"moment.{key}", words=words)
    return say(lang, "moment.base", words=words) if moment.date == profile.base_year else words


def date_words(step: ZoneStep, lang: str) -> str:
    """Return the date of a step with what qualifies it: by, about, reported, inferred."""
    return say(lang, f"qualifier.{step.qualifier}", date=step.date)


def ledger_words(ledger: Ledger, catalogue: Catalogue, lang: str) -> str:
    """Return one line: the published counts, the rows of the list, and what is unnamed."""
    parts = [_counts(ledger, catalogue.profile, lang)]
    for standing in ("unconfirmed", "undated"):
        found = len(ledger.having(standing))
        if found:
            parts.append(say(lang, f"ledger.{standing}", count=found))
    publishers = dict.fromkeys(
        in_words(catalogue.sources[source].publisher, lang)
        for count in ledger.moment.counts.values()
        for source in count.source_ids
    )
    if publishers:
        named = LANGUAGES[lang].comma.join(list(publishers)[:SOURCES_NAMED])
        parts.append(say(lang, "ledger.sources", sources=named))
    return " · ".join(parts)


def aim_words(aim: Aim, profile: Profile, lang: str) -> str:
    """Return one line: the target, and how it is reached from the base year."""
    counts, base = aim.target.counts, aim.base.moment.counts
    return say(
        lang,
        "ledger.target",
        when=moment_words(aim.target, profile, lang),
        count=counts["total"].value,
        national=counts["national"].value,
        provincial=counts["provincial"].value if "provincial" in counts else "–",
        base=base["total"].value,
        slots=aim.slots,
        candidates=len(aim.candidates),
        upgrades=aim.upgrades,
    )


def _counts(ledger: Ledger, profile: Profile, lang: str) -> str:
    when = moment_words(ledger.moment, profile, lang)
    national, provincial, total = (
        ledger.tally(level) for level in ("national", "provincial", "total")
    )
    if national.count and provincial.count and total.count:
        return say(
            lang,
            "ledger.all",
            when=when,
            count=total.count.value,
            national=national.count.value,
            provincial=provincial.count.value,
            rows=total.rows,
            rest=rest_words(total, lang),
        )
    return say(
        lang,
        "ledger.part",
        when=when,
        national=_level(national, lang),
        provincial=_level(provincial, lang),
    )


def _level(tally: ListedCount, lang: str) -> str:
    level = text(lang)[f"level-of.{tally.level}"]
    if tally.count is None:
        return say(lang, "ledger.level-none", level=level, rows=tally.rows)
    return say(
        lang,
        "ledger.level",
        level=level,
        count=tally.count.value,
        rows=tally.rows,
        rest=rest_words(tally, lang),
    )


def rest_words(tally: ListedCount, lang: str) -> str:
    """Return what lies between the count and the rows: unnamed ones, none, or too many rows."""
    unnamed = tally.unnamed or 0
    if unnamed > 0:
        return say(lang, "ledger.unnamed", count=unnamed)
    if unnamed < 0:
        return say(lang, "ledger.over", count=-unnamed)
    return text(lang)["ledger.none-unnamed"]
