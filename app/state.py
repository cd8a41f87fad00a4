"""ViewState: what is shown, frozen, and its way to and from the address of the page.

The rows in FIELDS are the whole codec: the browser reads the same rows from the manifest, so
both sides write the same address.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from dataclasses import field as dataclass_field
from itertools import pairwise
from typing import Any

from geo.errors import UnknownWord

Text = str | int | tuple[str, ...] | tuple[float, ...]

SCHEMES = ("natural", "quantiles", "equal", "stdev", "pretty", "manual")
CAMERA = re.compile(r"-?\d{1,2}(\.\d{1,6})?,-?\d{1,3}(\.\d{1,6})?,\d{1,2}(\.\d{1,3})?")
MAX_LATITUDE, MAX_LONGITUDE, MAX_ZOOM = 85, 180, 19
MAX_BREAKS = 8
MAX_PLACES_LISTED = 30
# Below this a float holds every whole number exactly.
EXACT = 2**53


class StateError(UnknownWord):
    """A word in the address that names nothing we can show; ``known`` lists what we can."""


@dataclass(frozen=True)
class Field:
    """One row of the codec: ``type`` is word, int, words, numbers or camera."""

    name: str
    type: str
    default: Any
    choices: tuple[str, ...] = ()


FIELDS = (
    Field("layer", "word", "prefectures"),
    Field("indicator", "word", "gdp"),
    Field("period", "word", ""),
    Field("scheme", "word", "natural", SCHEMES),
    Field("k", "int", 5, ("3", "4", "5", "6", "7")),
    Field("lock", "word", "free", ("free", "locked")),
    Field("breaks", "numbers", ()),
    Field("over", "words", ("zones", "names")),
    Field("hide", "words", (), tuple("-zn0123456789abcdefghijklmopqrstuvwxy")),
    Field("place", "word", ""),
    Field("lang", "word", "zh", ("zh", "en")),
    Field("panel", "words", (), ("table", "ranking")),
    Field("at", "camera", ""),
)


@dataclass(frozen=True)
class ViewState:
    """What one page shows. An empty ``period`` means the indicator's best-covered one."""

    layer: str = "prefectures"
    indicator: str = "gdp"
    period: str = ""
    scheme: str = "natural"
    k: int = 5
    lock: str = "free"
    breaks: tuple[float, ...] = ()
    over: tuple[str, ...] = ("zones", "names")
    hide: tuple[str, ...] = ()
    place: str = ""
    lang: str = "zh"
    panel: tuple[str, ...] = ()
    at: str = ""


@dataclass(frozen=True)
class Vocabulary:
    """The words a view may use: layers, their indicators and periods, overlays, places.

    ``sheets`` gives the periods of each sheet id; a layer without indicators is its own sheet.
    """

    layers: tuple[str, ...]
    sheets: Mapping[str, tuple[str, ...]]
    overlays: tuple[str, ...]
    places: frozenset[str] = dataclass_field(default=frozenset())
    examples: tuple[str, ...] = ()

    @property
    def indicators(self) -> tuple[str, ...]:
        """Return every indicator that some layer shows."""
        names = (sheet.partition("/")[2] for sheet in self.sheets)
        return tuple(dict.fromkeys(name for name in names if name))

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
        row.name: _parse(row, query[row.name], vocabulary.choices(row.name))
        for row in FIELDS
        if row.name in query
    }
    state = ViewState(**values)
    _require_known(state, vocabulary)
    return state


def encode(state: ViewState) -> dict[str, str]:
    """Return the shortest query that names the view: what differs from the default."""
    values = asdict(state)
    return {
        row.name: _print(row, values[row.name]) for row in FIELDS if values[row.name] != row.default
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
    if state.scheme == "manual" and not state.breaks:
        raise StateError("breaks", "", ("10,100,1000",))


def _parse(row: Field, text: str, choices: tuple[str, ...]) -> Text:
    if not text and row.default in ("", ()):
        return row.default  # type: ignore[no-any-return]  # the row's own type
    if row.type in ("words", "numbers"):
        parts = [part for part in text.split(",") if part]
        return PARSERS[row.type](row, parts, choices)
    return PARSERS[row.type](row, [text], choices)


def _words(row: Field, parts: list[str], choices: tuple[str, ...]) -> tuple[str, ...]:
    for part in parts:
        if part not in choices:
            raise StateError(row.name, part, choices)
    return tuple(dict.fromkeys(parts))


def _word(row: Field, parts: list[str], choices: tuple[str, ...]) -> str:
    if choices and parts[0] not in choices:
        raise StateError(row.name, parts[0], choices)
    return parts[0]


def _int(row: Field, parts: list[str], choices: tuple[str, ...]) -> int:
    return int(_word(row, parts, choices))


def _numbers(row: Field, parts: list[str], _choices: tuple[str, ...]) -> tuple[float, ...]:
    example = ("10,100,1000",)
    try:
        numbers = tuple(float(part) for part in parts)
    except ValueError:
        raise StateError(row.name, ",".join(parts), example) from None
    rising = all(low < high for low, high in pairwise(numbers))
    finite = all(abs(number) < float("inf") for number in numbers)
    if not (rising and finite and 0 < len(numbers) <= MAX_BREAKS):
        raise StateError(row.name, ",".join(parts), example)
    return numbers


def _camera(row: Field, parts: list[str], _choices: tuple[str, ...]) -> str:
    text = parts[0]
    if CAMERA.fullmatch(text):
        lat, lng, zoom = (float(part) for part in text.split(","))
        if abs(lat) <= MAX_LATITUDE and abs(lng) <= MAX_LONGITUDE and zoom <= MAX_ZOOM:
            return text
    raise StateError(row.name, text, ("30.66,104.06,7",))


PARSERS: Mapping[str, Callable[[Field, list[str], tuple[str, ...]], Text]] = {
    "word": _word,
    "int": _int,
    "words": _words,
    "numbers": _numbers,
    "camera": _camera,
}


def _print(row: Field, value: Any) -> str:  # noqa: ANN401  each row's own type
    if row.type == "words":
        return ",".join(value)
    if row.type == "numbers":
        return ",".join(_shortest(number) for number in value)
    return str(value)


def _shortest(number: float) -> str:
    """Return the number as JavaScript prints it: 10, not 10.0."""
    return str(int(number)) if number.is_integer() and abs(number) < EXACT else repr(number)


def for_browser(rows: Iterable[Field] = FIELDS) -> list[dict[str, Any]]:
    """Return the codec rows for the manifest."""
    return [asdict(row) for row in rows]
