"""Classes with breaks that a reader chose, made as all classes are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, jsonify, request

from app.address import urls
from app.address.explore import FIELDS, decode
from app.address.fields import StateError
from app.address.lenient import said
from app.context.context import World
from geo.errors import AtlasError
from layers.build.registry import sheet
from layers.paint import Classification, paint
from layers.render.web import MANUAL, painting_json

if TYPE_CHECKING:
    from app.index.atlas import Atlas

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
        choice = Classification(scheme=MANUAL, breaks=state.breaks)
        shown = sheet(world.catalogue, state.layer, indicator=state.indicator, lang=state.lang)
        try:
            painted = paint(shown, period=state.period, choice=choice)
        except AtlasError as error:
            return jsonify({"error": error.in_lang(state.lang)}), 400
        return jsonify(painting_json(painted))

    app.server.add_url_rule(world.urls.paint, urls.PAINT, painting)
