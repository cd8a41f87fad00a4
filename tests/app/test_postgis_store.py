"""A store in a database: readers, roles, secrets, copies, and a server that is gone for a while."""

from __future__ import annotations

import logging
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from threading import current_thread
from urllib.parse import quote

import psycopg
import pytest
from psycopg import errors, sql
from werkzeug.test import Client

from app.build import bake
from app.build.editions import opened, store_at
from app.cli import main
from app.factory import create_app, served
from app.factory.exchange import Exchange
from app.settings.settings import Config, ConfigError, load
from geo.errors import AtlasError
from geo.postgis.connections import close_pools
from geo.postgis.postgis_store import PostgisStore
from geo.store.database_address import DatabaseAddress, store_address
from geo.store.editions import StoreError
from geo.store.folder_store import EDITIONS, FolderStore
from geo.store.journal import HEAD, ROWS
from geo.store.publication import publishing
from tests.geo.killed import package
from tests.house import PROJECT
from tests.postgres import GIS, PASSWORD, WEB, Server, standing_by
from tests.stores import KeptStore

WAIT_S = 60
PAGES = ("/", "/map", "/zones", "/compare", "/targets", "/data", "/healthz")
SECRETS = (PASSWORD, quote(PASSWORD, safe=""))
Said = Callable[..., tuple[int, str]]


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Said:
    """Return what runs a command in English, and returns its exit code and all that it says."""

    def command(*words: object) -> tuple[int, str]:
        code = main([*map(str, words), "--lang", "en"])
        told = capsys.readouterr()
        assert not [secret for secret in SECRETS if secret in told.out + told.err]
        return code, told.out + told.err

    return command


@pytest.fixture
def web(database: DatabaseAddress) -> DatabaseAddress:
    """Return the address of the store as the role of what serves readers has it."""
    return DatabaseAddress(database.whole.replace("atlas_owner", WEB))


def publish(store: PostgisStore | FolderStore, name: str) -> None:
    """Give an edition to readers."""
    with publishing(store, "王某", "试一试") as publication:
        publication.switch(name, "published")


@pytest.fixture
def client(
    web: DatabaseAddress,
    database: DatabaseAddress,
    toyland: Path,
    toy_cache: Path,
    tmp_path: Path,
) -> Iterator[tuple[Client, PostgisStore, str, str]]:
    """Return readers of a role that only reads, the owner's store, and two editions in it."""
    owner = PostgisStore(database, FolderStore(tmp_path / "of-owner"))
    with ExitStack() as stack:
        other = shutil.copytree(toyland, tmp_path / "other")
        table = other / "statistics" / "indicators.csv"
        table.write_text(table.read_text("utf-8").replace("地区生产总值", "生产总值"), "utf-8")
        names = [owner.add(folder).name for folder in (toyland, other)]
        publish(owner, names[0])
        # Its own: a cache keeps the newest few builds, and other tests read Toyland's.
        cache = shutil.copytree(toy_cache, tmp_path / "cache")
        settings = Config(store=web, cache=cache)
        for name in names:
            bake.ensure(opened(settings, name))
        exchange = served(settings, create_app(settings))
        assert isinstance(exchange, Exchange)
        stack.callback(exchange.close)
        yield Client(exchange), owner, names[0], names[1]


def awaited(condition: Callable[[], bool]) -> None:
    """Wait until something is so."""
    deadline = time.monotonic() + WAIT_S
    while not condition():
        assert time.monotonic() < deadline


