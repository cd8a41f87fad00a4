"""A planner's table, read in the jail."""

from __future__ import annotations

import codecs
import contextlib
import importlib
from dataclasses import dataclass

from app.jail.confinement import Allowance
from app.jail.jail import Jail, Unread
from app.settings.settings import Config
from app.text.messages import said
from geo.own_geometry.shape_choices import ShapeLimits
from geo.own_table.limits import Limits
from geo.own_table.own_file import OwnFile, Reading, from_json, read_file, to_json
from geo.own_table.table_text import CHINESE_ENCODINGS, MARKS
from geo.own_table.telling import Tell
from geo.sentences import said as geo_said

# Of texts without a mark, of names inside a ZIP file, of what cannot be seen and is spelled out.
OTHER_ENCODINGS = ("utf-16-le", "utf-16-be", "cp437", "unicode_escape", "ascii", "latin-1")


@dataclass(frozen=True)
class ReadTable:
    """The task of reading a file: its bytes, how much of it, and how."""

    body: bytes
    limits: Limits
    how: Reading

    def prepare(self) -> None:
        """Load the reader of workbooks, every encoding, and the words of a refusal."""
        # Only the process that forks readers has it.
        importlib.import_module("python_calamine")
        geo_said("own.file.empty")
        named = (*CHINESE_ENCODINGS, *(name for _, name in MARKS), *OTHER_ENCODINGS)
        for name in (*named, self.how.encoding or "utf-8"):
            with contextlib.suppress(LookupError, ValueError):
                b"".decode(codecs.lookup(name).name)

    def run(self, tell: Tell) -> bytes:
        """Return the file's grids as JSON."""
        tell("reading", 0, 0)
        return to_json(read_file(self.body, self.limits, self.how))


def jail_of(settings: Config) -> Jail:
    """Return the jail that settings ask for."""
    allowance = Allowance(settings.upload_seconds, settings.upload_memory)
    return Jail(allowance, unconfined=settings.upload_unconfined)


def limits_of(settings: Config) -> Limits:
    """Return how much of a file is read."""
    return Limits(
        size=settings.upload_bytes,
        ratio=settings.upload_ratio,
        sheets=settings.upload_sheets,
        rows=settings.upload_rows,
        columns=settings.upload_columns,
        cells=settings.upload_cells,
    )


def shape_limits_of(settings: Config) -> ShapeLimits:
    """Return how much of a file of geometries is read."""
    return ShapeLimits(
        features=settings.upload_features,
        vertices=settings.upload_vertices,
        columns=settings.upload_columns,
    )


def read_table(jail: Jail, body: bytes, limits: Limits, how: Reading) -> OwnFile:
    """Return what a foreign file holds; raises as ``Jail.run`` does."""
    # What is too large is not copied to another process to hear it there.
    if len(body) > limits.size:
        raise Unread(geo_said("own.file.size", most=limits.size))
    answer = jail.run(ReadTable(body, limits, how))
    try:
        return from_json(answer)
    except ValueError:
        raise Unread(said("jail.died", memory=0, seconds=0)) from None
