"""A store of editions on the command line, and the atlas that follows its current edition."""

from __future__ import annotations

import gc
import json
import re
import shutil
import time
import weakref
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from urllib.request import urlopen

import pytest
from werkzeug.test import Client

from app.build import bake
from app.build.editions import opened
from app.cli import main
from app.factory import create_app, served
from app.factory.exchange import Exchange
from app.index.atlas import Atlas
from app.settings.settings import Config
from geo.files.content_hash import hash_of
from geo.store.editions import NAME_LENGTH
from geo.store.folder_store import CURRENT, EDITIONS, FolderStore
from tools.serving import serving

Following = Callable[..., Client]
# What the second edition says of the first indicator of Toyland.
RENAMED = "重新命名的指标"
WAIT_S = 60
# Rounds in which both of two workers have answered, as good as surely.
WORKERS_SEEN = 16


@pytest.fixture(scope="module")
def editions(toyland: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """Return a store with Toyland and Toyland renamed, and their names; both are built."""
    root = tmp_path_factory.mktemp("store")
    other = tmp_path_factory.mktemp("other") / "toyland"
    shutil.copytree(toyland, other)
    table = other / "statistics" / "indicators.csv"
    text = table.read_text(encoding="utf-8")
    name = next(iter(text.splitlines()[1:])).split(",")[1]
    table.write_text(text.replace(name, RENAMED), encoding="utf-8")
    store = FolderStore(root)
    return root, store.add(toyland).name, store.add(other).name


@pytest.fixture
def config(editions: tuple[Path, str, str], toy_config: Config) -> Config:
    """Return settings of the store, whose first edition is current."""
    root, first, second = editions
    FolderStore(root).set_current(first)
    settings = Config(store=root, cache=toy_config.cache)
    for name in (first, second):
        bake.ensure(opened(settings, name))
    return settings


@pytest.fixture
def following() -> Iterator[Following]:
    """Return what makes clients of atlases that follow a store until the test ends."""
    with ExitStack() as stack:

        def follow(config: Config, atlas: Atlas | None = None) -> Client:
            exchange = served(config, atlas or create_app(config))
            assert isinstance(exchange, Exchange)
            stack.callback(exchange.close)
            return Client(exchange)

        yield follow


@pytest.fixture
def client(config: Config, following: Following) -> Client:
    """Return a client of an atlas that follows the store."""
    return following(config)


def edition_of(client: Client) -> str:
    """Return the edition that /version names."""
    answer = client.get("/version").get_json()
    return str(answer["edition"])


def awaited(client: Client, name: str) -> None:
    """Wait until an edition is served."""
    deadline = time.monotonic() + WAIT_S
    while edition_of(client) != name:
        assert time.monotonic() < deadline, "the edition is not served"


def test_the_atlas_follows_the_current_edition(
    client: Client, editions: tuple[Path, str, str]
) -> None:
    root, first, second = editions
    assert edition_of(client) == first
    assert RENAMED not in client.get("/download?format=csv").text
    FolderStore(root).set_current(second)
    awaited(client, second)
    assert client.get("/version").get_json()["data"] == hash_of(root / EDITIONS / second)
    assert client.get("/readyz").get_json()["limits"].get("edition") is None
    FolderStore(root).set_current(first)
    awaited(client, first)


def test_files_of_a_page_that_is_open_are_still_there(
    client: Client, editions: tuple[Path, str, str]
) -> None:
    root, _, second = editions
    files = set(re.findall(r'"(/files/[^"]+)"', client.get("/").text))
    assert files
    FolderStore(root).set_current(second)
    awaited(client, second)
    after = set(re.findall(r'"(/files/[^"]+)"', client.get("/").text))
    assert files - after, "the editions differ in what a page needs"
    assert {client.get(address).status_code for address in files | after} == {200}


def test_a_page_of_a_worker_that_was_first_finds_its_files(
    config: Config, editions: tuple[Path, str, str], following: Following
) -> None:
    root, _, second = editions
    slow, quick = following(config), following(config)
    assert {edition_of(slow), edition_of(quick)} == {editions[1]}
    FolderStore(root).set_current(second)
    awaited(quick, second)
    files = set(re.findall(r'"(/files/[^"]+)"', quick.get("/").text))
    assert {slow.get(address).status_code for address in files} == {200}


def test_an_edition_that_is_over_leaves_memory(
    config: Config, editions: tuple[Path, str, str], following: Following
) -> None:
    root, _, second = editions
    atlas = create_app(config)
    client = following(config, atlas)
    for address in ("/", "/zones", "/compare", "/targets", "/platforms", "/embed/layer"):
        assert client.get(address).status_code == 200
    ends = [weakref.ref(known) for known in (atlas.world, atlas.world.catalogue)]
    del atlas
    FolderStore(root).set_current(second)
    awaited(client, second)
    # The thread that has exchanged it puts the old one away when readers have the new one.
    deadline = time.monotonic() + WAIT_S
    while any(end() for end in ends):
        assert time.monotonic() < deadline, "the old edition is still in memory"
        gc.collect()


def test_counts_go_on(client: Client, editions: tuple[Path, str, str]) -> None:
    root, _, second = editions
    assert client.get("/healthz", buffered=True).status_code == 200
    before = re.search(r"start_time_seconds (\S+)", client.get("/metrics").text)
    FolderStore(root).set_current(second)
    awaited(client, second)
    after = client.get("/metrics").text
    assert 'route="/healthz",status="200"} 1' in after
    assert before
    assert before[0] in after


@pytest.mark.parametrize("words", ["0123456789abcdef", "nonsense"])
def test_an_edition_that_is_not_there_is_said_and_the_old_one_goes_on(
    client: Client, editions: tuple[Path, str, str], words: str
) -> None:
    root, first, second = editions
    assert edition_of(client) == first
    (root / CURRENT).write_text(words)
    deadline = time.monotonic() + WAIT_S
    while "edition" not in (ready := client.get("/readyz")).get_json()["limits"]:
        assert time.monotonic() < deadline
    assert ready.status_code == 200
    assert f"edition {first} is still served" in ready.get_json()["limits"]["edition"]
    assert client.get("/").status_code == 200
    FolderStore(root).set_current(second)
    awaited(client, second)
    assert "edition" not in client.get("/readyz").get_json()["limits"]


def test_the_lists_of_what_is_sensitive_hold_for_every_edition(
    config: Config, editions: tuple[Path, str, str], tmp_path: Path, following: Following
) -> None:
    root, _, second = editions
    words = tmp_path / "words.csv"
    words.write_text(f"word,action\n{RENAMED},drop\n", encoding="utf-8")
    listed = replace(config, sensitive_words=words)
    client = following(listed)
    FolderStore(root).set_current(second)
    awaited(client, second)
    assert RENAMED not in client.get("/").text
    assert RENAMED not in client.get("/download?format=csv").text
    assert edition_of(client) == second


def test_every_worker_follows_and_no_answer_fails(
    config: Config, editions: tuple[Path, str, str]
) -> None:
    root, first, second = editions
    folders = ("--store", str(root), "--cache", str(config.cache))
    with serving("app", "serve", *folders, "--workers", "2", until="/readyz") as server:

        def answered(address: str) -> str:
            with urlopen(server.url + address, timeout=WAIT_S) as answer:  # noqa: S310  our own server
                return str(json.load(answer)["edition"]) if address == "/version" else ""

        assert answered("/version") == first
        FolderStore(root).set_current(second)
        deadline = time.monotonic() + WAIT_S
        # Sixteen in a row of the new edition, as both workers answer: both have followed.
        row = 0
        with ThreadPoolExecutor(4) as pool:
            while row < WORKERS_SEEN:
                assert time.monotonic() < deadline, "a worker does not follow"
                names = [*pool.map(answered, ["/version", "/", "/version", "/zones"])]
                row = row + 1 if {names[0], names[2]} == {second} else 0


def test_a_data_folder_alone_is_one_edition(toyland: Path, toy_config: Config) -> None:
    client = Client(served(toy_config, create_app(toy_config)))
    assert edition_of(client) == hash_of(toyland)[:NAME_LENGTH]


def test_the_command_adds_lists_and_chooses(
    toyland: Path, toy_config: Config, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = ("--store", str(tmp_path / "store"), "--cache", str(toy_config.cache))
    assert main(["editions", *settings]) == 0
    assert capsys.readouterr().out == ""
    assert main(["editions", *settings, "--add", str(toyland)]) == 0
    name = capsys.readouterr().out.strip()
    assert name == hash_of(toyland)[:NAME_LENGTH]
    assert main(["editions", *settings]) == 0
    assert capsys.readouterr().out == f"{name}\n"
    assert main(["layers", *settings[:2]]) == 2
    assert "no edition is the current one" in capsys.readouterr().err
    assert main(["editions", *settings, "--use", name]) == 0
    capsys.readouterr()
    assert main(["editions", *settings, "--lang", "zh"]) == 0
    assert capsys.readouterr().out == f"{name}\t当前\n"
    assert main(["layers", *settings[:2]]) == 0
    assert capsys.readouterr().out


def test_the_command_refuses_what_is_wrong(
    toyland: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = ("--store", str(tmp_path / "store"))
    assert main(["editions"]) == 2
    assert "SHU_STORE" in capsys.readouterr().err
    assert main(["editions", *store, "--add", str(tmp_path / "none")]) == 2
    assert "there is no folder" in capsys.readouterr().err
    assert main(["editions", *store, "--use", "abc"]) == 2
    assert "unknown edition 'abc'" in capsys.readouterr().err
    broken = tmp_path / "broken"
    shutil.copytree(toyland, broken)
    (broken / "statistics" / "values.csv").unlink()
    assert main(["editions", *store, "--add", str(broken)]) == 1
    assert "values.csv" in capsys.readouterr().err
    assert not list(FolderStore(tmp_path / "store").names())
