"""Agreement: every renderer gives every place the color that paint gave it.

An offline file has the rows of its legend, too.
"""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from layers import legend
from layers.data import Painted
from layers.paint import paint
from layers.render import folium_file, print_map, web
from tests.catalogues import REAL, choices, ground, map_of, sheet_of, topologies

SVG = "{http://www.w3.org/2000/svg}"
RUNTIME = folium_file.Runtime(script="/* none */", style="", words={})
# One choropleth of each group of indicators stands for the others, which the same code draws.
SHOWN = [
    choice
    for choice in choices(REAL)
    if choice[1] in ("", "gdp", "gdp_per_person", "gdp_per_km2", "gdp_province_share")
]


def colors(painted: Painted) -> dict[str, str]:
    return {item.place_id: painted.color(at) for at, item in enumerate(painted.sheet.items)}


def of_json(sheet: dict[str, Any], period: str, key: str) -> dict[str, str]:
    """Return the colors as the browser's runtime reads them."""
    scale, codes, _ = sheet["frames"][period]["paints"][key]
    rows = {
        **{format(at, "x"): row["color"] for at, row in enumerate(sheet["scales"][scale]["rows"])},
        **{code: row["color"] for code, row in sheet["states"].items()},
    }
    ids = (item["id"] for item in sheet["items"])
    return {place: rows[code] for place, code in zip(ids, codes, strict=True)}


def rows_of_json(sheet: dict[str, Any], period: str, key: str) -> list[tuple[str, int, int]]:
    """Return code, count and placed count of every row of a legend, as a browser reads them."""
    rows = sheet["frames"][period]["paints"][key][2]
    return [(code, count, *(placed or [count])) for code, count, *placed in rows]


class _Data(HTMLParser):
    """Collects the JSON that stands in a page."""

    text, inside = "", False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag == "script" and ("type", "application/json") in attrs

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.text += data

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "script"


def of_page(page: str) -> dict[str, Any]:
    parser = _Data()
    parser.feed(page)
    data: dict[str, Any] = json.loads(parser.text)
    return data


@pytest.mark.parametrize(("layer", "indicator"), choices(REAL))
def test_web(layer: str, indicator: str) -> None:
    sheet = sheet_of(REAL, layer, indicator)
    made = web.sheet_json(sheet)
    key = "" if sheet.rows or sheet.proportional else "natural-5-free"
    for period in sheet.periods:
        assert of_json(made, period, key) == colors(paint(sheet, period=period))


@pytest.mark.parametrize(("layer", "indicator"), SHOWN)
def test_standalone(layer: str, indicator: str) -> None:
    view, theme, others = offline(layer, indicator)
    assert view["period"] == theme.frame.period
    for painted in (theme, *others):
        assert of_json(view["sheet"], painted.frame.period, "") == colors(painted)
        wanted = [(row.code, row.count, row.placed) for row in legend.rows(painted)]
        assert rows_of_json(view["sheet"], painted.frame.period, "") == wanted
    assert [one["label"] for one in view["sheet"]["confidences"]] == [
        one.label for one in legend.confidences(theme.sheet)
    ]


def offline(layer: str, indicator: str) -> tuple[dict[str, Any], Painted, list[Painted]]:
    """Return the theme of an offline file as it stands there, and what it was painted from.

    That is the theme at the period that opens, and at every other one.
    """
    sheet = sheet_of(REAL, layer, indicator)
    theme = paint(sheet)
    others = [paint(sheet, period=p) for p in sheet.periods if p != theme.frame.period]
    shown = map_of(REAL, theme)
    page = folium_file.html(shown, geometry=topologies(REAL), runtime=RUNTIME, others=others)
    view: dict[str, Any] = of_page(page)["scene"]["theme"]
    return view, theme, others


@pytest.mark.parametrize(("layer", "indicator"), SHOWN)
def test_static(layer: str, indicator: str) -> None:
    theme = paint(sheet_of(REAL, layer, indicator))
    svg = print_map.picture(map_of(REAL, theme), ground=ground(REAL), form="svg")
    expected = {
        place: color
        for place, color in colors(theme).items()
        if theme.sheet.layer.level in ("prefecture", "county") or at(theme, place)
    }
    assert fills(svg, layer, colors(theme)) == expected


def at(painted: Painted, place: str) -> bool:
    return any(item.place_id == place and item.at for item in painted.sheet.items)


def fills(svg: bytes, layer: str, known: dict[str, str]) -> dict[str, str]:
    """Return the color each place has in a picture: its fill, or its outline when hollow."""
    found = {}
    for group in ET.fromstring(svg).iter(f"{SVG}g"):  # noqa: S314  our own picture
        name = group.get("id", "")
        place = name.removeprefix(f"{layer}-")
        if name.startswith(f"{layer}-") and place in known:
            style = group[0].get("style", "")
            painted = [m.lower() for m in re.findall(r"(?:fill|stroke): (#\w{6})", style)]
            pale = "#7d776b" in painted and known[place] == "#e7e3da"
            found[place] = (
                known[place]
                if pale
                else next((color for color in painted if color == known[place]), painted[0])
            )
    return found
