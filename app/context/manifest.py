"""The manifest: everything a page must know before it draws, as one small file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from app.address import explore, formats
from app.address.urls import Urls
from app.context.strip_words import strip_words
from app.files.shelf import LANDMARKS, Shelf, Stored
from app.settings.settings import Config
from app.settings.theme import Theme
from app.text import filled, runtime_words
from geo.analysis.subjects import PLACE_KINDS
from geo.approval.state import Approval
from geo.languages import LANGS
from geo.model.indicators import Indicator
from geo.model.phrase_parts import PhraseParts
from geo.store.catalogue import Catalogue
from layers.approval_mark import stamp
from layers.overlays import overlay_period, overlays
from layers.render.web import stamp_json
from layers.spec import MARKS
from layers.words import shown_unit, unit_words

STRIP = "map.strip"
GEOMETRY = ("places", "counties", "zones")


def manifest(
    config: Config,
    urls: Urls,
    shelf: Shelf,
    catalogue: Catalogue,
    approval: Approval,
    *,
    theme: Theme,
) -> dict[str, Any]:
    """Return the manifest of one atlas: files, layers, indicators, codec rows, words."""
    sheets, parts = sheets_of(shelf), catalogue.phrase_parts

    def address(what: str) -> str | None:
        return urls.file(shelf.names[what]) if what in shelf.names else None

    return {
        "files": {
            **{kind: address(kind) for kind in GEOMETRY},
            "first": address("light/places"),
            LANDMARKS: [
                urls.file(name)
                for what, name in shelf.names.items()
                if what.startswith(f"{LANDMARKS}/")
            ],
        },
        "gazetteer": {lang: address(f"gazetteer/{lang}") for lang in LANGS},
        "sheets": {
            lang: {sheet: address(f"sheet/{lang}/{sheet}") for sheet in sheets} for lang in LANGS
        },
        "bundle": {lang: address(f"sheets/{lang}") for lang in LANGS},
        "layers": [_layer(parts, layer_id, sheets) for layer_id in layers_of(sheets)],
        "indicators": [
            indicator_row(catalogue.indicators[name])
            for name in dict.fromkeys(i for i in map(indicator_of, sheets) if i)
        ],
        "fields": explore.for_browser(explore.fields(catalogue.profile.indicators.map)),
        "bounds": catalogue.province.bounds,
        "basemap": config.basemap,
        "urls": urls.for_browser(),
        "compared": list(PLACE_KINDS),
        "downloads": [*formats.TABLES, *formats.DRAWN],
        "words": {
            lang: {
                **theme.phrases(lang, filled(parts, lang)),
                **stamp_json(stamp(approval, lang)),
                STRIP: strip_words(config, approval, lang),
            }
            for lang in LANGS
        },
    }


def embedded(content: Mapping[str, Any], urls: Urls, shelf: Shelf) -> dict[str, dict[str, Any]]:
    """Return what a page in a frame must know, by language: light boundaries, few words."""
    light = {kind: f"light/{kind}" for kind in GEOMETRY if f"light/{kind}" in shelf.names}
    own = {kind: urls.file(shelf.names[what]) for kind, what in light.items()}
    kept = ("bounds", "basemap", "urls")
    return {
        lang: {
            "files": {**content["files"], **own},
            **{key: content[key] for key in kept},
            "words": {lang: {key: content["words"][lang][key] for key in runtime_words(lang)}},
        }
        for lang in LANGS
    }


def stored(content: Mapping[str, Any]) -> Stored:
    """Return the manifest as a file named by its content."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return Stored.of("manifest", "json", text.encode(), quick=True)


def vocabulary(shelf: Shelf, catalogue: Catalogue) -> explore.Vocabulary:
    """Return the words that an address may use."""
    sheets = sheets_of(shelf)
    overlays = [s["layer"] for s in sheets.values() if s["kind"] in MARKS]
    return explore.Vocabulary(
        layers=layers_of(sheets),
        sheets={name: tuple(sheet["periods"]) for name, sheet in sheets.items()},
        overlays=(*dict.fromkeys(overlays), "counties", "names"),
        first=catalogue.profile.indicators.map,
        places=frozenset(catalogue.every_place),
        examples=(*catalogue.at_level_ids("prefecture"), *catalogue.zones),
    )


def sheets_of(shelf: Shelf) -> dict[str, dict[str, Any]]:
    """Return what the build said of each sheet, by sheet id."""
    sheets: Any = shelf.facts["sheets"]
    return dict(sheets)


def layers_of(sheets: Mapping[str, Mapping[str, Any]]) -> tuple[str, ...]:
    """Return the layers that have a sheet, in published order."""
    return tuple(dict.fromkeys(sheet["layer"] for sheet in sheets.values()))


def indicator_of(sheet_id: str) -> str:
    """Return the indicator that a sheet id chooses; empty where its layer offers no choice."""
    return sheet_id.partition("/")[2]


def indicator_row(indicator: Indicator) -> dict[str, Any]:
    """Return an indicator's row; ``shift`` moves a figure of the data into the unit on screen."""
    return {
        "id": indicator.indicator_id,
        "title": {lang: indicator.name(lang) for lang in LANGS},
        "group": indicator.group,
        "base": indicator.numerator or indicator.indicator_id,
        "unit": {lang: unit_words(indicator, lang) for lang in LANGS},
        "shift": {lang: shown_unit(indicator.unit(lang))[1] for lang in LANGS},
    }


def _layer(
    parts: PhraseParts, layer_id: str, sheets: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    mine = {name: sheet for name, sheet in sheets.items() if sheet["layer"] == layer_id}
    first = next(iter(mine.values()))
    keys = ("periods", "default_period", "covered", "of")
    dates = sorted({date for sheet in sheets.values() for date in sheet["periods"]})
    return {
        "id": layer_id,
        "level": first["level"],
        "kind": first["kind"],
        "title": {lang: _title(parts, layer_id, first, lang) for lang in LANGS},
        "overlays": [overlay for overlay in overlays(parts.profile, layer_id) if overlay in sheets],
        "sheets": {
            name: {
                **{key: sheet[key] for key in keys},
                **({"over": _over(sheet, dates)} if sheet["kind"] in MARKS else {}),
                **({"proportional": True} if sheet.get("proportional") else {}),
            }
            for name, sheet in mine.items()
        },
        **({"bounds": first["bounds"]} if "bounds" in first else {}),
    }


def _over(sheet: Mapping[str, Any], dates: Iterable[str]) -> dict[str, str]:
    """Return the period that a sheet shows over a theme of each date, where it is another."""
    first = str(sheet["default_period"])
    shown = {date: overlay_period(sheet["periods"], first, date) for date in dates}
    return {date: period for date, period in shown.items() if period != first}


def _title(parts: PhraseParts, layer_id: str, sheet: Mapping[str, Any], lang: str) -> str:
    """Return our word for a layer that offers indicators, else what its only sheet says."""
    return filled(parts, lang).get(f"layer.{layer_id}") or str(sheet["title"][lang])
