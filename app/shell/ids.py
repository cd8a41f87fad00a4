"""The id of every component that Python and JavaScript both name."""

from __future__ import annotations

# Slots that the browser fills.
MAP = "map"
TITLE = "map-title"
SUBTITLE = "map-subtitle"
COVERAGE = "map-coverage"
CREDIT = "map-credit"
LEGEND = "legend"
TABLE = "table"
RANKING = "ranking"
BANNER = "banner"
LIVE = "live"
EARLY = "early"
LEAF = "leaf"
DASH = "dash"
REACT = "react-entry-point"
# The maps of a view, by their slots, and what takes the answers of its callback, by its name.
SLOT_PREFIX = "map-"
PAGE_PREFIX = "page-"
SEARCH = "search"
SKIP = "skip"

# Controls.
LEVELS = "levels"
LAYER = "layer"
INDICATOR = "indicator"
PERIOD = "period"
SCHEME = "scheme"
CLASSES = "classes"
MANUAL = "manual"
BREAKS = "breaks"
BREAKS_ERROR = "breaks-error"
LOCK = "lock"
OVERLAYS = "overlays"
LANGUAGE = "language"

# The place card and what surrounds it.
CARD = "card"
CARD_PANEL = "card-panel"
CONTROLS_PANEL = "controls-panel"
LEGEND_PANEL = "legend-panel"
TABLE_PANEL = "table-panel"
RANKING_PANEL = "ranking-panel"
