"""A map to folium.Map, and to one HTML file that needs no network.

The map is a real ``folium.Map``: it shows itself in a notebook and takes folium's own layers.
But our runtime draws it, its scripts and styles stand inline, and its id is fixed, so that
nothing is fetched and the same map gives the same file. folium's template would fetch eleven
files from four hosts and run HTML found in data; none of it is used.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, cast

import folium
from branca.element import Element, Figure
from jinja2 import Template

from geo.languages import LANGUAGES
from layers.data import Painted
from layers.font_subset import carried
from layers.map import PaintedMap
from layers.render.folium_layers import require_taken
from layers.render.map_json import map_json
from layers.render.noscript import unscripted

Json = dict[str, Any]
# Stands before everything else: a server may not say it.
CHARSET = '<meta charset="UTF-8">\n'
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


@dataclass(frozen=True)
class Runtime:
    """What draws the map in the browser: scripts, styles and words of one language.

    The last script starts the map that stands in the page. ``max_zoom`` is how far it may be
    enlarged; None for the runtime's own limit.
    """

    script: str
    style: str
    words: Mapping[str, str]
    max_zoom: int | None = None


class _Text(Element):
    """A piece of the page as it is: branca would take braces in a script for its own."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def render(self, **_kwargs: object) -> str:
        """Return the text."""
        return self.text


class OfflineMap(folium.Map):
    """A folium.Map that our runtime draws.

    It takes those of folium's own layers that need no other host (layers.render.folium_layers).
    """

    default_js: list[tuple[str, str]] = []  # noqa: RUF012  folium declares it so
    default_css: list[tuple[str, str]] = []  # noqa: RUF012  the same
    # The page's parts are put in place once, below; there is nothing left to print.
    _template = Template("")

    def __init__(self, drawable: PaintedMap, *, data: Json, runtime: Runtime) -> None:
        west, south, east, north = drawable.bounds
        super().__init__(location=[(south + north) / 2, (west + east) / 2], tiles=None)
        self._id = "1"
        name = self.get_name()
        places, words = data["geometry"]["places"], runtime.words
        plain = unscripted(drawable, places=places, words=words)
        figure = _figure(self)
        figure.title = escape(drawable.title)
        figure.header.add_child(_Text(
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<style>{runtime.style}</style>"
        ))  # fmt: skip
        embedded = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        figure.html.add_child(_Text(
            f'{_strip(drawable)}<div class="folium-map" id="{name}"></div>\n'
            f"<noscript>{plain}</noscript>\n"
            f'<script type="application/json" id="{name}-data">{_inert(embedded)}</script>\n'
            f"<script>{_closed(runtime.script)}</script>"
        ))  # fmt: skip

    def add_child(
        self, child: Element, name: str | None = None, index: int | None = None
    ) -> OfflineMap:
        """Add a layer of folium's own; raise AtlasError for one that needs another host."""
        require_taken(child)
        super().add_child(child, name=name, index=index)
        return self

    def render(self, **kwargs: Any) -> Any:  # noqa: ANN401  as folium declares it
        """Draw what was added; raise AtlasError for what came into a layer later."""
        require_taken(self)
        return super().render(**kwargs)  # type: ignore[no-untyped-call]  # folium's own


def _figure(drawn: folium.Map) -> Figure:
    """Return the page a folium.Map stands in: it makes one for itself."""
    return cast("Figure", drawn.get_root())


def folium_map(
    drawable: PaintedMap,
    *,
    geometry: Mapping[str, Json],
    runtime: Runtime,
    others: Sequence[Painted] = (),
) -> folium.Map:
    """Return the map as a folium.Map with its legend, table and credit.

    ``geometry`` is TopoJSON by kind (see ``needed``); ``others`` are the theme in its other
    periods, which the reader may turn to.
    """
    data = map_json(drawable, geometry=geometry, words=runtime.words, others=others)
    return OfflineMap(drawable, data=data, runtime=runtime)


def html(
    drawable: PaintedMap,
    *,
    geometry: Mapping[str, Json],
    runtime: Runtime,
    others: Sequence[Painted] = (),
) -> str:
    """Return the map as one HTML page; it may fetch nothing and run only our scripts."""
    drawn = folium_map(drawable, geometry=geometry, runtime=runtime, others=others)
    page = _figure(drawn).render()
    page = page.replace("<style>", f"<style>{carried(page)}", 1)
    policy = f'<meta http-equiv="Content-Security-Policy" content="{_policy(page)}">'
    about = f'lang="{LANGUAGES[drawable.lang].tag}"'
    if runtime.max_zoom is not None:
        about += f' data-max-zoom="{runtime.max_zoom}"'
    if not drawable.stamp.approved:
        about += " data-unapproved"
    return page.replace("<html>\n<head>", f"<html {about}>\n<head>\n{CHARSET}{policy}", 1)


def _strip(drawable: PaintedMap) -> str:
    """Return the banner that says that the map may not be published; nothing if it may."""
    said = drawable.stamp.strip
    return f'<p class="unapproved-strip" role="note">{escape(said)}</p>\n' if said else ""


def _inert(text: str) -> str:
    """Return JSON that cannot end the element it stands in, nor open a comment there."""
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _closed(script: str) -> str:
    """Return a script that cannot end its element early: only strings hold such words."""
    return script.replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _policy(page: str) -> str:
    """Return a content security policy that allows exactly the scripts in the page."""
    hashes = " ".join(f"'sha256-{_digest(script)}'" for script in _scripts(page))
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; "
        "font-src data:"
    )


def _scripts(page: str) -> Iterator[str]:
    yield from dict.fromkeys(_SCRIPT.findall(page))


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
