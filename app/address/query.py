"""Asked: what the address of a view says, and the addresses that lead on from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from app.address.fields import CAMERAS, MAIN, QueryField, parse, printed
from app.address.lenient import SAFE
from geo.languages import LANGS, ORIGINAL
from layers.camera import Camera

# Where the maps look: the script of a page reads and writes it (assets/views/cameras.js).
LOOK = QueryField("view", "cameras", "", was="look")
LANG = QueryField("lang", "word", ORIGINAL, LANGS)


@dataclass(frozen=True)
class Asked:
    """The parsed query of a view: a value for each of its fields, the language among them.

    ``path_field`` names the field that the path of the page says; links of the same page leave it
    out. Blank where every field is in the query, as in a frame.
    """

    fields: tuple[QueryField, ...]
    values: Mapping[str, Any]
    path_field: str = ""

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401  each field's own type
        """Return the value of a field."""
        return self.values[name]

    @property
    def lang(self) -> str:
        """Return the language, zh or en."""
        return str(self.values[LANG.name])

    @property
    def query(self) -> str:
        """Return the shortest query that says all of this, without its question mark."""
        return _query(self._changed())

    @property
    def beside_path(self) -> str:
        """Return the shortest query that says what the path of the page does not."""
        return _query(self._in_query())

    def but(self, **changes: Any) -> Asked:  # noqa: ANN401  each field's own type
        """Return the same with some fields changed."""
        strange = changes.keys() - {row.name for row in self.fields}
        if strange:
            raise KeyError(f"no field {', '.join(sorted(strange))}")
        return replace(self, values={**self.values, **changes})

    def link(self, **changes: Any) -> str:  # noqa: ANN401  each field's own type
        """Return the address of the same view with some fields changed, as a relative link."""
        return f"?{self.but(**changes).beside_path}"

    def pattern(self, name: str) -> str:
        """Return the link with ``{name}`` where a field has its text, for a script to fill."""
        row = next(row for row in self.fields if row.name == name)
        rest = self.but(**{name: row.default}).beside_path
        return f"?{rest}{'&' if rest else ''}{name}={{{name}}}"

    def switched(self, name: str, word: str) -> str:
        """Return the link that adds a word to a field of many, or takes it away again."""
        rest = tuple(one for one in self[name] if one != word)
        return self.link(**{name: rest if word in self[name] else (*rest, word)})

    def carried(self, *names: str) -> tuple[tuple[str, str], ...]:
        """Return (name, text) of what a form must carry beside its own fields ``names``."""
        return tuple((name, text) for name, text in self._in_query() if name not in names)

    def _in_query(self) -> Sequence[tuple[str, str]]:
        return [pair for pair in self._changed() if pair[0] != self.path_field]

    def _changed(self) -> Sequence[tuple[str, str]]:
        return [
            (row.name, printed(row, self.values[row.name]))
            for row in self.fields
            if self.values[row.name] != row.default
        ]


def cameras(query: Mapping[str, str]) -> Mapping[str, Camera]:
    """Return where the maps of a page look, by their names; what is no camera says nothing.

    Explore, which has one map, says its camera without a name: a frame of it understands that too.
    """
    text = "".join(query.get(LOOK.name, query.get(LOOK.was, "")).split())
    named = dict(CAMERAS.findall(text)) or {MAIN: text}
    found = {slot: Camera.of(words) for slot, words in named.items()}
    return {slot: one for slot, one in found.items() if one is not None and one.seen}


def _query(pairs: Iterable[tuple[str, str]]) -> str:
    return "&".join(f"{name}={quote(text, safe=SAFE)}" for name, text in pairs)


def read(query: Mapping[str, str], fields: tuple[QueryField, ...]) -> Asked:
    """Return what a query says; raise StateError for a value that no field knows.

    Unknown keys are left alone: messengers add their own to every link they carry.
    """
    every = (*fields, LANG)
    values = {row.name: row.default for row in every}
    for row in every:
        text = query.get(row.name, query.get(row.was))
        if text is not None:
            values[row.name] = parse(row, text)
    return Asked(every, values)
