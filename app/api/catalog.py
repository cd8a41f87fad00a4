"""The data described for programs: a catalogue in DCAT, and the data package in place."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from flask import Response

from app.address.urls import CATALOG, OGC
from app.api.json_answer import json_answer
from app.context.changes import CHANGES, Changes
from app.context.context import World
from app.context.manifest import indicator_of, sheets_of
from app.ogc.collection import collection_id
from app.ogc.period_days import span_of
from app.pages.data.tables import PACKAGE, csv_description, package_zip
from app.settings.hosts import here
from geo.export import MEDIA_TYPES
from geo.export.csvw import FILE as CSVW_FILE
from geo.export.csvw import MEDIA_TYPE as CSVW
from geo.languages import LANGS, ORIGINAL
from geo.store.references import PACKAGE as DESCRIPTION
from layers.approval_mark import stamp

if TYPE_CHECKING:
    from app.index.atlas import Atlas

JSON, JSON_LD = "application/json", "application/ld+json"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "geo": "http://www.opengis.net/ont/geosparql#",
}
OGC_FEATURES = "http://www.opengis.net/spec/ogcapi-features-1/1.0"
# What a dataset is given away as, by the word of its format in addresses.
FORMS = {form: MEDIA_TYPES[form].partition(";")[0] for form in ("csv", "xlsx", "geojson")}
Node = dict[str, Any]


def register(app: Atlas, world: World) -> None:
    """Answer /api/catalog.jsonld, /data/datapackage.json and /data/csv-metadata.json."""

    def catalog() -> Response:
        return json_answer(catalogue_of(world), JSON_LD)

    def described() -> Response:
        changes: Changes = app.server.extensions[CHANGES]
        changes.require()
        return json_answer(package_in_place(world), JSON)

    def csv_on_the_web() -> Response:
        changes: Changes = app.server.extensions[CHANGES]
        changes.require()
        return json_answer(csv_description(world, ORIGINAL), CSVW)

    app.server.add_url_rule(world.urls.page(f"/data/{CSVW_FILE}"), "csvw", csv_on_the_web)
    app.server.add_url_rule(world.urls.page(CATALOG), "catalog", catalog)
    app.server.add_url_rule(world.urls.page(f"/data/{DESCRIPTION}"), "datapackage", described)


def catalogue_of(world: World) -> Node:
    """Return the catalogue in DCAT: a dataset for each layer and indicator, and the package."""
    root = here(world.config)
    service = f"{root}{world.urls.page(OGC)}/"
    return {
        "@context": CONTEXT,
        "@id": f"{root}{world.urls.page(CATALOG)}",
        "@type": "dcat:Catalog",
        "dct:title": _spoken(world, "site.full-title"),
        "dct:description": _spoken(world, "site.standfirst"),
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": _publisher(world)},
        "dct:language": list(LANGS),
        "foaf:homepage": {"@id": f"{root}{world.urls.page()}"},
        "dcat:service": {
            "@id": service,
            "@type": "dcat:DataService",
            "dct:title": _spoken(world, "ogc.name"),
            "dcat:endpointURL": {"@id": service},
            "dcat:endpointDescription": {"@id": f"{service}api"},
            "dct:conformsTo": {"@id": OGC_FEATURES},
        },
        "dcat:dataset": [_whole(world, root), *_sheets(world, root)],
    }


def package_in_place(world: World) -> Node:
    """Return the description of the data package, each table where it lies in the ZIP file."""
    with zipfile.ZipFile(io.BytesIO(package_zip(world))) as archive:
        described: Node = json.loads(archive.read(DESCRIPTION))
    for resource in described["resources"]:
        inside = resource["path"]
        resource |= {"path": f"{PACKAGE}.zip", "innerpath": inside, "compression": "zip"}
    return described


def _sheets(world: World, root: str) -> list[Node]:
    return [_sheet(world, root, sheet_id) for sheet_id in sheets_of(world.shelf)]


def _whole(world: World, root: str) -> Node:
    address = f"{root}{world.urls.page(f'/data/{PACKAGE}.zip')}"
    return {
        "@id": f"{root}{world.urls.page('/data')}",
        "@type": "dcat:Dataset",
        "dct:title": _spoken(world, "nav.data", page="data"),
        "dct:rights": _rights(world),
        "dcat:distribution": [_file(address, "application/zip")],
    }


def _sheet(world: World, root: str, sheet_id: str) -> Node:
    about = sheets_of(world.shelf)[sheet_id]
    layer, indicator = about["layer"], indicator_of(sheet_id)
    query = {"layer": layer, **({"indicator": indicator} if indicator else {})}
    days = span_of(about["periods"])
    west, south, east, north = world.catalogue.province.bounds
    box = f"POLYGON(({west} {south},{east} {south},{east} {north},{west} {north},{west} {south}))"
    files = [
        _file(f"{root}{world.urls.download}?{urlencode({**query, 'format': form})}", kind)
        for form, kind in FORMS.items()
    ]
    items = f"{root}{world.urls.page(OGC)}/collections/{collection_id(sheet_id)}/items"
    return {
        "@id": f"{root}{world.urls.map}?{urlencode(query)}",
        "@type": "dcat:Dataset",
        "dct:identifier": sheet_id,
        "dct:title": [_said(lang, about["title"][lang]) for lang in LANGS],
        "dct:rights": _rights(world),
        "dct:spatial": {
            "@type": "dct:Location",
            "dcat:bbox": {"@type": "geo:wktLiteral", "@value": box},
        },
        **({"dct:temporal": _interval(*days)} if days else {}),
        "dcat:distribution": [*files, _file(items, FORMS["geojson"])],
    }


def _interval(first: str, last: str) -> Node:
    return {
        "@type": "dct:PeriodOfTime",
        "dcat:startDate": {"@type": "xsd:date", "@value": first},
        "dcat:endDate": {"@type": "xsd:date", "@value": last},
    }


def _file(address: str, kind: str) -> Node:
    return {
        "@type": "dcat:Distribution",
        "dcat:accessURL": {"@id": address},
        "dcat:mediaType": kind,
    }


def _rights(world: World) -> list[Node]:
    """Return whether its maps may be published, in words."""
    return [_said(lang, stamp(world.approval, lang).words) for lang in LANGS]


def _publisher(world: World) -> list[Node]:
    names = world.theme.publishers
    return [_said(lang, names.get(lang, world.catalogue.profile.title(lang))) for lang in LANGS]


def _spoken(world: World, key: str, page: str = "") -> list[Node]:
    return [_said(lang, world.phrases(lang, page)[key]) for lang in LANGS]


def _said(lang: str, words: str) -> Node:
    return {"@language": lang, "@value": words}
