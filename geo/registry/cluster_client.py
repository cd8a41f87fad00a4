"""Where work is shared: a scheduler that somebody runs, or processes of this machine."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import dask
from distributed import Client, LocalCluster

from geo.errors import AtlasError
from geo.sentences import said

LOCAL = "local"
ADDRESSES = ("tcp://", "tls://")
LOOPBACK = "127.0.0.1"
# Seconds until a scheduler has answered, and a worker has come.
PATIENCE = 30


@contextmanager
def cluster_client(scheduler: str) -> Iterator[Client]:
    """Yield who gives work to a scheduler: that of an address (tcp://HOST:PORT), or one of ours.

    ``local`` starts as many processes as this machine has processors for us, ``local:N`` so many;
    they listen on this machine alone, and end with the block. Raises AtlasError for another word,
    and where nobody answers or no worker comes.
    """
    if scheduler.startswith(ADDRESSES):
        with _quiet(), _connected(scheduler) as client:
            yield client
        return
    word, _, count = scheduler.partition(":")
    if word != LOCAL or (count and not (count.isdecimal() and int(count))):
        raise AtlasError(said("registry.scheduler", word=scheduler))
    processes = int(count) if count else _processors()
    with _quiet(), _local(processes) as cluster, Client(cluster) as client:
        yield client


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what a scheduler tells of itself from who imports, but for what it lost for good."""
    logger = logging.getLogger("distributed")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


@contextmanager
def _connected(address: str) -> Iterator[Client]:
    try:
        client = Client(address, timeout=PATIENCE)
    except (OSError, ValueError) as error:
        why = str(error)
        raise AtlasError(said("registry.no-scheduler", address=address, why=why)) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as error:
            raise AtlasError(said("registry.no-worker", address=address)) from error
        yield client


@contextmanager
def _local(processes: int) -> Iterator[LocalCluster]:
    # Pages about the work are for clusters that somebody runs: here nobody could look at them.
    quiet: dict[str, list[str]] = {
        f"distributed.{who}.http.routes": [] for who in ("scheduler", "worker")
    }
    closed = {"dashboard": False, "dashboard_address": f"{LOOPBACK}:0"}
    with (
        tempfile.TemporaryDirectory(prefix="registry-") as scratch,
        dask.config.set(quiet),
        LocalCluster(
            n_workers=processes,
            threads_per_worker=1,
            processes=True,
            host=LOOPBACK,
            local_directory=scratch,
            scheduler_kwargs=closed,
            worker_dashboard_address=f"{LOOPBACK}:0",
            silence_logs=logging.CRITICAL,
        ) as cluster,
    ):
        yield cluster


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
