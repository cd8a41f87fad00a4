"""The picture of a view with a link: for editors that take neither frames nor scripts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from app.address.query import LANG
from app.pages.embedding.options import plain
from app.pages.embedding.snippet import FramedView, full
from app.pages.layer import VIEW as LAYER
from app.shell.map_links import kept

if TYPE_CHECKING:
    from app.context.context import World

FORM = "png"
PICTURE = f"picture.{FORM}"
LINES = Markup(
    '<a href="{full}"><img src="{src}" alt="{alt}" style="max-width:100%;height:auto"></a>'
)


@dataclass(frozen=True)
class LinkedPicture:
    """Where a picture is found below our own origin, what it shows in words, and the HTML."""

    src: str
    alt: str
    lines: Markup


def linked_picture(world: World, one: FramedView, *, here: str) -> LinkedPicture | None:
    """Return the picture of the map of a view; None where nobody draws it.

    ``here`` is our origin. Of a layer whose period was left open it shows the newest, always.
    """
    if one.shape:
        return None
    if one.view is LAYER:
        if not world.urls.served:
            return None
        asks, alt = plain(one.view, one.asked).query, one.title
    else:
        files = kept(world, one.view.content(world, one.asked.but()), one.asked)
        found = next((file for file in files if file.form == FORM), None)
        if found is None:
            return None
        asks = found.href.partition("?")[2].removesuffix(f"&format={FORM}")
        alt = f"{found.title} · {world.phrases(one.asked[LANG.name])['site.title']}"
    src = f"{world.urls.embed}{PICTURE}{'?' if asks else ''}{asks}"
    lines = LINES.format(full=here + full(world, one), src=here + src, alt=alt)
    return LinkedPicture(src, alt, lines)
