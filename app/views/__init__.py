"""The views: pages whose words the server writes. VIEWS is the one place where one is added."""

from __future__ import annotations

from app.views.cities import VIEW as CITIES
from app.views.compare import VIEW as COMPARE
from app.views.layer import VIEW as LAYER
from app.views.platforms import VIEW as PLATFORMS
from app.views.targets import VIEW as TARGETS
from app.views.view import View
from app.views.zones import VIEW as ZONES

VIEWS: tuple[View, ...] = (COMPARE, ZONES, CITIES, TARGETS, PLATFORMS)
# What other people's pages may show in a frame: Explore's layers as a view, and every view.
EMBEDDED: tuple[View, ...] = (LAYER, *VIEWS)
