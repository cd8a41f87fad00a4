"""The document of a brief: what is said, in order, with its sources; no page, no renderer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from geo.approval.state import MISSING, Approval
from geo.model.sources import Source
from layers.approval_mark import Stamp, stamp
from layers.data import Painted

Mark = Literal["", "top", "bottom"]


@dataclass(frozen=True)
class Run:
    """Words, and the numbers of the sources they rest on."""

    words: str
    cites: tuple[int, ...] = ()


Sentence = tuple[Run, ...]


@dataclass(frozen=True)
class Figure:
    """One cell of the table; ``rank`` and ``mark`` are words, ``end`` says which end it is.

    ``words`` is the number without its unit; without a number it says why there is none.
    ``period`` is blank where the row says it for all.
    """

    words: str
    cites: tuple[int, ...] = ()
    rank: str = ""
    period: str = ""
    mark: str = ""
    end: Mark = ""
    lack: bool = False


@dataclass(frozen=True)
class Line:
    """An indicator of the table for every subject, in their order."""

    indicator_id: str
    name: str
    unit: str
    period: str
    figures: tuple[Figure, ...]
    group: str


@dataclass(frozen=True)
class Bar:
    """A bar of a chart: ``part`` is its length, 1 for the longest; None where nothing is known."""

    name: str
    words: str
    part: float | None
    cites: tuple[int, ...] = ()


@dataclass(frozen=True)
class Bars:
    """A chart of one indicator in one period, the largest first; ``said`` is its text."""

    title: str
    unit: str
    period: str
    bars: tuple[Bar, ...]
    said: str


@dataclass(frozen=True)
class BriefMap:
    """The map of one subject: a painted layer, and the places of it that are the subject.

    ``at`` is degrees, where the subject is a point; ``reach_m`` how far around it matters.
    ``said`` stands in the map's place where nothing says where the subject lies. ``over`` are
    layers above; ``bounds`` (west, south, east, north, degrees) are shown whole, instead of the
    subject alone; ``counties`` asks for their borders below filled areas.
    """

    name: str
    painted: Painted
    places: tuple[str, ...]
    at: tuple[float, float] | None = None
    reach_m: float = 0.0
    said: str = ""
    over: tuple[Painted, ...] = ()
    bounds: tuple[float, float, float, float] | None = None
    counties: bool = False


@dataclass(frozen=True)
class Maps:
    """The maps, all to one scale and with one legend; ``note`` says what they do not show.

    ``cites`` are the sources of the subjects' own figures; ``credit`` names those of all places.
    """

    title: str
    note: str
    views: tuple[BriefMap, ...]
    cites: tuple[int, ...]
    credit: str
    approval: Approval = MISSING

    @property
    def stamp(self) -> Stamp:
        """Return the words of the approval that stand on every map."""
        return stamp(self.approval, self.legend.sheet.lang)

    @property
    def legend(self) -> Painted:
        """Return the painted layer whose rows are the legend of all of them."""
        return self.views[0].painted


@dataclass(frozen=True)
class Citation:
    """An entry of the list of sources."""

    number: int
    source: Source
    words: str

    @property
    def address(self) -> str:
        """Return the address of a page on the web, or nothing: other schemes are no links."""
        url = self.source.url
        return url if url.startswith(("http://", "https://")) else ""


@dataclass(frozen=True)
class Brief:
    """The whole: title, findings, maps, charts, table, cautions, sources and credit, in order.

    ``atlas`` and ``atlas_too`` are the names of the atlas in this language and in the other.
    """

    lang: str
    title: str
    lead: str
    subjects: tuple[str, ...]
    findings: tuple[Sentence, ...]
    maps: Maps
    charts: tuple[Bars, ...]
    lines: tuple[Line, ...]
    table_note: str
    cautions: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    credit: str
    atlas: str
    atlas_too: str

    @property
    def stamp(self) -> Stamp:
        """Return the words of the approval, for the pages."""
        return stamp(self.maps.approval, self.lang)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Return everything that is said in sentences."""
        return (*self.findings, *self.cautions)


class Numbering:
    """Numbers sources in the order in which a document first needs them."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def of(self, source_ids: Iterable[str]) -> tuple[int, ...]:
        """Return the numbers of sources, each once, lowest first."""
        known = self._numbers
        return tuple(
            sorted({known.setdefault(source_id, len(known) + 1) for source_id in source_ids})
        )

    def __iter__(self) -> Iterator[tuple[int, str]]:
        """Yield every number and its source, in order."""
        return ((number, source) for source, number in self._numbers.items())


def cite_words(cites: Iterable[int]) -> str:
    """Return numbers of sources as they are printed, neighbors as a range; nothing for none.

    In brackets, since a bare raised number behind a figure would be a power of it.

    >>> cite_words([1, 2, 3, 7, 9, 10])
    '[1–3,7,9,10]'
    """
    runs: list[list[int]] = []
    for number in cites:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    words = ",".join(
        f"{run[0]}–{run[-1]}" if len(run) > 2 else ",".join(map(str, run))  # noqa: PLR2004  a pair is no range
        for run in runs
    )
    return f"[{words}]" if words else ""


def plain(sentence: Sentence) -> str:
    """Return a sentence as text, its sources in brackets."""
    return "".join(run.words + cite_words(run.cites) for run in sentence)
