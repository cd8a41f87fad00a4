"""Somebody edits the data while they are served: it is said, and nobody gets a broken answer."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest
from flask.testing import FlaskClient

from app.factory import create_app
from app.files.shelf import Shelf
from app.settings.settings import Config
from app.text import words

# What reads files of the data when it is asked for.
NEEDY = (
    "/download?layer=prefectures&indicator=gdp&format=geojson",
    "/compare/picture.png?places=990100,990200",
    "/compare/brief.pdf?places=990100,990200",
    "/compare/brief.html?places=990100,990200",
    "/platforms/coverage.geojson",
)
# What the server has in memory.
WHOLE = ("/", "/zones", "/embed/zones", "/compare?places=990100,990200", "/healthz", "/health")
TABLES = ("/download?layer=prefectures&indicator=gdp&format=csv",)
Edit = Callable[[Path], object]
EDITS: dict[str, Edit] = {
    "boundaries moved away": lambda data: (data / "shapes/prefectures.geojson").rename(data / "x"),
    "half a file": lambda data: (data / "shapes/prefectures.geojson").write_text('{"type": "Fe'),
    "zones drawn": lambda data: (data / "shapes/zones.geojson").write_text("{}"),
    "a figure": lambda data: (data / "statistics/values.csv").write_bytes(b""),
    "a folder where a file was": lambda data: moved(data / "shapes/counties.geojson"),
    "everything gone": lambda data: data.rename(data.with_name("elsewhere")),
}


def moved(path: Path) -> None:
    """Put a folder in the place of a file."""
    path.unlink()
    path.mkdir()


@pytest.fixture
def edited(toy_config: Config, toy_shelf: Shelf, tmp_path: Path) -> Iterator[FlaskClient]:
    """Return a client of an atlas whose data are in ``tmp_path / "data"``."""
    copytree(toy_config.data, tmp_path / "data")
    config = replace(toy_config, data=tmp_path / "data")
    with create_app(config, shelf=toy_shelf).server.test_client() as client:
        yield client


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_nothing_breaks_and_it_is_said(
    edited: FlaskClient, tmp_path: Path, edit: Edit, caplog: pytest.LogCaptureFixture
) -> None:
    assert "changed" not in edited.get("/version").get_json()
    edit(tmp_path / "data")
    with caplog.at_level(logging.WARNING, "atlas"):
        for path in (*NEEDY, *NEEDY):
            answer = edited.get(path, headers={"Accept-Language": "en"})
            assert answer.status_code == 503, path
            assert words("en")["error.changed"] in answer.text
            assert "Traceback" not in answer.text
        for path in (*WHOLE, *TABLES):
            answer = edited.get(path)
            assert answer.status_code == 200, path
            answer.close()
        ready = edited.get("/readyz")
        assert ready.status_code == 503
        assert "start again" in ready.get_json()["checks"]["data"]
        assert "start again" in edited.get("/version").get_json()["changed"]
    said = [one.message for one in caplog.records if "the data" in one.message]
    assert len(said) == 1, "the log says it once"
    assert not [one for one in caplog.records if one.exc_info]


def test_data_that_are_put_back_are_served_again(edited: FlaskClient, tmp_path: Path) -> None:
    path = tmp_path / "data/shapes/prefectures.geojson"
    text = path.read_text(encoding="utf-8")
    path.unlink()
    assert edited.get(NEEDY[0]).status_code == 503
    path.write_text(text, encoding="utf-8")
    assert edited.get(NEEDY[0]).status_code == 200
    assert edited.get("/readyz").status_code == 200


def test_files_of_settings_that_go_are_answers_not_failures(
    toy_config: Config, toy_shelf: Shelf, tmp_path: Path
) -> None:
    theme, approval = tmp_path / "theme.toml", tmp_path / "approval.json"
    theme.write_text('[colors]\naccent = "#0b5394"\n', encoding="utf-8")
    config = replace(toy_config, theme=theme)
    app = create_app(config, shelf=toy_shelf)
    theme.unlink()
    # As a file of an approval that somebody replaces while it is served.
    approval.write_text("{", encoding="utf-8")
    object.__setattr__(app.world.config, "map_approval", approval)
    client = app.server.test_client()
    assert client.get("/").status_code == 200
    # The approval of an atlas that is not for the public is no condition of its being ready.
    ready = client.get("/readyz")
    assert ready.status_code == 200
    assert ready.get_json()["checks"]["data"] == "ok"
