"""Files of a registry in parts that many processes read: each becomes sorted runs of its own.

A file is cut where that is sure to be right: Parquet between groups of rows, a CSV between lines
if no quote in it may hold the end of one. Any other file is one part.
"""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from geo.errors import AtlasError
from geo.files.atomic import write_file
from geo.registry import registry_files
from geo.registry.registry_files import PARQUET, PROBE, WHOLE, FilePart, batches, encoding_of
from geo.registry.registry_rows import KnownPlaces, Tally, taken
from geo.registry.sorted_runs import SortedRun
from geo.sentences import said

TOLD = "told.json"
# In these no byte of a longer character is a quote or the end of a line.
PLAIN = ("ascii", "big5", "cp1252", "gb18030", "gb2312", "gbk", "iso8859-1", "utf-8", "utf-8-sig")
QUOTE, RETURN, NEWLINE = b'"', b"\r", b"\n"


@dataclass(frozen=True)
class PartOrder:
    """A part of a file, to be read into the folder ``to``: ``file`` is its place among all."""

    path: Path
    file: int
    part: FilePart
    columns: Mapping[str, str]
    encoding: str
    to: Path


@dataclass
class PartTold:
    """What became of a part: how many runs it is, and what is told of its rows.

    Numbers of rows are counted from the beginning of the part.
    """

    runs: int
    tally: Tally

    @classmethod
    def found(cls, folder: Path) -> PartTold:
        """Return what was told of a part that is done; raises OSError where it is not."""
        kept = json.loads((folder / TOLD).read_text(encoding="utf-8"))
        return cls(kept["runs"], Tally.kept(kept["tally"]))


def parts(path: Path, encoding: str) -> list[FilePart]:
    """Return the parts of a file, in order; raises AtlasError where it cannot be read."""
    try:
        if path.suffix.lower() in PARQUET:
            return list(_groups(path))
        if encoding_of(path, encoding) in PLAIN:
            return _spans(path)
    except OSError as error:
        raise AtlasError(said("registry.unread", path=str(path), why=str(error))) from error
    except pa.ArrowInvalid as error:
        raise AtlasError(said("registry.broken", path=str(path), why=str(error))) from error
    return [WHOLE]


def _groups(path: Path) -> Iterator[FilePart]:
    about = pq.read_metadata(path)
    held, groups = 0, list[int]()
    for group in range(about.num_row_groups):
        held += about.row_group(group).num_rows
        groups.append(group)
        if held >= registry_files.BATCH:
            yield FilePart(tuple(groups))
            held, groups = 0, []
    if groups:
        yield FilePart(tuple(groups))


def _spans(path: Path) -> list[FilePart]:
    with path.open("rb") as file:
        header = file.readline(PROBE)
        # A part is read as one block, with the header of the file before it.
        most = registry_files.BLOCK - len(header)
        found, start = [], len(header)
        while lines := file.read(most):
            # The last line of the file may lack its end; that of a part has it.
            lines = lines if len(lines) < most else lines[: lines.rfind(NEWLINE) + 1]
            if not (lines and _sure(header) and _sure(lines)):
                return [WHOLE]
            found.append(FilePart(span=(start, start + len(lines))))
            start = file.seek(start + len(lines))
    return found if len(found) > 1 else [WHOLE]


def _sure(lines: bytes) -> bool:
    """Return whether lines end where a line feed stands, and nowhere else."""
    return QUOTE not in lines and lines.count(RETURN) == lines.count(RETURN + NEWLINE)


def read_part(order: PartOrder, known: KnownPlaces) -> PartTold:
    """Read a part into sorted runs, or find that it was: a folder of one is there whole or not."""
    if order.to.exists():
        return PartTold.found(order.to)
    draft = order.to.with_name(f"{order.to.name}.{secrets.token_hex(4)}")
    draft.mkdir()
    told = PartTold(0, Tally())
    for batch in batches(order.path, order.columns, order.encoding, order.part):
        rows = taken(batch, 0, known, told.tally)
        SortedRun(draft, told.runs).write(rows, known.counties.bounds)
        told.runs += 1
    write_file(draft / TOLD, json.dumps(asdict(told), ensure_ascii=False).encode())
    try:
        draft.replace(order.to)
    except OSError:
        # A process that was thought lost, and is not, has done the same.
        shutil.rmtree(draft)
    return PartTold.found(order.to)
