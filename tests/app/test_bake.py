"""The build: once for each content, all or nothing, and never from broken data."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from app import bake, shelf
from app.config import Config
from app.shelf import Shelf, Stored
from app.steps import STEPS, Made, Step


@dataclass
class Maker:
    """A step that counts how often it is made, from one folder of text."""

    made: int = 0
    facts: Mapping[str, object] = field(default_factory=dict)

    def make(self, data: Path) -> Made:
        self.made += 1
        text = (data / "text").read_bytes()
        return {"text": Stored.of("text", "json", text)}, {"length": len(text)}

    def step(self) -> Step:
        return Step("toy", lambda data: ((data, "*"),), self.make)


@pytest.fixture
def maker(monkeypatch: pytest.MonkeyPatch) -> Maker:
    made = Maker()
    monkeypatch.setattr(bake, "STEPS", (made.step(),))
    return made


@pytest.fixture
def small(tmp_path: Path) -> Config:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "text").write_text('"one"')
    return Config(data=tmp_path / "data", cache=tmp_path / "cache")


def built(config: Config) -> Shelf:
    return shelf.read(folder for _, folder in bake.places(config))


def test_a_step_is_made_once_for_each_content(maker: Maker, small: Config) -> None:
    assert [step.name for step in bake.bake(small)] == ["toy"]
    assert bake.bake(small) == ()
    (small.data / "text").write_text('"two"')
    bake.bake(small)
    assert maker.made == 2
    assert built(small).body("text") == b'"two"'
    assert built(small).facts == {"length": 5}


def test_going_back_finds_the_older_build(maker: Maker, small: Config) -> None:
    for text in ('"one"', '"two"', '"one"'):
        (small.data / "text").write_text(text)
        bake.bake(small)
    assert maker.made == 2
    assert built(small).body("text") == b'"one"'


@pytest.mark.usefixtures("maker")
def test_old_builds_are_forgotten(small: Config) -> None:
    for number in range(6):
        (small.data / "text").write_text(str(number))
        bake.bake(small)
    assert len(list((small.cache / bake.FOLDER).iterdir())) == bake.KEEP


def test_a_failed_step_leaves_nothing(small: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_data: Path) -> Made:
        raise RuntimeError("no")

    monkeypatch.setattr(bake, "STEPS", (Step("toy", lambda data: ((data, "*"),), fail),))
    with pytest.raises(RuntimeError):
        bake.bake(small)
    assert not list((small.cache / bake.FOLDER).iterdir())


def test_a_file_that_changes_meanwhile_is_not_kept(
    small: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    def change(data: Path) -> Made:
        (data / "text").write_text('"changed"')
        return {}, {}

    monkeypatch.setattr(bake, "STEPS", (Step("toy", lambda data: ((data, "*"),), change),))
    bake.bake(small)
    assert not list((small.cache / bake.FOLDER).iterdir())


def test_a_shelf_is_read_as_it_was_written(tmp_path: Path) -> None:
    stored = Stored.of("a", "css", "p { color: 红 }".encode())
    shelf.write(tmp_path, {"style": stored}, {"n": 1})
    read = shelf.read([tmp_path])
    assert read.files == {stored.name: stored}
    assert read.names == {"style": stored.name}


def test_two_builds_at_once_agree(toy_config: Config, toy_shelf: Shelf) -> None:
    again = shelf.read(folder for _, folder in bake.places(toy_config))
    assert again == toy_shelf
    assert len(STEPS) == len(list(bake.places(toy_config)))


def test_broken_data_is_refused_with_the_full_report(
    toyland: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(toyland, tmp_path / "data")
    values = tmp_path / "data" / "statistics" / "values.csv"
    text = values.read_text(encoding="utf-8")
    values.write_text(text.replace("510000,gdp,2020,,6,", "510000,joy,2020,,6,", 1), "utf-8")
    config = replace(Config(), data=tmp_path / "data", cache=tmp_path / "cache")
    with pytest.raises(bake.BakeError):
        bake.ensure(config)
    report = capfd.readouterr().err
    assert "values.csv:2" in report
    assert "joy" in report
    assert "Traceback" not in report
