"""The world: what one running atlas knows, put together once and never changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.address.explore import Vocabulary
from app.address.urls import Urls
from app.context import manifest
from app.context.gazetteer import addressed
from app.context.tile_archives import with_registry
from app.files.shelf import LANDMARKS, Shelf, Stored
from app.settings import theme
from app.settings.approval import approval_of
from app.settings.settings import Config
from app.settings.theme import Theme
from app.text import filled
from geo.analysis.accessibility import ProjectedPoints
from geo.approval.state import Approval
from geo.model.places import Boundary, Place
from geo.store import package
from geo.store.catalogue import Catalogue


@dataclass(frozen=True, eq=False)
class World:
    """Settings, data, built files and the words an address may use.

    ``links`` are the pages, for the head of each.
    """

    config: Config
    urls: Urls
    catalogue: Catalogue
    shelf: Shelf
    vocabulary: Vocabulary
    manifest: Mapping[str, Any]
    manifest_file: Stored
    embed_files: Mapping[str, Stored]
    links: tuple[tuple[str, str], ...]
    ground: ProjectedPoints
    approval: Approval
    theme: Theme

    def phrases(self, lang: str, page: str = "") -> Mapping[str, str]:
        """Return the words of the interface, or of one page, as this atlas says them."""
        return self.theme.phrases(lang, filled(self.catalogue.phrase_parts, lang, page))

    def sheet_address(self, sheet_id: str, lang: str) -> str:
        """Return the address of one sheet's file."""
        return self.urls.file(self.shelf.names[f"sheet/{lang}/{sheet_id}"])


def world(config: Config, shelf: Shelf, *, links: tuple[tuple[str, str], ...]) -> World:
    """Return the world of a data folder whose files are built."""
    dress = theme.load(config.theme)
    urls = Urls(config.prefix)
    shelf = with_registry(addressed(dress.dressed(shelf), urls), urls)
    facts: Any = shelf.facts
    known = package.load(
        config.data,
        places=[_place(row) for row in facts["places"]],
        official_zones={z: Boundary(**row) for z, row in facts["official_zones"].items()},
        official_areas={a: Boundary(**row) for a, row in facts["official_areas"].items()},
    )
    approved = approval_of(config, zoom=config.map_max_zoom)
    if not approved.landmarks:
        shelf = shelf.without(LANDMARKS)
    content = manifest.manifest(config, urls, shelf, known, approved, theme=dress)
    return World(
        config=config,
        urls=urls,
        catalogue=known,
        shelf=shelf,
        vocabulary=manifest.vocabulary(shelf, known),
        manifest=content,
        manifest_file=manifest.stored(content),
        embed_files={
            lang: manifest.stored(one)
            for lang, one in manifest.embedded(content, urls, shelf).items()
        },
        links=links,
        ground=ProjectedPoints.of(facts["ground"]),
        approval=approved,
        theme=dress,
    )


def _place(row: Mapping[str, Any]) -> Place:
    """Return a place as the build measured it; JSON has lists where we have tuples."""
    return Place(**{**row, "label": tuple(row["label"]), "bounds": tuple(row["bounds"])})
