"""The build: once for each content, all or nothing, and never from broken data."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import brotli
import pytest

from app.build import bake
from app.build.hands import HandError, Hands
from app.build.tasks import STEPS, Made, Order, Step
from app.build.work import Stage
from app.cli import main
from app.files import shelf
from app.files.shelf import Shelf, Stored
from app.settings.settings import Config
from geo.errors import CatalogueError, UnknownWord


@dataclass
class Maker:
    """A step that counts how often it is made, from one folder of text."""

    made: int = 0
    facts: Mapping[str, object] = field(default_factory=dict)

    def make(self, order: Order) -> Made:
        self.made += 1
        text = (order.data / "text").read_bytes()
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
    def fail(_: Order) -> Made:
        raise RuntimeError("no")

    monkeypatch.setattr(bake, "STEPS", (Step("toy", lambda data: ((data, "*"),), fail),))
    with pytest.raises(RuntimeError):
        bake.bake(small)
    assert not list((small.cache / bake.FOLDER).iterdir())


def test_a_file_that_changes_meanwhile_is_not_kept(
    small: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    def change(order: Order) -> Made:
        (order.data / "text").write_text('"changed"')
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


def test_broken_data_are_refused_with_the_full_report(
    toyland: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(toyland, tmp_path / "data")
    values = tmp_path / "data" / "statistics" / "values.csv"
    text = values.read_text(encoding="utf-8")
    values.write_text(text.replace("990000,gdp,2020,,6,", "990000,joy,2020,,6,", 1), "utf-8")
    config = replace(Config(), data=tmp_path / "data", cache=tmp_path / "cache")
    with pytest.raises(CatalogueError) as raised:
        bake.ensure(config)
    assert "values.csv:2" in str(raised.value)
    folders = ["--data", str(config.data), "--cache", str(config.cache)]
    assert main(["bake", *folders]) == 1
    report = capfd.readouterr().err
    assert "values.csv:2" in report
    assert "joy" in report
    assert "Traceback" not in report
    assert not [path for path in (config.cache / bake.FOLDER).iterdir() if "check" in path.name]


def emptied(folder: Path) -> None:
    """Remove what is in a folder."""
    gone(folder).mkdir()


Harm = Callable[[Path], object]
HARMS: Mapping[str, Harm] = {
    "an empty index": lambda folder: (folder / "index.json").write_bytes(b""),
    "an index of something else": lambda folder: (folder / "index.json").write_text('{"a": 1}'),
    "an index that is a list": lambda folder: (folder / "index.json").write_text("[]"),
    "no index": lambda folder: (folder / "index.json").unlink(),
    "a file gone": lambda folder: one(folder).unlink(),
    "a twin gone": lambda folder: one(folder, ".json.br").unlink(),
    "half a file": lambda folder: halve(one(folder)),
    "half a twin": lambda folder: halve(one(folder, ".json.gz")),
    "other bytes in a twin": lambda folder: one(folder, ".json.br").write_bytes(b"x" * 9),
    "an empty folder": emptied,
    "a file in its place": lambda folder: gone(folder).write_text("x"),
    "a link to nothing": lambda folder: gone(folder).symlink_to("nothing"),
}


def one(folder: Path, ending: str = ".json") -> Path:
    """Return a file of a folder of the cache that is not its index."""
    return next(p for p in folder.iterdir() if p.name.endswith(ending) and p.name != "index.json")


def gone(folder: Path) -> Path:
    """Remove a folder and return its path."""
    shutil.rmtree(folder)
    return folder


def halve(path: Path) -> None:
    """Leave the first half of a file."""
    body = path.read_bytes()
    path.write_bytes(body[: len(body) // 2])


@pytest.mark.parametrize("harm", HARMS.values(), ids=HARMS.keys())
def test_what_was_damaged_is_built_anew_with_one_word(
    harm: Harm, maker: Maker, small: Config, caplog: pytest.LogCaptureFixture
) -> None:
    bake.bake(small)
    whole = built(small)
    ((_, folder),) = bake.places(small)
    harm(folder)
    assert bake.bake(small)
    assert maker.made == 2
    assert built(small) == whole
    (line,) = [record.message for record in caplog.records]
    assert folder.name in line
    assert "is built anew" in line
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


@pytest.mark.usefixtures("maker")
def test_a_file_where_the_cache_keeps_its_folders_makes_room(small: Config) -> None:
    small.cache.mkdir()
    (small.cache / bake.FOLDER).write_text("no folder")
    bake.bake(small)
    assert built(small).body("text") == b'"one"'


@pytest.mark.usefixtures("maker")
def test_a_full_disk_is_one_line_with_the_remedy(
    small: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(shelf, "write", full)
    with pytest.raises(bake.BakeError) as raised:
        bake.bake(small)
    assert "the disk is full" in str(raised.value)
    assert "--cache" in str(raised.value)
    assert "\n" not in str(raised.value)
    assert not list((small.cache / bake.FOLDER).iterdir())


def test_hands_give_back_what_was_made_in_order_and_raise_what_was_raised() -> None:
    def work(number: int) -> int:
        if number > 90:
            raise UnknownWord("period", str(number), ("2020",))
        return number * number

    for some in (Hands(), Hands(3)):
        assert some.each(work, range(20)) == [number * number for number in range(20)]
        assert some.start(lambda: work(7)).result() == 49
        with pytest.raises(UnknownWord, match="91"):
            some.each(work, [1, 91])


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes do not fork here")
def test_a_process_that_is_killed_is_said() -> None:
    with pytest.raises(HandError, match="too little memory"):
        Hands(2).start(lambda: os.kill(os.getpid(), signal.SIGKILL)).result()


def test_several_hands_make_the_same_as_one(
    toy_config: Config, toy_shelf: Shelf, tmp_path: Path
) -> None:
    alone = replace(toy_config, cache=tmp_path)
    told: list[Stage] = []
    bake.bake(alone, tell=told.append)
    made = built(alone)
    assert made is not None
    assert replace(made, kept={}) == replace(toy_shelf, kept={})
    large = [
        {what: path.read_bytes() for what, path in one.kept.items()} for one in (made, toy_shelf)
    ]
    assert large[0] == large[1]
    ends = [stage for stage in told if stage.seconds is not None]
    assert [stage.done for stage in ends] == list(range(1, len(STEPS) + 1))
    assert {stage.name for stage in ends} == {step.name for step in STEPS}
    assert ends[0].name == "check"


@pytest.mark.usefixtures("maker")
def test_files_are_packed_smaller_ahead_and_are_the_same(small: Config) -> None:
    (small.data / "text").write_text(json.dumps([number % 97 for number in range(3000)]))
    bake.bake(small)
    quick = bake.ensure(small)
    assert bake.pack(small)
    assert not bake.pack(small)
    best = bake.ensure(small)
    assert best.names == quick.names
    for name, stored in best.files.items():
        assert stored == replace(quick.files[name], br=stored.br)
        assert brotli.decompress(stored.br) == stored.plain
        assert len(stored.br) <= len(quick.files[name].br)


@pytest.mark.usefixtures("maker")
def test_a_damaged_pack_is_left_out_with_a_word(
    small: Config, caplog: pytest.LogCaptureFixture
) -> None:
    bake.bake(small)
    quick = bake.ensure(small)
    bake.pack(small)
    (folder,) = (small.cache / bake.FOLDER).glob(f"{bake.PACKED}-*")
    one(folder, ".br").write_bytes(b"damaged")
    assert bake.ensure(small) == quick
    assert folder.name in caplog.text
    assert bake.pack(small)


TOLD_WHILE_FORKING = """
import os, signal, sys
from app.build.hands import Hands
signal.signal(signal.SIGTERM, lambda *_: sys.exit(7))
os.register_at_fork(after_in_parent=lambda: os.kill(os.getpid(), signal.SIGTERM))
print(Hands(2).start(lambda: 1).result())
"""


def test_an_order_to_end_is_not_lost_while_a_process_is_forked(project: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", TOLD_WHILE_FORKING],
        cwd=project, check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert (told.returncode, told.stdout, told.stderr) == (7, "", "")
