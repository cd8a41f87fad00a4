"""What the build makes, step by step, each from declared inputs.

Whatever needs geopandas or mapclassify is imported inside its step: the worker imports this
module for the list of steps and their inputs.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.build.hands import Hands
from app.build.names import names
from app.build.redacted import refusal
from app.files import bundle
from app.files.changelog import changelogs
from app.files.shelf import BOUNDARY_TILES, LANDMARKS, REGISTRY, REGISTRY_TILES, Stored
from app.settings.settings import PROJECT
from geo.languages import LANGS
from geo.levels import level_facts
from geo.model.landmarks import landmarks
from geo.registry.registry_package import FOLDER, registry_of
from layers.build.registry import sheet
from layers.classifiers import classifiers
from layers.extent import opening
from layers.landmark_files import landmark_files
from layers.paint import paint
from layers.render import web
from layers.render.svg_paths import outlines
from layers.render.web import sheet_json
from layers.typefaces import lacking

if TYPE_CHECKING:
    from geo.store.catalogue import Catalogue
    from layers.data import Sheet

log = logging.getLogger("atlas")

# Boundaries that pages in other people's frames get: half the bytes, for maps half the size.
LIGHT = ("places", "counties")
Made = tuple[Mapping[str, Stored], Mapping[str, object]]
Input = tuple[Path, str]


@dataclass(frozen=True)
class Order:
    """What a step is made of: the data folder, the hands that may help, settings by name.

    What is too large for memory is written into ``room`` and named in ``kept``, by what it is: the
    worker reads it where it lies.
    """

    data: Path
    hands: Hands
    room: Path
    settings: Mapping[str, Any] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Step:
    """One part of the build: ``inputs`` are (folder, pattern), ``make`` returns files and facts.

    ``settings`` are those that it is made by.
    """

    name: str
    inputs: Callable[[Path], tuple[Input, ...]]
    make: Callable[[Order], Made]
    settings: tuple[str, ...] = ()


def _json(stem: str, content: object) -> Stored:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _stored(stem, text)


def _stored(stem: str, text: str) -> Stored:
    return Stored.of(stem, "json", text.encode(), quick=True)


def _check(order: Order) -> Made:
    """Return nothing; raise CatalogueError with every fault of the data."""
    from geo.validate import check  # noqa: PLC0415  frictionless

    faults = check(order.data, lacking=lacking)
    if faults:
        raise refusal(order.data, faults)
    return {}, {}


def warm(data: Path) -> None:
    """Import what measures and classes, and read the data: it takes as long as their check."""
    from geo.store import area_distances  # noqa: F401, PLC0415  for those forked from here: pyproj

    classifiers()
    # The check beside it says what is wrong with them.
    with suppress(Exception):
        _known(data)


@lru_cache(maxsize=1)
def _known(data: Path) -> Catalogue:
    """Return the catalogue of a data folder; whoever is forked from here has it too."""
    from geo.store import boundaries, package  # noqa: PLC0415  geopandas

    return package.load(
        data,
        places=boundaries.places(data),
        official_zones=boundaries.official_zones(data),
        official_areas=boundaries.official_areas(data),
    )


def forget() -> None:
    """Forget the data that were read last: a folder may hold others now."""
    _known.cache_clear()


def _geometry(order: Order) -> Made:
    """Return the boundaries for the browser, and what they say about each place."""
    from geo.store import boundaries  # noqa: PLC0415  geopandas

    data = order.data
    catalogue = _known(data)
    known, official, areas = (
        catalogue.places.values(),
        catalogue.official_zones,
        catalogue.official_areas,
    )
    kinds = ("places", "counties", *(("zones",) if official or areas else ()))
    made = {kind: _json(kind, boundaries.topology(data, kind, known)) for kind in kinds}
    for kind in LIGHT:
        light = boundaries.topology(data, kind, known, light=True)
        made[f"light/{kind}"] = _json(f"light-{kind}", light)
        if kind == LIGHT[0]:
            made["outlines"] = _json("outlines", outlines(light)["prefectures"])
    for kind, drawn in landmark_files(landmarks(data), catalogue.places).items():
        made[f"{LANDMARKS}/{kind}"] = _json(f"{LANDMARKS}-{kind}", drawn)
    facts = {
        "places": [asdict(place) for place in known],
        "official_zones": {zone: asdict(boundary) for zone, boundary in official.items()},
        "official_areas": {area: asdict(boundary) for area, boundary in areas.items()},
    }
    return made, facts


def _distances(order: Order) -> Made:
    """Return how far every prefecture is from every zone and county, for what-ifs."""
    from geo.store.distances import distances  # noqa: PLC0415  pyproj

    return {}, {"distances": distances(_known(order.data))}


def _sheets(order: Order) -> Made:
    """Return every sheet in every language, all prefecture sheets as one file, and a summary."""
    from geo.store.area_distances import area_distances  # noqa: PLC0415  pyproj

    known = _known(order.data)
    drawn = order.hands.each(partial(_sheet, order.data), web.published(known))
    made: dict[str, Stored] = {}
    summary: dict[str, dict[str, Any]] = {}
    for at, lang in enumerate(LANGS):
        switchable: dict[str, str] = {}
        for one in drawn:
            sheet_id, text, about = one[at]
            made[f"sheet/{lang}/{sheet_id}"] = text
            title = about.pop("title")
            summary.setdefault(sheet_id, {}).setdefault("title", {})[lang] = title
            summary[sheet_id] |= about
            if "/" in sheet_id:
                switchable[sheet_id] = text.plain.decode()
        rows = ",".join(f"{json.dumps(name)}:{text}" for name, text in switchable.items())
        made[f"sheets/{lang}"] = _stored(f"sheets-{lang}", f"{{{rows}}}")
    return made, {"sheets": summary, "area_km": area_distances(known)}


def _sheet(data: Path, which: tuple[str, str]) -> tuple[tuple[str, Stored, dict[str, Any]], ...]:
    """Return one sheet in every language, as a file, with its id and its summary."""
    known, (layer, indicator) = _known(data), which
    made = []
    # One after the other: what was classed for one language is classed for all.
    for lang in LANGS:
        drawn = sheet(known, layer, indicator=indicator, lang=lang)
        json = sheet_json(drawn)
        stored = _json(drawn.sheet_id.replace("/", "-"), json)
        made.append((drawn.sheet_id, stored, {"title": json["title"], **_summary(known, drawn)}))
    return tuple(made)


def _summary(known: Catalogue, drawn: Sheet) -> dict[str, Any]:
    """Return what the choices need to know of a sheet: periods, coverage, grouping, extent."""
    indicator = drawn.indicator.indicator_id if drawn.indicator else None
    close = level_facts(drawn.layer.level).close
    bounds = opening(paint(drawn), known.province.bounds) if close else None
    return {
        "layer": drawn.layer.layer_id,
        "indicator": indicator,
        "level": drawn.layer.level,
        "kind": drawn.layer.kind,
        "group": known.indicators[indicator].group if indicator else "",
        "periods": list(drawn.periods),
        "default_period": drawn.default_period,
        "default_year": drawn.default_year,
        "covered": dict(drawn.covered),
        "of": len(drawn.items),
        **({"bounds": bounds} if bounds else {}),
        **({"proportional": True} if drawn.proportional else {}),
    }


def _names(order: Order) -> Made:
    """Return what a search may find, in every language; the pages among it have no address yet."""
    known = _known(order.data)
    return {f"names/{lang}": _json(f"names-{lang}", names(known, lang)) for lang in LANGS}, {}


def _reach(order: Order) -> Made:
    """Return points and prefectures in metres, to measure distances and rings on."""
    from geo.store import projected  # noqa: PLC0415  geopandas

    return {}, {"ground": projected.ground_facts(order.data, _known(order.data))}


def _scripts(_: Order) -> Made:
    """Return our scripts, one file a bundle, our style sheets and our icon."""
    if old := bundle.stale():
        log.warning("scripts: bundles are older than %s: run make bundle", ", ".join(old))
    made = {
        f"script/{name}": Stored.of(name, "js", bundle.script(name).encode(), quick=True)
        for name in bundle.SCRIPTS
    }
    made |= {
        what: Stored.of(what.replace("/", "-"), "css", text.encode(), quick=True)
        for what, text in bundle.sheets().items()
    }
    made |= {
        f"font/{name}": Stored.of(name, "woff2", body, quick=True)
        for name, body in bundle.fonts().items()
    }
    made["icon"] = Stored.of("icon", "svg", (bundle.ASSETS / "icon.svg").read_bytes(), quick=True)
    return made, {}


def _changelog(_: Order) -> Made:
    """Return what changed of late, for the page of data and method."""
    return {"changelog": _json("changelog", changelogs(PROJECT))}, {}


def _dash(_: Order) -> Made:
    """Return Dash's own scripts, compressed better than Dash does at each request."""
    from app.files.dash_scripts import suites  # noqa: PLC0415  makes an app to ask it for its scripts

    return {
        f"suite/{package}/{path}": Stored.of(Path(path).stem, "js", body, quick=True)
        for (package, path), body in suites().items()
    }, {}


