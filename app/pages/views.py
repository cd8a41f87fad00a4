"""The views: pages whose words the server writes. VIEWS is the one place where one is added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.pages.cities import VIEW as CITIES
from app.pages.compare import VIEW as COMPARE
from app.pages.data import VIEW as DATA
from app.pages.indicator import VIEW as INDICATOR
from app.pages.layer import VIEW as LAYER
from app.pages.place import VIEW as PLACE
from app.pages.platforms import VIEW as PLATFORMS
from app.pages.registry import VIEW as REGISTRY
from app.pages.start import VIEW as START
from app.pages.targets import VIEW as TARGETS
from app.pages.zones import VIEW as ZONES
from app.shell.view import View

if TYPE_CHECKING:
    from app.files.shelf import Shelf

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
# Those that an edition has where its data have what they show; they stand behind the others.
SOMETIMES: tuple[View, ...] = (REGISTRY,)
# What other people's pages may show in a frame: Explore's layers as a view, and the views that
# have a page for it.
EMBEDDED: tuple[View, ...] = (LAYER, *(view for view in VIEWS if view.embedded))


def views_of(shelf: Shelf) -> tuple[View, ...]:
    """Return the views of an edition."""
    return (*VIEWS, *(view for view in SOMETIMES if view.offered(shelf)))


def embedded_of(shelf: Shelf) -> tuple[View, ...]:
    """Return the views of an edition that have a page for frames."""
    return (*EMBEDDED, *(one for one in SOMETIMES if one.embedded and one.offered(shelf)))
