"""The build of a site: every page in both languages, what they load, and what finds them."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit
from xml.sax.saxutils import escape

from app.address.explore import ViewState
from app.address.query import Asked
from app.address.urls import EMBED, FILES
from app.build import bake
from app.build.redacted import withheld
from app.context.context import World, world
from app.context.manifest import indicator_of, sheets_of
from app.context.tile_archives import archive_paths, told
from app.index.html import strip
from app.index.registry import links
from app.jobs.exports import download
from app.pages.explore.card import card
from app.pages.views import embedded_of, views_of
from app.publish.site.folder import Folder, replacing
from app.publish.site.language import FORMS, SiteLanguage, site_language, table_file
from app.publish.site.site_pages import Kind, Writer
from app.publish.site.site_tables import Tables
from app.publish.site.site_urls import (
    CARDS,
    INDEX,
    UP,
    SiteUrls,
    key,
    state_file,
    stem_of,
)
from app.publish.site.states import pairs_of, states, written
from app.settings.approval import approval_of, require_approved
from app.settings.version import about
from app.shell.prerender import early_html
from app.shell.render import environment
from app.shell.view import View
from app.text.messages import said
from geo.errors import AtlasError
from geo.languages import LANGS, LANGUAGES, ORIGINAL
from geo.registry.tile_archive import TileArchive
from layers.approval_mark import stamp

if TYPE_CHECKING:
    from app.build.progress import Progress
    from app.settings.settings import Config

HOST = "host.js"
# Dash's scripts, those of the offline file, the style of the officers' page, and names without
# addresses: no page of a site asks for them.
UNUSED = ("suite/", "script/standalone", "style/officer", "names/")
SITEMAP = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n{rows}</urlset>\n'
)


@dataclass(frozen=True)
class Built:
    """What a build did: full ``pages``, and files that were ``made`` or had stood (``kept``)."""

    pages: int
    made: int
    kept: int


def build(
    config: Config, out: Path, *, progress: Progress, address: str = "", most: int | None = None
) -> Built:
    """Write the whole site; ``address`` is where it will be found, empty if nobody knows.

    ``most`` is how many states of a view are written: every one, unless it is a trial.
    Raises NotApproved where the settings ask for a public site and the maps may not be published,
    SiteError for a folder that cannot be written.
    """
    config = withheld(config)
    if config.public:
        require_approved(approval_of(config, zoom=config.map_max_zoom))
    with progress.step(said("step.site.loads")):
        shelf = bake.ensure(config)
        base = world(config, shelf, links=links(shelf))
    languages = [site_language(base, lang) for lang in LANGS]
    about = _about(base, languages, address, most)
    with replacing(out) as folder:
        if stood := folder.stands(about):
            return Built(0, 0, stood)
        with progress.step(said("step.site.copying")):
            _files(languages, folder)
            _registry_tiles(base, folder)
        wanted = _wanted(languages, most, progress)
        pages = list(_pages(languages, wanted, folder, address, progress))
        with progress.step(said("step.site.cards")):
            _cards(languages, folder)
            _tables(languages, folder)
        folder.put("index.html", _entry(base, address))
        if address:
            folder.put("sitemap.xml", _sitemap(address, pages).encode())
        folder.close(about)
    return Built(len(pages), folder.made, folder.kept)


def _about(
    base: World, languages: Iterable[SiteLanguage], address: str, most: int | None
) -> dict[str, str]:
    """Return what the site is made from: the same makes the same files."""
    running = about(base.config)
    made = {name: running[name] for name in ("version", "data", "code")}
    manifests = [language.pages.manifest_file.name for language in languages]
    law = stamp(base.approval, ORIGINAL), base.approval.expires
    settings = (
        manifests,
        law,
        base.config.message_origins,
        base.config.tile_host,
        base.config.map_max_zoom,
        base.shelf.names,
        most,
    )
    digest = hashlib.sha256(repr(settings).encode()).hexdigest()
    return {**made, "settings": digest, "address": address}


def address_of(text: str) -> str:
    """Return the address of a site with a slash at its end; raise AtlasError for what is none."""
    if not text:
        return ""
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise AtlasError(said("build.address", text=text))
    return text if text.endswith("/") else f"{text}/"


def _files(languages: Iterable[SiteLanguage], folder: Folder) -> None:
    """Put everything that pages name by its content, and the script for portals."""
    for language in languages:
        shelf = language.pages.shelf
        for what, name in shelf.names.items():
            if not what.startswith(UNUSED):
                folder.put(f"{FILES}/{name}", shelf.files[name].plain)
        manifests = (language.pages.manifest_file, language.frames.embed_files[language.lang])
        for stored in manifests:
            folder.put(f"{FILES}/{stored.name}", stored.plain)
        folder.put(EMBED + HOST, shelf.body("script/host"))


def _registry_tiles(base: World, folder: Folder) -> None:
    """Put every tile of the registry as a file: servers of plain files give no part of one."""
    about = told(base.shelf)
    if about is None:
        return
    address = SiteUrls().registry_tiles(about["hash"]).removeprefix(UP)
    for family, path in archive_paths(base.shelf).items():
        for (zoom, column, row), body in TileArchive(path).tiles():
            name = address.format(family=family, z=zoom, x=column, y=row)
            folder.put(name, gzip.decompress(body))


def _wanted(
    languages: list[SiteLanguage], most: int | None, progress: Progress
) -> list[tuple[Kind, list[Asked]]]:
    """Return every kind of page with the states of it that are written."""
    wanted: list[tuple[Kind, list[Asked]]] = []
    with progress.step(said("step.site.states")):
        shelf = languages[0].pages.shelf
        for framed, views in ((False, views_of(shelf)), (True, embedded_of(shelf))):
            for view in views:
                asked = written(languages[0].pages, view, framed=framed, most=most)
                for language in languages:
                    kind = _kind(view, asked, language, framed=framed)
                    wanted.append((kind, asked))
    return wanted


def _pages(
    languages: Iterable[SiteLanguage],
    wanted: list[tuple[Kind, list[Asked]]],
    folder: Folder,
    address: str,
    progress: Progress,
) -> Iterator[str]:
    """Write every page of every view and yield the paths of the full ones."""
    kinds = [kind for kind, _ in wanted]
    writer = Writer(kinds, folder.put, Tables(folder.put), address=address)
    for language in languages:
        yield writer.explore(language)
    for kind, asked in wanted:
        with progress.step(
            said("step.site.pages", folder=kind.folder, view=kind.view.name, count=len(asked))
        ):
            paths = [writer.page(kind, state) for state in asked]
        if not kind.framed:
            yield from paths


def _kind(view: View, asked: list[Asked], language: SiteLanguage, *, framed: bool) -> Kind:
    stem = view.name if framed else view.path.strip("/") or INDEX
    files = {}
    for state in asked:
        pairs = pairs_of(state.query)
        part = pairs.get(view.part, "")
        rest = {name: value for name, value in pairs.items() if name != view.part}
        files[key(pairs)] = state_file(
            stem_of(stem, part), key(rest), lang=language.lang if framed else ""
        )
    folder = EMBED if framed else f"{language.lang}/"
    return Kind(view, language, folder, framed, states(language.pages, view, files))


def _cards(languages: Iterable[SiteLanguage], folder: Folder) -> None:
    """Write what Explore says of every place; what the map shows of it stands in its tooltip."""
    for language in languages:
        catalogue, lang = language.pages.catalogue, language.lang
        phrases = language.pages.phrases(lang)
        for place in sorted(language.pages.vocabulary.places):
            chosen = {"place": place, "lang": lang}
            told = early_html(card(catalogue, chosen, urls=language.pages.urls), phrases)
            folder.put(f"{CARDS}/{lang}/{place}.html", told.encode())


def _tables(languages: Iterable[SiteLanguage], folder: Folder) -> None:
    """Write the figures of every sheet with all their periods."""
    for language in languages:
        for sheet, about_it in sheets_of(language.pages.shelf).items():
            state = replace(ViewState(), layer=str(about_it["layer"]), lang=language.lang)
            period = str(about_it["default_period"])
            for form in FORMS:
                _, body, _ = download(
                    language.pages, state, indicator=indicator_of(sheet), period=period, form=form
                )
                folder.put(table_file(sheet, language.lang, form).removeprefix(UP), body)


def _entry(base: World, address: str) -> bytes:
    """Return the page at the root, which leads to the pages of the first language."""
    titles = {lang: base.phrases(lang)["site.title"] for lang in LANGS}
    text = (
        environment()
        .get_template("entry.html")
        .render(
            lang=ORIGINAL,
            html_lang=LANGUAGES[ORIGINAL].tag,
            strip=strip(base, ORIGINAL),
            title=titles[ORIGINAL],
            languages=[(lang, LANGUAGES[lang].tag, title) for lang, title in titles.items()],
            icon=f"{FILES}/{base.shelf.names['icon']}",
            address=address,
        )
    )
    return text.encode()


def _sitemap(address: str, pages: list[str]) -> str:
    """Return the list of the full pages, each with its twin in the other language."""
    known = set(pages)
    return SITEMAP.format(rows="".join(_row(address, page, known) for page in sorted(known)))


def _row(address: str, page: str, known: set[str]) -> str:
    _, _, name = page.partition("/")
    twins = "".join(
        f'<xhtml:link rel="alternate" hreflang="{LANGUAGES[lang].tag}"'
        f' href="{escape(address + quote(f"{lang}/{name}"))}"/>'
        for lang in LANGS
        if f"{lang}/{name}" in known
    )
    return f"<url><loc>{escape(address + quote(page))}</loc>{twins}</url>\n"
