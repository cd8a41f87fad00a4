"""Snippet: the few lines of HTML that put a view into another page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from app.address.query import Asked
from app.pages.embedding.options import asked, plain
from app.shell.pictures import title_of
from app.shell.view import View, page_address

if TYPE_CHECKING:
    from app.context.context import World

# What a page of ours needs in a frame, and no more: its scripts, its own files, links that open
# the full page, forms of choices, downloads.
SANDBOX = "allow-scripts allow-same-origin allow-popups allow-forms allow-downloads"
REFERRER = "strict-origin-when-cross-origin"
FULL = "100%"
FRAME = Markup(
    '<iframe data-shu-atlas src="{src}" title="{title}" width="{width}" height="{height}"'
    ' loading="lazy" referrerpolicy="{referrer}" sandbox="{sandbox}"></iframe>\n'
    '<script src="{host}" async></script>\n'
    '<noscript><p><a href="{full}">{whole}</a></p></noscript>'
)


# On a wall nothing scrolls past: the frame is the screen, whatever it would ask for.
WALL = Markup(
    '<iframe src="{src}" title="{title}" style="position:fixed;inset:0;width:100%;height:100%;'
    'border:0" referrerpolicy="{referrer}" sandbox="{sandbox}"></iframe>'
)


@dataclass(frozen=True)
class FramedView:
    """A view as a frame shows it: what its address says, and its title."""

    view: View
    asked: Asked
    title: str

    @property
    def shape(self) -> str:
        """Return the shape of the excerpt that it shows; nothing where it shows a map."""
        excerpt = self.view.excerpt(self.asked)
        return excerpt.shape if excerpt else ""


def shown(world: World, view: View, query: Mapping[str, str]) -> FramedView:
    """Return what a frame shows for a query; raise StateError for a wrong value."""
    wanted = asked(world, view, query)
    title = title_of(world, view.framed(world, wanted), wanted.lang)
    words = world.phrases(wanted.lang, view.name)
    return FramedView(view, wanted, f"{title} · {words['site.title']}")


def source(world: World, view: FramedView) -> str:
    """Return the address of the page in the frame, below our own origin."""
    asks = view.asked.query
    return f"{world.urls.embed}{view.view.name}{'?' if asks else ''}{asks}"


def full(world: World, view: FramedView) -> str:
    """Return the address of the full page that shows the same, below our own origin."""
    return page_address(world, view.view, plain(view.view, view.asked))


def snippet(world: World, view: FramedView, *, here: str, height: int, width: str = FULL) -> Markup:
    """Return the HTML to paste; ``here`` is our origin, heights and widths are CSS pixels.

    A browser that runs no script there has a link to the full page below the frame.
    """
    lang = view.asked.lang
    words = world.phrases(lang, view.view.name)
    return FRAME.format(
        src=here + source(world, view),
        title=view.title,
        width=width,
        height=height,
        referrer=REFERRER,
        sandbox=SANDBOX,
        host=f"{here}{world.urls.embed}host.js",
        full=here + full(world, view),
        whole=f"{words['embed.whole']}: {view.title}",
    )


def wall(world: World, view: FramedView, *, here: str) -> Markup:
    """Return the HTML of a page that is the frame alone, as high and wide as its screen."""
    return WALL.format(
        src=here + source(world, view),
        title=view.title,
        referrer=REFERRER,
        sandbox=SANDBOX,
    )
