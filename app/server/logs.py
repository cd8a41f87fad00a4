"""Logs: one line for each request and event, as JSON for programs or as text for people."""

from __future__ import annotations

import json
import logging
import sys
from contextvars import ContextVar
from datetime import UTC, datetime

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")
REQUESTS = logging.getLogger("atlas.requests")
# What a record of a request says beside its message; Watch writes it.
FACTS = "facts"


class JsonLines(logging.Formatter):
    """A record as one line of JSON; a traceback is a string inside it, never lines of its own."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line: time (UTC), level, message, the request it belongs to, its facts."""
        moment = datetime.fromtimestamp(record.created, UTC)
        line = {
            "time": moment.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "message": record.getMessage(),
            "request_id": REQUEST_ID.get() or None,
            "process": record.process,
            **getattr(record, FACTS, {}),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        known = {name: value for name, value in line.items() if value is not None}
        return json.dumps(known, ensure_ascii=False, separators=(",", ":"))


class TextLines(logging.Formatter):
    """A record as a line that people read."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(message)s", "%H:%M:%S")


def write(form: str) -> None:
    """Write every record of this process to stderr in one format, and requests among them."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if form == "json" else TextLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("atlas").setLevel(logging.INFO)
    # Flask brings a handler of its own, which would say everything twice and in many lines.
    for name in ("app.factory", "gunicorn.error"):
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).propagate = True
