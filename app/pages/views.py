"""The views: pages whose words the server writes. VIEWS is the one place where one is added."""

from __future__ import annotations

from app.pages.cities import VIEW as CITIES
from app.pages.compare import VIEW as COMPARE
from app.pages.data import VIEW as DATA
from app.pages.indicator import VIEW as INDICATOR
from app.pages.layer import VIEW as LAYER
from app.pages.place import VIEW as PLACE
from app.pages.platforms import VIEW as PLATFORMS
from app.pages.start import VIEW as START
from app.pages.targets import VIEW as TARGETS
from app.pages.zones import VIEW as ZONES
from app.shell.view import View

VIEWS: tuple[View, ...] = (
    START,
    PLACE,
    COMPARE,
    ZONES,
    CITIES,
    TARGETS,
    PLATFORMS,
    DATA,
    INDICATOR,
)
# What other people's pages may show in a frame: Explore's layers as a view, and the views that
# have a page for it.
EMBEDDED: tuple[View, ...] = (LAYER, *(view for view in VIEWS if view.embedded))
