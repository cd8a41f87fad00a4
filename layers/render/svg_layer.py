"""What a still is drawn of: layers as the browser gets them, and the prefectures around them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from layers.selection import Selection
from layers.spec import is_marked

BASE = 36


@dataclass(frozen=True)
class SvgLayer:
    """A layer as the browser gets it: a sheet's JSON, a period of it, a painting, a part of it.

    What it names beyond the province is named where the ``whole`` of that is shown, its marks where
    the map has names.
    """

    sheet: Mapping[str, Any]
    period: str = ""
    paint: str = ""
    part: Selection | None = None
    whole: bool = True
    named: bool = True

    @property
    def kind(self) -> str:
        """Return the kind of the sheet: choropleth, categories, symbols or points."""
        return str(self.sheet["kind"])

    @property
    def frame(self) -> Mapping[str, Any]:
        """Return the frame of the period that is shown."""
        frames: Mapping[str, Mapping[str, Any]] = self.sheet["frames"]
        return frames[self.period]

    @property
    def painting(self) -> tuple[int, str, Sequence[tuple[str, int, *tuple[int, ...]]]]:
        """Return which scale, a code for each place, and the rows of the legend."""
        paints = self.frame["paints"]
        found: tuple[int, str, Any] = paints[self._painted]
        return found

    @property
    def _painted(self) -> str:
        """Return the key of the painting that is shown."""
        paints = self.frame["paints"]
        return self.paint if self.paint in paints else str(next(iter(paints)))

    @property
    def sizes(self) -> Sequence[float | None]:
        """Return the radius in pixels of the circle of each place; none where it has no sizes."""
        found: Sequence[float | None] = () if self._painted else self.frame.get("sizes", ())
        return found

    @property
    def size_rows(self) -> Sequence[Mapping[str, Any]]:
        """Return examples of its circles, with what they say."""
        found: Sequence[Mapping[str, Any]] = self.frame.get("size_rows", ()) if self.sizes else ()
        return found

    @property
    def marked(self) -> bool:
        """Return whether its places have marks: symbols, dots or circles."""
        return is_marked(self.kind, sized=bool(self.sizes))

    @property
    def rows(self) -> Sequence[tuple[str, int, *tuple[int, ...]]]:
        """Return the rows of the legend: a code, how many have it, how many are on the map."""
        if self.part is None:
            _, _, rows = self.painting
            return rows
        return [(row.code, row.count, row.placed) for row in self.part.rows]

    def look(self, code: str) -> Mapping[str, str]:
        """Return the look (label, color, shape or pattern) that a code stands for."""
        scale, _, _ = self.painting
        found: Mapping[str, str] = (
            self.sheet["states"].get(code) or self.sheet["scales"][scale]["rows"][int(code, BASE)]
        )
        return found

    def looks(self) -> Iterator[tuple[int, Mapping[str, Any], Mapping[str, str]]]:
        """Yield the index, the item and the look (color, shape or pattern) of each place."""
        _, codes, _ = self.painting
        for at, (item, code) in enumerate(zip(self.sheet["items"], codes, strict=True)):
            if self.part is None or item["id"] in self.part.place_ids:
                yield at, item, self.look(code)

    def words(self) -> Iterator[tuple[Mapping[str, Any], str]]:
        """Yield the item of each place, and what the layer says of it."""
        for at, item, _ in self.looks():
            yield item, str(self.frame["cells"][at]["words"])

    def numbers(self) -> Iterator[tuple[Mapping[str, Any], str]]:
        """Yield the item of each place, and its number if that stands after its name."""
        written = self.frame.get("written")
        for at, item, _ in self.looks():
            yield item, written[at] if written else ""


class Prefecture(NamedTuple):
    """A prefecture in a picture: its name, where that stands (degrees), whether it is marked.

    ``path`` is its outline (see layers.render.svg_paths), ``href`` where a click on it leads,
    ``fill`` the color it has where no layer gives it one, ``told`` the name of its link where no
    name is drawn.
    """

    name: str
    at: tuple[float, float]
    path: str
    marked: bool = False
    href: str = ""
    fill: str = ""
    told: str = ""