def test_readers_keep_what_they_have_while_the_database_is_gone_and_follow_again(
    client: tuple[Client, PostgisStore, str, str],
    postgres: Server,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reader, owner, first, second = client

    def edition() -> str:
        return str(reader.get("/version").get_json()["edition"])

    def limit() -> str:
        return str(reader.get("/readyz").get_json()["limits"].get("edition", ""))

    assert edition() == first
    publish(owner, second)
    awaited(lambda: edition() == second)
    caplog.set_level(logging.DEBUG)
    postgres.stop()
    try:
        awaited(lambda: "cannot be read" in limit())
        assert f"edition {second} is still served" in limit()
        assert {reader.get(page).status_code for page in (*PAGES, "/readyz")} == {200}
        assert edition() == second
        # Nobody who asks for a file waits for a database that is gone.
        askers = set[str]()
        with monkeypatch.context() as patch:

            def asked(_store: PostgisStore) -> str:
                askers.add(current_thread().name)
                raise StoreError("gone")

            patch.setattr(PostgisStore, "current", asked)
            awaited(lambda: bool(askers))
            assert reader.get("/files/none.js").status_code == 404
        assert askers == {"editions"}
        told = "".join(reader.get(page).text for page in ("/readyz", "/healthz", "/version"))
    finally:
        postgres.start()
    publish(owner, first)
    awaited(lambda: edition() == first)
    assert not limit()
    assert not [secret for secret in SECRETS if secret in told + caplog.text]


def test_who_only_reads_cannot_write(
    database: DatabaseAddress, web: DatabaseAddress, tmp_path: Path
) -> None:
    name = KeptStore(database, tmp_path / "owner").store.add(package(tmp_path / "data")).name
    store = KeptStore(web, tmp_path / "web").store
    assert store.edition(name).name == name
    for write in (
        lambda: store.set_current(name),
        lambda: store.add(package(tmp_path / "more")),
        lambda: publish(PostgisStore(web, FolderStore(tmp_path / "web")), name),
    ):
        with pytest.raises(StoreError, match="may not do that"):
            write()
    gis = database.whole.replace("atlas_owner", GIS)
    schemas = ("atlas_store", "atlas")
    for address, (own, others) in ((web.whole, schemas), (gis, schemas[::-1])):
        with psycopg.connect(address, autocommit=True) as connection:
            tables = [
                str(table)
                for (table,) in connection.execute(
                    "SELECT tablename FROM pg_tables WHERE schemaname = %s", (own,)
                )
            ]
            assert len(tables) > 4
            for table in tables:
                at = sql.Identifier(own, table)
                connection.execute(sql.SQL("SELECT * FROM {}").format(at))
                for order in ("INSERT INTO {} DEFAULT VALUES", "DELETE FROM {}", "TRUNCATE {}"):
                    with pytest.raises(errors.InsufficientPrivilege):
                        connection.execute(sql.SQL(order).format(at))
            for schema in (own, others, "public"):
                made = sql.SQL("CREATE TABLE {} (a int)").format(sql.Identifier(schema, "mine"))
                with pytest.raises(errors.InsufficientPrivilege):
                    connection.execute(made)
            theirs = sql.SQL("SELECT 1 FROM {}").format(sql.Identifier(others, "editions"))
            with pytest.raises(errors.InsufficientPrivilege):
                connection.execute(theirs)
    with psycopg.connect(gis) as connection:
        shown = connection.execute("SELECT name, current, no_tables FROM atlas.editions").fetchall()
    assert shown == [(name, None, "there is no profile.toml: not a data package")]


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://atlas:hunter two@host/atlas",
        "postgresql://atlas:hunter/two@host/atlas",
        "postgresql://atlas:hunter:two@host",
        "postgres://atlas:hunter@host:port/atlas",
    ],
)
def test_an_address_that_is_none_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(ConfigError, match="address of a database") as raised:
        load({"SHU_STORE": text})
    for words in (str(raised.value), raised.value.in_lang("zh")):
        assert not [part for part in ("hunter", "two") if part in words]


def test_no_password_is_said(postgres: Server, database: DatabaseAddress, said: Said) -> None:
    settings = load({"SHU_STORE": f"{database.whole}&sslpassword=hidden"})
    for words in (str(settings.store), repr(settings)):
        assert not [secret for secret in (*SECRETS, "hidden") if secret in words]
    name = database.shown.rpartition("/")[2]
    wrong = postgres.address(name, password=PASSWORD[::-1])
    code, told = said("editions", "--store", wrong)
    assert code == 2
    assert "password authentication failed" in told
    assert PASSWORD[::-1] not in told
    code, told = said("editions", "--store", f"{database.whole}&no_such_option={PASSWORD[:3]}")
    assert (code, "no_such_option" in told) == (2, True)


