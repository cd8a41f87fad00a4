"""Canaries: what an operator keeps from the public reaches no byte of what is published."""

from __future__ import annotations

import csv
import io
import json
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.build import bake
from app.build.progress import Progress
from app.build.redacted import withheld
from app.cli import main
from app.factory import create_app
from app.publish.site.site import build
from app.settings.settings import Config
from geo.files.shape_rings import Ring, within
from geo.redact.redaction import WITHHELD, SensitiveError
from geo.redact.rules import RulesError, rules
from geo.validate import check
from tests.catalogues import TOY

CANARY, HALF = "金丝雀甲", "金丝雀乙"
SQUARE = [[[104.2, 30.4], [104.3, 30.4], [104.3, 30.6], [104.2, 30.6], [104.2, 30.4]]]
OUTPUTS = (
    ("export", "platforms-type", "geojson"),
    ("export", "platforms.csv", "csv"),
    ("export", "sources.csv", "xlsx"),
    ("export", "zones", "csv"),
    ("build", "platforms-type", "html"),
    ("picture", "zones", "svg"),
)


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return Toyland with canaries: a platform, a source others rest on, and half a platform."""
    data = tmp_path_factory.mktemp("seeded") / "data"
    shutil.copytree(TOY, data)
    rows = _table(data, "platforms")
    rows[0] |= {"name_zh": f"{CANARY}实验室", "name_en": "Canary One"}
    rows[1] |= {"host": f"第{HALF}研究院"}
    _save(data, "platforms", rows)
    sources = _table(data, "sources")
    sources.append({**sources[0], "source_id": "toy-secret", "title": f"{CANARY}报告"})
    _save(data, "sources", sources)
    values = _table(data, "values")
    values.append({**values[-1], "source_id": "toy-secret", "quote": "7", "value": "7"})
    _save(data, "values", values)
    assert not check(data)
    return data


@pytest.fixture(scope="module")
def config(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Config:
    folder = tmp_path_factory.mktemp("lists")
    words = _words(folder, f"{CANARY},drop\ncanary one,drop\n{HALF},coarsen\n")
    areas = _areas(folder, "coarsen")
    cache = tmp_path_factory.mktemp("cache")
    return Config(data=seeded, cache=cache, sensitive_words=words, sensitive_areas=areas)


@pytest.fixture(scope="module")
def clean(config: Config) -> Config:
    return withheld(config)


def test_the_copy_is_sound_and_says_nothing(clean: Config) -> None:
    assert not check(clean.data)
    for path in clean.data.rglob("*.*"):
        _silent(path.read_bytes(), path.name)


def test_what_rests_on_something_dropped_is_dropped(config: Config, clean: Config) -> None:
    before, after = (len(_table(one.data, "values")) for one in (config, clean))
    assert after == before - 1
    assert len(_table(clean.data, "platforms")) == len(_table(config.data, "platforms")) - 1


def test_what_is_coarsened_keeps_its_prefecture_only(config: Config, clean: Config) -> None:
    found = {row["platform_id"]: row for row in _table(clean.data, "platforms")}["toy002"]
    assert found["host"] == f"第{WITHHELD}研究院"
    assert found["prefecture_adcode"] == "990100"
    assert not any(found[name] for name in ("lon", "lat", "county", "address"))
    zone = {row["zone_id"]: row for row in _table(clean.data, "zones")}["htz-two"]
    assert zone["location_precision"] == "prefecture-point"
    assert zone["county_adcodes"] == ""
    other = {row["zone_id"]: row for row in _table(config.data, "zones")}["htz-two"]
    assert (zone["lon"], zone["lat"]) != (other["lon"], other["lat"])


def test_no_byte_of_the_atlas_says_it(config: Config) -> None:
    shelf = bake.ensure(withheld(config))
    for stored in shelf.files.values():
        _silent(stored.plain, stored.name)
    with create_app(config, shelf=shelf).server.test_client() as client:
        pages = ("/", "/map", "/platforms", "/zones", "/platforms?lang=en")
        for address in (*pages, "/map/_dash-layout"):
            _silent(client.get(address).data, address)
        for form in ("csv", "xlsx", "geojson"):
            _silent(client.get(f"/download?layer=platforms-type&format={form}").data, form)


@pytest.mark.parametrize(("command", "what", "form"), OUTPUTS)
def test_no_byte_of_a_file_says_it(
    command: str, what: str, form: str, config: Config, tmp_path: Path
) -> None:
    path = tmp_path / f"out.{form}"
    assert main([command, what, "-o", str(path), *_arguments(config)]) == 0
    _silent(path.read_bytes(), path.name)


def test_no_byte_of_a_site_says_it(config: Config, tmp_path: Path) -> None:
    out = tmp_path / "site"
    build(config, out, progress=Progress())
    files = [path for path in out.rglob("*") if path.suffix not in (".br", ".gz")]
    assert len(files) > len(OUTPUTS)
    for path in files:
        if path.is_file():
            _silent(path.read_bytes(), path.name)


@pytest.mark.parametrize("command", ["export", "build", "picture"])
def test_the_undecided_stops_everything(
    command: str, seeded: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = Config(
        data=seeded, cache=tmp_path / "cache", sensitive_words=_words(tmp_path, f"{CANARY},\n")
    )
    path = tmp_path / {"export": "a.csv", "build": "a.html", "picture": "a.svg"}[command]
    assert main([command, "zones", "-o", str(path), *_arguments(config)]) == 2
    [line] = capsys.readouterr().err.splitlines()
    assert "platforms.csv row 2 (words.csv row 2)" in line
    assert "Write drop or coarsen" in line
    assert CANARY not in line
    assert not path.exists()
    with pytest.raises(SensitiveError):
        create_app(config)


def test_an_undecided_area_and_a_name_on_the_map_stop_it_too(seeded: Path, tmp_path: Path) -> None:
    config = Config(data=seeded, cache=tmp_path / "cache")
    with pytest.raises(SensitiveError, match=r"zones.csv row 3 \(areas.geojson feature 1\)"):
        withheld(replace(config, sensitive_areas=_areas(tmp_path, "")))
    place = json.loads((seeded / "shapes/counties.geojson").read_text("utf-8"))["features"][0]
    words = _words(tmp_path, f"{place['properties']['name_zh']},drop\n")
    with pytest.raises(SensitiveError, match=r"counties.geojson says the word of words.csv row 2"):
        withheld(replace(config, sensitive_words=words))


def test_without_lists_nothing_is_copied(toy_config: Config) -> None:
    assert withheld(toy_config) is toy_config


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("word,action\n,drop\n", "row 2: the word is blank"),
        ("word,action\na,hide\n", "row 2: action 'hide' must be drop or coarsen"),
        ("name,what\na,drop\n", "the columns must be word,action"),
    ],
)
def test_lists_that_cannot_be_used(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RulesError, match=said):
        rules(path, None)
    areas = tmp_path / "areas.geojson"
    areas.write_text('{"features": [{"geometry": {"type": "Point", "coordinates": [1, 2]}}]}')
    with pytest.raises(RulesError, match=r"feature 1 \(nameless\): must be a Polygon or"):
        rules(None, areas)
    areas.write_text("[]")
    with pytest.raises(RulesError, match="must be a GeoJSON FeatureCollection with a list"):
        rules(None, areas)


def test_holes_are_outside() -> None:
    outer = _ring(0, 4)
    hole = _ring(1, 3)
    assert within((outer,), (2, 2))
    assert not within((outer, hole), (2, 2))
    assert within((outer, hole), (0.5, 2))
    assert not within((outer,), (5, 2))


def _ring(low: float, high: float) -> Ring:
    return ((low, low), (high, low), (high, high), (low, high), (low, low))


def _silent(body: bytes, name: str) -> None:
    if body.startswith(b"PK"):
        book = zipfile.ZipFile(io.BytesIO(body))
        body = b"".join(book.read(one) for one in book.namelist())
    for canary in (CANARY, HALF, "Canary One"):
        for form in (canary, json.dumps(canary)[1:-1]):
            assert form.encode() not in body, f"{name} says {canary}"


def _arguments(config: Config) -> Iterator[str]:
    for flag in ("data", "cache", "sensitive_words", "sensitive_areas"):
        if getattr(config, flag):
            yield from (f"--{flag.replace('_', '-')}", str(getattr(config, flag)))


def _words(folder: Path, rows: str) -> Path:
    path = folder / "words.csv"
    path.write_text(f"word,action\n{rows}", encoding="utf-8")
    return path


def _areas(folder: Path, action: str) -> Path:
    path = folder / "areas.geojson"
    shape = {"type": "Polygon", "coordinates": SQUARE}
    feature = {"type": "Feature", "properties": {"action": action}, "geometry": shape}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    return path


def _table(data: Path, name: str) -> list[dict[str, str]]:
    with (data / "statistics" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _save(data: Path, name: str, rows: list[dict[str, str]]) -> None:
    with (data / "statistics" / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
