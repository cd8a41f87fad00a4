"""Lists of what is sensitive that cannot work: nothing is published, and the line is named."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.build.redacted import withheld
from app.cli import main
from app.settings.settings import Config
from geo.redact.rules import RulesError
from tests.app.listed import WIDE, area, arguments, config
from tests.catalogues import TOY
from tests.geo.damage import edit_json


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a copy of Toyland that a test may change."""
    return Path(shutil.copytree(TOY, tmp_path / "data"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("word,action\n金,hide\n".encode(), "row 2: action 'hide' must be drop or coarsen"),
        (b"word,action\n,drop\n", "row 2: the word is blank"),
        ("word,action\n甲,drop,x\n".encode(), "row 2: the row has 3 cells"),
        (b'word,action\n"a,drop\n', "words.csv:2 cannot be used"),
        (b"word,action\n", "the list is empty"),
        (b"", "the columns must be word,action"),
        ("word,action\n金,drop\n".encode("gb18030"), "words.csv:2 cannot be used"),
    ],
)
def test_words_that_cannot_work_stop_the_publication(
    data: Path, tmp_path: Path, words: bytes, said: str
) -> None:
    settings = config(data, tmp_path, words="x,drop\n")
    (tmp_path / "words.csv").write_bytes(words)
    with pytest.raises(RulesError) as error:
        withheld(settings)
    assert said in str(error.value)
    _nothing_goes_out(settings, tmp_path)


def _put(**members: object) -> Callable[[Any], object]:
    return lambda d: d["features"][0]["geometry"].update(members)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_put(coordinates=[]), "the polygon is empty"),
        (_put(type="Point"), "must be a Polygon or MultiPolygon, not Point"),
        (_put(coordinates=[[[*corner, 1, 2] for corner in WIDE]]), "have 4 numbers"),
        (_put(coordinates=[[[y, x] for x, y in WIDE]]), "are swapped"),
        (_put(coordinates=[[[x * 1e5, y * 1e5] for x, y in WIDE]]), "no degrees"),
        (_put(coordinates=[[[x + 12, y + 8] for x, y in WIDE]]), "outside the province"),
        (lambda d: d.update(features=[]), "the collection has no feature"),
        (lambda d: d.update(crs={"name": "EPSG:3857"}), "reproject"),
        (lambda d: d["features"][0].update(geometry=None), "no geometry"),
        (lambda d: d["features"][0]["properties"].update(action="hide"), "drop or coarsen"),
    ],
)
def test_areas_that_cannot_work_stop_the_publication(
    data: Path, tmp_path: Path, change: Callable[[Any], object], said: str
) -> None:
    settings = config(data, tmp_path, areas=area(WIDE, "drop"))
    edit_json(tmp_path, "areas.geojson", change)
    with pytest.raises(RulesError) as error:
        withheld(settings)
    assert said in str(error.value)
    assert "areas.geojson" in str(error.value)
    assert error.value.in_lang("zh") != str(error.value)
    _nothing_goes_out(settings, tmp_path)


def test_a_list_that_is_not_there_stops_it_too(data: Path, tmp_path: Path) -> None:
    settings = config(data, tmp_path, words="x,drop\n")
    (tmp_path / "words.csv").unlink()
    with pytest.raises(RulesError, match=r"words\.csv cannot be used.*no such file"):
        withheld(settings)


def _nothing_goes_out(settings: Config, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    assert main(["export", "platforms.csv", "-o", str(out), *arguments(settings)]) == 2
    assert not out.exists()
