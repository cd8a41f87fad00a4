"""Connections to a database: a pool in each process, errors in our words, nobody waits for long."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

import psycopg
from psycopg import errors
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg_pool import ConnectionPool, PoolTimeout

from geo.sentences import said
from geo.store.database_address import DatabaseAddress
from geo.store.editions import StoreError

Connection = psycopg.Connection[tuple[object, ...]]
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
        pool = _pool(address)
        try:
            connection = pool.getconn(PATIENCE_S)
        except PoolTimeout:
            _require_answer(address)
            why = said("store.all-busy", most=MOST)
            raise StoreError(
                said("store.busy", store=address.shown, seconds=PATIENCE_S, why=why)
            ) from None
        try:
            yield connection
        finally:
            pool.putconn(connection)


@contextmanager
def owned(address: DatabaseAddress) -> Iterator[Connection]:
    """Open a connection that is nobody else's, until the block ends."""
    with told(address):
        connection = psycopg.connect(conninfo(address), autocommit=True)
        try:
            yield connection
        finally:
            connection.close()


@contextmanager
def told(address: DatabaseAddress) -> Iterator[None]:
    """Say errors of the driver in our words, and never the password."""
    try:
        yield
    except (errors.UndefinedTable, errors.InvalidSchemaName, errors.UndefinedColumn):
        raise StoreError(said("store.no-tables", store=address.shown)) from None
    except errors.InsufficientPrivilege as error:
        raise StoreError(
            said("store.denied", store=address.shown, why=_words(address, error))
        ) from None
    except errors.ReadOnlySqlTransaction:
        raise StoreError(said("store.read-only", store=address.shown)) from None
    except psycopg.Error as error:
        raise StoreError(_unread(address, error)) from None


def close_pools() -> None:
    """Close what this process has open: before it forks, since nobody may share a connection."""
    with _pools_lock:
        pools = list(_pools.values())
        _pools.clear()
    for pool in pools:
        pool.close(timeout=1.0)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=close_pools)


def _pool(address: DatabaseAddress) -> ConnectionPool[Connection]:
    if address.whole not in _pools:
        # A pool would try a wrong password again for seconds.
        _require_answer(address)
    with _pools_lock:
        pool = _pools.get(address.whole)
        if pool is None:
            pool = _pools[address.whole] = ConnectionPool(
                conninfo(address),
                kwargs={"autocommit": True},
                min_size=0,
                max_size=MOST,
                open=True,
                name="atlas",
                # A host that came back is asked at once, and a connection that broke is not lent.
                reconnect_timeout=PATIENCE_S,
                check=ConnectionPool.check_connection,
                max_idle=IDLE_S,
            )
        return pool


def _require_answer(address: DatabaseAddress) -> None:
    """Raise what the driver says where no host answers: a pool says only that it has nothing.

    Its pool is given up then: it would wait ever longer for a host that may be back any moment.
    """
    try:
        psycopg.connect(conninfo(address)).close()
    except psycopg.Error:
        with _pools_lock:
            pool = _pools.pop(address.whole, None)
        if pool is not None:
            pool.close(timeout=0)
        raise


def _unread(address: DatabaseAddress, error: Exception) -> str:
    return said("store.unreadable", path=address.shown, why=_words(address, error))


def _words(address: DatabaseAddress, error: Exception) -> str:
    said_of_all = address.without_secrets(str(error)).rpartition(OF_EACH)[2]
    lines = [line.strip(" -") for line in said_of_all.splitlines()]
    return "; ".join(filter(None, lines)) or type(error).__name__
