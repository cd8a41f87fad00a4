"""Pages of a site: those of the server without Dash, each state in a file of its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape
from urllib.parse import quote

from app.address.query import LANG, Asked
from app.address.urls import FILES
from app.context.context import World
from app.files.shelf import named
from app.index.html import Index
from app.index.registry import EVERY
from app.pages.explore.page import EXPLORE
from app.pages.layer import VIEW as LAYER
from app.publish.embed.frame import written as framed_page
from app.publish.site.language import SiteLanguage
from app.publish.site.links import Here, led
from app.publish.site.site_tables import Tables
from app.publish.site.site_urls import CARDS, UP, key
from app.publish.site.states import States, pairs_of
from app.shell.dash_page import early_of
from app.shell.page import Page
from app.shell.view import Content, PageMap, View
from geo.languages import LANGUAGES, following
from layers.map import MapLayer

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:{tiles}; font-src 'self' data:; connect-src 'self'; "
    "form-action 'none'; base-uri 'none'"
)
PLACEHOLDER = "{id}"
# Smaller ones cost less in the page than a request.
LARGE_SHEET = 1500

# Takes a file by its path from the root of the site.
Put = Callable[[str, bytes], None]


@dataclass(frozen=True, eq=False)
class Kind:
    """One kind of page in one language: the full pages of a view, or those for frames.

    ``folder`` is where its files stand, ``world`` what prints their addresses.
    """

    view: View
    language: SiteLanguage
    folder: str
    framed: bool
    states: States

    @property
    def world(self) -> World:
        """Return the world whose addresses the pages print."""
        return self.language.frames if self.framed else self.language.pages


class Writer:
    """Writes the pages of the views: their HTML, their states, and what only they name."""

    def __init__(self, kinds: list[Kind], put: Put, tables: Tables, *, address: str) -> None:
        self._put = put
        self._tables = tables
        self._address = address
        self._kinds = {(kind.framed, kind.view.name, kind.language.lang): kind for kind in kinds}
        self._indexes = {
            kind.language.lang: Index(kind.language.pages) for kind in kinds if not kind.framed
        }
        self._listed = {at: self._list(kind) for at, kind in self._kinds.items()}
        self._pages: dict[str, dict[str, States]] = {}
        for kind in kinds:
            if not kind.framed:
                for name, states in _by_name(kind):
                    self._pages.setdefault(name, {})[kind.language.lang] = states

    def page(self, kind: Kind, asked: Asked) -> str:
        """Write one state of a view and return its path from the root of the site."""
        world, lang = kind.world, kind.language.lang
        asked = asked.but(**{LANG.name: lang})
        told = kind.view.framed if kind.framed else kind.view.content
        content = self._parted(kind, told(world, asked))
        now = pairs_of(asked.query)
        file = kind.states.files[key(now)]
        here = self._here(kind, now)
        metas = self._metas(kind, here, file)
        if kind.framed:
            text = framed_page(world, kind.view, asked, content, metas=metas)
        else:
            text = self._full(kind, asked, content, metas=metas, light=self._light(kind, now))
        text = _marked(led(text, here), key(now), here)
        self._put(kind.folder + file, text.encode())
        return kind.folder + file

    def explore(self, language: SiteLanguage) -> str:
        """Write Explore, whose every state is in the browser's hands."""
        world, lang = language.pages, language.lang
        other = following(lang)
        path = f"{lang}/{world.urls.map}"
        metas = [
            *self._common(world),
            f'<meta name="atlas-cards" content="{UP}{CARDS}/">',
            *self._alternates({lang: path, other: f"{other}/{world.urls.map}"}),
        ]
        framed = _moved(self._kinds[True, LAYER.name, lang]).files[""]
        early = EXPLORE.early(world, {LANG.name: lang})
        text = self._indexes[lang].written(EXPLORE, early, metas="\n".join(metas), light=framed)
        self._put(path, text.encode())
        return path

    def _light(self, kind: Kind, now: Mapping[str, str]) -> str:
        """Return the page for frames that says the same, or the first of its view or of layers."""
        kinds, lang = self._kinds, kind.language.lang
        framed = _moved(kinds.get((True, kind.view.name, lang), kinds[True, LAYER.name, lang]))
        return framed.nearest({}, now) or framed.files[""]

    def _full(self, kind: Kind, asked: Asked, content: Content, *, metas: str, light: str) -> str:
        world, lang = kind.world, kind.language.lang
        early = early_of(world, kind.view, asked, content)
        return self._indexes[lang].written(_page_of(kind.view), early, metas=metas, light=light)

    def _here(self, kind: Kind, now: Mapping[str, str]) -> Here:
        lang = kind.language.lang
        twin = self._kinds[kind.framed, kind.view.name, following(lang)]
        return Here(
            lang,
            now,
            kind.states,
            twin.states if twin.folder == kind.folder else _moved(twin),
            self._pages,
            lambda page, table, pairs: self._tables.file(kind.language, page, table, pairs),
        )

    def _metas(self, kind: Kind, here: Here, file: str) -> str:
        said = self._common(kind.world)
        listed = self._listed[kind.framed, kind.view.name, kind.language.lang]
        said.append(f'<meta name="atlas-states" content="{listed}">')
        if kind.framed:
            return "\n".join([*said, '<meta name="robots" content="noindex">'])
        twin = (here.other.nearest({}, here.now) or "").removeprefix(UP)
        paths = {here.lang: kind.folder + file, following(here.lang): twin}
        return "\n".join([*said, *self._alternates(paths)])

    def _common(self, world: World) -> list[str]:
        tiles = f" {world.config.tile_host}" if world.config.tile_host else ""
        policy = POLICY.format(tiles=tiles)
        said = [f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">']
        ends = world.approval.expires
        if world.approval.approved and ends:
            said.append(f'<meta name="atlas-expires" content="{ends}">')
        return said

    def _alternates(self, paths: Mapping[str, str]) -> Iterator[str]:
        """Yield where the same page is in each language; in full where the address is known."""
        for lang, path in paths.items():
            at = self._address + path if self._address else UP + path
            yield f'<link rel="alternate" hreflang="{LANGUAGES[lang].tag}" href="{escape(at)}">'

    def _list(self, kind: Kind) -> str:
        """Write the list of the states of a kind of page, for choices that scripts make."""
        states = kind.states
        body = json.dumps(
            {"defaults": dict(states.defaults), "files": dict(states.files)},
            ensure_ascii=False,
            separators=(",", ":"),
            sort_keys=True,
        ).encode()
        name = named("states", "json", body)
        self._put(f"{FILES}/{name}", body)
        return kind.world.urls.file(name)

    def _parted(self, kind: Kind, content: Content) -> Content:
        """Return a content whose larger sheets are files, and whose maps offer what is written."""
        names = {pair.partition("=")[0] for file in kind.states.files for pair in file.split("&")}
        maps = {slot: self._map(kind, spec, names) for slot, spec in content.maps.items()}
        return replace(content, maps=maps, address="")

    def _map(self, kind: Kind, spec: PageMap, names: set[str]) -> PageMap:
        picked = next((n for n, v in pairs_of(spec.pick).items() if v == PLACEHOLDER), "")
        return replace(
            spec,
            theme=self._sheet(kind, spec.theme),
            overlays=tuple(self._sheet(kind, overlay) for overlay in spec.overlays),
            # A link to another page is one wherever it leads.
            pick=spec.pick if picked in names or not spec.pick.startswith("?") else "",
            unpick=spec.unpick if picked in names else "",
        )

    def _sheet(self, kind: Kind, drawn: MapLayer) -> MapLayer:
        if drawn.sheet is None:
            return drawn
        body = json.dumps(drawn.sheet, ensure_ascii=False, separators=(",", ":")).encode()
        if len(body) < LARGE_SHEET:
            return drawn
        name = named(f"sheet-{kind.view.name}", "json", body)
        self._put(f"{FILES}/{name}", body)
        return replace(drawn, file=kind.world.urls.file(name))


def _by_name(kind: Kind) -> Iterator[tuple[str, States]]:
    """Yield the names of files that links give a kind of page, each with the states behind it."""
    page, moved, part = kind.world.urls.page, _moved(kind), kind.view.part
    yield page(kind.view.path), moved
    said = {pairs_of(state).get(part, "") for state in kind.states.files} if part else set()
    for value in sorted(said - {""}):
        yield page(f"{kind.view.path}/{quote(value, safe='')}"), moved.below(part, value)


def _moved(kind: Kind) -> States:
    """Return the states of a kind of page as pages in other folders lead to them."""
    files = {state: f"{UP}{kind.folder}{file}" for state, file in kind.states.files.items()}
    return replace(kind.states, files=files)


def _page_of(view: View) -> Page:
    return next(page for page in EVERY if page.path == view.path)


def _marked(text: str, state: str, here: Here) -> str:
    """Return a page whose main element says its own state, and its file in the other language."""
    other = here.other.nearest({}, here.now) or ""
    told = f' data-state="{escape(state)}" data-other="{escape(other)}"'
    return text.replace('id="leaf"', f'id="leaf"{told}', 1)
