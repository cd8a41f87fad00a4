"""AtlasMap: a Dash component like any other, and no second copy of the map on our own pages."""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any

import pytest
from dash import Dash
from flask.testing import FlaskClient

import app
from app.component.atlas_map import NAMESPACE, PROPERTIES, AtlasMap
from app.settings.settings import PROJECT


def test_every_property_is_described_and_taken() -> None:
    given: dict[str, Any] = dict.fromkeys(PROPERTIES, "x")
    made: dict[str, Any] = AtlasMap(**given).to_plotly_json()  # type: ignore[no-untyped-call]  # Dash's
    assert made["props"] == given
    assert not [name for name in PROPERTIES if f"``{name}``" not in str(AtlasMap.__doc__)]
    with pytest.raises(TypeError, match="perriod"):
        AtlasMap(id="map", perriod="2020")


def test_an_app_of_others_gets_all_that_it_needs() -> None:
    other = Dash(__name__, update_title="")
    other.layout = AtlasMap(id="map")
    client = other.server.test_client()
    page = client.get("/").text
    asked = re.findall(r'(?:src|href)="(/_dash-component-suites/app/[^"]+)"', page)
    wanted = [*_paths(app._js_dist), *_paths(app._css_dist[:1])]
    assert sorted(client.get(address).data for address in asked) == sorted(
        (PROJECT / "app" / path).read_bytes() for path in wanted
    )
    fonts = re.findall(r"url\((\.\./fonts/[^)]+)\)", _text("assets/bundles/component.css"))
    assert len(fonts) == 3
    for font in fonts:
        answer = client.get(f"/_dash-component-suites/app/assets/{font.removeprefix('../')}")
        assert answer.data == (PROJECT / "app/assets/bundles" / font).read_bytes()
    layout = json.loads(client.get("/_dash-layout").data)
    assert (layout["namespace"], layout["type"]) == (NAMESPACE, "AtlasMap")


@pytest.mark.parametrize("path", ["/map", "/zones", "/science-cities"])
def test_our_pages_load_what_their_layouts_are_made_of(client: FlaskClient, path: str) -> None:
    page = client.get(path).text
    suites = set(re.findall(r"/_dash-component-suites/(\w+/[\w-]+)/", page))
    assert suites == {"dash/deps", "dash/dash-renderer", "dash/html"}
    layout = client.get(f"{path}/_dash-layout").text
    # Our own bundles bring AtlasMap.
    assert set(re.findall(r'"namespace":"(\w+)"', layout)) == {"dash_html_components", NAMESPACE}


def test_its_version_is_that_of_the_project() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert app.__version__ == project["version"]


def _text(path: str) -> str:
    return (PROJECT / "app" / path).read_text(encoding="utf-8")


def _paths(resources: list[dict[str, Any]]) -> list[str]:
    return [path for one in resources for path in one["relative_package_path"]]
