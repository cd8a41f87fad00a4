"""Fields: the rows of a codec between a view and the address of its page.

The rows are the whole codec: a page of ours parses its address by them, and the browser's
part of Explore reads the same rows from the manifest.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from geo.analysis.subjects import COMMA, words_of
from geo.errors import UnknownWord

Text = str | int | float | tuple[str, ...] | tuple[float, ...]

CAMERA = re.compile(r"-?\d{1,2}(\.\d{1,6})?,-?\d{1,3}(\.\d{1,6})?,\d{1,2}(\.\d{1,3})?")
# The name of the one map of a page that has one.
MAIN = "main"
CAMERAS = re.compile(rf"([\w-]+):({CAMERA.pattern.replace('(', '(?:')})")
MAX_LATITUDE, MAX_LONGITUDE, MAX_ZOOM = 85, 180, 19
# A map has seven colors that can be told apart, so six breaks between them.
MAX_BREAKS = 6
MANY, TYPED = ("words", "numbers"), ("text", "list")
# What stands between the words of a list, and between a language and its region.
SEPARATOR, LOCALE = re.compile(r"[\s,;、]+"), re.compile(r"[-_]")
# Longer texts are no names and no lists of places.
MAX_TEXT = 600
# Below this a float holds every whole number exactly.
EXACT = 2**53


class StateError(UnknownWord):
    """A word in the address that names nothing we can show; ``known`` lists what we can."""


class Nowhere(StateError):
    """Words that name nothing there is, so that there is no page of them; ``known`` are near."""


@dataclass(frozen=True)
class QueryField:
    """One row of the codec: its name, its type (a key of PARSERS) and what is meant without it.

    A text is what a reader typed, a list texts with commas: the view says what it makes of it.
    ``limits`` are the least and the greatest number that a row takes, or how many numbers.
    ``was`` is what it was called before: an old address means the same.
    """

    name: str
    type: str
    default: Any
    choices: tuple[str, ...] = ()
    limits: tuple[float, ...] = ()
    was: str = ""


def parse(row: QueryField, text: str) -> Text:
    """Return what the text of an address says for a row; raise StateError for a strange word.

    Full-width signs, blanks, other separators and capital letters are near misses; what is empty
    says nothing, but for a field of many, of which it says none.
    """
    if row.type in TYPED:
        return PARSERS[row.type](row, [text]) if text.strip() else row.default
    near = unicodedata.normalize("NFKC", text).strip()
    if row.type in MANY:
        return PARSERS[row.type](row, [part for part in SEPARATOR.split(near) if part])
    if not near:
        return row.default  # type: ignore[no-any-return]  # the row's own type
    return PARSERS[row.type](row, [near])


def _words(row: QueryField, parts: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_known(row, part) for part in parts))


def _word(row: QueryField, parts: list[str]) -> str:
    return _known(row, parts[0]) if row.choices else parts[0]


def _known(row: QueryField, word: str) -> str:
    """Return the choice that a word means; a language may be said with its region or script."""
    if word in row.choices:
        return word
    spoken = LOCALE.split(word)[0] if row.name == "lang" else word
    near = [choice for choice in row.choices if choice.lower() == spoken.lower()]
    if len(near) != 1:
        raise StateError(row.name, word, row.choices)
    return near[0]


def _text(row: QueryField, parts: list[str]) -> str:
    found = parts[0].strip()
    if len(found) > MAX_TEXT or not found.isprintable():
        raise StateError(row.name, found[:MAX_TEXT], (f"1–{MAX_TEXT}",))
    return found


def _list(row: QueryField, parts: list[str]) -> str:
    return COMMA.join(words_of(_text(row, parts)))


def _int(row: QueryField, parts: list[str]) -> int:
    return int(_word(row, parts))


def _number(row: QueryField, parts: list[str]) -> float:
    least, most = row.limits
    try:
        found = float(parts[0])
    except ValueError:
        found = float("nan")
    if not least <= found <= most:
        raise StateError(row.name, parts[0], (f"{least:g}–{most:g}",))
    return found


def _numbers(row: QueryField, parts: list[str]) -> tuple[float, ...]:
    if not parts:
        return ()
    example = ("10,100,1000",)
    try:
        numbers = tuple(float(part) for part in parts)
    except ValueError:
        raise StateError(row.name, ",".join(parts), example) from None
    rising = all(low < high for low, high in pairwise(numbers))
    finite = all(abs(number) < float("inf") for number in numbers)
    least, most = row.limits
    if not (rising and finite and least <= len(numbers) <= most):
        raise StateError(row.name, ",".join(parts), example)
    return numbers


def _camera(row: QueryField, parts: list[str]) -> str:
    text = "".join(parts[0].split())
    if CAMERA.fullmatch(text):
        lat, lng, zoom = (float(part) for part in text.split(","))
        if abs(lat) <= MAX_LATITUDE and abs(lng) <= MAX_LONGITUDE and zoom <= MAX_ZOOM:
            return text
    raise StateError(row.name, text, ("30.66,104.06,7",))


def _cameras(row: QueryField, parts: list[str]) -> str:
    """Return where maps look: the name of each, and its camera; one alone is that of the map."""
    text = "".join(parts[0].split())
    text = f"{MAIN}:{text}" if CAMERA.fullmatch(text) else text
    found = CAMERAS.findall(text)
    if ",".join(f"{slot}:{camera}" for slot, camera in found) != text:
        raise StateError(row.name, text, ("main:30.66,104.06,7",))
    for _, camera in found:
        _camera(row, [camera])
    return text


PARSERS: Mapping[str, Callable[[QueryField, list[str]], Text]] = {
    "word": _word,
    "text": _text,
    "list": _list,
    "int": _int,
    "number": _number,
    "words": _words,
    "numbers": _numbers,
    "camera": _camera,
    "cameras": _cameras,
}


def printed(row: QueryField, value: Any) -> str:  # noqa: ANN401  each row's own type
    """Return the text that an address has for a value of a row."""
    if row.type == "words":
        return ",".join(value)
    if row.type == "numbers":
        return ",".join(_shortest(number) for number in value)
    return _shortest(value) if row.type == "number" else str(value)


def _shortest(number: float) -> str:
    """Return the number as JavaScript prints it: 10, not 10.0."""
    return str(int(number)) if number.is_integer() and abs(number) < EXACT else repr(number)
