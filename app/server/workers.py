"""gunicorn as we run it: from settings in memory, with our logs and a slot for each worker."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING, Any

from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

from app.server.patient_worker import PatientWorker, most_connections

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

    from app.server.counts import Counts


class Logs(Logger):  # type: ignore[misc]  # gunicorn ships no types
    """gunicorn's log, said by ours: its troubles only, because we log requests ourselves."""

    def setup(self, _cfg: object) -> None:
        """Hand every record on to the handlers of this process."""
        self.error_log.handlers.clear()
        self.error_log.propagate = True
        self.error_log.setLevel(logging.WARNING)

    def exception(self, said: str, *words: object, **facts: Any) -> None:  # noqa: ANN401  gunicorn's own
        """Say what went wrong; that a reader went away or stalled is no fault of ours."""
        if not isinstance(sys.exc_info()[1], BlockingIOError):
            super().exception(said, *words, **facts)

    def access(self, *_facts: object) -> None:
        """Say nothing: app/server/watch.py says it."""


class Workers(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
    """A WSGI application with gunicorn's settings."""

    def __init__(
        self, application: WSGIApplication, options: dict[str, Any], counts: Counts
    ) -> None:
        self.application = application
        self.options = options
        self.counts = counts
        super().__init__()

    def load_config(self) -> None:
        """Take the settings as they are given."""
        for name, value in self.options.items():
            self.cfg.set(name, value)
        self.cfg.set("worker_class", PatientWorker)
        self.cfg.set("worker_connections", most_connections())
        self.cfg.set("logger_class", Logs)
        self.cfg.set("pre_fork", self._give_slot)
        self.cfg.set("post_fork", self._claim_slot)

    def load(self) -> WSGIApplication:
        """Return what the workers serve; it was made before they were forked."""
        return self.application

    def _give_slot(self, arbiter: Any, worker: Any) -> None:  # noqa: ANN401  gunicorn's own
        """Give a new worker the first slot that no living worker writes."""
        taken = {getattr(other, "slot", -1) for other in arbiter.WORKERS.values()}
        free = (slot for slot in range(self.counts.slots) if slot not in taken)
        worker.slot = next(free, 0)

    def _claim_slot(self, _arbiter: object, worker: Any) -> None:  # noqa: ANN401  gunicorn's own
        self.counts.claim(worker.slot)


def serve(application: WSGIApplication, options: dict[str, Any], counts: Counts) -> None:
    """Run the workers until a signal ends them; the process ends with them."""
    Workers(application, options, counts).run()
