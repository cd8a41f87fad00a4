"""AtlasPage: takes what a callback answers to a choice on a map of a page of ours.

Its browser half is app/assets/views/callbacks.js. It shows nothing itself: the server has written
the page already, and the page that follows takes its place part by part.
"""

from __future__ import annotations

from app.component.atlas_map import AtlasComponent


class AtlasPage(AtlasComponent):
    """The page around the maps of a view.

    - ``id``: by which callbacks name it.
    - ``address``: the query of the page that is shown, as a browser has it. Only read.
    - ``written``: the page that follows from a choice: ``choice``, the number of the choice
      (``n_selected`` of its AtlasMap), and ``page``, its HTML.
    """

    properties = ("id", "address", "written")
