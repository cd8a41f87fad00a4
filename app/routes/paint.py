"""Classes with breaks that a reader chose, made as all classes are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, jsonify, request

from app import urls
from app.fields import StateError
from app.query import said
from app.state import FIELDS, decode
from app.world import World
from geo.errors import AtlasError
from layers.paint import Choice, paint
from layers.renderers.web import MANUAL, painting_json
from layers.sheets import sheet

if TYPE_CHECKING:
    from app.server import Atlas

CHOROPLETHS_ONLY = "choropleth"


def register(app: Atlas, world: World) -> None:
    """Answer /paint with the legend rows and the class of each place."""
    choosable = tuple(
        layer["id"] for layer in world.manifest["layers"] if layer["kind"] == CHOROPLETHS_ONLY
    )

    def painting() -> tuple[Response, int] | Response:
        asked = said(request.args.items(multi=True), FIELDS)
        state = decode(asked, world.vocabulary)
        if state.layer not in choosable:
            raise StateError("layer", state.layer, choosable)
        if state.scheme != MANUAL:
            # The files have every other scheme, and classing here would load what they need.
            raise StateError("scheme", state.scheme, (MANUAL,))
        choice = Choice(scheme=MANUAL, breaks=state.breaks)
        shown = sheet(world.catalogue, state.layer, indicator=state.indicator, lang=state.lang)
        try:
            painted = paint(shown, period=state.period, choice=choice)
        except AtlasError as error:
            return jsonify({"error": error.in_lang(state.lang)}), 400
        return jsonify(painting_json(painted))

    app.server.add_url_rule(world.urls.paint, urls.PAINT, painting)
