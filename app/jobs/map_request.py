"""A scene as a person asks for it on the command line."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.address.explore import FIRST_INDICATOR
from app.commands.arguments import Parser
from app.commands.said import said
from geo.approval.state import MISSING, Approval
from geo.errors import AtlasError, UnknownWord
from layers.build.registry import offered, sheet
from layers.catalogue import LAYERS, layer
from layers.data import LOCKS, Painted, Sheet
from layers.extent import extent
from layers.map import Scene
from layers.overlays import MARKS, above, overlay_period, overlays
from layers.paint import Classification, paint
from layers.scale import CLASS_COUNTS, SCHEMES
from layers.spec import CHOOSING
from layers.words import text

if TYPE_CHECKING:
    from geo.store.catalogue import Catalogue

COUNTIES = "counties"
OVERLAYS = tuple(name for name, spec in LAYERS.items() if spec.kind in MARKS)
# Far above every figure, and still a number that a legend can show.
LARGEST = 1e15


@dataclass(frozen=True)
class Wish:
    """What a person wants to see; empty words mean the usual choice."""

    layer: str
    indicator: str = ""
    period: str = ""
    scheme: str = ""
    k: int = 5
    lock: str = "free"
    breaks: str = ""
    over: str = ""
    names: bool = True
    lang: str = "zh"


def arguments(parser: Parser, *, optional: bool = False) -> None:
    """Add the options of a scene to a command's parser; it may be none if ``optional``."""
    parser.add_argument(
        "layer",
        nargs="?" if optional else None,
        default="",
        help=said("help.scene.layer"),
    )
    parser.add_argument("--indicator", default="", help=said("help.scene.indicator"))
    parser.add_argument("--period", default="", help=said("help.scene.period"))
    parser.add_argument("--scheme", default="", help=said("help.scene.scheme"))
    parser.add_argument("--k", type=int, default=5, metavar="N", help=said("help.scene.k"))
    parser.add_argument("--lock", default="free", help=said("help.scene.lock"))
    parser.add_argument("--breaks", default="", metavar="A,B,C", help=said("help.scene.breaks"))
    parser.add_argument(
        "--over",
        default="",
        metavar="LAYERS",
        help=said("help.scene.over", known=(*OVERLAYS, COUNTIES)),
    )
    parser.add_argument(
        "--no-names", dest="names", action="store_false", help=said("help.scene.names")
    )
    parser.language(content=True)


def wish(options: argparse.Namespace) -> Wish:
    """Return what the parsed options ask for."""
    return Wish(**{name: getattr(options, name) for name in Wish.__dataclass_fields__})


def require(asked: Wish) -> None:
    """Raise for what needs no data to be known as wrong: it costs seconds to read them."""
    layer(asked.layer)
    text(asked.lang)
    for one in _above(asked):
        if one not in (*OVERLAYS, COUNTIES):
            raise UnknownWord("overlay", one, (*OVERLAYS, COUNTIES))
        if one in OVERLAYS and one not in overlays(asked.layer):
            raise AtlasError(said("scene.over", word=one))
    _choice(asked)


def scene(
    catalogue: Catalogue, asked: Wish, *, approval: Approval = MISSING
) -> tuple[Scene, tuple[Painted, ...]]:
    """Return the scene, and its theme painted for every other period it has.

    A named period stands alone. Raises UnknownWord or AtlasError for what cannot be shown.
    """
    choice = _choice(asked)
    found = themed(catalogue, asked)
    theme = paint(found, period=asked.period, choice=choice)
    shown = Scene(
        theme=theme,
        bounds=extent(theme) or catalogue.province.bounds,
        overlays=tuple(
            _overlay(catalogue, one, theme) for one in above(asked.layer, _above(asked))
        ),
        counties=COUNTIES in _above(asked),
        names=asked.names,
        approval=approval,
    )
    others = () if asked.period else tuple(p for p in found.periods if p != theme.frame.period)
    return shown, tuple(paint(found, period=period, choice=choice) for period in others)


def themed(catalogue: Catalogue, asked: Wish) -> Sheet:
    """Return the sheet of the layer asked for, of our first indicator unless told otherwise."""
    indicator = asked.indicator
    spec = layer(asked.layer)
    if isinstance(spec, CHOOSING) and not indicator:
        known = [one.indicator_id for one in offered(spec, catalogue)]
        indicator = FIRST_INDICATOR if FIRST_INDICATOR in known else next(iter(known), "")
    return sheet(catalogue, asked.layer, indicator=indicator, lang=asked.lang)


def layers_of(asked: Wish) -> tuple[str, ...]:
    """Return every layer that a wish draws."""
    return (asked.layer, *above(asked.layer, _above(asked)))


def _above(asked: Wish) -> list[str]:
    return [one for one in asked.over.split(",") if one]


def _choice(asked: Wish) -> Classification:
    try:
        breaks = tuple(float(one) for one in asked.breaks.split(",") if one.strip())
    except ValueError:
        raise AtlasError(said("scene.breaks", text=asked.breaks)) from None
    if not all(abs(one) <= LARGEST for one in breaks):
        raise AtlasError(said("scene.limits", text=asked.breaks, limit=LARGEST))
    scheme = asked.scheme or ("manual" if breaks else "natural")
    if breaks and scheme != "manual":
        raise AtlasError(said("scene.manual", scheme=scheme))
    if scheme not in SCHEMES:
        raise UnknownWord("scheme", scheme, SCHEMES)
    if asked.k not in CLASS_COUNTS:
        raise UnknownWord("number of classes", str(asked.k), map(str, CLASS_COUNTS))
    if asked.lock not in LOCKS:
        raise UnknownWord("lock", asked.lock, LOCKS)
    return Classification(scheme, asked.k, asked.lock, breaks)


def _overlay(catalogue: Catalogue, layer_id: str, theme: Painted) -> Painted:
    made = sheet(catalogue, layer_id, lang=theme.sheet.lang)
    period = overlay_period(made.periods, made.default_period, theme.frame.period)
    return paint(made, period=period)
