"""The card of one place: what it is; behind it every figure of it, with where it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from app.address.urls import Urls
from app.context.place_pages import has_page, place_address
from app.pages.explore.area import area_facts
from app.pages.explore.gap import gap_leading
from app.pages.explore.targets import targets
from app.shell.citation import citation
from app.shell.notes import original
from app.shell.phrases import marks, said
from app.text import say, words
from geo.analysis.latest import latest_periods
from geo.analysis.platform_filter import called
from geo.analysis.ranks import standings
from geo.errors import Refused, UnknownWord
from geo.languages import LANGS, LANGUAGES, ORIGINAL, beside
from geo.model.figures import Value
from geo.model.indicators import Indicator
from geo.model.periods import LATEST
from geo.model.places import Place
from geo.model.platforms import Platform
from geo.model.profile import Profile
from geo.model.science_cities import ScienceCityArea
from geo.model.zones import Zone
from geo.sentences import in_words
from geo.store.catalogue import AnyPlace, Catalogue
from geo.store.derived import zone_density
from layers.build.cells import status_words, unranked_words
from layers.build.derivation import arithmetic_words
from layers.build.items import platform_item, zone_item
from layers.catalogue import layers
from layers.refusals import refusal_words
from layers.spec import Choropleth, Symbols
from layers.words import (
    as_of_words,
    km2_words,
    least_words,
    ordinal_words,
    period_words,
    published_words,
    text,
    value_words,
)

Fact = tuple[str, str]
REVENUE = "zone_revenue"


@dataclass(frozen=True)
class CardContext:
    """What the map shows beside the card: an indicator (or none), a period, a level of place."""

    indicator_id: str = ""
    period: str = ""
    level: str = ""

    @classmethod
    def of(cls, profile: Profile, chosen: Mapping[str, object]) -> CardContext:
        """Return what the browser says it shows; words we do not know show nothing."""
        layer = layers(profile).get(str(chosen.get("layer")))
        period = str(chosen.get("period") or "")
        if isinstance(layer, Choropleth):
            return cls(str(chosen.get("indicator")), period, layer.level)
        if isinstance(layer, Symbols):
            return cls(layer.indicator_id, period, layer.level)
        return cls()


def card(catalogue: Catalogue, chosen: object, *, urls: Urls | None = None) -> Component:
    """Return the card for what the browser chose: {"place": id, "lang": "zh" or "en"}.

    With a layer, an indicator and a period it leads with the figure that the map shows.
    What names no place gives the hint that stands in an empty card. With ``urls`` it leads to the
    page of the place, where there is one.
    """
    if not isinstance(chosen, Mapping):
        return hint(ORIGINAL)
    lang, place_id = chosen.get("lang"), chosen.get("place")
    if lang not in LANGS or not isinstance(place_id, str):
        return hint(ORIGINAL)
    try:
        place = catalogue.place(place_id)
    except UnknownWord:
        return hint(lang)
    return html.Article(
        [
            html.Header(
                [
                    html.H3(place.name(lang), className="card-name"),
                    html.P(_kind(catalogue, place, lang), className="card-kind"),
                    *_page(catalogue, place_id, lang, urls),
                ]
            ),
            *_leading(catalogue, place, CardContext.of(catalogue.profile, chosen), lang),
            *gap_leading(catalogue, place_id, chosen, lang),
            html.Dl(list(_rows(_facts(catalogue, place, lang), lang)), className="facts"),
            html.Details(
                [
                    html.Summary(words(lang)["card.all"], className="tool"),
                    *_figures(catalogue, place, lang),
                    *targets(catalogue, place.place_id, lang),
                    *_documents(catalogue, place, lang),
                ],
                className="evidence",
            ),
        ],
        className="card",
        lang=LANGUAGES[lang].tag,
    )


def hint(lang: str) -> Component:
    """Return what an empty card says."""
    if lang == ORIGINAL:
        return said(html.P, "card.empty", className="hint")
    return html.P(words(lang)["card.empty"], className="hint", **marks(data_t="card.empty"))


def _page(catalogue: Catalogue, place_id: str, lang: str, urls: Urls | None) -> Iterator[Component]:
    """Yield the link to the page of a place; nothing where it has none."""
    if urls is not None and has_page(catalogue, place_id):
        href = place_address(urls, lang, place_id)
        yield html.A(words(lang)["card.page"], href=href, className="act")


def _kind(catalogue: Catalogue, place: AnyPlace, lang: str) -> str:
    parent = catalogue.places.get(place.prefecture)
    other = place.name(beside(lang))
    parts = [
        words(lang)[f"kind.{called(catalogue, place)}"],
        parent.name(lang) if parent else "",
        other if other != place.name(lang) else "",
    ]
    return " · ".join(part for part in parts if part)


def _rows(facts: Iterator[Fact], lang: str) -> Iterator[Component]:
    for name, value in facts:
        if value:
            yield html.Dt(name)
            yield html.Dd(original(value, lang))


def _facts(catalogue: Catalogue, place: AnyPlace, lang: str) -> Iterator[Fact]:
    phrases = words(lang)
    if isinstance(place, Place):
        yield phrases["card.code"], place.place_id
        yield phrases["card.area"], km2_words(round(place.area_km2, 1), lang)
        zones = [z.name(lang) for z in catalogue.zones.values() if place.place_id in z.counties]
        yield phrases["card.hosted"], _joined(zones, lang)
    elif isinstance(place, Zone):
        yield from zone_item(place, catalogue, lang).facts
        yield (
            phrases["card.provincial"],
            _joined([place.provincial_approval, place.provincial_document], lang),
        )
        yield (
            phrases["card.national"],
            _joined([place.national_approval, place.national_document], lang),
        )
        yield (
            phrases["card.catalogue"],
            _joined([place.catalogue_name, place.catalogue_code, place.catalogue_approval], lang),
        )
        yield phrases["card.density"], _density(catalogue, place, lang)
        yield phrases["card.industries"], _joined(place.industries, lang)
        yield phrases["card.parks"], place.parks
        yield phrases["card.address"], place.address
        yield phrases["card.area-note"], place.area_note
        yield phrases["card.more"], place.note
    elif isinstance(place, ScienceCityArea):
        yield from area_facts(place, catalogue, lang)
    else:
        yield from platform_item(place, catalogue, lang).facts
        yield phrases["card.established"], place.established
        yield phrases["card.address"], place.address
        yield phrases["card.more"], place.note


def _density(catalogue: Catalogue, zone: Zone, lang: str) -> str:
    """Return the latest revenue per km2, or why it is not computed; nothing without revenue."""
    known = [f[0] for f in catalogue.figures(zone.place_id) if f[0].indicator_id == REVENUE]
    if not known:
        return ""
    try:
        found = zone_density(catalogue, zone.place_id, REVENUE, known[-1].period)
    except Refused:
        return words(lang)["card.no-density"]
    said_value = value_words(found.value, catalogue.indicators[REVENUE], lang) if found else ""
    return f"{said_value} / {words(lang)['km2']} · {known[-1].period}"


def _joined(parts: list[str] | tuple[str, ...], lang: str) -> str:
    return LANGUAGES[lang].comma.join(in_words(part, lang) for part in parts if part)


def _leading(
    catalogue: Catalogue, place: AnyPlace, shown: CardContext, lang: str
) -> Iterator[Component]:
    """Yield where the figure that the map shows is from; nothing for a map without one."""
    indicator = catalogue.indicators.get(shown.indicator_id)
    if indicator is None or isinstance(place, Platform) or place.level != shown.level:
        return
    period, when = shown.period, shown.period
    if period == LATEST:
        own = latest_periods(catalogue, indicator.indicator_id, place.level)
        period, when = own[place.place_id], period_words(LATEST, lang)
    found = catalogue.cell(place.place_id, shown.indicator_id, period)
    why = refusal_words(catalogue, place.place_id, shown.indicator_id, period, lang)
    blank = " · ".join(one for one in (when, text(lang)["no-data"], why) if one)
    none = html.P(blank, className="hint")
    yield html.Details(
        [
            html.Summary(words(lang)["card.shown"], className="tool"),
            html.H4(indicator.name(lang), className="shown-name"),
            _cell(catalogue, indicator, place, found, lang=lang) if found else none,
        ],
        className="shown evidence",
    )


def _figures(catalogue: Catalogue, place: AnyPlace, lang: str) -> Iterator[Component]:
    """Yield a block for each indicator, newest period first; nothing for what is no region."""
    if isinstance(place, Platform):
        return
    cells: dict[str, list[tuple[Value, ...]]] = {}
    for found in catalogue.figures(place.place_id):
        cells.setdefault(found[0].indicator_id, []).append(found)
    yield html.H4(words(lang)["card.figures"], className="group-title")
    if not cells:
        yield html.P(words(lang)["card.no-figures"], className="hint")
    for name, periods in cells.items():
        indicator = catalogue.indicators[name]
        yield html.Section(
            [
                html.H5(indicator.name(lang)),
                *(
                    _cell(catalogue, indicator, place, found, lang=lang)
                    for found in reversed(periods)
                ),
            ],
            className="indicator",
        )


def _cell(
    catalogue: Catalogue,
    indicator: Indicator,
    place: AnyPlace,
    found: tuple[Value, ...],
    *,
    lang: str,
) -> Component:
    """Return one period: the shown figure, then each figure that another source gives."""
    shown, *others = found
    rest = [value for value in others if value.value != shown.value]
    return html.Div(
        [
            _row(catalogue, indicator, shown, lang, rank=_rank(catalogue, place, shown, lang)),
            *(
                _row(catalogue, indicator, value, lang, rank=words(lang)["card.also"])
                for value in rest
            ),
        ],
        className="figure disputed" if rest else "figure",
    )


def _row(
    catalogue: Catalogue, indicator: Indicator, value: Value, lang: str, *, rank: str
) -> Component:
    said_value = least_words(_words(value, indicator, lang), lang, least=value.status == "floor")
    note = arithmetic_words(value, catalogue, lang) or value.note
    about = [status_words(value, lang), rank]
    sources = (catalogue.sources[source] for source in value.source_ids)
    return html.Div(
        [
            html.Span(as_of_words(value.as_of or value.period, lang), className="when"),
            html.Span(said_value, className="value"),
            html.Span(" · ".join(part for part in about if part), className="about"),
            *([html.P(original(note, lang), className="figure-note")] if note else []),
            *([html.Blockquote(original(value.quote, lang))] if value.quote else []),
            html.Ul([html.Li(citation(source, lang)) for source in sources], className="cited"),
        ],
        className="figure-row",
    )


def _words(value: Value, indicator: Indicator, lang: str) -> str:
    """Return a figure as it is said; a published rank is an ordinal, not an amount."""
    if indicator.kind != "rank":
        return published_words(value.value, indicator, lang)
    return ordinal_words(int(value.value), lang)


def _rank(catalogue: Catalogue, place: AnyPlace, shown: Value, lang: str) -> str:
    """Return the place's rank among its level, or why it has none.

    A province or a rank itself is not ranked.
    """
    indicator = catalogue.indicators[shown.indicator_id]
    if len(catalogue.at_level_ids(place.level)) == 1 or indicator.kind == "rank":
        return ""
    order = standings(catalogue, shown.indicator_id, shown.period, place.level)
    rank, why = order.ranks.get(place.place_id), order.unranked.get(place.place_id)
    if rank is None:
        return unranked_words(why, lang) if why else ""
    return say(lang, "card.rank", rank=rank.at, of=rank.known)


def _documents(catalogue: Catalogue, place: AnyPlace, lang: str) -> Iterator[Component]:
    """Yield the sources of what is said of a zone or platform itself."""
    known = [
        catalogue.sources[s] for s in getattr(place, "source_ids", ()) if s in catalogue.sources
    ]
    quote = getattr(place, "quote", "")
    if quote:
        yield html.Blockquote(original(quote, lang))
    if known:
        yield html.H4(words(lang)["card.sources"], className="group-title")
        yield html.Ul([html.Li(citation(source, lang)) for source in known], className="cited")
