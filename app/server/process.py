"""The server process: it listens, forks its workers, and ends when it is told to.

gunicorn where processes fork, waitress (one process) where they do not. Workers share the atlas
that was made before they were forked, so a second one costs little memory.
"""

from __future__ import annotations

import gc
import os
import socket
import tempfile
from typing import TYPE_CHECKING, Any

from app.settings.settings import Config, ConfigError
from app.text.messages import said

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

    from app.server.counts import Counts

FAR_OVER = 16
KEEP_ALIVE_S = 20
# A worker that does not say for this long that it lives is replaced.
SILENT_S = 60
LONGEST_LINE = 8190
SHARED_MEMORY = "/dev/shm"  # noqa: S108  a place for a file without a name


def listening(config: Config) -> socket.socket:
    """Return the socket of the settings; raise ConfigError if it cannot be had."""
    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    try:
        return socket.create_server((config.host, config.port), family=family)
    except OSError as error:
        raise ConfigError(
            said("serve.taken", host=config.host, port=config.port, why=str(error))
        ) from error


def run(application: WSGIApplication, config: Config, *, at: socket.socket, counts: Counts) -> None:
    """Answer requests until a signal ends it; open requests then have ``grace`` seconds."""
    if not hasattr(os, "fork"):
        _waitress(application, config, at)
        return
    from app.server.workers import serve  # noqa: PLC0415  gunicorn, where processes fork

    # What is there stays: the collector would write to pages that the workers share.
    gc.collect()
    gc.freeze()
    # gunicorn closes it itself, so it is gunicorn's alone from here on.
    serve(application, options(config, at.detach()), counts)


def options(config: Config, listener: int) -> dict[str, Any]:
    """Return gunicorn's settings for ours, to listen on a file descriptor."""
    return {
        "bind": f"fd://{listener}",
        "workers": config.workers,
        "threads": config.threads,
        "worker_tmp_dir": _beat_folder(),
        "graceful_timeout": config.grace,
        "timeout": SILENT_S,
        "keepalive": KEEP_ALIVE_S,
        "limit_request_line": LONGEST_LINE,
        # Whom to believe is decided in app/server/proxies.py, once.
        "forwarded_allow_ips": "",
        "secure_scheme_headers": {},
        "control_socket_disable": True,
    }


def _beat_folder() -> str:
    """Return a folder for the nameless file by which a worker says that it lives.

    Where no folder for temporary files can be written, shared memory becomes that folder, for
    this process and those it starts: matplotlib, which draws the briefs, cannot do without.
    """
    try:
        usual = tempfile.gettempdir()
    except OSError:
        usual = os.environ["TMPDIR"] = tempfile.tempdir = SHARED_MEMORY
    for folder in (SHARED_MEMORY, usual):
        try:
            with tempfile.TemporaryFile(dir=folder):
                return folder
        except OSError:
            continue
    raise ConfigError(said("serve.no-temporary", memory=SHARED_MEMORY))


def _waitress(application: WSGIApplication, config: Config, at: socket.socket) -> None:
    import waitress  # noqa: PLC0415  only where processes do not fork

    if config.workers > 1:
        raise ConfigError(said("serve.workers"))
    waitress.serve(
        application,
        sockets=[at],
        threads=config.threads,
        ident=None,
        # Flask refuses what is over the limit, in our words; this is for what is far over it.
        max_request_body_size=FAR_OVER * config.max_body,
    )
