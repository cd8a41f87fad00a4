"""Every address the atlas prints, under one prefix."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

FILES = "files"
DOWNLOAD = "download"
PAINT = "paint"
OWN_TABLE = "own-table"
HEALTH = "health"
EMBED = "embed/"
TILES = "tiles/"
OEMBED = "oembed"
EMBEDDING = "/embedding"
MAP = "/map"
OGC = "/ogc"
API, DATA = "/api", "/data"
CATALOG = "/api/catalog.jsonld"
REGISTRY_ROWS = "/api/registry/rows"
OFFICER, PREVIEW = "officer", "preview"


@dataclass(frozen=True)
class Urls:
    """The addresses of one atlas; ``prefix`` begins and ends with a slash."""

    prefix: str = "/"

    @property
    def served(self) -> bool:
        """Return whether a server answers: pages of plain files offer what needs none."""
        return True

    def page(self, path: str = "/", query: Mapping[str, str] | None = None) -> str:
        """Return the address of a page, with its view in the query."""
        address = self.prefix + path.lstrip("/")
        return f"{address}?{urlencode(query)}" if query else address

    def spoken(self, lang: str) -> Urls:  # noqa: ARG002  plain files have a folder a language
        """Return the addresses of the pages in one language, which an address may say, too."""
        return self

    def state(self, path: str, query: Mapping[str, str]) -> str:
        """Return the address of what a page says for a query."""
        return self.page(path, query)

    @property
    def map(self) -> str:
        """Return where layers are explored."""
        return self.page(MAP)

    def file(self, name: str) -> str:
        """Return the address of a file named by its content."""
        return f"{self.prefix}{FILES}/{name}"

    @property
    def tiles(self) -> str:
        """Return what the path of every tile begins with."""
        return self.prefix + TILES

    def registry_tiles(self, name: str) -> str:
        """Return the address of the tiles of a registry, by the name of their content.

        It has parts in braces: {family}, {z}, {x}, {y}.
        """
        return f"{self.tiles}registry/{name}/{{family}}/{{z}}/{{x}}/{{y}}"

    def boundary_tiles(self, level: str) -> str:
        """Return what the address of tiles of the boundaries of a level begins with."""
        return f"{self.tiles}boundaries/{level}"

    @property
    def download(self) -> str:
        """Return where files of the shown figures are made."""
        return self.prefix + DOWNLOAD

    @property
    def paint(self) -> str:
        """Return where classes with chosen breaks are made."""
        return self.prefix + PAINT

    @property
    def own_table(self) -> str:
        """Return where a reader's own table becomes maps; nothing of it is kept."""
        return self.prefix + OWN_TABLE

    @property
    def health(self) -> str:
        """Return where a monitor asks whether the atlas is well."""
        return self.prefix + HEALTH

    @property
    def embed(self) -> str:
        """Return what the path of every page for other people's pages begins with."""
        return self.prefix + EMBED

    @property
    def officer(self) -> str:
        """Return where those who keep the data work; no page leads there."""
        return self.prefix + OFFICER

    def preview(self, name: str = "") -> str:
        """Return below which path the atlas with a draft is found, by the name of its content."""
        return f"{self.prefix}{PREVIEW}/{f'{name}/' if name else ''}"

    @property
    def oembed(self) -> str:
        """Return where a portal asks for the HTML that shows an address of ours."""
        return self.prefix + OEMBED

    @property
    def embedding(self) -> str:
        """Return where the lines that put a view into another page are made."""
        return self.page(EMBEDDING)

    def for_browser(self) -> dict[str, str]:
        """Return the addresses JavaScript prints, by name."""
        return {
            "map": self.map,
            "download": self.download,
            "paint": self.paint,
            "own": self.own_table if self.served else "",
            "compare": self.page("/compare"),
            "brief": self.page("/place/{id}/brief.{form}") if self.served else "",
        }
