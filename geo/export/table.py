"""A table on its way out: columns, rows, a geometry a row, and the sources of it all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from geo.errors import AtlasError
from geo.model.sources import Source
from geo.sentences import Said, said

Cell = str | int | float | bool | None
Geometry = Mapping[str, Any]
Type = Literal["text", "number", "integer", "boolean"]


@dataclass(frozen=True)
class Column:
    """A column: its name and what its cells are. A blank cell of any type is ``None``."""

    name: str
    type: Type = "text"


@dataclass(frozen=True)
class Table:
    """Rows with their origin; ``name`` is fit for a file and a database, ``title`` for a person.

    ``geometries`` are GeoJSON geometries in CGCS2000 degrees, one a row, ``None`` where a place
    has none; empty when the table is not of places at all. ``about`` says in words what holds
    for the whole table: coverage, credit, licence.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    sources: tuple[Source, ...] = ()
    geometries: tuple[Geometry | None, ...] = ()
    about: tuple[tuple[str, str], ...] = field(default=())

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the columns."""
        return tuple(column.name for column in self.columns)

    def placed(self) -> tuple[Geometry | None, ...]:
        """Return the geometries, or raise AtlasError when the table is not of places."""
        if not self.geometries:
            raise AtlasError(said("no-places", name=self.name))
        return self.geometries


def source_table(sources: Iterable[Source]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the header and the rows of the sources that go inside a file."""
    header = ("source_id", "title", "publisher", "read_in", "published", "url", "grade")
    return header, [
        tuple(both_languages(getattr(source, name)) for name in header) for source in sources
    ]


def both_languages(text: str) -> str:
    """Return a remark in both languages: a file is read in either, wherever it goes."""
    return f"{text.zh} / {text}" if isinstance(text, Said) and text.zh != text else str(text)


def cited(
    source_ids: Sequence[str], sources: Mapping[str, Source]
) -> tuple[str | None, str | None]:
    """Return the ids and the titles of sources as two cells, in the same order."""
    titles = [sources[source_id].title for source_id in source_ids]
    return "; ".join(source_ids) or None, "; ".join(titles) or None
