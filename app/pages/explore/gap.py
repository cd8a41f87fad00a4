"""What a map of gaps says of a place: the gap, its arithmetic and its sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dash import html
from dash.development.base_component import Component

from app.shell.citation import citation
from app.text import words
from geo.store.catalogue import Catalogue
from layers.build.registry import offered, sheet
from layers.catalogue import layers
from layers.spec import GapLayer


def gap_leading(
    catalogue: Catalogue, place_id: str, chosen: Mapping[str, object], lang: str
) -> Iterator[Component]:
    """Yield the gap that the map shows of a place; nothing for another map or an unknown word."""
    spec = layers(catalogue.profile).get(str(chosen.get("layer")))
    name = str(chosen.get("indicator"))
    if not isinstance(spec, GapLayer):
        return
    if name not in {indicator.indicator_id for indicator in offered(spec, catalogue)}:
        return
    made = sheet(catalogue, spec.layer_id, indicator=name, lang=lang)
    frame = made.frames.get(str(chosen.get("period")))
    at = next((at for at, item in enumerate(made.items) if item.place_id == place_id), None)
    if frame is None or at is None:
        return
    cell = frame.cells[at]
    sources = [catalogue.sources[source] for source in cell.source_ids]
    note = [html.P(cell.note, className="figure-note")] if cell.note else []
    yield html.Section(
        [
            html.P(words(lang)["card.shown"], className="shown-mark"),
            html.H4(made.title, className="shown-name"),
            html.Div(
                [
                    html.Span(frame.period, className="when"),
                    html.Span(cell.words, className="value"),
                    html.Span(cell.status, className="about"),
                    *note,
                    html.Ul([html.Li(citation(one, lang)) for one in sources], className="cited"),
                ],
                className="figure-row",
            ),
        ],
        className="shown",
    )
