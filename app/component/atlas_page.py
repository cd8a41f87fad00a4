"""AtlasPage: takes what a callback answers to a choice on a map of a page of ours.

Its browser half is app/assets/views/callbacks.js. It shows nothing itself: the server has written
the page already, and the page that follows takes its place part by part.
"""

from __future__ import annotations

from dash.development.base_component import Component

from app.component.atlas_map import NAMESPACE


class AtlasPage(Component):
    """The page around the maps of a view.

    - ``id``: by which callbacks name it.
    - ``address``: the query of the page that is shown, as a browser has it. Only read.
    - ``written``: the page that follows from a choice: ``choice``, the number of the choice
      (``n_selected`` of its AtlasMap), and ``page``, its HTML.
    """

    _children_props: list[str] = []  # noqa: RUF012  Dash declares it so
    _base_nodes = ["children"]  # noqa: RUF012  the same
    _namespace = NAMESPACE
    _type = "AtlasPage"

    def __init__(self, id: str) -> None:  # noqa: A002  Dash's own word for it
        self._prop_names = self.available_properties = ["id", "address", "written"]
        self._valid_wildcard_attributes: list[str] = []
        self.available_wildcard_properties: list[str] = []
        super().__init__(id=id)  # type: ignore[no-untyped-call]  # Dash's own
