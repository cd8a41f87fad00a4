"""Who asks: pages, routes, the command line, configuration.

``_js_dist`` and ``_css_dist`` are what Dash serves to an app that uses the component of this
package (app/component): Dash looks for them here, and for the version.
"""

from __future__ import annotations

from typing import Any

__version__ = "0.5.0"

_js_dist: list[dict[str, Any]] = [
    {
        "namespace": "app",
        "relative_package_path": [
            "assets/vendor/leaflet-1.9.4/leaflet.js",
            "assets/vendor/leaflet.markercluster-1.5.3/leaflet.markercluster.js",
            "assets/vendor/topojson-client-3.1.0/topojson-client.min.js",
            "assets/bundles/component.js",
        ],
    }
]
_css_dist: list[dict[str, Any]] = [
    {
        "namespace": "app",
        "relative_package_path": [
            "assets/vendor/leaflet-1.9.4/leaflet.css",
            "assets/vendor/leaflet.markercluster-1.5.3/MarkerCluster.css",
            "assets/bundles/component.css",
        ],
    },
    # Letters that the styles ask for where a machine has none: served, not put into the page.
    {
        "namespace": "app",
        "relative_package_path": [f"assets/fonts/chinese-{number}.woff2" for number in (1, 2, 3)],
        "dynamic": True,
    },
]
