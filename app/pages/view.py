"""View: a page of words, tables and maps that the server writes, part by part.

Its whole state is its address. Every choice is a link or a field of a form, so it works without
a script; with one, only the parts that differ are changed (app/assets/views).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from app.address.fields import QueryField
from app.address.query import Asked
from geo.export.table import Table
from layers.build.selection import Selection
from layers.data import Painted
from layers.render.web import painted_json

if TYPE_CHECKING:
    from app.context.context import World


@dataclass(frozen=True)
class PageLayer:
    """One layer on a map of a view: a published sheet by its id, or a ``sheet`` of its own.

    ``part`` are the places that the map shows of a published sheet; none shows all. ``file`` is
    the address from which a browser has the ``sheet``, where it does not stand in the page.
    """

    sheet_id: str = ""
    period: str = ""
    paint: str = ""
    sheet: Mapping[str, Any] | None = None
    part: Selection | None = None
    file: str = ""

    @classmethod
    def of(cls, painted: Painted) -> PageLayer:
        """Return a layer that stands in the page itself, in its one painting."""
        return cls(sheet=painted_json(painted), period=painted.frame.period)


@dataclass(frozen=True)
class MapSpec:
    """What one map of a view draws.

    A ``late`` ground (counties, or a theme of counties) comes after the first paint.
    ``bounds`` (west, south, east, north, degrees) is what it shows first; none is the province.
    ``pick`` is the link that a click on a place follows, with ``{id}`` for the place; ``unpick``
    the one that a click beside it follows. Maps of one ``group`` go together: in zoom only, in
    ``move`` from where each began, or showing the ``same``. ``rings`` are
    circles (longitude, latitude, radius in metres) below the points. With ``again`` a click on
    the selected place follows its link too. ``outlined`` are prefectures marked together,
    ``streets`` polygons (rings of longitude and latitude) that are not official.
    """

    theme: PageLayer
    overlays: tuple[PageLayer, ...] = ()
    bounds: tuple[float, float, float, float] | None = None
    names: bool = True
    counties: bool = False
    late: bool = False
    selected: str = ""
    pick: str = ""
    unpick: str = ""
    group: str = ""
    sync: Literal["zoom", "move", "same", "free"] = "zoom"
    rings: tuple[tuple[float, float, float], ...] = ()
    again: bool = False
    outlined: tuple[str, ...] = ()
    streets: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Content:
    """What a view says for one address.

    ``title`` is that of the document, ``said`` one sentence that is read out after a change,
    ``context`` what its templates know as ``c``, ``maps`` its maps by slot. ``address`` is the link
    of this page where it was asked for by another one, such as a search that found its place.
    """

    title: str
    said: str
    context: Mapping[str, Any]
    maps: Mapping[str, MapSpec] = field(default_factory=dict)
    address: str = ""


@dataclass(frozen=True, eq=False)
class View:
    """One view: its name (templates, words, styles), its address, its fields, its content.

    ``title`` is the word key of its name in the head of every page. ``tables`` are the files it
    gives away, by name. ``fields`` and ``content`` raise StateError for what they do not know.
    The layers of an ``explored`` view are rendered with Dash.
    """

    name: str
    path: str
    title: str
    fields: Callable[[World], tuple[QueryField, ...]]
    content: Callable[[World, Asked], Content]
    tables: Mapping[str, Callable[[World, Asked], Table]] = field(default_factory=dict)
    explored: bool = False
