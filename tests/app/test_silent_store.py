"""A store in a database that falls silent: nothing is closed, and nobody answers."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from werkzeug.test import Client

from app.build.editions import store_at
from app.cli import main
from app.factory import create_app, served
from app.factory.exchange import Exchange
from app.settings.settings import Config
from geo.files.content_hash import file_hash
from geo.postgis.connections import close_pools, lent, owned
from geo.postgis.postgis_store import PostgisStore
from geo.store.database_address import DatabaseAddress
from geo.store.editions import StoreError
from geo.store.folder_store import FolderStore
from geo.store.publication import publishing
from tests.geo.killed import package
from tests.postgres import PASSWORD, Server
from tests.silent_proxy import SilentProxy, silent_proxy

WAIT_S = 60
SILENT = "does not answer"


@pytest.fixture
def proxy(postgres: Server) -> Iterator[SilentProxy]:
    with silent_proxy(postgres.folder) as running:
        yield running
        close_pools()


@pytest.fixture
def far(proxy: SilentProxy, database: DatabaseAddress) -> DatabaseAddress:
    """Return the address of the store by way of the proxy."""
    return DatabaseAddress(proxy.address(database.whole))


def awaited(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + WAIT_S
    while not condition():
        assert time.monotonic() < deadline


def publish(store: PostgisStore, name: str) -> None:
    with publishing(store, "王某", "试一试") as publication:
        publication.switch(name, "published")


def two_editions(store: PostgisStore, folder: Path) -> tuple[str, str]:
    data = package(folder)
    first = store.add(data).name
    publish(store, first)
    (data / "datapackage.json").write_text("{}")
    return first, store.add(data).name


def test_readers_do_not_wait_for_a_database_in_silence_and_follow_when_it_speaks(
    proxy: SilentProxy,
    far: DatabaseAddress,
    database: DatabaseAddress,
    toyland: Path,
    toy_cache: Path,
    tmp_path: Path,
) -> None:
    owner = PostgisStore(database, FolderStore(tmp_path / "owner"))
    publish(owner, owner.add(toyland).name)
    settings = Config(store=far, cache=toy_cache)
    exchange = served(settings, create_app(settings))
    assert isinstance(exchange, Exchange)
    reader = Client(exchange)

    def limit() -> str:
        return str(reader.get("/readyz").get_json()["limits"].get("edition", ""))

    try:
        assert not limit()
        proxy.hushed.set()
        # The very first that is asked for, before anybody knows.
        assert reader.get("/files/none.js").status_code == 404
        assert {reader.get(page).status_code for page in ("/", "/map", "/data")} == {200}
        awaited(lambda: SILENT in limit())
        assert "is still served" in limit()
        assert f"127.0.0.1:{proxy.port}" in limit()
        proxy.hushed.clear()
        awaited(lambda: not limit())
    finally:
        proxy.hushed.clear()
        exchange.close()


def test_a_command_ends_and_says_which_host_is_silent_and_what_to_do(
    proxy: SilentProxy, far: DatabaseAddress, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, _ = two_editions(PostgisStore(far, FolderStore(tmp_path / "cache")), tmp_path / "data")
    proxy.hushed.set()
    words = ("--store", far.whole, "--cache", str(tmp_path / "cache"), "--lang", "en")
    # One that was connected before, and one that was not.
    for _ in range(2):
        assert main(["editions", "--use", first, *words]) == 2
        told = capsys.readouterr().err
        assert SILENT in told
        assert f"127.0.0.1:{proxy.port}" in told
        assert "python -m app editions" in told
        assert PASSWORD not in told


@pytest.mark.parametrize("at", ["the switch", "the end"])
def test_a_publication_that_meets_silence_is_whole_or_nothing(
    at: str,
    proxy: SilentProxy,
    far: DatabaseAddress,
    database: DatabaseAddress,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("geo.postgis.answering.Answering.patience_s", 1.0)
    store = PostgisStore(far, FolderStore(tmp_path / "cache"))
    first, second = two_editions(store, tmp_path / "data")
    set_current = PostgisStore.set_current

    def silent(self: PostgisStore, name: str) -> None:
        if at == "the end":
            set_current(self, name)
        proxy.hushed.set()
        if at == "the switch":
            set_current(self, name)

    with monkeypatch.context() as patch:
        patch.setattr(PostgisStore, "set_current", silent)
        with pytest.raises(StoreError, match=SILENT):
            publish(store, second)
    here = store_at(database, tmp_path / "here")
    assert here.current() == first
    assert [row.to for row in here.journal.rows()] == [first, first]
    # It comes back, and forgets who was there before.
    proxy.hushed.clear()
    publish(store, second)
    assert here.current() == second
    assert [row.act for row in here.journal.rows()] == ["intends", "published"] * 2
    assert not here.journal.findings()


def test_an_edition_that_is_added_into_silence_is_not_there(
    proxy: SilentProxy,
    far: DatabaseAddress,
    database: DatabaseAddress,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("geo.postgis.answering.Answering.patience_s", 1.0)
    data = package(tmp_path / "data")
    # More than what lies between: it is silent while it is written.
    (data / "statistics" / "large.csv").write_bytes(bytes(range(256)) * 100_000)

    def hashed(path: Path) -> str:
        proxy.hushed.set()
        return file_hash(path)

    with monkeypatch.context() as patch:
        patch.setattr("geo.postgis.stored_files.file_hash", hashed)
        with pytest.raises(StoreError, match=SILENT):
            PostgisStore(far, FolderStore(tmp_path / "cache")).add(data)
    assert store_at(database, tmp_path / "here").names() == []
    proxy.hushed.clear()
    name = PostgisStore(far, FolderStore(tmp_path / "cache")).add(data).name
    assert store_at(database, tmp_path / "here").edition(name).name == name


def test_a_server_at_work_is_waited_for(
    far: DatabaseAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geo.postgis.answering.Answering.patience_s", 0.2)
    with owned(far) as connection:
        connection.at_work = True
        assert connection.execute("SELECT pg_sleep(1)").fetchone() is not None
    with pytest.raises(StoreError, match=SILENT), owned(far) as connection:
        connection.execute("SELECT pg_sleep(1)")


def test_both_ends_give_up_a_host_that_stopped_and_nobody_waits_for_a_lock(
    far: DatabaseAddress, database: DatabaseAddress
) -> None:
    with owned(far) as connection, socket.socket(fileno=connection.fileno()) as ours:
        found = [
            ours.getsockopt(socket.IPPROTO_TCP, option)
            for option in (
                socket.TCP_KEEPIDLE,
                socket.TCP_KEEPINTVL,
                socket.TCP_KEEPCNT,
                socket.TCP_USER_TIMEOUT,
            )
        ]
        ours.detach()
        assert found == [10, 3, 3, 10_000]
        assert connection.execute("SHOW lock_timeout").fetchone() == ("10s",)
    # What was set for a role or in the address stands.
    own = DatabaseAddress(f"{database.whole}&options=-c%20lock_timeout%3D1ms")
    with lent(own) as connection:
        assert connection.execute("SHOW lock_timeout").fetchone() == ("1ms",)
    with owned(database) as holder, holder.transaction():
        holder.execute("LOCK TABLE atlas_store.current")
        with pytest.raises(StoreError, match="another session"), lent(own) as connection:
            connection.execute("SELECT edition FROM atlas_store.current")
