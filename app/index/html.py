"""The HTML page: its language, what to fetch early, our one script and one style sheet.

Dash's scripts wait in a template until our first map is painted (app/assets/page/dash.js):
a browser has one thread, and readers come for the map.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from urllib.parse import urlencode

from markupsafe import Markup

from app.address.urls import CATALOG, MAP
from app.context.context import World
from app.context.strip_words import strip_words
from app.index.discovery import UNICODE_LESS, catalogue_named
from app.pages.data import VIEW as DATA
from app.pages.embedding.options import ON
from app.pages.explore.page import EXPLORE
from app.pages.start import VIEW as START
from app.pages.views import embedded_of
from app.shell.page import Early, Page
from app.shell.pictures import put
from app.shell.prerender import early_html
from app.shell.render import environment
from geo.languages import LANGS, LANGUAGES

TEMPLATE = "page.html"
# Programs that gather data sets look here; every page links to the catalogue.
ABOUT_DATA = (START.path, DATA.path)
# The layout as HTML stands until Dash has made it; Dash's scripts wait until it is painted.
DASH_BODY = '<div id="early">{early}</div>\n{app_entry}'
DASH_FOOT = '<div>{config}<template id="dash">{scripts}{renderer}</template></div>\n'
LINKED = Markup('{} <a href="{}">{}</a>')


class Index:
    """Writes the pages of one atlas."""

    def __init__(self, world: World) -> None:
        self.world = world
        # Explore is filled by the browser: but for a title and a picture it is the same for every
        # query of a language.
        self._explore = {
            lang: early_html(EXPLORE.layout(world, None), world.phrases(lang)) for lang in LANGS
        }

    def html(
        self, page: Page, query: Mapping[str, str], *, metas: str, dash: Mapping[str, str] | None
    ) -> str:
        """Return a page for the query of a request.

        ``metas`` (HTML) is more for its head, ``dash`` are Dash's own pieces.
        """
        light = light_page(self.world, page, query)
        early = page.early(self.world, query)
        return self.written(page, early, metas=metas, light=light, dash=dash)

    def written(
        self,
        page: Page,
        early: Early,
        *,
        metas: str,
        light: str | None,
        dash: Mapping[str, str] | None = None,
    ) -> str:
        """Return a page as it was written for its query; ``light`` says the same unscripted.

        A page whose scripts draw nothing has no such address (None) and says nothing of it.
        Without the pieces of ``dash`` its layout stays the HTML that it is.
        """
        phrases = self.world.phrases(early.lang)
        file, names = self.world.urls.file, self.world.shelf.names
        manifest = file(self.world.manifest_file.name)
        body, foot = self._filled(page, early), ""
        if dash is not None:
            pieces = {**dash, "config": self._config(page, dash["config"])}
            body, foot = DASH_BODY.format(early=body, **pieces), DASH_FOOT.format(**pieces)
        return (
            environment()
            .get_template(TEMPLATE)
            .render(
                lang=early.lang,
                html_lang=LANGUAGES[early.lang].tag,
                max_zoom=self.world.config.map_max_zoom,
                served=self.world.urls.served,
                title=early.document_title(phrases["site.full-title"]),
                # Written as HTML by whoever hands it over, escaped there.
                metas=Markup(metas),  # noqa: S704  the same
                inside=Markup(body),  # noqa: S704  the same
                foot=Markup(foot),  # noqa: S704  Dash's own
                strip=strip(self.world, early.lang),
                noscript=_unscripted(light, phrases),
                description=phrases["site.standfirst"],
                accent=self.world.theme.accent,
                catalog=self.world.urls.page(CATALOG) if self.world.urls.served else "",
                catalogue=self._catalogue(page, early.lang),
                manifest=manifest,
                icon=file(names["icon"]),
                style=file(names["style"]),
                overlay=file(names[f"script/{page.overlay}"]) if page.overlay else "",
                script=file(names[f"script/{page.bundle}"]),
                loader=file(names["script/load"]) if page.pictured else "",
                fetched=early.files if page.pictured else (manifest, *early.files),
            )
        )

    def _catalogue(self, page: Page, lang: str) -> str:
        """Return what says in the head which catalogue the data are in, on the pages about them."""
        named = self.world.urls.served and page.path in ABOUT_DATA
        return catalogue_named(self.world, lang) if named else ""

    def _filled(self, page: Page, early: Early) -> str:
        """Return the layout as HTML, with what the server has written for this address."""
        if not early.main:
            text = self._explore[early.lang]
            for name, inside in early.first.items():
                text = put(text, f'id="{name}"', inside)
            return text
        phrases = self.world.phrases(early.lang)
        return early_html(page.layout(self.world, early), phrases)

    def _config(self, page: Page, tag: str) -> str:
        """Return Dash's configuration, with the prefix below which this page's layout is."""
        if not page.own_prefix or not tag:
            return tag
        start, _, rest = tag.partition(">")
        body, _, end = rest.rpartition("</")
        config = json.loads(body)
        config["requests_pathname_prefix"] = self.world.urls.prefix + page.own_prefix
        # As Dash does it: nothing in the text may end the script element.
        return f"{start}>{json.dumps(config).replace('<', UNICODE_LESS)}</{end}"


def strip(world: World, lang: str) -> Markup:
    """Return the banner over a page; nothing where its maps may be published."""
    said = strip_words(world.config, world.approval, lang)
    banner = Markup(
        '<p class="unapproved-strip" id="approval" role="region" aria-labelledby="approval"'
        ' data-t="map.strip">{}</p>\n'
    ).format(said)
    return banner if said else Markup("")


def light_page(world: World, page: Page, query: Mapping[str, str]) -> str:
    """Return the address of the page that says the same without a script; empty if there is none.

    A page for frames needs no script, and a whole one has its words and tables too. The first page
    shows what layers open with.
    """
    path = MAP if page.path == START.path else page.path
    view = next((view for view in embedded_of(world.shelf) if view.path == path), None)
    asks = urlencode({**query, "full": ON})
    return f"{world.urls.embed}{view.name}?{asks}" if view else ""


def _unscripted(light: str | None, phrases: Mapping[str, str]) -> Markup:
    """Return what a page says where scripts do not run: why, and the page that needs none."""
    if light is None:
        return Markup("")
    if not light:
        return Markup("{}").format(phrases["site.noscript"])
    return LINKED.format(phrases["site.noscript"], light, phrases["site.noscript-light"])