def test_the_first_host_that_answers_is_asked(
    database: DatabaseAddress, postgres: Server, tmp_path: Path
) -> None:
    name = database.shown.rpartition("/")[2]
    both = f"host={tmp_path},{postgres.folder}"
    address = database.whole.replace(f"host={postgres.folder}", both)
    assert store_at(DatabaseAddress(address), tmp_path).names() == []
    assert DatabaseAddress(f"postgresql://web@db1,db2:5433/{name}").shown.endswith(
        f"db2:5433/{name}"
    )
    readable = f"{database.whole}&options=-c%20default_transaction_read_only%3Don"
    with pytest.raises(StoreError, match="target_session_attrs=read-write"):
        KeptStore(DatabaseAddress(readable), tmp_path).store.add(package(tmp_path / "data"))


def test_a_standby_serves_readers_and_takes_over(
    database: DatabaseAddress, web: DatabaseAddress, postgres: Server, tmp_path: Path
) -> None:
    data = package(tmp_path / "data")
    with standing_by(postgres) as standby:
        both = f"host={postgres.folder},{standby.folder}"
        hosts = (f"host={postgres.folder}", both)
        whole = f"{database.whole.replace(*hosts)}&target_session_attrs=read-write"
        owner = PostgisStore(DatabaseAddress(whole), FolderStore(tmp_path / "owner"))
        reader = KeptStore(DatabaseAddress(web.whole.replace(*hosts)), tmp_path / "web").store
        first = owner.add(data).name
        publish(owner, first)
        copy = KeptStore(
            DatabaseAddress(web.whole.replace(hosts[0], f"host={standby.folder}")), tmp_path / "x"
        ).store
        awaited(lambda: copy.current_if_any() == first)
        assert copy.edition(first).name == first
        postgres.stop()
        try:
            assert reader.current() == first
            with pytest.raises(StoreError, match="read-only"):
                publish(owner, first)
            standby.promote()
            (data / "datapackage.json").write_text("{}")
            second = owner.add(data).name
            publish(owner, second)
            assert reader.current() == second
            assert not owner.journal.findings()
            close_pools()
        finally:
            postgres.start()


def test_tables_are_made_by_a_command_and_their_lack_is_said(
    postgres: Server, tmp_path: Path, said: Said
) -> None:
    name = postgres.database()
    address = postgres.address(name)
    code, told = said("editions", "--store", address)
    assert (code, "store migrate" in told) == (2, True)
    # Its owner may not install PostGIS.
    code, told = said("store", "migrate", "--store", address)
    assert (code, "may not do that" in told) == (2, True)
    postgres.admin("CREATE EXTENSION postgis", name)
    for _ in range(2):
        code, told = said("store", "migrate", "--store", address, "--web-role", WEB)
        assert code == 0
        assert f"{WEB}: may read editions, and change nothing" in told
    assert said("editions", "--store", address) == (0, "")
    code, told = said("store", "migrate", "--store", address, "--web-role", "nobody")
    assert (code, "CREATE ROLE nobody" in told) == (2, True)
    code, told = said("store", "migrate", "--store", tmp_path)
    assert (code, "needs no tables" in told) == (2, True)


