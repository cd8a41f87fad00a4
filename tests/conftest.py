"""Fixtures for all tests: a toy country, a running atlas, a watched browser."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from app.build import bake
from app.build.progress import Progress
from app.commands.language import VARIABLES
from app.publish.site.site import build
from app.settings.settings import Config
from geo.postgis.connections import close_pools
from geo.store.database_address import DatabaseAddress
from tests.postgres import Server, missing, running
from tests.stores import STORES, KeptStore
from tools.chromium import chromium
from tools.serving import Served, serving
from tools.serving import free_port as a_free_port

TESTS = Path(__file__).resolve().parent
# A machine may be busy: what is waited for comes late there, and a wrong thing never.
PAGE_DEADLINE_MS = 30_000
# A page that is drawn when it is asked for, such as a brief, may take as long as its studio has.
OPENING_DEADLINE_MS = 90_000
# Where the site of Toyland will be found.
SITE_ADDRESS = "https://portal.example/map/"
expect.set_options(timeout=PAGE_DEADLINE_MS)


def pytest_xdist_auto_num_workers() -> int:
    """Return how many tests run side by side: one more than processors, as some of them wait."""
    return min((os.cpu_count() or 1) + 1, 4)


@pytest.fixture(scope="session")
def project() -> Path:
    """Return the folder of the project."""
    return TESTS.parent


@pytest.fixture(scope="session")
def toyland() -> Path:
    """Return the data folder of Toyland: four unit squares with the values 1, 2, 3 and none."""
    return TESTS / "toyland" / "data"


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for what is made once in a run, whichever worker needs it first."""
    alone = tmp_path_factory.getbasetemp()
    return alone.parent if "PYTEST_XDIST_WORKER" in os.environ else alone


@pytest.fixture(scope="session")
def toy_cache(shared: Path, toyland: Path) -> Path:
    """Return a cache in which Toyland is built."""
    cache = shared / "toyland-cache"
    with _one_at_a_time(cache):
        bake.ensure(Config(data=toyland, cache=cache))
    return cache


@pytest.fixture(scope="session")
def toy_site(shared: Path, toyland: Path, toy_cache: Path) -> Path:
    """Return the whole site of Toyland, with every state of its views; nothing may change it."""
    out = shared / "toyland-site"
    with _one_at_a_time(out):
        config = Config(data=toyland, cache=toy_cache)
        if not out.exists():
            build(config, out, address=SITE_ADDRESS, progress=Progress())
    return out


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """Return a PostgreSQL that runs for the tests, with a database ``template`` of a store."""
    if why := missing():
        pytest.skip(why)
    with running() as server:
        yield server


@pytest.fixture
def database(postgres: Server) -> Iterator[DatabaseAddress]:
    """Return the address of a store in a new database, as its owner has it."""
    yield postgres.new_store()
    close_pools()


@pytest.fixture(params=STORES)
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> KeptStore:
    """Return a store that nothing is in, of each kind."""
    return _kept(request, tmp_path)


@pytest.fixture
def one_store(request: pytest.FixtureRequest, tmp_path: Path) -> KeptStore:
    """Return a store that nothing is in: a folder, or what a test names of STORES."""
    return _kept(request, tmp_path)


def _kept(request: pytest.FixtureRequest, tmp_path: Path) -> KeptStore:
    folder = getattr(request, "param", STORES[0]) == STORES[0]
    address = tmp_path / "store" if folder else request.getfixturevalue("database")
    return KeptStore(address, tmp_path / "fetched")


@contextmanager
def _one_at_a_time(path: Path) -> Iterator[None]:
    """Hold back other workers that would make the same file or folder."""
    with path.with_name(f"{path.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(autouse=True)
def _english_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands speak English, whatever the machine that runs the tests speaks."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")


@pytest.fixture
def free_port() -> int:
    """Return a port nobody listens on."""
    return a_free_port()


@pytest.fixture(scope="session")
def server() -> Iterator[Served]:
    """Serve the real atlas in its own process, as `make serve` does."""
    with serving("app", "serve") as served:
        yield served


@pytest.fixture(scope="session")
def toy_server(toyland: Path, toy_cache: Path) -> Iterator[Served]:
    """Serve Toyland in a process of its own."""
    with serving("app", "serve", "--data", str(toyland), "--cache", str(toy_cache)) as served:
        yield served


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Run Chromium; without one the tests fail and say what to install."""
    with chromium() as running:
        yield running


@pytest.fixture
def troubles() -> list[str]:
    """Return what went wrong in the browser so far.

    A test that provokes a trouble on purpose asserts it here and clears the list.
    """
    return []


@pytest.fixture
def context(browser: Browser, troubles: list[str]) -> Iterator[BrowserContext]:
    """Open a fresh, watched browser profile; a trouble nobody expected fails the test."""
    opened = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 800})
    opened.set_default_timeout(PAGE_DEADLINE_MS)
    opened.set_default_navigation_timeout(OPENING_DEADLINE_MS)
    _watch(opened, troubles)
    yield opened
    opened.close()
    assert not troubles, "\n".join(["the browser had troubles:", *troubles])


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Open a page whose console errors, script errors and foreign requests fail the test."""
    return context.new_page()


def _watch(context: BrowserContext, troubles: list[str]) -> None:
    def request(url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname != "127.0.0.1":
            troubles.append(f"foreign request: {url}")

    context.on("request", lambda asked: request(asked.url))
    context.on("weberror", lambda error: troubles.append(f"script error: {error.error}"))
    context.on(
        "console",
        lambda said: (
            troubles.append(f"console error: {said.text} ({said.location.get('url', '')})")
            if said.type == "error"
            else None
        ),
    )
