"""Filters in CQL2: from text or JSON to a tree whose columns and kinds are known.

Taken are the basic comparisons of the standard, LIKE, BETWEEN, IN and CASEI, columns against
columns, and S_INTERSECTS of the geometry with a point or a box. The text is read by the library
``cql2``, which looks at brackets again and again, twice as often with each that is open: how deep
and how long a filter may be is looked at first.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from app.ogc.rectangles import Rectangle, rectangles_of
from app.ogc.refusals import BadQuery
from app.text.messages import said

CQL_TEXT, CQL_JSON = LANGUAGES = ("cql2-text", "cql2-json")
GEOMETRY = "geometry"
# What is read before anybody looks at it: 1,800 characters in 8 brackets take 0.1 s at worst.
LONGEST, LONGEST_PATTERN, DEEPEST = 1800, 100, 8
# Nothing that a person writes is nested so deep once it is read.
DEEPEST_TREE = 24
QUOTED = re.compile(r"'(?:[^']|'')*'|\"[^\"]*\"")
# A backslash stands before what it takes.
WHOLE_PATTERN = re.compile(r"(?s:\\.|[^\\])*")
AT = re.compile(r"--> \d+:(\d+)")
COMPARISONS = ("=", "<>", "<", ">", "<=", ">=")
OPERATORS = (
    "and", "or", "not", *COMPARISONS, "isNull", "like", "between", "in", "casei", "s_intersects",
)  # fmt: skip
TEXT, NUMBER, BOOLEAN = "text", "number", "boolean"
Value = str | float | bool
Tree = Any


@dataclass(frozen=True)
class ColumnValue:
    """What a row has in a column; ``kind`` is TEXT, NUMBER or BOOLEAN."""

    name: str
    kind: str
    folded: bool = False


@dataclass(frozen=True)
class Literal:
    """A value that stands in the filter."""

    value: Value
    kind: str
    folded: bool = False


Scalar = ColumnValue | Literal


@dataclass(frozen=True)
class Always:
    """The same for every row."""

    truth: bool


@dataclass(frozen=True)
class Junction:
    """All of several conditions (``and``), or any of them (``or``)."""

    word: str
    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Negation:
    """What is not so."""

    part: Condition


@dataclass(frozen=True)
class Comparison:
    """Two values of one kind, and one of COMPARISONS between them."""

    sign: str
    left: Scalar
    right: Scalar


@dataclass(frozen=True)
class Blank:
    """A column without a value."""

    column: str


@dataclass(frozen=True)
class Likeness:
    """A text against ``words``: ``%`` is any text, ``_`` one character, a backslash takes both."""

    left: Scalar
    words: str
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class InRectangles:
    """A geometry that meets one of several rectangles, in longitude and latitude."""

    rectangles: tuple[Rectangle, ...]


Condition = Always | Junction | Negation | Comparison | Blank | Likeness | InRectangles


def condition(
    words: str, language: str, kinds: Mapping[str, str], *, latitude_first: bool
) -> Condition:
    """Return what a filter means for columns of these kinds; raises BadQuery.

    ``language`` is one of LANGUAGES; ``latitude_first`` is how its coordinates are written.
    """
    if len(words) > LONGEST:
        raise BadQuery(said("ogc.filter-long", size=len(words), most=LONGEST))
    tree = _text(words) if language == CQL_TEXT else _json(words)
    return _Reader(kinds, latitude_first=latitude_first).condition(tree)


def _text(words: str) -> Tree:
    depth = deepest = 0
    for sign in QUOTED.sub("", words):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        deepest = max(deepest, depth)
        if depth < 0:
            break
    if depth:
        raise BadQuery(said("ogc.filter-brackets"))
    if deepest > DEEPEST:
        raise BadQuery(said("ogc.filter-deep", most=DEEPEST))
    # It is imported where the first filter is asked for: most workers never see one.
    import cql2  # noqa: PLC0415  most workers never see a filter

    try:
        return cql2.parse_text(words).to_json()
    except Exception as error:  # noqa: BLE001  beside its ParseError it raises bare Exceptions
        match = AT.search(str(error))
        at = int(match[1]) if match else 1
        raise BadQuery(said("ogc.filter-text", at=at, near=words[at - 1 : at + 19])) from None


def _json(words: str) -> Tree:
    try:
        return json.loads(words, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise BadQuery(said("ogc.filter-json")) from None


def _no_constant(word: str) -> NoReturn:
    raise ValueError(word)


class _Reader:
    """Reads a tree of CQL2-JSON; it knows the columns and how coordinates are written."""

    def __init__(self, kinds: Mapping[str, str], *, latitude_first: bool) -> None:
        self._kinds, self._latitude_first = kinds, latitude_first

    def condition(self, tree: Tree, depth: int = 0) -> Condition:
        if depth > DEEPEST_TREE:
            raise BadQuery(said("ogc.filter-deep", most=DEEPEST_TREE))
        match tree:
            case bool():
                return Always(tree)
            case {"op": ("and" | "or") as word, "args": [_, _, *_] as parts}:
                return Junction(word, tuple(self.condition(part, depth + 1) for part in parts))
            case {"op": "not", "args": [part]}:
                return Negation(self.condition(part, depth + 1))
            case {"property": str(name)}:
                # A column of truths is a condition by itself.
                return self._comparison("=", self._column(name), Literal(value=True, kind=BOOLEAN))
            case _:
                return self._predicate(tree)

    def _predicate(self, tree: Tree) -> Condition:
        match tree:
            case {"op": str(sign), "args": [left, right]} if sign in COMPARISONS:
                return self._comparison(sign, self._scalar(left), self._scalar(right))
            case {"op": "isNull", "args": [{"property": str(name)}]}:
                return Blank(name if name == GEOMETRY else self._known(name))
            case {"op": "between" | "in" | "like", "args": [value, *others]}:
                return self._matched(str(tree["op"]), self._scalar(value), others)
            case {"op": "s_intersects", "args": [one, other]}:
                return self._place(*((other, one) if _is_geometry(other) else (one, other)))
            case _:
                raise _not_offered(tree)

    def _matched(self, word: str, value: Scalar, others: Sequence[Tree]) -> Condition:
        match word, others:
            case "between", [low, high]:
                return self._between(value, self._scalar(low), self._scalar(high))
            case "in", [[_, *_] as options]:
                return self._among(value, list(map(self._scalar, options)))
            case "like", [pattern]:
                return self._likeness(value, self._scalar(pattern))
            case _:
                raise BadQuery(said("ogc.filter-args", word=word))

    def _between(self, value: Scalar, low: Scalar, high: Scalar) -> Condition:
        return Junction(
            "and", (self._comparison(">=", value, low), self._comparison("<=", value, high))
        )

    def _among(self, value: Scalar, options: Sequence[Scalar]) -> Condition:
        return Junction("or", tuple(self._comparison("=", value, one) for one in options))

    def _comparison(self, sign: str, left: Scalar, right: Scalar) -> Comparison:
        if left.kind != right.kind:
            raise BadQuery(said("ogc.filter-kinds", one=_shown(left), other=_shown(right)))
        if left.kind == BOOLEAN and sign not in ("=", "<>"):
            raise BadQuery(said("ogc.filter-order", word=_shown(left), sign=sign))
        return Comparison(sign, left, right)

    def _likeness(self, left: Scalar, pattern: Scalar) -> Likeness:
        match pattern:
            case Literal(str(words), folded=folded) if (
                left.kind == TEXT
                and folded == left.folded
                and len(words) <= LONGEST_PATTERN
                and WHOLE_PATTERN.fullmatch(words)
            ):
                return Likeness(left, words, _pattern(words))
        raise BadQuery(said("ogc.filter-like", most=LONGEST_PATTERN))

    def _scalar(self, tree: Tree) -> Scalar:
        match tree:
            case {"property": str(name)}:
                return self._column(name)
            case {"op": "casei", "args": [inner]}:
                return self._folded(self._scalar(inner))
            case bool():
                return Literal(tree, BOOLEAN)
            case int() | float() if _finite(tree):
                return Literal(float(tree), NUMBER)
            case str():
                return Literal(tree, TEXT)
            case _:
                raise _not_offered(tree)

    def _folded(self, inner: Scalar) -> Scalar:
        match inner:
            case Literal(str(words)):
                return Literal(words.casefold(), TEXT, folded=True)
            case ColumnValue(name, kind) if kind == TEXT:
                return ColumnValue(name, kind, folded=True)
        raise BadQuery(said("ogc.filter-casei", word=_shown(inner)))

    def _column(self, name: str) -> ColumnValue:
        kind = self._kinds[self._known(name)]
        return ColumnValue(name, NUMBER if kind == "integer" else kind)

    def _known(self, name: str) -> str:
        if name not in self._kinds:
            raise BadQuery(said("ogc.filter-column", word=name, known=tuple(self._kinds)))
        return name

    def _place(self, column: Tree, shape: Tree) -> InRectangles:
        match column, shape:
            case {"property": "geometry"}, {"type": "Point", "coordinates": [x, y, *_]}:
                box = [x, y, x, y]
            case {"property": "geometry"}, {"bbox": [x1, y1, x2, y2]}:
                box = [x1, y1, x2, y2]
            case {"property": "geometry"}, {"bbox": [x1, y1, _, x2, y2, _]}:
                box = [x1, y1, x2, y2]
            case _:
                raise BadQuery(said("ogc.filter-shape"))
        if not all(isinstance(number, int | float) and _finite(number) for number in box):
            raise BadQuery(said("ogc.filter-shape"))
        try:
            return InRectangles(rectangles_of(box, latitude_first=self._latitude_first))
        except ValueError:
            raise BadQuery(said("ogc.filter-shape")) from None


def _finite(number: float) -> bool:
    try:
        return math.isfinite(number)
    except OverflowError:
        return False


def _is_geometry(tree: Tree) -> bool:
    return isinstance(tree, dict) and tree.get("property") == GEOMETRY


def _pattern(words: str) -> re.Pattern[str]:
    """Return a pattern of LIKE as an expression whose parts are found once, from left to right."""
    parts: list[str] = [""]
    for one in re.findall(r"(?s)\\.|.", words):
        match one:
            case "%":
                parts.append("")
            case "_":
                parts[-1] += "."
            case _:
                parts[-1] += re.escape(one[-1])
    first, *more = parts
    if not more:
        return re.compile(f"(?s:{first})")
    *inner, last = more
    # No part is looked for again further right: nobody's pattern takes longer than its length.
    found = "".join(f"(?>.*?{part})" for part in inner if part)
    return re.compile(f"(?s:{first}{found}.*{last})")


def _shown(value: Scalar) -> str:
    match value:
        case ColumnValue(name, kind):
            return f"{name} ({kind})"
        case Literal(word, kind):
            return f"{word} ({kind})"


def _not_offered(tree: Tree) -> BadQuery:
    match tree:
        case {"op": str(word)} if word in OPERATORS:
            return BadQuery(said("ogc.filter-args", word=word))
        case {"op": str(word)}:
            return BadQuery(said("ogc.filter-operator", word=word, known=OPERATORS))
        case {"date": str(word)} | {"timestamp": str(word)}:
            return BadQuery(said("ogc.filter-date", word=word))
        case _:
            return BadQuery(said("ogc.filter-value"))
