"""Connections to a database: a pool in each process, errors in our words, nobody waits for long."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from threading import Lock

import psycopg
from psycopg import errors
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg_pool import ConnectionPool, PoolClosed, PoolTimeout

from geo.postgis.answering import Answering, Silence
from geo.sentences import said
from geo.store.database_address import DatabaseAddress
from geo.store.editions import StoreError

Connection = Answering
# What an address does not say otherwise: a host that is gone is given up in seconds, and a
# connection that nobody answers any more in ten.
USUAL: dict[str, str | int] = {
    "application_name": "atlas",
    "connect_timeout": 2,
    "keepalives_idle": 10,
    "keepalives_interval": 3,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
# What the server is told of each connection, where nobody set it for the database or the role: who
# published on a host that stopped loses the lock in seconds, and nobody waits long for another's.
OF_SERVER = {
    "tcp_keepalives_idle": "10",
    "tcp_keepalives_interval": "3",
    "tcp_keepalives_count": "3",
    "tcp_user_timeout": "10000",
    "lock_timeout": "10s",
}
SET_UNSET = (
    "SELECT set_config(name, value, false) FROM pg_settings"
    " JOIN unnest(%s::text[], %s::text[]) AS given (name, value) USING (name)"
    " WHERE source = 'default'"
)
# Readers look which edition is current; that must not wait for a host that is gone.
PATIENCE_S = 3.0
# After this the driver says of each of several hosts why it is none.
OF_EACH = "All failures were:"
MOST, IDLE_S = 4, 60.0
# The pool tells of every attempt; whoever asked says once what is wrong.
logging.getLogger("psycopg.pool").setLevel(logging.CRITICAL)
_pools: dict[str, ConnectionPool[Connection]] = {}
_pools_lock = Lock()


def conninfo(address: DatabaseAddress) -> str:
    """Return what the driver is given for an address; raises StoreError where it cannot be read."""
    try:
        given = conninfo_to_dict(address.whole)
        return make_conninfo(address.whole, **{k: v for k, v in USUAL.items() if k not in given})
    except psycopg.Error as error:
        raise StoreError(_unread(address, error)) from None


@contextmanager
def lent(address: DatabaseAddress) -> Iterator[Connection]:
    """Lend a connection of this process's pool; what it does is done statement by statement.

    Raises StoreError where none is to be had in a moment.
    """
    with told(address):
        pool, connection = _taken(address)
        try:
            yield connection
        finally:
            pool.putconn(connection)


@contextmanager
def owned(address: DatabaseAddress) -> Iterator[Connection]:
    """Open a connection that is nobody else's, until the block ends."""
    with told(address):
        connection = connected(address)
        try:
            yield connection
        finally:
            connection.close()


def connected(address: DatabaseAddress, *, autocommit: bool = True) -> Connection:
    """Return a new connection that never waits for ever; raises what the driver does."""
    connection = Answering.connect(conninfo(address), autocommit=True)
    _prepare(connection)
    connection.autocommit = autocommit
    return connection


@contextmanager
def at_work(connection: Connection) -> Iterator[None]:
    """Let the server work as long as it does: it is asked whether, where it is silent."""
    connection.at_work = True
    try:
        yield
    finally:
        connection.at_work = False


@contextmanager
def told(address: DatabaseAddress) -> Iterator[None]:
    """Say errors of the driver in our words, and never the password."""
    try:
        yield
    except psycopg.Error as error:
        raise StoreError(_sentence(address, error)) from None


def _sentence(address: DatabaseAddress, error: psycopg.Error) -> str:
    store, words = address.shown, _words(address, error)
    if silence := _silence_behind(error):
        return said("store.silent", store=store, why=_words(address, silence))
    match error:
        case errors.UndefinedTable() | errors.InvalidSchemaName() | errors.UndefinedColumn():
            return said("store.no-tables", store=store)
        case errors.InsufficientPrivilege():
            return said("store.denied", store=store, why=words)
        case errors.ReadOnlySqlTransaction():
            return said("store.read-only", store=store)
        case errors.LockNotAvailable():
            return said("store.locked", store=store)
        case _:
            return _unread(address, error)


def _silence_behind(error: BaseException | None) -> psycopg.Error | None:
    """Return the silence that an error came of: what is done with a lost connection fails too."""
    while error is not None:
        if isinstance(error, Silence | errors.ConnectionTimeout):
            return error
        error = error.__context__
    return None


def close_pools() -> None:
    """Close what this process has open: before it forks, since nobody may share a connection."""
    with _pools_lock:
        pools = list(_pools.values())
        _pools.clear()
    for pool in pools:
        pool.close(timeout=1.0)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=close_pools)


def _taken(address: DatabaseAddress) -> tuple[ConnectionPool[Connection], Connection]:
    pool = _pool(address)
    try:
        return pool, pool.getconn(PATIENCE_S)
    except (PoolTimeout, PoolClosed):
        _require_answer(address)
    # It was given up with connections that nobody answered; another host may.
    if _pools.get(address.whole) is not pool:
        pool = _pool(address)
        with suppress(PoolTimeout):
            return pool, pool.getconn(PATIENCE_S)
    why = said("store.all-busy", most=MOST)
    raise StoreError(said("store.busy", store=address.shown, seconds=PATIENCE_S, why=why))


def _pool(address: DatabaseAddress) -> ConnectionPool[Connection]:
    if address.whole not in _pools:
        # A pool would try a wrong password again for seconds.
        _require_answer(address)
    with _pools_lock:
        pool = _pools.get(address.whole)
        if pool is None:
            pool = _pools[address.whole] = ConnectionPool(
                conninfo(address),
                connection_class=Answering,
                kwargs={"autocommit": True},
                min_size=0,
                max_size=MOST,
                open=True,
                name="atlas",
                configure=_prepare,
                # A host that came back is asked at once, and a connection that broke is not lent.
                reconnect_timeout=PATIENCE_S,
                check=partial(_require_sound, address),
                max_idle=IDLE_S,
            )
        return pool


def _prepare(connection: Connection) -> None:
    connection.execute(SET_UNSET, (list(OF_SERVER), list(OF_SERVER.values())))


def _require_sound(address: DatabaseAddress, connection: Connection) -> None:
    """Raise what the driver says of a connection that broke; one in silence ends its pool.

    The others of the pool go the same way: each would be waited for in its turn.
    """
    connection.patience_s = PATIENCE_S
    try:
        connection.execute("")
    except Silence:
        _give_up(address)
        raise
    del connection.patience_s


def _require_answer(address: DatabaseAddress) -> None:
    """Raise what the driver says where no host answers: a pool says only that it has nothing.

    Its pool is given up then: it would wait ever longer for a host that may be back any moment.
    """
    try:
        psycopg.connect(conninfo(address)).close()
    except psycopg.Error:
        _give_up(address)
        raise


def _give_up(address: DatabaseAddress) -> None:
    with _pools_lock:
        pool = _pools.pop(address.whole, None)
    if pool is not None:
        pool.close(timeout=0)


def _unread(address: DatabaseAddress, error: Exception) -> str:
    return said("store.unreadable", path=address.shown, why=_words(address, error))


def _words(address: DatabaseAddress, error: Exception) -> str:
    said_of_all = address.without_secrets(str(error)).rpartition(OF_EACH)[2]
    lines = [line.strip(" -") for line in said_of_all.splitlines()]
    return "; ".join(filter(None, lines)) or type(error).__name__
