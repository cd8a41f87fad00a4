"""A sheet: one layer in one language, every word and number of it decided, ready to paint."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from geo.model.indicators import Indicator
from geo.model.periods import LATEST, opening, years_of
from geo.model.sources import Source
from layers.palettes import NO_DATA as NO_DATA_COLOR
from layers.palettes import NOT_APPLICABLE as NOT_APPLICABLE_COLOR
from layers.palettes import ZERO as ZERO_COLOR
from layers.scale import NO_DATA, NOT_APPLICABLE, ZERO, ScaleRow
from layers.spec import CHOOSING, Layer, is_marked
from layers.words import period_words, say

State = Literal["value", "zero", "no-data", "not-applicable"]

# A scale is fitted to the figures of one period, or to those of all periods together.
FREE, LOCKED = "free", "locked"
LOCKS = (FREE, LOCKED)


@dataclass(frozen=True)
class Item:
    """A place as a layer shows it. ``at`` is degrees, ``circle_m`` metres of radius."""

    place_id: str
    name: str
    short: str
    at: tuple[float, float] | None = None
    confidence: str = ""
    exactness_key: str = ""
    exactness: str = ""
    circle_m: float | None = None
    hosts: tuple[str, ...] = ()
    prefecture: str = ""
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Cell:
    """What a layer says of one place in one period; ``value`` is in the indicator's own unit.

    ``period`` is that of the figure, which ``as_of`` says where the frame has several.
    ``unranked`` says why a figure has no rank; ``people_period`` is the year of the residents that
    a rate is divided by. ``column`` is the number as it stands among those of other places,
    ``published`` as its source has it; neither has the unit, which is that of the sheet.
    """

    state: State
    words: str
    value: float | None = None
    column: str = ""
    published: str = ""
    period: str = ""
    floor: bool = False
    status: str = ""
    rank: int | None = None
    of: int | None = None
    unranked: str = ""
    people_period: str = ""
    source_ids: tuple[str, ...] = ()
    as_of: str = ""
    quote: str = ""
    note: str = ""
    conflict: str = ""


@dataclass(frozen=True)
class Beyond:
    """What a map names at an edge of its frame because it lies beyond: context, never a point.

    ``about`` says why, in few words; what the document says of it stands in the note of the sheet.
    """

    edge: str
    label: str
    about: str


@dataclass(frozen=True)
class Frame:
    """One period of a layer: a cell for each item, in the items' order.

    ``sizes`` are radii in pixels of circles whose areas are the figures, ``size_rows`` examples of
    them in words. ``circles`` are radii in metres where the documented area changes with the
    period. ``target`` is what documents aim at, not what is: no layer opens with it. ``written``
    are the numbers that stand after the names, where too few are known to be told by color or
    size. ``known`` is how many have a figure, where every cell has a word.
    """

    period: str
    cells: tuple[Cell, ...]
    coverage: str
    warnings: tuple[str, ...] = ()
    sizes: tuple[float | None, ...] = ()
    size_rows: tuple[tuple[str, float], ...] = ()
    codes: str = ""
    credit: str = ""
    circles: tuple[float | None, ...] = ()
    written: tuple[str, ...] = ()
    target: bool = False
    known: int | None = None

    def period_at(self, at: int) -> str:
        """Return the period of what stands at a position: of ``LATEST`` that of the figure.

        Blank there for a place without one.
        """
        return self.cells[at].period if self.period == LATEST else self.period

    def circle_m(self, at: int, item: Item) -> float | None:
        """Return the radius of the circle of an item's documented area, or None without one."""
        return self.circles[at] if self.circles else item.circle_m

    @cached_property
    def values(self) -> tuple[float | None, ...]:
        """Return the figure of each cell."""
        return tuple(cell.value for cell in self.cells)

    @property
    def covered(self) -> int:
        """Return how many places have a figure or a word; what it says itself goes before."""
        if self.known is not None:
            return self.known
        return sum(cell.state in ("value", "zero") for cell in self.cells)

    @property
    def source_ids(self) -> tuple[str, ...]:
        """Return the sources of what the frame shows, each once, in the order of its items."""
        return tuple(dict.fromkeys(s for cell in self.cells for s in cell.source_ids))


