"""Nginx with the configurations of our documentation, on a free port, for tests and benchmarks."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.serving import HOST, PROJECT, Served, ServingError, free_port, running

START, END = "```nginx\n", "```"
# Where Debian has its programs for root, and the modules of its packages.
SBIN, MODULES = "/usr/sbin", Path("/usr/lib/nginx/modules")
BROTLI = "ngx_http_brotli_static_module.so"
MAIN = """load_module {module};
{user}
daemon off;
pid {folder}/pid;
error_log stderr warn;
worker_processes 2;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {ours}
}}
"""


@contextmanager
def nginx(site: Path, *, portal: str = "https://portal.example") -> Iterator[Served]:
    """Serve a site of plain files as docs/embed.md says, until the block ends.

    ``portal`` is the origin that may frame it. Raises ServingError with what nginx said.
    """
    ours = (
        documented("embed.md")
        .replace("/srv/atlas/site", str(site))
        .replace("https://portal.example", portal)
    )
    with _running(ours) as served:
        yield served


@contextmanager
def proxy(behind: Served) -> Iterator[Served]:
    """Stand before a server as docs/running.md says, until the block ends."""
    ours = documented("running.md").replace("http://127.0.0.1:8050", behind.url)
    with _running(f"server {{ listen 8080; {ours} }}") as served:
        yield served


def documented(name: str) -> str:
    """Return the configuration that a document has."""
    _, _, rest = (PROJECT / "docs" / name).read_text(encoding="utf-8").partition(START)
    return rest.partition(END)[0]


@contextmanager
def _running(ours: str) -> Iterator[Served]:
    program = shutil.which("nginx") or shutil.which("nginx", path=SBIN)
    module = MODULES / BROTLI
    if not program or not module.exists():
        raise ServingError("install nginx-light and libnginx-mod-http-brotli-static")
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        # Its workers may read what we may, wherever a test keeps its files.
        user = "" if os.getuid() else "user root;"
        placed = ours.replace("listen 8080", f"listen {HOST}:{port}")
        path = Path(folder) / "nginx.conf"
        text = MAIN.format(folder=folder, module=module, ours=placed, user=user)
        path.write_text(text, encoding="utf-8")
        with running([program, "-c", str(path), "-p", folder], port) as served:
            yield served
