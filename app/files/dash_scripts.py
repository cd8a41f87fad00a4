"""Dash's own scripts, as its pages ask for them."""

from __future__ import annotations

import pkgutil
import re

from dash import Dash, html
from dash.fingerprint import check_fingerprint

ADDRESS = re.compile(r'src="/_dash-component-suites/(dash)/([^"?]+)')


def suites() -> dict[tuple[str, str], bytes]:
    """Return the body of every script that a Dash page loads, by package and path.

    A bare app is asked for its page: the list is Dash's, whatever its version.
    """
    app = Dash(__name__, assets_folder="", include_assets_files=False, update_title="")
    app.layout = html.Div()
    page = app.server.test_client().get("/").get_data(as_text=True)
    found: dict[tuple[str, str], bytes] = {}
    for package, address in ADDRESS.findall(page):
        path, _ = check_fingerprint(address)
        body = pkgutil.get_data(package, path)
        if body is not None:
            found[package, path] = body
    return found
