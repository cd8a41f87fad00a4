"""Maps of a brief: one for each subject, the same layer, the same scale, one legend."""

from __future__ import annotations

from collections.abc import Sequence

from geo.analysis.subject_profile import ProfileRow
from geo.errors import UnknownWord
from geo.levels import level_facts
from geo.model.science_cities import WHOLE
from geo.model.subject import Subject
from geo.sentences import said
from layers.build.registry import sheet
from layers.credit import credit_of
from layers.data import Painted
from layers.documents.brief.context import Telling
from layers.documents.brief.document import BriefMap, Maps
from layers.paint import Classification, paint
from layers.scale import NATURAL

# Quotients before raw counts: areas filled by a count show how large a place is.
PREFERRED = ("hnte_per_100km2", "gdp_per_km2", "gdp_per_person")
# Known of every prefecture, for subjects of which nothing better is known.
LAST = "population_census_per_km2"
# How far around a point its map reaches at least, in metres.
ZONE_REACH, AREA_REACH = 40_000.0, 15_000.0
# How far around the parts of a science city its map reaches, in degrees.
MARGIN = 0.15


def maps(rows: Sequence[ProfileRow], telling: Telling, *, indicator: str = "") -> Maps:
    """Return the maps of what the rows compare; an indicator counts for prefectures and groups.

    Raises UnknownWord for an indicator that no map of prefectures has.
    """
    subjects = [cell.entry.subject for cell in rows[0].cells]
    level, catalogue, lang = subjects[0].level, telling.catalogue, telling.lang
    if indicator and not level_facts(level).division:
        raise UnknownWord(said("kind.indicator of kind", level=level), indicator, ())
    if subjects[0].word in catalogue.zones:
        painted = paint(sheet(catalogue, "zones", lang=lang))
        views = tuple(_at_point(subject, painted, ZONE_REACH, telling) for subject in subjects)
    elif subjects[0].word in catalogue.areas:
        views = tuple(_area(subject, telling) for subject in subjects)
    else:
        chosen = _row(rows, indicator)
        filled = sheet(catalogue, "prefectures", indicator=chosen.indicator.indicator_id, lang=lang)
        period = chosen.period if chosen.period in filled.frames else ""
        painted = paint(filled, period=period, choice=Classification(NATURAL))
        views = tuple(
            BriefMap(telling.name(subject), painted, subject.members) for subject in subjects
        )
    layers = [painted for view in views for painted in (view.painted, *view.over)]
    return Maps(
        title=telling.listed(dict.fromkeys(_title(view.painted) for view in views)),
        note=telling.say(f"map.{subjects[0].kind}") + _unplaced(views, telling),
        views=views,
        cites=telling.cite(_cited(views) if level_facts(level).division else ()),
        credit=credit_of(layers, lang, of="credit.maps"),
    )


def _row(rows: Sequence[ProfileRow], indicator: str) -> ProfileRow:
    known = {row.indicator.indicator_id: row for row in rows}
    if indicator:
        if indicator not in known:
            raise UnknownWord("indicator", indicator, known)
        return known[indicator]
    whole = [known[name] for name in (*PREFERRED, LAST) if name in known]
    shared = [row for row in whole if row.period and row.known == len(row.cells)]
    return next(iter(shared or [row for row in rows if row.period] or rows))


def _unplaced(views: Sequence[BriefMap], telling: Telling) -> str:
    names = telling.listed(view.name for view in views if view.said)
    return telling.say("map.unplaced", names=names) if names else ""


def _title(painted: Painted) -> str:
    made = painted.sheet
    period = made.period_words[painted.frame.period]
    return f"{made.title}{made.unit_label}{f' · {period}' if period else ''}"


def _at_point(subject: Subject, painted: Painted, reach: float, telling: Telling) -> BriefMap:
    items = {item.place_id: item for item in painted.sheet.items}
    item = items[subject.word]
    said = "" if item.at else telling.say("unplaced")
    return BriefMap(telling.name(subject), painted, (subject.word,), item.at, reach, said)


def _area(subject: Subject, telling: Telling) -> BriefMap:
    city = telling.catalogue.areas[subject.word].city
    layer_id = telling.catalogue.profile.city(city).layer_id
    made = sheet(telling.catalogue, layer_id, lang=telling.lang)
    painted = paint(made)
    if telling.catalogue.areas[subject.word].kind == WHOLE:
        return _all_of_it(subject, painted, telling)
    at = [item.place_id for item in made.items].index(subject.word)
    circle = painted.frame.circle_m(at, made.items[at]) or 0.0
    return _at_point(subject, painted, max(AREA_REACH, circle * 1.6), telling)


def _all_of_it(subject: Subject, painted: Painted, telling: Telling) -> BriefMap:
    """Return the map of a science city itself, which is where its parts are."""
    placed = {item.place_id: item.at for item in painted.sheet.items if item.at}
    if not placed:
        return BriefMap(telling.name(subject), painted, (), said=telling.say("unplaced"))
    lons, lats = zip(*placed.values(), strict=True)
    bounds = (min(lons) - MARGIN, min(lats) - MARGIN, max(lons) + MARGIN, max(lats) + MARGIN)
    return BriefMap(telling.name(subject), painted, tuple(placed), bounds=bounds)


def _cited(views: Sequence[BriefMap]) -> list[str]:
    """Return the sources of what the maps say of the subjects themselves."""
    return [
        source
        for view in views
        for item, cell in zip(view.painted.sheet.items, view.painted.frame.cells, strict=True)
        if item.place_id in view.places
        for source in cell.source_ids
    ]
