"""``registry import``: millions of enterprises in a stream, placed, counted, and told of."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.build.progress import Progress
from app.jobs.reading import named
from app.text.messages import said
from geo.errors import AtlasError
from geo.registry.reasons import REFUSALS
from geo.sentences import said as geo_said

if TYPE_CHECKING:
    from app.commands.arguments import Parser
    from app.settings.settings import Config

FINE, REFUSED = 0, 1
# Between two lines that say how far it is.
SECONDS = 5.0


def add(parser: Parser) -> None:
    """Add the command's own options to its parser."""
    parser.add_argument(
        "files", type=Path, nargs="+", metavar="FILE", help=said("help.registry.files")
    )
    parser.add_argument(
        "--to", type=Path, required=True, metavar="DIR", help=said("help.registry.to")
    )
    for name, metavar in (("source", "WORDS"), ("date", "YYYY-MM-DD")):
        parser.add_argument(
            f"--{name}", required=True, metavar=metavar, help=said(f"help.registry.{name}")
        )
    parser.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="OURS=THEIRS",
        help=said("help.registry.column"),
    )
    parser.add_argument("--scheduler", metavar="WHERE", help=said("help.registry.scheduler"))
    parser.add_argument("--encoding", default="", metavar="NAME", help=said("help.own.encoding"))
    parser.add_argument("--json", action="store_true", help=said("help.own.json"))


def run(settings: Config, options: argparse.Namespace) -> int:
    """Import the files; return 1 where a row was refused."""
    from geo.registry.registry_import import (  # noqa: PLC0415  pandas: no other command waits for it
        RegistryFiles,
        import_registry,
        known_places,
    )

    imported = _shared(options.scheduler) if options.scheduler is not None else import_registry
    lang: str = options.speech
    catalogue = named(settings, Progress(lang))
    files = RegistryFiles(
        tuple(options.files),
        options.source,
        options.date,
        _columns(options.column),
        options.encoding,
    )
    known = known_places(settings.data, catalogue)
    about = imported(files, options.to, known, settings.data, _teller(lang))
    if options.json:
        sys.stdout.write(f"{json.dumps(about, ensure_ascii=False, indent=1)}\n")
    else:
        sys.stdout.writelines(f"{line}\n" for line in _lines(about, options.to, lang))
    return REFUSED if about["refused"] else FINE


def _shared(scheduler: str) -> Callable[..., dict[str, Any]]:
    """Return what imports by the workers of a scheduler."""
    try:
        from geo.registry.cluster_import import import_on_cluster  # noqa: PLC0415  an optional library
    except ModuleNotFoundError as error:
        raise AtlasError(said("registry.no-dask", module=error.name or "")) from error
    return partial(import_on_cluster, scheduler)


def _columns(words: list[str]) -> Mapping[str, str]:
    columns = {}
    for word in words:
        ours, mark, theirs = word.partition("=")
        if not mark or not theirs:
            raise AtlasError(said("registry.column-form", word=word))
        columns[ours] = theirs
    return columns


def _teller(lang: str) -> Callable[[int], None]:
    """Return what says how many rows were read, on stderr, from time to time."""
    last = [time.monotonic()]

    def tell(rows: int) -> None:
        now = time.monotonic()
        if now - last[0] >= SECONDS:
            last[0] = now
            sys.stderr.write(said("registry.read", rows=rows).in_lang(lang) + "\n")

    return tell


def _lines(about: Mapping[str, Any], to: Path, lang: str) -> Iterator[str]:
    """Yield what became of the rows: the sum first, then every reason with its first rows."""
    counts = {name: about[name] for name in ("rows", "taken", "refused")}
    yield said("registry.counts", path=str(to), **counts).in_lang(lang)
    if about["synthetic"]:
        yield said("registry.synthetic", rows=about["synthetic"]).in_lang(lang)
    if not about["zones"]:
        yield said("registry.no-zones").in_lang(lang)
    for reason, count in about["reasons"].items():
        kind = "refused" if reason in REFUSALS else "noted"
        why = geo_said(f"registry.reason.{reason}")
        yield said(f"registry.{kind}", rows=count, why=why).in_lang(lang)
        for row in about["examples"][reason]:
            yield "  " + said("registry.row", **row).in_lang(lang)
