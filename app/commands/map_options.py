"""The options of a map, the same for every command that draws one."""

from __future__ import annotations

import argparse

from app.commands.arguments import Parser
from app.jobs.map_request import OVERLAYS, MapRequest
from app.text.messages import said
from layers.map import COUNTIES


def arguments(parser: Parser, *, optional: bool = False) -> None:
    """Add the options of a map to a command's parser; it may be none if ``optional``."""
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
    parser.add_argument("--view", default="", metavar="LAT,LNG,ZOOM", help=said("help.scene.view"))
    parser.add_argument(
        "--no-landmarks",
        dest="landmarks",
        action="store_false",
        help=said("help.scene.landmarks"),
    )
    parser.language(content=True)


def requested(options: argparse.Namespace) -> MapRequest:
    """Return what the parsed options ask for; a command need not have all of them."""
    known = vars(options)
    return MapRequest(
        **{name: known[name] for name in MapRequest.__dataclass_fields__ & known.keys()}
    )
