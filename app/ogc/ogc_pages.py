"""The documents of the API as pages, for whoever opens an address of it in a browser."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from app.index.html import strip
from app.ogc.ogc_documents import Api
from app.shell.render import environment
from geo.languages import LANGUAGES, ORIGINAL

TEMPLATE = "ogc.html"
# What the table of a page shows of each feature; the rest is in the feature itself.
SHOWN = (
    *("name_{lang}", "period", "value", "unit", "category", "area_km2", "source_titles"),
    *("name", "field", "status", "year", "place"),
)
PAGES = ("prev", "next")
READ = ("service-doc", "conformance", "data", "items")


def page_of(api: Api, document: Mapping[str, Any], heading: str) -> str:
    """Return a document as a page: its links, its features as a table, or all of it as JSON."""
    world = api.world
    phrases, names = world.phrases(api.lang), world.shelf.names
    query = {} if api.lang == ORIGINAL else {"lang": api.lang}
    features, lead = document.get("features"), document.get("description", "")
    return (
        environment()
        .get_template(TEMPLATE)
        .render(
            lang=api.lang,
            html_lang=LANGUAGES[api.lang].tag,
            strip=strip(world, api.lang),
            title=f"{heading} · {phrases['site.title']}",
            site=phrases["site.title"],
            heading=heading,
            icon=world.urls.file(names["icon"]),
            style=world.urls.file(names["style"]),
            home=world.urls.page(query=query),
            api_home=api.href("/", f="html", **query),
            api_words=api.say("name"),
            lead=lead,
            links=list(_links(api, document)),
            how=api.say("how", address=api.href("/")) if "title" in document and lead else "",
            collections=[
                {"href": api.href(f"/collections/{one['id']}/items", f="html", **query), **one}
                for one in document.get("collections", ())
            ],
            columns=_columns(api, features or []),
            features=features or [],
            counted=_counted(api, document) if features is not None else "",
            credit=list(document.get("about", {}).values()),
            whole=json.dumps(document, ensure_ascii=False, indent=2)
            if features is None and not lead and "collections" not in document
            else "",
        )
    )


def _counted(api: Api, document: Mapping[str, Any]) -> str:
    """Return how many features a page has, of how many where that is known."""
    shown, total = document["numberReturned"], document.get("numberMatched")
    return api.say("shown" if total is None else "counted", shown=shown, total=total)


def _columns(api: Api, features: list[Mapping[str, Any]]) -> list[str]:
    """Return the columns of a page: those that some of its features fill."""
    names = [name.format(lang=api.lang) for name in SHOWN]
    filled = [one["properties"] for one in features]
    return [name for name in names if any(row.get(name) is not None for row in filled)]


def _links(api: Api, document: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """Yield the links that a reader may follow: pages of this document, and those of others."""
    for link in document.get("links", ()):
        rel, href = link["rel"], link["href"]
        if rel in PAGES:
            yield {"href": href, "words": api.say(f"link.{rel}")}
        elif rel == "self":
            yield {"href": href, "words": link["type"].partition(";")[0]}
        elif rel in READ:
            yield {"href": f"{href}?f=html" if "?" not in href else href, "words": link["title"]}