def _registry(order: Order) -> Made:
    """Return what is told of the tiles of the registry; they lie in archives of their own."""
    from geo.registry.tiling import archive_name, make_tiles  # noqa: PLC0415  numpy, pyarrow

    package = registry_of(order.data)
    if package is None:
        return {}, {}
    fields = _known(order.data).fields
    told = make_tiles(
        package,
        order.room,
        {name: {lang: field.name(lang) for lang in LANGS} for name, field in fields.items()},
        points=order.settings["registry_points"],
        least=order.settings["registry_least"],
        each=order.hands.each,
    )
    for family, about in told["families"].items():
        if about["tiles"]:
            order.kept[f"{REGISTRY_TILES}/{family}"] = archive_name(family)
    return {}, {REGISTRY: told}


def _tiles(order: Order) -> Made:
    """Return what is told of the tiles of the boundaries; they lie in archives of their own."""
    from geo.store.boundary_tiles import TILED, write_tiles  # noqa: PLC0415  geopandas

    facts = {}
    for level in TILED:
        told = write_tiles(order.data, level, order.room / f"{level}.pmtiles")
        if told is not None:
            facts[level] = told
            order.kept[f"{BOUNDARY_TILES}/{level}"] = f"{level}.pmtiles"
    return {}, {BOUNDARY_TILES: facts}


