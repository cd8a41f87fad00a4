"""Files of editions in tables: pieces of bytes by their hash, which editions share."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from geo.files.content_hash import file_hash, files_in, hash_of_files
from geo.postgis.connections import Connection
from geo.sentences import said
from geo.store.editions import Edition, StoreError

# A piece of a file: large files never stand in memory as a whole.
PIECE = 1 << 20


def put_edition(connection: Connection, edition: Edition) -> bool:
    """Write an edition with its files unless it is there; return whether it was written.

    All of it is one transaction of the caller's. Whoever adds the same one waits for the first.
    """
    # As long as the first is at it: one that stopped loses its connection.
    connection.execute("SET LOCAL lock_timeout = 0")
    added = connection.execute(
        "INSERT INTO atlas_store.editions (name, digest) VALUES (%s, %s)"
        " ON CONFLICT (name) DO NOTHING RETURNING number",
        (edition.name, edition.digest),
    ).fetchone()
    if added is None:
        return False
    digests = {
        name: bytes.fromhex(file_hash(path)) for name, path in files_in(edition.folder).items()
    }
    # In one order for all, so that no two wait for each other.
    for digest, name in sorted((digest, name) for name, digest in digests.items()):
        _put_file(connection, edition.folder / name, digest)
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO atlas_store.files (edition, path, digest) VALUES (%s, %s, %s)",
            [(edition.name, name, digest) for name, digest in digests.items()],
        )
    return True


def fetch_edition(connection: Connection, name: str, folder: Path, store: str) -> None:
    """Write the files of an edition into a folder; whoever asked compares the hash.

    Raises StoreError for a name of a file that leads elsewhere.
    """
    for path, (digest, size) in _files(connection, name).items():
        parts = PurePosixPath(path)
        if parts.is_absolute() or not parts.parts or ".." in parts.parts or "\\" in path:
            raise StoreError(said("store.path", store=store, name=name, path=path))
        place = folder.joinpath(*parts.parts)
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("wb") as file:
            for piece in _pieces(connection, digest, size):
                file.write(piece)


def kept_hash(connection: Connection, name: str) -> str:
    """Return the hash of an edition, reckoned from the bytes that are kept."""
    digests = {}
    for path, (digest, size) in _files(connection, name).items():
        found = hashlib.sha256()
        for piece in _pieces(connection, digest, size):
            found.update(piece)
        digests[path] = found.hexdigest()
    return hash_of_files(digests)


def _put_file(connection: Connection, path: Path, digest: bytes) -> None:
    added = connection.execute(
        "INSERT INTO atlas_store.blobs (digest, size) VALUES (%s, %s)"
        " ON CONFLICT (digest) DO NOTHING RETURNING size",
        (digest, path.stat().st_size),
    ).fetchone()
    if added is None:
        return
    order = "COPY atlas_store.chunks (digest, number, body) FROM STDIN (FORMAT BINARY)"
    with path.open("rb") as file, connection.cursor() as cursor, cursor.copy(order) as copy:
        copy.set_types(("bytea", "int4", "bytea"))
        for number, piece in enumerate(iter(lambda: file.read(PIECE), b"")):
            copy.write_row((digest, number, piece))


def _files(connection: Connection, name: str) -> Mapping[str, tuple[bytes, int]]:
    rows = connection.execute(
        "SELECT path, digest, size FROM atlas_store.files JOIN atlas_store.blobs USING (digest)"
        " WHERE edition = %s",
        (name,),
    )
    return {str(path): (bytes(digest), int(size)) for path, digest, size in rows}  # type: ignore[call-overload]  # the table says what they are


def _pieces(connection: Connection, digest: bytes, size: int) -> Iterator[bytes]:
    for number in range(-(-size // PIECE)):
        row = connection.execute(
            "SELECT body FROM atlas_store.chunks WHERE digest = %s AND number = %s",
            (digest, number),
            binary=True,
        ).fetchone()
        # A piece that is gone is found by the hash of the whole.
        yield bytes(row[0]) if row else b""  # type: ignore[call-overload]  # the same
