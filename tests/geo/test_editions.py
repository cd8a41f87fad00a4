"""Editions are named by their content and never change; a store points at one of them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from geo.errors import UnknownWord
from geo.files.content_hash import hash_of
from geo.store.edition_store import EditionStore
from geo.store.editions import NAME_LENGTH, SingleFolder, StoreError
from geo.store.folder_store import CURRENT, EDITIONS, FolderStore
from tests.stores import KeptStore


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Return a small folder that stands for a data package."""
    folder = tmp_path / "package"
    (folder / "statistics").mkdir(parents=True)
    (folder / "statistics" / "values.csv").write_text("a,b\n1,2\n")
    (folder / "datapackage.json").write_text("{}")
    return folder


@pytest.fixture
def store(kept: KeptStore) -> EditionStore:
    """Return a store that nothing is in, of each kind."""
    return kept.store


@pytest.fixture
def folder_store(tmp_path: Path) -> FolderStore:
    """Return a store in a folder that is not there yet."""
    return FolderStore(tmp_path / "store")


def test_an_edition_is_named_by_its_content_and_keeps_it(
    store: EditionStore, package: Path
) -> None:
    first = store.add(package)
    assert first.digest == hash_of(package)
    assert first.name == first.digest[:NAME_LENGTH]
    (package / "datapackage.json").write_text('{"name": "next"}')
    second = store.add(package)
    assert second.name != first.name
    assert list(store.names()) == [first.name, second.name]
    assert (store.edition(first.name).folder / "datapackage.json").read_text() == "{}"


def test_editions_stand_in_the_order_in_which_they_came(store: EditionStore, package: Path) -> None:
    first = store.add(package)
    (package / "datapackage.json").write_text('{"name": "older"}')
    os.utime(package, (1, 1))
    second = store.add(package)
    assert list(store.names()) == [first.name, second.name]


def test_the_same_data_are_one_edition(store: EditionStore, package: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(package, elsewhere)
    (elsewhere / "__pycache__").mkdir()
    (elsewhere / "__pycache__" / "x.pyc").write_bytes(b"x")
    assert store.add(package) == store.add(elsewhere)
    assert len(store.names()) == 1


def test_no_edition_is_current_until_one_is_made_so(store: EditionStore, package: Path) -> None:
    with pytest.raises(StoreError, match="--use"):
        store.current()
    edition = store.add(package)
    with pytest.raises(StoreError, match="--use"):
        store.current()
    store.set_current(edition.name)
    assert store.current() == edition.name


@pytest.mark.parametrize("name", ["", "../package", "0123456789abcdef", "current"])
def test_a_name_it_has_not_is_refused_and_changes_nothing(
    store: EditionStore, package: Path, name: str
) -> None:
    edition = store.add(package)
    store.set_current(edition.name)
    with pytest.raises(UnknownWord, match=edition.name):
        store.set_current(name)
    assert store.current() == edition.name


def test_a_changed_edition_is_refused(folder_store: FolderStore, package: Path) -> None:
    edition = folder_store.add(package)
    (edition.folder / "more.csv").write_text("a\n")
    with pytest.raises(StoreError, match="were changed"):
        folder_store.edition(edition.name)
    with pytest.raises(StoreError, match="were changed"):
        folder_store.set_current(edition.name)


@pytest.mark.parametrize("words", ["", "../../etc", "0123", "数据"])
def test_a_current_that_names_nothing_is_an_error(
    folder_store: FolderStore, package: Path, tmp_path: Path, words: str
) -> None:
    folder_store.add(package)
    (tmp_path / "store" / CURRENT).write_text(words, encoding="utf-8")
    with pytest.raises(StoreError, match="current"):
        folder_store.current()


def test_what_cannot_be_copied_leaves_nothing(folder_store: FolderStore, tmp_path: Path) -> None:
    package = tmp_path / "package"
    package.mkdir()
    (package / "values.csv").write_text("a\n")
    (package / "gone.csv").symlink_to(tmp_path / "nowhere")
    with pytest.raises(StoreError, match=r"gone\.csv"):
        folder_store.add(package)
    assert not list(folder_store.names())
    assert not list((tmp_path / "store" / EDITIONS).iterdir())


def test_files_of_an_edition_cannot_be_written(store: EditionStore, package: Path) -> None:
    modes = {
        path.stat().st_mode & 0o222
        for path in store.add(package).folder.rglob("*")
        if path.is_file()
    }
    assert modes == {0}


def test_a_data_folder_is_a_store_of_one_edition(package: Path) -> None:
    single = SingleFolder(package)
    assert single.names() == (single.current(),)
    assert single.edition(single.current()).folder == package
    with pytest.raises(UnknownWord, match=single.current()):
        single.edition("0123456789abcdef")
