"""What a plan set out to reach in a place: base, aim, document and its words. No verdict."""

from __future__ import annotations

from collections.abc import Iterator

from dash import html
from dash.development.base_component import Component

from app.shell.citation import citation
from app.shell.notes import original
from app.text import say, words
from geo.model.targets import Target
from geo.store.catalogue import Catalogue
from layers.words import value_words


def targets(catalogue: Catalogue, place_id: str, lang: str) -> Iterator[Component]:
    """Yield the aims of a place, one block each; nothing where no document names any."""
    mine = [target for target in catalogue.targets if target.place_id == place_id]
    if not mine:
        return
    yield html.H4(words(lang)["card.targets"], className="group-title")
    for target in mine:
        yield html.Section(_target(catalogue, target, lang), className="indicator")


def _target(catalogue: Catalogue, target: Target, lang: str) -> list[Component]:
    indicator = catalogue.indicators[target.indicator_id]
    due = target.due_period or words(lang)[f"card.due-{target.kind}"]
    rows = [_line(due, value_words(target.value, indicator, lang), "aim", lang)]
    if target.base_value is not None:
        base = value_words(target.base_value, indicator, lang)
        rows.insert(0, _line(target.base_period, base, "base", lang))
    return [
        html.H5(indicator.name(lang)),
        *rows,
        html.P(say(lang, "card.document", name=target.document), className="card-kind"),
        html.Blockquote(original(target.quote, lang)),
        html.Ul(
            [html.Li(citation(catalogue.sources[target.source_id], lang))],
            className="cited",
        ),
    ]


def _line(period: str, said: str, kind: str, lang: str) -> Component:
    return html.Div(
        [
            html.Span(period, className="when"),
            html.Span(said, className="value"),
            html.Span(words(lang)[f"card.{kind}"], className="about"),
        ],
        className="figure-row",
    )