@dataclass(frozen=True)
class Sheet:
    """A layer in one language, all periods. ``rows`` are fixed categories, empty for classes.

    ``atlas`` is the name of the atlas it belongs to.
    """

    layer: Layer
    indicator: Indicator | None
    lang: str
    title: str
    unit: str
    note: str
    items: tuple[Item, ...]
    frames: Mapping[str, Frame]
    period_words: Mapping[str, str]
    rows: tuple[ScaleRow, ...]
    state_rows: Mapping[str, ScaleRow]
    confidence_rows: tuple[tuple[str, str, str], ...]
    sources: Mapping[str, Source]
    beyond: tuple[Beyond, ...] = ()
    atlas: str = ""

    @property
    def sheet_id(self) -> str:
        """Return the address of the sheet: its layer, and its indicator where one is chosen."""
        chosen = isinstance(self.layer, CHOOSING)
        own = self.indicator.indicator_id if self.indicator and chosen else ""
        return f"{self.layer.layer_id}/{own}" if own else self.layer.layer_id

    @property
    def unit_label(self) -> str:
        """Return the unit as it stands behind a title, in brackets; blank without one."""
        return say(self.lang, "unit-label", unit=self.unit) if self.unit else ""

    @property
    def periods(self) -> tuple[str, ...]:
        """Return the periods, oldest first and ``LATEST`` last; one empty word without any."""
        return tuple(self.frames)

    @cached_property
    def proportional(self) -> bool:
        """Return whether its figures are usually told by circles, not by the fill of areas."""
        return not self.rows and any(frame.sizes for frame in self.frames.values())

    @property
    def years(self) -> tuple[str, ...]:
        """Return the periods that have one date for all places, oldest first."""
        return years_of(self.frames)

    @cached_property
    def values(self) -> tuple[float | None, ...]:
        """Return the figures of all periods together, each once."""
        return tuple(value for year in self.years for value in self.frames[year].values)

    def heading_period(self, period: str) -> str:
        """Return a period as a heading has room for; the legend says more of ``LATEST``."""
        return period_words(LATEST, self.lang) if period == LATEST else self.period_words[period]

    @property
    def covered(self) -> Mapping[str, int]:
        """Return how many places have what the layer is about, for each period."""
        return {p: f.covered for p, f in self.frames.items()}

    @property
    def default_period(self) -> str:
        """Return the period that opens (geo.model.periods); what documents aim at never does."""
        return self._opening(self.periods)

    @property
    def default_year(self) -> str:
        """Return the period that opens where all places must be of one date."""
        return self._opening(self.years)

    def _opening(self, periods: Sequence[str]) -> str:
        covered = {period: self.frames[period].covered for period in periods}
        stated = {p: known for p, known in covered.items() if not self.frames[p].target}
        return opening(stated or covered, len(self.items))


@dataclass(frozen=True)
class Painted:
    """A sheet with one period and one scale chosen: ready to draw, legend included.

    The areas of a ``frame`` with sizes are bare ground below circles in the colors of the rows.
    """

    sheet: Sheet
    frame: Frame
    rows: tuple[ScaleRow, ...]
    codes: str

    def called(self, at: int) -> str:
        """Return the short name of the item at a position, with a figure that is to be written."""
        written = self.frame.written[at] if self.frame.written else ""
        return f"{self.sheet.items[at].short} {written}".rstrip()

    def color(self, at: int) -> str:
        """Return the color of the item at a position: of its mark, or of its area."""
        return self.row(self.codes[at]).color

    def fill(self, at: int) -> str:
        """Return the fill of the area of the item at a position."""
        return self.row(self.codes[at]).fill

    @property
    def marked(self) -> bool:
        """Return whether its places have marks on the map: symbols, dots or circles."""
        return is_marked(self.sheet.layer.kind, sized=bool(self.frame.sizes))

    def row(self, code: str) -> ScaleRow:
        """Return the legend row that a code stands for."""
        return self.sheet.state_rows.get(code) or self.rows[int(code, 36)]


def state_rows(phrases: Mapping[str, str], *, no_data: str = "no-data") -> dict[str, ScaleRow]:
    """Return the legend rows of the three states that are not a class."""
    return {
        NO_DATA: ScaleRow(phrases[no_data], NO_DATA_COLOR, "hatch"),
        ZERO: ScaleRow(phrases["zero"], ZERO_COLOR, ""),
        NOT_APPLICABLE: ScaleRow(phrases["not-applicable"], NOT_APPLICABLE_COLOR, "dots"),
    }


def code_at(at: int) -> str:
    """Return the character that stands for a row of the legend."""
    return "0123456789abcdefghijklm"[at]


def codes_of(keys: Sequence[str], order: Sequence[str]) -> str:
    """Return one character an item: the row its key has in the order, no data when it has none."""
    return "".join(code_at(order.index(key)) if key in order else NO_DATA for key in keys)
