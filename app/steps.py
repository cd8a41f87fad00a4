"""What the build makes, step by step, each from declared inputs.

Whatever needs geopandas or mapclassify is imported inside its step: the worker imports this
module for the list of steps and their inputs.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app import bundle
from app.config import PROJECT
from app.shelf import Stored
from app.text import LANGUAGES
from geo.errors import CatalogueError
from geo.lens import called
from geo.places import LEVELS, Place

if TYPE_CHECKING:
    from geo.catalogue import Catalogue

# Boundaries that pages in other people's frames get: half the bytes, for maps half the size.
LIGHT = ("places", "counties")
Made = tuple[Mapping[str, Stored], Mapping[str, object]]
Input = tuple[Path, str]


@dataclass(frozen=True)
class Step:
    """One part of the build: ``inputs`` are (folder, pattern), ``make`` returns files and facts."""

    name: str
    inputs: Callable[[Path], tuple[Input, ...]]
    make: Callable[[Path], Made]


def _json(stem: str, content: object) -> Stored:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Stored.of(stem, "json", text.encode())


def _geometry(data: Path) -> Made:
    """Return the boundaries for the browser, and what they say about each place."""
    from geo import boundaries  # noqa: PLC0415  geopandas
    from geo.check import check  # noqa: PLC0415  frictionless
    from layers.outlines import outlines  # noqa: PLC0415  with those that use it

    faults = check(data)
    if faults:
        raise CatalogueError(faults)
    known = boundaries.places(data)
    official = boundaries.official_zones(data)
    areas = boundaries.official_areas(data)
    kinds = ("places", "counties", *(("zones",) if official or areas else ()))
    made = {kind: _json(kind, boundaries.topology(data, kind, known)) for kind in kinds}
    for kind in LIGHT:
        light = boundaries.topology(data, kind, known, light=True)
        made[f"light/{kind}"] = _json(f"light-{kind}", light)
        if kind == LIGHT[0]:
            made["outlines"] = _json("outlines", outlines(light)["prefectures"])
    facts = {
        "places": [asdict(place) for place in known],
        "official_zones": {zone: asdict(boundary) for zone, boundary in official.items()},
        "official_areas": {area: asdict(boundary) for area, boundary in areas.items()},
    }
    return made, facts


def _distances(data: Path) -> Made:
    """Return how far every prefecture is from every zone and county, for what-ifs."""
    from geo import boundaries, catalogue  # noqa: PLC0415  geopandas
    from geo.distances import distances  # noqa: PLC0415  pyproj

    known = catalogue.load(data, places=boundaries.places(data))
    return {}, {"distances": distances(known)}


def _sheets(data: Path) -> Made:
    """Return every sheet in every language, all prefecture sheets as one file, and a summary."""
    from geo import boundaries, catalogue  # noqa: PLC0415  geopandas
    from geo.area_distances import area_distances  # noqa: PLC0415  pyproj
    from layers.renderers import web  # noqa: PLC0415  mapclassify

    known = catalogue.load(
        data,
        places=boundaries.places(data),
        official_zones=boundaries.official_zones(data),
        official_areas=boundaries.official_areas(data),
    )
    made: dict[str, Stored] = {}
    summary: dict[str, dict[str, Any]] = {}
    for lang in LANGUAGES:
        sheets = dict(web.sheets(known, lang))
        for sheet_id, sheet in sheets.items():
            made[f"sheet/{lang}/{sheet_id}"] = _json(sheet_id.replace("/", "-"), sheet)
            summary.setdefault(sheet_id, {}).setdefault("title", {})[lang] = sheet["title"]
            summary[sheet_id] |= _summary(known, sheet)
        switchable = {name: sheet for name, sheet in sheets.items() if "/" in name}
        made[f"sheets/{lang}"] = _json(f"sheets-{lang}", switchable)
        made[f"gazetteer/{lang}"] = _json(f"gazetteer-{lang}", _gazetteer(known, lang))
    return made, {"sheets": summary, "area_km": area_distances(known)}


def _summary(known: Catalogue, sheet: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the choices need to know of a sheet: periods, coverage, grouping."""
    covered = {
        period: sum(cell["state"] in ("value", "zero") for cell in frame["cells"])
        for period, frame in sheet["frames"].items()
    }
    # The best covered period is shown first; of two, the later.
    best = max(sheet["periods"], key=lambda period: (covered[period], period))
    indicator = sheet["indicator"]
    return {
        "layer": sheet["layer"],
        "indicator": indicator,
        "level": sheet["level"],
        "kind": sheet["kind"],
        "group": known.indicators[indicator].group if indicator else "",
        "periods": sheet["periods"],
        "default_period": best,
        "covered": covered,
        "of": len(sheet["items"]),
    }


def _gazetteer(known: Catalogue, lang: str) -> list[list[Any]]:
    """Return a row per place: id, what it is, name, other names, what it lies in, its point."""
    rows: list[list[Any]] = []
    for level in LEVELS:
        for place in known.at_level(level):
            other = place.name("en" if lang == "zh" else "zh")
            short = getattr(place, "short_zh", "")
            parent = known.places.get(getattr(place, "prefecture", "") or "")
            within = parent.name(lang) if parent else ""
            at = place.label if isinstance(place, Place) else place.at
            names = [place.place_id, called(known, place), place.name(lang)]
            names += [f"{other} {short}".strip(), within]
            rows.append([*names, *(at or (None, None))])
    return rows


def _reach(data: Path) -> Made:
    """Return points and prefectures in metres, to measure distances and rings on."""
    from geo import boundaries, catalogue, flat  # noqa: PLC0415  geopandas

    known = catalogue.load(data, places=boundaries.places(data))
    return {}, {"ground": flat.ground_facts(data, known)}


def _scripts(_data: Path) -> Made:
    """Return our scripts, one file a bundle, our style sheets and our icon."""
    made = {
        f"script/{name}": Stored.of(name, "js", bundle.script(name).encode())
        for name in bundle.scripts()
    }
    made |= {
        what: Stored.of(what.replace("/", "-"), "css", text.encode())
        for what, text in bundle.sheets().items()
    }
    made["icon"] = Stored.of("icon", "svg", (bundle.ASSETS / "icon.svg").read_bytes())
    return made, {}


def _dash(_data: Path) -> Made:
    """Return Dash's own scripts, compressed better than Dash does at each request."""
    from app.suites import suites  # noqa: PLC0415  makes an app to ask it for its scripts

    return {
        f"suite/{package}/{path}": Stored.of(Path(path).stem, "js", body)
        for (package, path), body in suites().items()
    }, {}


GEO, LAYERS, APP = PROJECT / "geo", PROJECT / "layers", PROJECT / "app"
CODE: tuple[Input, ...] = (
    (GEO, "**/*.py"),
    (APP, "steps.py"),
    (APP, "shelf.py"),
)

STEPS = (
    Step("geometry", lambda data: (*CODE, (LAYERS, "outlines.py"), (data, "**/*")), _geometry),
    Step("reach", lambda data: (*CODE, (data, "**/*")), _reach),
    Step("distances", lambda data: (*CODE, (data, "**/*")), _distances),
    Step("sheets", lambda data: (*CODE, (LAYERS, "**/*"), (data, "**/*")), _sheets),
    Step("scripts", lambda _: ((APP, "assets/**/*"), (APP, "bundle.py"), *CODE[1:]), _scripts),
    Step("dash", lambda _: ((APP, "suites.py"), *CODE[1:]), _dash),
)
