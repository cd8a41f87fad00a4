"""Publishing: one at a time, nothing torn, and a journal in which every meddling shows."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from geo.errors import AtlasError
from geo.store import journal
from geo.store.edition_store import EditionStore
from geo.store.editions import StoreError
from geo.store.folder_store import ABANDONED_S, FolderStore
from geo.store.journal import ROWS
from geo.store.publication import publishing
from tests.geo.killed import kill, package
from tests.house import PROJECT
from tests.stores import KeptStore

KILLS = 4
HOLD = """
import sys
from pathlib import Path
from app.build.editions import store_at
from geo.store.database_address import store_address
with store_at(store_address(sys.argv[1]), Path(sys.argv[2])).lock("the first officer"):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a small folder that stands for a data package."""
    return package(tmp_path / "data")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return the folder of a store that is not there yet."""
    return tmp_path / "store"


def published(store: EditionStore, data: Path, words: str, who: str = "someone") -> str:
    """Publish the data with a word that makes them other data; return the edition's name."""
    (data / "datapackage.json").write_text(f'{{"name": "{words}"}}')
    with publishing(store, who, words) as one:
        return one.switch(one.store.add(data).name, "published").to


def test_each_switch_is_announced_and_said_to_be_done(kept: KeptStore, data: Path) -> None:
    first = published(kept.store, data, "first")
    second = published(kept.store, data, "second", "另一人")
    with publishing(kept.store, "someone", "back") as one:
        assert one.before() == first
        one.switch(one.before(), "rolled-back")
        assert one.before() == second
    assert kept.store.current() == first
    told = [(row.act, row.who, row.why, row.base, row.to) for row in kept.store.journal.rows()]
    assert told == [
        ("intends", "someone", "first", "", first),
        ("published", "someone", "first", "", first),
        ("intends", "另一人", "second", first, second),
        ("published", "另一人", "second", first, second),
        ("intends", "someone", "back", second, first),
        ("rolled-back", "someone", "back", second, first),
    ]
    assert not kept.store.journal.findings()


def without(number: int) -> Callable[[list[bytes]], list[bytes]]:
    """Return what leaves a row out."""
    return lambda lines: lines[:number] + lines[number + 1 :]


@pytest.mark.parametrize(
    "meddle",
    [
        *map(without, range(6)),
        lambda lines: [],  # noqa: ARG005  all of it
        lambda lines: lines[:3],
        lambda lines: [lines[1], lines[0], *lines[2:]],
        lambda lines: [*lines[:4], lines[5], lines[4]],
        lambda lines: [line.replace(b"someone", b"s0meone") for line in lines],
        lambda lines: [*lines[:5], lines[5].replace(b"back", b"Back")],
        lambda lines: [lines[0].replace(b":1,", b": 1,"), *lines[1:]],
        lambda lines: [*lines, lines[-1]],
        lambda lines: [*lines[:2], b"", *lines[2:]],
    ],
)
def test_any_edit_removal_or_other_order_shows(
    kept: KeptStore, data: Path, meddle: Callable[[list[bytes]], list[bytes]]
) -> None:
    for words in ("first", "second", "back"):
        published(kept.store, data, words)
    assert not kept.store.journal.findings()
    current = kept.store.current()
    kept.write_lines(meddle(list(kept.store.journal.lines)))
    assert kept.store.journal.findings()
    with pytest.raises(StoreError, match="journal"):
        published(kept.store, data, "after")
    assert kept.store.current() == current


def test_a_journal_without_its_remembered_end_cannot_be_trusted(
    kept: KeptStore, data: Path
) -> None:
    published(kept.store, data, "first")
    kept.forget_end()
    assert ["cannot be told" in one for one in kept.store.journal.findings()] == [True]


def test_order_is_that_of_the_chain_when_the_clock_jumps(
    kept: KeptStore, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Backwards:
        at = 2_000_000_000.0

        @classmethod
        def now(cls, _: object) -> datetime:
            cls.at -= 1e6
            return datetime.fromtimestamp(cls.at, UTC)

    monkeypatch.setattr(journal, "datetime", Backwards)
    for words in ("first", "second"):
        published(kept.store, data, words)
    times = [row.time for row in kept.store.journal.rows()]
    assert times == sorted(times, reverse=True)
    assert not kept.store.journal.findings()


def test_who_comes_second_is_told_who_publishes(kept: KeptStore, data: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, kept.written, str(kept.cache)],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(StoreError, match=rf"the first officer \(process {holder.pid} "):
            published(kept.store, data, "second")
        holder.kill()
    assert published(kept.store, data, "second") == kept.store.current()


@pytest.mark.parametrize("at", range(1, 6))
def test_a_full_disk_at_any_write_leaves_readers_what_they_had(
    root: Path, data: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    first = published(FolderStore(root), data, "first")
    count = 0

    def write(*, prefix: str, dir: Path) -> tuple[int, str]:  # noqa: A002  as tempfile calls it
        nonlocal count
        count += 1
        if count >= at:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return made(prefix=prefix, dir=dir)

    made = tempfile.mkstemp
    with monkeypatch.context() as patch:
        patch.setattr(tempfile, "mkstemp", write)
        with pytest.raises(AtlasError, match="the disk is full"):
            published(FolderStore(root), data, "second")
    current = FolderStore(root).current()
    # What was announced is settled by the next one, as it was: switched, or not.
    switched = current != first
    third = published(FolderStore(root), data, "third")
    acts = [(row.act, row.why) for row in FolderStore(root).journal.rows()]
    assert not FolderStore(root).journal.findings()
    assert acts[-2:] == [("intends", "third"), ("published", "third")]
    if ("intends", "second") in acts:
        assert acts[3] == ("published" if switched else "abandoned", "second")
    assert FolderStore(root).current() == third


def test_a_store_that_cannot_be_written_says_so(root: Path, data: Path) -> None:
    root.write_text("a file stands there")
    with pytest.raises(StoreError, match="cannot be written"):
        published(FolderStore(root), data, "first")


@pytest.mark.parametrize(("who", "why"), [("", "x"), ("x", " \n")])
def test_a_name_and_a_reason_are_asked_for(root: Path, who: str, why: str) -> None:
    with (
        pytest.raises(AtlasError, match="--who NAME --why TEXT"),
        publishing(FolderStore(root), who, why),
    ):
        pytest.fail("it was not asked")
    assert not root.exists()


def test_what_is_killed_leaves_nothing_torn_and_nobody_locked_out(
    kept: KeptStore, data: Path
) -> None:
    for seed in range(KILLS):
        assert not kill(kept, data, seed).torn
    assert published(kept.store, data, "after") == kept.store.current()


def test_what_a_killed_copy_left_is_removed_when_it_is_old(root: Path, data: Path) -> None:
    published(FolderStore(root), data, "first")
    old, new = (root / "editions" / f".{name}" for name in ("old", "new"))
    for folder in (old, new):
        folder.mkdir()
        (folder / "values.csv").write_text("half")
    (root / f".{ROWS}.half").write_text("half")
    past = old.stat().st_mtime - 2 * ABANDONED_S
    os.utime(old, (past, past))
    published(FolderStore(root), data, "second")
    assert not old.exists()
    assert new.exists()
    assert not (root / f".{ROWS}.half").exists()