GEO, LAYERS, APP = PROJECT / "geo", PROJECT / "layers", PROJECT / "app"
CODE: tuple[Input, ...] = (
    (GEO, "**/*.py"),
    (APP, "build/tasks.py"),
    (APP, "files/shelf.py"),
)
# What the check reads of the layers: which characters can be drawn.
READ = ((LAYERS, "typefaces.py"), (LAYERS, "fonts/*"))
OUTLINED_BY = ((LAYERS, "render/svg_paths.py"),)
LANDMARKED_BY = ((LAYERS, "landmark_files.py"), (LAYERS, "symbols.*"), (LAYERS, "text/*"))
# What names, pages and units are called, and how that is typed.
NAMED_BY = (
    *((APP, "build/names.py"), (APP, "build/spelling.py"), (APP, "address/*.py")),
    *((APP, "text/*"), (LAYERS, "words.py"), (LAYERS, "text/*")),
)
# What the browser draws with.
DRAWN_BY = (
    *((APP, "assets/**/*"), (APP, "pages/**/*.css")),
    *((APP, "files/bundle.py"), (LAYERS, "symbols.*"), (LAYERS, "style.*")),
)


def _of_registry(data: Path) -> tuple[Input, ...]:
    """Return the files of the registry and those that name its fields, as far as there are any."""
    patterns = (f"{FOLDER}/*", "statistics/fields.csv")
    found = tuple((data, pattern) for pattern in patterns if any(data.glob(pattern)))
    return found if (data, patterns[0]) in found else ()


STEPS = (
    Step("check", lambda data: (*CODE, *READ, (data, "**/*")), _check),
    Step(
        "geometry",
        lambda data: (*CODE, *OUTLINED_BY, *LANDMARKED_BY, (data, "**/*")),
        _geometry,
    ),
    Step("tiles", lambda data: (*CODE, (data, "shapes/*")), _tiles),
    Step("reach", lambda data: (*CODE, (data, "**/*")), _reach),
    Step("distances", lambda data: (*CODE, (data, "**/*")), _distances),
    Step("sheets", lambda data: (*CODE, (LAYERS, "**/*"), (data, "**/*")), _sheets),
    Step(
        "registry",
        lambda data: (*CODE, *_of_registry(data)),
        _registry,
        settings=("registry_points", "registry_least"),
    ),
    Step("names", lambda data: (*CODE, *NAMED_BY, (data, "**/*")), _names),
    Step("scripts", lambda _: (*DRAWN_BY, *CODE[1:]), _scripts),
    Step(
        "changelog",
        lambda _: ((PROJECT, "CHANGELOG*.md"), (APP, "files/changelog.py"), *CODE[1:]),
        _changelog,
    ),
    Step("dash", lambda _: ((APP, "files/dash_scripts.py"), *CODE[1:]), _dash),
)
