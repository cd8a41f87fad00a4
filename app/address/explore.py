"""ViewState: what is shown, frozen, and its way to and from the address of the page.

What each field of it is in an address stands beside it; these rows (FIELDS) are the codec. The
browser reads the same rows from the manifest, so both sides write the same address.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from dataclasses import field as dataclass_field
from dataclasses import fields as dataclass_fields
from typing import Any

from app.address.fields import MAX_BREAKS, QueryField, StateError, parse, printed
from geo.languages import LANGS, ORIGINAL
from layers.data import LOCKS
from layers.map import NAMES
from layers.paint import Classification
from layers.scale import CLASS_COUNTS, MANUAL, SCHEMES

ROW = "row"

MAX_PLACES_LISTED = 30
# What is shown: not every layer shows every indicator.
WHAT = ("layer", "indicator")
USUAL = Classification()


def _row(kind: str, default: Any, choices: tuple[str, ...] = (), **more: Any) -> Any:  # noqa: ANN401  as field()
    """Return a field of the view with its row of the codec; ``kind`` is the type of the row."""
    row = QueryField("", kind, default, choices, **more)
    return dataclass_field(default=default, metadata={ROW: row})


@dataclass(frozen=True)
class ViewState:
    """What one page shows. An empty ``period`` means the one that opens.

    Which indicator an address means that names none, the data say (``Vocabulary.first``).
    """

    layer: str = _row("word", "prefectures")
    indicator: str = _row("word", "")
    period: str = _row("word", "")
    scheme: str = _row("word", USUAL.scheme, SCHEMES)
    k: int = _row("int", USUAL.k, tuple(str(count) for count in CLASS_COUNTS))
    lock: str = _row("word", USUAL.lock, LOCKS)
    breaks: tuple[float, ...] = _row("numbers", USUAL.breaks, limits=(1, MAX_BREAKS))
    over: tuple[str, ...] = _row("words", (NAMES,))
    landmarks: str = _row("word", "on", ("on", "off"))
    hide: tuple[str, ...] = _row("words", (), tuple("-zn0123456789abcdefghijklmopqrstuvwxy"))
    place: str = _row("word", "")
    lang: str = _row("word", ORIGINAL, LANGS)
    panel: tuple[str, ...] = _row("words", (), ("table", "ranking"))
    view: str = _row("camera", "", was="at")


FIELDS: tuple[QueryField, ...] = tuple(
    replace(row.metadata[ROW], name=row.name) for row in dataclass_fields(ViewState)
)


@dataclass(frozen=True)
class Vocabulary:
    """The words a view may use: layers, their indicators and periods, overlays, places.

    ``sheets`` gives the periods of each sheet id; a layer without indicators is its own sheet.
    ``first`` is the indicator of an address that names none.
    """

    layers: tuple[str, ...]
    sheets: Mapping[str, tuple[str, ...]]
    overlays: tuple[str, ...]
    first: str
    places: frozenset[str] = dataclass_field(default=frozenset())
    examples: tuple[str, ...] = ()

    @property
    def indicators(self) -> tuple[str, ...]:
        """Return every indicator that some layer shows."""
        names = (sheet.partition("/")[2] for sheet in self.sheets)
        return tuple(dict.fromkeys(name for name in names if name))

    @property
    def opening(self) -> str:
        """Return the sheet of an address that says nothing."""
        return self.sheet_id(decode({}, self))

    def sheet_id(self, state: ViewState) -> str:
        """Return the sheet a view shows."""
        return state.layer if state.layer in self.sheets else f"{state.layer}/{state.indicator}"

    def choices(self, name: str) -> tuple[str, ...]:
        """Return the words known for one field; empty when any word goes."""
        named = {"layer": self.layers, "indicator": self.indicators, "over": self.overlays}
        return named.get(name) or next(row.choices for row in FIELDS if row.name == name)


def decode(query: Mapping[str, str], vocabulary: Vocabulary) -> ViewState:
    """Return the view an address names.

    Unknown keys are left alone: messengers add their own to every link they carry. An unknown
    value of a known key raises StateError with the values that exist.
    """
    values: dict[str, Any] = {
        row.name: parse(row, text)
        for row in rows(vocabulary)
        if (text := query.get(row.name, query.get(row.was))) is not None
    }
    named = {name for name in WHAT if query.get(name, "").strip()}
    state = _fitting(ViewState(**{"indicator": vocabulary.first, **values}), named, vocabulary)
    _require_known(state, vocabulary)
    return state


def rows(vocabulary: Vocabulary) -> tuple[QueryField, ...]:
    """Return the rows of the codec with the words that this atlas knows."""
    known = (replace(row, choices=vocabulary.choices(row.name)) for row in fields(vocabulary.first))
    return tuple(known)


def fields(first: str) -> tuple[QueryField, ...]:
    """Return the rows of the codec for data whose maps open with an indicator."""
    return tuple(replace(row, default=first) if row.name == "indicator" else row for row in FIELDS)


def _fitting(state: ViewState, named: Collection[str], vocabulary: Vocabulary) -> ViewState:
    """Return a view whose layer and indicator go together, where an address names one at most.

    What it leaves open is the default where that fits, else the first that does, with the period
    that is asked for if any has it.
    """
    known = vocabulary.sheets.get(vocabulary.sheet_id(state))
    open_ = "indicator" not in named and state.period
    if len(named) == len(WHAT) or (known and not (open_ and state.period not in known)):
        return state
    fit: list[ViewState] = []
    for sheet in vocabulary.sheets:
        layer, _, indicator = sheet.partition("/")
        meant = replace(state, layer=layer, indicator=indicator or state.indicator)
        if all(getattr(meant, name) == getattr(state, name) for name in named):
            fit.append(meant)
    dated = [
        view_state
        for view_state in fit
        if state.period in vocabulary.sheets[vocabulary.sheet_id(view_state)]
    ]
    return next(iter(dated or (() if known else fit)), state)


def encode(state: ViewState, first: str) -> dict[str, str]:
    """Return the shortest query that names the view: what differs from the default."""
    values = asdict(state)
    return {
        row.name: printed(row, values[row.name])
        for row in fields(first)
        if values[row.name] != row.default
    }


def _require_known(state: ViewState, vocabulary: Vocabulary) -> None:
    sheet = vocabulary.sheet_id(state)
    if sheet not in vocabulary.sheets:
        start = f"{state.layer}/"
        known = [name.removeprefix(start) for name in vocabulary.sheets if name.startswith(start)]
        raise StateError("indicator", state.indicator, known)
    if state.period and state.period not in vocabulary.sheets[sheet]:
        raise StateError("period", state.period, vocabulary.sheets[sheet])
    if state.place and state.place not in vocabulary.places:
        raise StateError("place", state.place, vocabulary.examples[:MAX_PLACES_LISTED])
    if state.scheme == MANUAL and not state.breaks:
        raise StateError("breaks", "", ("10,100,1000",))


def for_browser(rows: Iterable[QueryField]) -> list[dict[str, Any]]:
    """Return the codec rows for the manifest."""
    return [asdict(row) for row in rows]
