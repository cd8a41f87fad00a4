"""View: a page of words, tables and maps that the server writes, part by part.

Its whole state is its address. Every choice is a link or a field of a form, so it works without
a script; with one, only the parts that differ are changed (app/assets/views).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote

from app.address.fields import QueryField
from app.address.query import Asked
from geo.export.table import Table
from layers.data import Painted
from layers.map import MapLayer, MapSpec
from layers.render.web import painted_json

if TYPE_CHECKING:
    from app.context.context import World
    from app.files.shelf import Shelf


@dataclass(frozen=True)
class PageMap(MapSpec):
    """A map of a page: what it shows, and what a click on it does.

    A ``late`` ground (counties, or a theme of counties) comes after the first paint.
    ``pick`` is the link that a click on a place follows, with ``{id}`` for the place; ``unpick``
    the one that a click beside it follows. Maps of one ``group`` go together: in zoom only, in
    ``move`` from where each began, or showing the ``same``. With ``again`` a click on
    the selected place follows its link too. One that is there ``at_once`` does not wait to be
    pointed at: its picture leads nowhere.
    """

    late: bool = False
    pick: str = ""
    unpick: str = ""
    group: str = ""
    sync: Literal["zoom", "move", "same", "free"] = "zoom"
    again: bool = False
    at_once: bool = False

    @property
    def shown(self) -> MapSpec:
        """Return what it shows, without what a click does."""
        return MapSpec(**self.parts)


def computed(painted: Painted) -> MapLayer:
    """Return a layer that stands in the page itself, in its one painting."""
    return MapLayer(sheet=painted_json(painted), period=painted.frame.period)


@dataclass(frozen=True)
class Takeaway:
    """A file that a page gives away: where it is, and the words that say what it is.

    ``name`` is what it is called where no server says so. One that is ``shown`` is a page of its
    own; what is ``slow`` is drawn when it is asked for.
    """

    href: str
    words: str
    name: str = ""
    shown: bool = False
    slow: bool = False


@dataclass(frozen=True)
class Content:
    """What a view says for one address.

    ``title`` is that of the document, ``said`` one sentence that is read out after a change,
    ``context`` what its templates know as ``c``, ``maps`` its maps by slot. ``address`` is the link
    of this page where it was asked for by another one, such as a search that found its place.
    ``pictures`` and ``briefs`` are drawn of this page alone. ``credit`` says whose the figures
    of an excerpt are.
    """

    title: str
    said: str
    context: Mapping[str, Any]
    maps: Mapping[str, PageMap] = field(default_factory=dict)
    address: str = ""
    pictures: tuple[Takeaway, ...] = ()
    briefs: tuple[Takeaway, ...] = ()
    credit: str = ""


Shape = Literal["tile", "chart", "list"]


@dataclass(frozen=True, eq=False)
class Excerpt:
    """One tile, chart or table of a view, which a frame may show without the rest.

    ``template`` is that of the page itself, which says ``content`` as it says it there; StateError
    is raised for an address that has none. A chart fills its frame, a tile or a list is as high as
    it is. ``picks`` names the field of the view that says which one, ``choices`` (id and words) the
    ones there are, ``opens`` what is said of other fields where nobody chose. ``leads`` are the
    fields by which the full page shows it.
    """

    template: str
    shape: Shape
    content: Callable[[World, Asked], Content]
    picks: str = ""
    choices: Callable[[World, Asked], Mapping[str, str]] | None = None
    opens: Callable[[World], Mapping[str, str]] | None = None
    leads: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class View:
    """One view: its name (templates, words, styles), its address, its fields, its content.

    ``title`` is the word key of its name in the head of every page. ``tables`` are the files it
    gives away, by name, ``archives`` the ZIPs; where there are any, both are read from the data
    folder. ``fields`` and ``content`` raise StateError for what they do not know. ``part`` names
    the field that the end of the path says: ``/place/510700`` is the view ``/place`` of a place.
    Without it the view says what there is to choose from. What is not ``embedded`` has no page for
    frames, and what is not ``in_head`` no link in the head of every page.
    The maps of a ``pictured`` one are pictures until somebody points at them, or, where the view
    ``wakes``, until all else is painted.
    ``needs`` names the fact that the build tells of data that not every edition has: without it the
    edition has no such view. ``overlay`` is the bundle that lays something over its maps; it runs
    before the one that draws them.
    ``explored`` returns the slots of the maps whose layers are explored: Dash renders those, and a
    place that is chosen on one is the ``place`` of the address (app/shell/callbacks.py).
    ``alone`` returns what a frame of one thing shows where its address leaves that open.
    ``excerpts`` are what a frame may show of it beside its map, by the words of the address; the
    field that ``told_by`` names says one of them too.
    """

    name: str
    path: str
    title: str
    fields: Callable[[World], tuple[QueryField, ...]]
    content: Callable[[World, Asked], Content]
    tables: Mapping[str, Callable[[World, Asked], Table]] = field(default_factory=dict)
    explored: Callable[[World], tuple[str, ...]] | None = None
    alone: Callable[[World, Asked], Asked] | None = None
    part: str = ""
    archives: Mapping[str, Callable[[World, Asked], bytes]] = field(default_factory=dict)
    embedded: bool = True
    in_head: bool = True
    pictured: bool = False
    wakes: bool = False
    needs: str = ""
    overlay: str = ""
    excerpts: Mapping[str, Excerpt] = field(default_factory=dict)
    told_by: str = ""

    def offered(self, shelf: Shelf) -> bool:
        """Return whether an edition has what it shows."""
        return not self.needs or self.needs in shelf.facts

    def framed(self, world: World, asked: Asked) -> Content:
        """Return what a frame says: of one thing alone, or with ``full`` of the whole page."""
        excerpt = self.excerpt(asked)
        if excerpt is not None:
            return excerpt.content(world, asked)
        if self.alone is not None and not asked["full"]:
            asked = self.alone(world, asked)
        return self.content(world, asked)

    def excerpt(self, asked: Asked) -> Excerpt | None:
        """Return the excerpt that the address of a frame asks for; None for a map or all of it."""
        name = asked["show"] or (asked[self.told_by] if self.told_by else "")
        return None if asked["full"] else self.excerpts.get(str(name))

    def path_of(self, asked: Asked) -> str:
        """Return the path of the page that says this: its own, and its part where there is one."""
        part = str(asked[self.part]) if self.part else ""
        return f"{self.path}/{quote(part, safe='')}" if part else self.path


def page_address(world: World, view: View, asked: Asked) -> str:
    """Return the address of the full page that says this; its path says its part."""
    asks = replace(asked, path_field=view.part).beside_path
    return f"{world.urls.page(view.path_of(asked))}{'?' if asks else ''}{asks}"
