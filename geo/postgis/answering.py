"""A connection that waits for no answer for ever.

A host that stopped, or a firewall that drops packets, closes nothing: the driver would wait until
the system gives the connection up, which it never does while something between acknowledges.
"""

from __future__ import annotations

from time import monotonic
from typing import TypeVar

import psycopg
from psycopg.abc import PQGen
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.waiting import Ready

RV = TypeVar("RV")
# So long nobody has said a byte, or taken one, when a connection is lost.
ANSWER_S = 10.0
INTERVAL_S = 0.1
WORKING = "SELECT FROM pg_stat_activity WHERE pid = %s AND state = 'active'"


class Silence(psycopg.OperationalError):
    """Nobody answered."""


class Answering(psycopg.Connection[tuple[object, ...]]):
    """A connection that is lost when nobody has answered for ``patience_s`` seconds.

    Where ``at_work`` says that the server may have work for longer, such as an index of millions
    of rows, the server is asked by another connection whether it is at it.
    """

    patience_s = ANSWER_S
    at_work = False

    def wait(
        self, gen: PQGen[RV], interval: float = INTERVAL_S, timeout: float | None = None
    ) -> RV:
        """Do what the driver does to wait; raises Silence, and the connection is closed then."""
        heard = self._heard(gen)
        # Not every version of the driver that we allow knows a time-out here.
        return super().wait(heard, interval, *(() if timeout is None else (timeout,)))

    def _heard(self, gen: PQGen[RV]) -> PQGen[RV]:
        last = monotonic()
        try:
            wanted = next(gen)
            while True:
                ready = yield wanted
                if ready != Ready.NONE:
                    last = monotonic()
                elif monotonic() - last > self.patience_s:
                    if not (self.at_work and self._is_worked_for()):
                        self.pgconn.finish()
                        raise Silence(f"silent for {self.patience_s:g} s")
                    last = monotonic()
                wanted = gen.send(ready)
        except StopIteration as end:
            value: RV = end.value
            return value

    def _is_worked_for(self) -> bool:
        """Return whether the server that this connection is to works for it."""
        info = self.info
        same: dict[str, str | int | None] = {
            "host": info.host,
            "port": info.port,
            "password": info.password,
        }
        if "hostaddr" in conninfo_to_dict(info.dsn):
            same["hostaddr"] = info.hostaddr
        try:
            with Answering.connect(make_conninfo(info.dsn, **same), autocommit=True) as other:
                return other.execute(WORKING, (info.backend_pid,)).fetchone() is not None
        except psycopg.Error:
            return False
