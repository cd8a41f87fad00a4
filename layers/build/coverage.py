"""Coverage: how much of the province a layer knows, counted from the data each time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from geo.analysis.platform_filter import is_campus
from geo.analysis.ranks import exceeding
from geo.languages import LANGUAGES
from geo.model.indicators import Indicator
from geo.model.platforms import Platform
from geo.model.zones import Zone
from geo.store.catalogue import Catalogue
from layers.data import Cell
from layers.words import least_words, per_cent, period_words, say, text, value_words

ROUGH = ("prefecture-seat", "prefecture-point")


def of_places(
    catalogue: Catalogue,
    indicator: Indicator,
    period: str,
    cells: Sequence[Cell],
    lang: str,
    *,
    level: str,
) -> str:
    """Return how many places of a level have a figure; where figures add up, what share that is."""
    known = [cell for cell in cells if cell.value is not None]
    places = say(lang, _of_level("places", level, lang), known=len(known), all=len(cells))
    values = catalogue.cell(catalogue.profile.adcode, indicator.indicator_id, period)
    if not known:
        return say(lang, _of_level("none", level, lang))
    if not values or not indicator.total:
        beside = _beside(catalogue, indicator, period, known, lang)
        return " · ".join((places, *beside))
    total, all_of_it = _sum(known), values[0].value
    words = {
        "places": places,
        "sum": _at_least(known, value_words(total, indicator, lang), lang),
        "total": value_words(all_of_it, indicator, lang),
    }
    if total > all_of_it:
        return say(lang, "coverage.over", **words)
    return say(lang, "coverage.share", **words, share=per_cent(total, all_of_it))


def _of_level(what: str, level: str, lang: str) -> str:
    """Return the key of what is said of a level, of prefectures where it has none."""
    own = f"coverage.{what}.{level}"
    return own if own in text(lang) else f"coverage.{what}"


def _beside(
    catalogue: Catalogue, indicator: Indicator, period: str, known: Sequence[Cell], lang: str
) -> Iterator[str]:
    """Yield what is said of figures that do not add up: the province's own, and what they rest on.

    Rates may be by residents of another year; shares may be of a whole that their parts exceed.
    """
    values = catalogue.cell(catalogue.profile.adcode, indicator.indicator_id, period)
    if values:
        words = value_words(values[0].value, indicator, lang)
        total = least_words(words, lang, least=values[0].status == "floor")
        yield say(lang, "coverage.whole", total=total)
    yield from of_other_years(known, lang)
    if indicator.denominator == "province":
        over = exceeding(catalogue, indicator.numerator, period)
        if over:
            yield say(lang, "coverage.shares-over", percent=f"{over:.2f}")


def of_latest(catalogue: Catalogue, indicator: Indicator, cells: Sequence[Cell], lang: str) -> str:
    """Return how many places have a recent figure, how many of which year, and what it rests on."""
    known = [cell for cell in cells if cell.value is not None]
    periods = [cell.period for cell in known]
    newest_first = sorted(set(periods), reverse=True)
    told = [
        say(
            lang, "coverage.of-year", period=period_words(period, lang), count=periods.count(period)
        )
        for period in newest_first
    ]
    listed = LANGUAGES[lang].comma.join(told)
    parts = [say(lang, "coverage.latest", known=len(known), all=len(cells), years=listed)]
    parts += of_other_years(known, lang)
    if indicator.denominator == "province":
        for period in newest_first:
            over = exceeding(catalogue, indicator.numerator, period)
            if over:
                words = say(lang, "coverage.shares-over", percent=f"{over:.2f}")
                parts.append(f"{period_words(period, lang)}{LANGUAGES[lang].colon}{words}")
    return " · ".join(parts)


def of_other_years(known: Sequence[Cell], lang: str) -> list[str]:
    """Return how many rates are divided by residents of which other years; nothing for none."""
    years = [cell.people_period for cell in known if cell.people_period not in ("", cell.period)]
    if not years:
        return []
    told = [
        say(lang, "coverage.other-year", year=year, count=years.count(year))
        for year in sorted(set(years))
    ]
    listed = LANGUAGES[lang].comma.join(told)
    return [say(lang, "coverage.other-years", count=len(years), years=listed)]


def of_zones(catalogue: Catalogue, lang: str) -> str:
    """Return how many of the plan's zones are named here, and how many more are listed."""
    zones, base_year = catalogue.zones.values(), catalogue.profile.base_year
    total = catalogue.cell(catalogue.profile.adcode, "zones_total", base_year)
    if not total:
        return ""
    all_of_them = int(total[0].value)
    named = sum(zone.counted is True for zone in zones)
    extra = sum(zone.counted is None for zone in zones)
    parts = [say(lang, "coverage.zones", known=named, all=all_of_them, period=base_year)]
    if extra:
        parts.append(say(lang, "coverage.extra", count=extra, all=all_of_them))
    return " · ".join(parts)


def of_zone_values(
    catalogue: Catalogue, indicator: Indicator, period: str, cells: Sequence[Cell], lang: str
) -> str:
    """Return how many zones have a figure and what share of the province's total they make."""
    known = [cell for cell in cells if cell.value is not None]
    total = _sum(known)
    zones = "zone" if len(known) == 1 else "zones"
    parts = {"name": indicator.name(lang), "period": period, "known": len(known), "zones": zones}
    values = catalogue.cell(catalogue.profile.adcode, indicator.indicator_id, period)
    if not values:
        words = value_words(total, indicator, lang)
        return say(lang, "coverage.values", **parts, sum=_at_least(known, words, lang))
    return say(
        lang,
        "coverage.values-share",
        **parts,
        sum=_at_least(known, value_words(total, indicator, lang), lang),
        total=value_words(values[0].value, indicator, lang),
        share=per_cent(total, values[0].value),
    )


def of_hosts(zones: Sequence[Zone], lang: str) -> str:
    """Return in how many counties the named zones lie."""
    counties = {county for zone in zones for county in zone.counties}
    placed = sum(bool(zone.counties) for zone in zones)
    return say(lang, "coverage.counties", all=len(zones), zones=placed, counties=len(counties))


def of_platforms(catalogue: Catalogue, listed: Sequence[Platform], lang: str) -> str:
    """Return how many platforms are listed, placed, and placed only roughly.

    Campuses stand in the table as places of hosts: they are counted apart.
    """
    platforms = [platform for platform in listed if not is_campus(platform, catalogue)]
    placed = sum(platform.at is not None for platform in platforms)
    rough = sum(platform.precision in ROUGH for platform in platforms)
    said = say(lang, "coverage.platforms", all=len(platforms), placed=placed, rough=rough)
    campuses = len(listed) - len(platforms)
    return said + say(lang, "coverage.campuses", count=campuses) if campuses else said


def _sum(cells: Sequence[Cell]) -> float:
    """Return the sum of the cells' figures, free of binary noise."""
    return float(sum(Decimal(repr(cell.value)) for cell in cells))


def _at_least(cells: Sequence[Cell], words: str, lang: str) -> str:
    """Return the words of a sum, which is a floor if any of its parts is one."""
    return least_words(words, lang, least=any(cell.floor for cell in cells))
