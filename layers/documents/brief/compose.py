"""Composing a brief: the figures of a profile become a document, in one language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geo.analysis.comparability import cautions
from geo.analysis.subject_profile import COMMON, ProfileRow, profile
from geo.analysis.subjects import subjects
from geo.errors import UnknownWord
from geo.languages import ORIGINAL, beside
from geo.model.periods import LATEST
from geo.store.catalogue import Catalogue
from layers.documents.brief.charts import charts
from layers.documents.brief.context import Telling
from layers.documents.brief.document import Brief, Citation
from layers.documents.brief.figures import lines, refusals
from layers.documents.brief.findings import findings
from layers.documents.brief.maps import maps
from layers.documents.brief.warnings import warnings
from layers.refusals import joined_words
from layers.words import text


def brief(
    catalogue: Catalogue,
    words: Sequence[str],
    *,
    lang: str = ORIGINAL,
    period: str = COMMON,
    indicator: str = "",
) -> Brief:
    """Return the brief that compares what words name (see geo.analysis.subjects).

    ``period`` is a year, or "" for the best common one, or "latest"; ``indicator`` is the one on
    the maps of prefectures. Raises UnknownWord for a word, language, period or indicator that
    nobody knows, Unfit for words that cannot be compared.
    """
    text(lang)
    compared = subjects(catalogue, words)
    _require(catalogue, compared[0].level, period)
    rows = profile(catalogue, compared, period=period)
    telling = Telling(catalogue, lang)
    # Sources are numbered in the order in which a reader meets them.
    drawn = maps(rows, telling, indicator=indicator)
    said = findings(rows, telling)
    bars = charts(rows, telling)
    warned = warnings(rows, cautions(catalogue, rows), telling)
    table = lines(rows, telling)
    names = tuple(telling.name(subject) for subject in compared)
    listed = tuple(citations(telling))
    return Brief(
        lang=lang,
        title=telling.say("title", names=telling.listed(names)),
        lead=_lead(rows, period, telling),
        subjects=names,
        findings=said,
        maps=drawn,
        charts=bars,
        lines=table,
        table_note=joined_words(
            telling.say(f"table.{compared[0].kind}"), refusals(rows, telling), lang
        ),
        cautions=warned,
        citations=listed,
        credit=" ".join((*_cited(len(listed), telling), drawn.credit, telling.say("projection"))),
        atlas=catalogue.profile.title(lang),
        atlas_too=catalogue.profile.title(beside(lang)),
    )


def _require(catalogue: Catalogue, level: str, period: str) -> None:
    offered = catalogue.indicators_at(level)
    known = {
        year for indicator in offered for year in catalogue.periods(indicator.indicator_id, level)
    }
    if period not in (COMMON, LATEST, *known):
        raise UnknownWord("period", period, (*sorted(known), LATEST))


def _lead(rows: Sequence[ProfileRow], period: str, telling: Telling) -> str:
    """Return which years are shown and how much is known."""
    years = {COMMON: "common", LATEST: "latest"}.get(period, "year")
    known = sum(row.known > 0 for row in rows)
    whole = sum(row.known == len(row.cells) for row in rows)
    chosen = telling.say(f"lead.{years}", period=period)
    return chosen + telling.say("lead.known", all=len(rows), known=known, whole=whole)


def _cited(count: int, telling: Telling) -> Iterator[str]:
    """Yield how many sources the whole brief lists: its maps show places that it does not name."""
    if count:
        yield telling.say("cited.one" if count == 1 else "cited", count=count)


def citations(telling: Telling) -> list[Citation]:
    """Return the list of the sources that were cited, in order."""
    found = []
    for number, source_id in telling.numbering:
        source = telling.catalogue.sources[source_id]
        parts = (source.origin.in_lang(telling.lang), source.dated(telling.lang))
        about = telling.say("about").join(part for part in parts if part)
        words = telling.say("source", title=source.title, about=about, grade=source.grade)
        found.append(Citation(number, source, words))
    return found
