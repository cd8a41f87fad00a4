"""What a person decides about a table instead of a guess; blank where the guess stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from geo.sentences import Said

# Names of sheets and columns may be sentences.
LONGEST = 500
WORDS = ("sheet", "key", "parent", "period_column", "unit", "period", "level")


@dataclass(frozen=True)
class Choices:
    """How a table is to be understood.

    ``sheet`` is a name; ``first_row`` the number of the first row of places, as the file counts;
    ``key``, ``parent`` and ``period_column`` are columns by letter or header, ``columns`` those of
    the figures; ``unit`` is what figures are kept in, ``period`` the year of all, ``level`` what
    the places are; ``places`` says which code is meant by which words.
    """

    sheet: str = ""
    first_row: int = 0
    key: str = ""
    parent: str = ""
    period_column: str = ""
    columns: tuple[str, ...] = ()
    unit: str = ""
    period: str = ""
    level: str = ""
    places: Mapping[str, str] = field(default_factory=dict)

    def over(self, earlier: Choices) -> Choices:
        """Return these, and where nothing is chosen what was chosen earlier."""
        mine, before = vars(self), vars(earlier)
        kept = {name: mine[name] or before[name] for name in mine}
        return Choices(**{**kept, "places": {**earlier.places, **self.places}})


@dataclass(frozen=True)
class Decisions:
    """All that a person decided about a file: how its bytes are read, and its table understood.

    ``kinds`` says of a column, by its letter, whether it is a total or a rate.
    """

    choices: Choices = field(default_factory=Choices)
    encoding: str = ""
    delimiter: str = ""
    kinds: Mapping[str, str] = field(default_factory=dict)

    def over(self, earlier: Decisions) -> Decisions:
        """Return these, and where nothing is decided what was decided earlier."""
        return Decisions(
            self.choices.over(earlier.choices),
            self.encoding or earlier.encoding,
            self.delimiter or earlier.delimiter,
            {**earlier.kinds, **self.kinds},
        )

    def plain(self) -> dict[str, Any]:
        """Return them as JSON has them (see ``decisions_of``)."""
        own = {"encoding": self.encoding, "delimiter": self.delimiter, "kinds": dict(self.kinds)}
        return {**asdict(self.choices), **own}


def decisions_of(sent: object) -> Decisions:
    """Return what JSON says was decided; raises ValueError for what no page of ours would say."""
    told = _object(sent)
    words = {name: word_of(told.get(name, "")) for name in WORDS}
    first, columns = told.get("first_row", 0), told.get("columns", [])
    if not isinstance(first, int) or first < 0 or not isinstance(columns, list):
        raise ValueError("a choice has another type")
    choices = Choices(
        **words,
        first_row=first,
        columns=tuple(map(word_of, columns)),
        places=words_of(told.get("places", {})),
    )
    encoding, delimiter = word_of(told.get("encoding", "")), word_of(told.get("delimiter", ""))
    return Decisions(choices, encoding, delimiter, words_of(told.get("kinds", {})))


def word_of(sent: object) -> str:
    """Return a short text that JSON says; raises ValueError for anything else."""
    if not isinstance(sent, str) or len(sent) > LONGEST:
        raise ValueError("a choice is no short text")
    return sent


def words_of(sent: object) -> Mapping[str, str]:
    """Return short texts by short texts that JSON says; raises ValueError for anything else."""
    return {word_of(name): word_of(word) for name, word in _object(sent).items()}


def _object(sent: object) -> Mapping[str, Any]:
    if not isinstance(sent, dict):
        raise ValueError("what came is no object")  # noqa: TRY004  a request is wrong, not a type of ours
    return sent


@dataclass(frozen=True)
class Guess:
    """One thing that was understood: ``what`` (a code), its value, why, and who decided."""

    what: str
    value: str | Said
    why: Said
    chosen: bool = False
