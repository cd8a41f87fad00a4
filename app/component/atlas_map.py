"""AtlasMap: the map as a component of Dash.

Its browser half is app/assets/component. Another app takes it as it takes any component
(docs/examples/atlas_map.py); on the pages of the atlas the page draws the map before Dash is
there, and the component takes over what stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash.development.base_component import Component

NAMESPACE = "shu_atlas"
PROPERTIES = (
    "id",
    "map",
    "period",
    "selected",
    "n_selected",
    "hovered",
    "bounds",
    "shown",
    "className",
    "style",
)


class AtlasComponent(Component):
    """A component of ours: Dash finds it by the name of its class, and asks for ``properties``."""

    _namespace = NAMESPACE
    properties: tuple[str, ...] = ()

    def __init__(self, **given: object) -> None:
        """Raise TypeError for a property that it does not have."""
        self._type = type(self).__name__
        self._children_props: list[str] = []
        self._base_nodes = ["children"]
        self._prop_names = self.available_properties = list(self.properties)
        self._valid_wildcard_attributes: list[str] = []
        self.available_wildcard_properties: list[str] = []
        known = {name: value for name, value in given.items() if value is not None}
        super().__init__(**known)  # type: ignore[no-untyped-call]  # Dash's constructor has no types


class AtlasMap(AtlasComponent):
    """A map of layers, with its legend, that callbacks read and change.

    - ``id``: by which callbacks name it.
    - ``map``: what is drawn, as ``app.notebook.component_map`` or layers.render.map_json returns
      it. Where a layer file or a boundary file stands in it, its address may stand too.
    - ``period``: the period of the theme that is shown; one that its layer file has.
    - ``selected``: the id of the place that is chosen, or None. A click sets it.
    - ``n_selected``: how many times a place was chosen. It tells apart what ``selected`` cannot:
      the same place once more.
    - ``hovered``: the id of the place under the pointer or the focus, or None. Only read.
    - ``bounds``: what is in sight: west, south, east, north in degrees (WGS 84). A reader who moves
      the map sets it.
    - ``shown``: the words for what is shown: ``layer``, ``indicator`` ("" for none) and ``lang``.
      Only read.
    - ``className`` and ``style``: of the element around it; its height is the map's and the
      legend's together.
    """

    properties = PROPERTIES

    def __init__(
        self,
        id: str | Mapping[str, Any] | None = None,  # noqa: A002  Dash's own word for it
        map: Mapping[str, Any] | None = None,  # noqa: A002  what it is
        **properties: object,
    ) -> None:
        """Raise TypeError for a property that it does not have."""
        super().__init__(id=id, map=map, **properties)
