"""Symbols are data: the page's scripts, the still picture, paper and the brief draw one shape."""

from __future__ import annotations

import json
import re

import numpy as np
import pytest

from app.files import bundle
from app.settings.settings import PROJECT
from layers import symbols
from layers.print.marks import _patch
from layers.render import svg_symbols
from layers.render.brief_html import _corners
from layers.words import text


def area(corners: list[tuple[float, float]]) -> float:
    ends = zip(corners, [*corners[1:], corners[0]], strict=True)
    return abs(sum(x * v - u * y for (x, y), (u, v) in ends)) / 2


@pytest.mark.parametrize("shape", symbols.CORNERS)
def test_every_renderer_has_the_corners_of_the_file(shape: str) -> None:
    wanted = [(round(10 * x, 1), round(10 * y, 1)) for x, y in symbols.CORNERS[shape]]
    still = svg_symbols.shape({"shape": shape, "color": "#000000"}, 10)
    found = re.findall(r"(-?[\d.]+),(-?[\d.]+)", str(still))
    assert [(float(x), float(y)) for x, y in found] == wanted
    paper = np.asarray(_patch((0, 0), 10, shape, {}).get_path().vertices)[: len(wanted)]
    # On paper up is up.
    assert [(round(x, 1), round(-y, 1)) for x, y in paper] == wanted
    brief = [tuple(map(float, one.split(","))) for one in _corners(shape).split()]
    assert [(2.5 * (x - 5), 2.5 * (y - 5)) for x, y in brief] == pytest.approx(
        [pytest.approx(one) for one in wanted]
    )
    # A shape looks no larger than a circle.
    assert area(list(symbols.CORNERS[shape])) == pytest.approx(3.14, abs=0.25)


@pytest.mark.parametrize("name", bundle.DRAWING)
def test_scripts_that_draw_have_what_the_file_says(name: str) -> None:
    known = json.loads(symbols.FILE.read_text(encoding="utf-8"))
    script = bundle.script(name)
    dashes = [ring["dashes"] for ring in known["rings"].values()]
    for word in (*dashes, known["assumed_dashes"], *known["textures"].values()):
        assert f'"{word}"' in script
    # What it says beside its words is the record's to tell: the bundle is made of this very file.
    assert symbols.FILE.relative_to(PROJECT).as_posix() not in bundle.stale()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_exactness_that_has_words_has_its_dot(lang: str) -> None:
    words = {key.removeprefix("exactness.") for key in text(lang) if key.startswith("exactness.")}
    assert words - {""} == {one for one in symbols._FILLINGS if one not in ("county", "prefecture")}