def test_without_the_driver_it_is_said_how_to_get_it(tmp_path: Path) -> None:
    words = ["editions", "--store", "postgresql://web@db/atlas", "--lang", "en"]
    script = f"import sys; sys.modules['psycopg'] = None; import app.cli; app.cli.main({words})"
    ran = subprocess.run(
        [sys.executable, "-c", script],
        cwd=PROJECT,
        env={"HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "psycopg, which is not installed: pip install -r requirements-postgis.txt" in ran.stderr


def test_copies_from_store_to_store_are_the_same_bytes(
    database: DatabaseAddress, tmp_path: Path, said: Said
) -> None:
    data, here, back = package(tmp_path / "data"), tmp_path / "here", tmp_path / "back"
    store = FolderStore(here)
    # Larger than a piece, empty, and with a name in Chinese.
    (data / "statistics" / "大.csv").write_bytes(bytes(range(256)) * 10_000)
    (data / "statistics" / "empty.csv").touch()
    for number in range(3):
        (data / "datapackage.json").write_text(f'{{"number": {number}}}')
        publish(store, store.add(data).name)
    publish(store, store.names()[0])
    cache = ("--cache", tmp_path / "cache")
    code, told = said("store", "copy", here, database.whole, *cache)
    assert code == 0, told
    assert told.count("copied and compared") == 3
    assert f"8 rows, 8 of them new; current edition: {store.names()[0]}" in told
    # Nothing that was fetched before helps.
    shutil.rmtree(tmp_path / "cache")
    assert said("store", "copy", database.whole, back, *cache)[0] == 0
    for name in ("current", ROWS, HEAD):
        assert (back / name).read_bytes() == (here / name).read_bytes()
    files = [path.relative_to(here) for path in (here / EDITIONS).rglob("*") if path.is_file()]
    assert len(files) == 15
    for path in files:
        assert (back / path).read_bytes() == (here / path).read_bytes()
    assert FolderStore(back).names() == store.names()
    code, told = said("store", "copy", here, database.whole, *cache)
    assert (code, "8 rows, 0 of them new" in told) == (0, True)
    publish(FolderStore(back), store.names()[1])
    code, told = said("store", "copy", here, back, *cache)
    assert (code, "two histories" in told) == (2, True)


def test_what_was_damaged_is_fetched_anew_or_refused(
    database: DatabaseAddress, tmp_path: Path
) -> None:
    kept = KeptStore(database, tmp_path / "cache")
    edition = kept.store.add(package(tmp_path / "data"))
    (edition.folder / "more.csv").write_text("a\n")
    assert kept.store.edition(edition.name) == edition
    assert not (edition.folder / "more.csv").exists()
    elsewhere = KeptStore(database, tmp_path / "elsewhere").store
    with psycopg.connect(database.whole) as connection:
        connection.execute("UPDATE atlas_store.chunks SET body = 'a,c' WHERE number = 0")
    with pytest.raises(StoreError, match="were changed"):
        elsewhere.edition(edition.name)
    with psycopg.connect(database.whole) as connection:
        path = "../../outside.csv"
        connection.execute("UPDATE atlas_store.files SET path = %s WHERE path ~ 'values'", (path,))
    with pytest.raises(StoreError, match=r"outside\.csv"):
        elsewhere.edition(edition.name)
    assert not list(tmp_path.rglob("outside.csv"))


def test_a_switch_is_whole_or_nothing_where_the_connection_breaks(
    database: DatabaseAddress, tmp_path: Path, postgres: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = package(tmp_path / "data")
    store = PostgisStore(database, FolderStore(tmp_path / "cache"))
    first = store.add(data).name
    publish(store, first)
    (data / "datapackage.json").write_text("{}")
    second = store.add(data).name
    with monkeypatch.context() as patch:

        def broken(_name: str) -> None:
            postgres.admin(
                "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
            )

        # Between the row that announces and the one that says it is done.
        patch.setattr(store, "set_current", broken)
        with pytest.raises(StoreError, match="cannot be read"):
            publish(store, second)
    assert store.current() == first
    assert [row.to for row in store.journal.rows()] == [first, first]
    publish(store, second)
    assert [row.act for row in store.journal.rows()] == ["intends", "published"] * 2


def test_addresses_are_told_from_folders(tmp_path: Path) -> None:
    assert store_address(f" {tmp_path} ") == tmp_path
    assert store_address("") is None
    address = store_address("postgres://web:x%40y@[::1]:5433,db/atlas_1?sslmode=require")
    assert str(address) == "postgresql://web@[::1]:5433,db/atlas_1"
    with pytest.raises(AtlasError, match="address of a database"):
        store_address("postgresql://web@db/")
