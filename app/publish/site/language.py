"""The world of one language of a site, with the addresses that its pages print."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from app.address.query import LANG
from app.context import manifest
from app.context.context import World
from app.context.gazetteer import addressed
from app.context.tile_archives import with_registry
from app.publish.site.site_urls import UP, SiteUrls
from app.shell.taken import sheet_name

# Of the formats of a download those that hold every period; map data would need one file each.
FORMS = ("csv", "xlsx")


@dataclass(frozen=True)
class SiteLanguage:
    """One language of a site: the world of its pages, and that of its pages for frames."""

    lang: str
    pages: World
    frames: World


def site_language(world: World, lang: str) -> SiteLanguage:
    """Return one language of the site of a world."""
    pages, frames = (_moved(world, lang, home=home) for home in ("", f"{UP}{lang}/"))
    return SiteLanguage(lang, pages, frames)


def _moved(world: World, lang: str, *, home: str) -> World:
    urls = SiteUrls(home=home)
    shelf = with_registry(addressed(world.shelf, urls), urls)
    content = manifest.manifest(
        world.config, urls, shelf, world.catalogue, world.approval, theme=world.theme
    )
    content = {**content, "fields": _spoken(content["fields"], lang)}
    content["downloads"] = list(FORMS)
    content["tables"] = {
        sheet: {
            **{form: table_file(sheet, lang, form) for form in FORMS},
            "name": sheet_name(
                world, sheet, period=str(about["default_period"]), form=FORMS[0], lang=lang
            ),
        }
        for sheet, about in manifest.sheets_of(world.shelf).items()
    }
    embedded = manifest.embedded(content, urls, shelf)
    return replace(
        world,
        urls=urls,
        shelf=shelf,
        manifest=content,
        manifest_file=manifest.stored(content),
        embed_files={one: manifest.stored(what) for one, what in embedded.items()},
    )


def table_file(sheet_id: str, lang: str, form: str) -> str:
    """Return the address of the file of a sheet's figures, from any page."""
    return f"{UP}tables/{lang}/{sheet_id.replace('/', '-')}.{form}"


def _spoken(rows: list[dict[str, Any]], lang: str) -> list[dict[str, Any]]:
    """Return the codec rows with this language as the one that an address need not say."""
    return [{**row, "default": lang} if row["name"] == LANG.name else row for row in rows]
