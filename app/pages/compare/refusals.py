"""Refusing: what a file or a picture says of places that a page would leave out with a word.

A page can say beside its table what it left out; a file that is kept or sent on cannot.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.address.fields import Nowhere, StateError
from app.address.query import read
from app.pages.compare import controls
from app.pages.compare.fields import NAME, fields
from app.pages.compare.places import offers
from app.pages.compare.request import CompareRequest, inquiry
from geo.analysis.subjects import COMMA
from geo.errors import AtlasError, Refused, Unfit, UnknownWord

if TYPE_CHECKING:
    from app.context.context import World

# With these all that was asked for is there.
WHOLE = ("too-few", "twice")


def whole(request: CompareRequest) -> CompareRequest:
    """Return an inquiry that leaves out nothing it was asked for; raise as ``stated`` says."""
    for fault in request.chosen.faults:
        if request.subjects and isinstance(fault, Unfit) and fault.rule in WHOLE:
            continue
        raise stated(request.world, fault, str(request.asked["places"]), request.lang)
    return request


def nowhere(request: CompareRequest, words: tuple[str, ...]) -> Nowhere:
    """Return that words name nothing, with the places whose names come near to them."""
    near = (one.word for fault in request.chosen.faults for one in offers(request.catalogue, fault))
    return Nowhere("places", COMMA.join(words), tuple(dict.fromkeys(near)))


def stated(world: World, error: AtlasError, words: str, lang: str) -> AtlasError:
    """Return what is wrong with places as the page says it, or as what is wrong with an address.

    StateError for a place that is none, with those that are; Refused, in words, for places that
    cannot be compared.
    """
    if isinstance(error, UnknownWord):
        return StateError("place", error.word, error.known)
    if not isinstance(error, Unfit):
        return error
    if not words:
        return StateError("places", "", ())
    request = inquiry(world, read({"places": words, "lang": lang}, fields(world)))
    said = world.phrases(lang, NAME)
    return Refused(
        " ".join(said[f"fault.{o['rule']}"].format(**o) for o in controls.faults(request))
    )
