"""A PostgreSQL of our own for tests: in a temporary folder, on a socket, ended with the tests.

Nothing listens on a port, and no server of the machine is touched. It runs as whoever runs the
tests, or as the system's user for it, since PostgreSQL refuses to run as root.
"""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import psycopg

from geo.store.database_address import DatabaseAddress

WHERE = Path("/usr/lib/postgresql"), Path("/usr/share/postgresql")
USER = "postgres"
OWNER, WEB, GIS = "atlas_owner", "atlas_web", "atlas_gis"
PASSWORD = "s3cr3t-%/@:pass"  # noqa: S105  of a server that lives as long as a test


def missing() -> str:
    """Return why no PostgreSQL with PostGIS can be started here; blank where one can."""
    if not _binaries():
        return "no PostgreSQL with PostGIS (tools/system.sh installs them)"
    if os.getuid() == 0 and not _unprivileged():
        return f"PostgreSQL does not run as root, and there is no user {USER}"
    return ""


def _binaries() -> Path | None:
    """Return the programs of the newest version that has PostGIS."""
    programs, shared = WHERE
    found = [
        programs / path.parent.parent.name / "bin"
        for path in shared.glob("*/extension/postgis.control")
    ]
    there = [path for path in found if (path / "initdb").exists()]
    return max(there, key=lambda path: float(path.parent.name), default=None)


def _unprivileged() -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(USER)
    except KeyError:
        return None


@dataclass
class Server:
    """A server with its data below ``folder``, reached by a socket there."""

    folder: Path
    binaries: Path
    numbers: Iterator[int] = field(default_factory=itertools.count)
    template: str = ""

    def run(self, program: str, *arguments: str) -> None:
        """Run one of its programs as who owns its data."""
        command = [str(self.binaries / program), *arguments]
        if os.getuid() == 0:
            command = ["runuser", "-u", USER, "--", *command]
        # Its output goes nowhere a server could hold open.
        with (self.folder / "output").open("ab") as output:
            subprocess.run(command, cwd=self.folder, stdout=output, stderr=output, check=True)

    def start(self) -> None:
        """Start it, and return when it answers."""
        options = f"-k {self.folder} -c listen_addresses= -c fsync=off -c max_connections=40"
        self.run("pg_ctl", "-D", str(self.data), "-w", "-o", options, "-l", self.log, "start")

    def stop(self) -> None:
        """Stop it at once: connections break as if it had been lost."""
        self.run("pg_ctl", "-D", str(self.data), "-w", "-m", "immediate", "stop")

    def promote(self) -> None:
        """Let a standby take changes."""
        self.run("pg_ctl", "-D", str(self.data), "-w", "promote")

    @property
    def data(self) -> Path:
        """Return where its data lie."""
        return self.folder / "data"

    @property
    def log(self) -> str:
        """Return the file that it writes its log into."""
        return str(self.folder / "log")

    def address(self, name: str, user: str = OWNER, password: str = PASSWORD) -> str:
        """Return the address of a database as a setting has it."""
        secret = f":{quote(password, safe='')}" if password else ""
        return f"postgresql://{user}{secret}@/{name}?host={self.folder}"

    def admin(self, order: str, name: str = "postgres") -> None:
        """Execute an order as the superuser."""
        whole = f"host={self.folder} dbname={name} user={USER}"
        with psycopg.connect(whole, autocommit=True) as connection:
            connection.execute(order.encode())

    def new_store(self) -> DatabaseAddress:
        """Return a new database with the tables of a store, whose readers are two roles."""
        if not self.template:
            self.template = _migrated(self)
        return DatabaseAddress(self.address(self.database(self.template)))

    def database(self, template: str = "template1") -> str:
        """Return the name of a new database of the owner."""
        name = f"atlas{next(self.numbers)}"
        self.admin(f"CREATE DATABASE {name} OWNER {OWNER} TEMPLATE {template}")
        return name


@contextmanager
def running() -> Iterator[Server]:
    """Run a server with its roles."""
    binaries = _binaries()
    assert binaries is not None
    with _folder() as folder:
        server = Server(folder, binaries)
        initial = ("-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "-U", USER)
        server.run("initdb", "-D", str(server.data), *initial)
        trusted = f"local all {USER} trust\nlocal replication {USER} trust\n"
        (server.data / "pg_hba.conf").write_text(f"{trusted}local all all scram-sha-256\n")
        server.start()
        try:
            for role in (OWNER, WEB, GIS):
                server.admin(f"CREATE ROLE {role} LOGIN PASSWORD '{PASSWORD}'")
            yield server
        finally:
            server.stop()


@contextmanager
def standing_by(server: Server) -> Iterator[Server]:
    """Run a standby of a server, which may be promoted."""
    with _folder() as folder:
        standby = Server(folder, server.binaries)
        source = ("-h", str(server.folder), "-U", USER)
        standby.run("pg_basebackup", "-D", str(standby.data), *source, "-R", "-c", "fast", "-N")
        standby.start()
        try:
            yield standby
        finally:
            standby.stop()


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="atlas-pg-"))
    try:
        if os.getuid() == 0 and (user := _unprivileged()):
            os.chown(folder, user.pw_uid, user.pw_gid)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _migrated(server: Server) -> str:
    # Alembic takes half a second to import, and who runs no test of it should not.
    from geo.postgis.store_schema import grant, migrate  # noqa: PLC0415  as it says

    name = server.database()
    server.admin("CREATE EXTENSION postgis", name)
    address = DatabaseAddress(server.address(name))
    migrate(address)
    grant(address, WEB, "web")
    grant(address, GIS, "gis")
    return name
