"""Allowed: what a field of an address is called, and what may stand in it, in words.

An address has ids, a reader names. Each word that may be used is named as the pages name it: an
indicator, a place, a layer, a period, a kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Protocol

from app.address.fields import MAX_BREAKS, Nowhere, StateError
from app.address.lenient import Twice
from app.address.urls import EMBED
from app.context.manifest import sheets_of
from app.pages.embedding import VIEW as BUILDER
from app.pages.embedding.options import options
from app.pages.layer import VIEW as LAYER
from app.pages.views import EMBEDDED, SOMETIMES, VIEWS, views_of
from app.text import say, words
from geo.analysis.subjects import COMMA, FEWEST, MOST
from geo.model.names import shortened
from geo.model.periods import LATEST
from layers.catalogue import layers
from layers.words import period_words, words_of

if TYPE_CHECKING:
    from app.context.context import World
    from app.shell.view import View

# So many are listed, of dates those nearest to the one asked for: who wants them all asks as a
# program does.
LISTED, DATES = 24, 6
DATED = ("period", "year", "period_a", "period_b")
YEAR, NEWEST = 4, 9999
NEAR = 6
NUMBERS = {"most": MAX_BREAKS, "fewest_places": FEWEST, "most_places": MOST}


class BilingualName(Protocol):
    """What has a name in each language."""

    def name(self, lang: str) -> str:
        """Return the name."""


@dataclass(frozen=True)
class Allowed:
    """What is wrong with a field in a sentence, and words with their names that would be right.

    ``more`` is how many more words there are than are listed. ``field`` is the field as an address
    names it, ``called`` as a reader does, in ``lang``. ``near`` words are only like what was asked.
    """

    said: str
    known: tuple[tuple[str, str], ...]
    more: int
    field: str
    called: str
    lang: str
    near: bool = False


def view_at(world: World, path: str) -> View | None:
    """Return the view whose page, frame or files lie at a path; None for Explore and the rest."""
    inside = path.removeprefix(world.urls.prefix).strip("/")
    for view in (LAYER, *VIEWS, *SOMETIMES, BUILDER):
        own = (view.path.strip("/"), f"{EMBED}{view.name}")
        if any(one and f"{inside}/".startswith(f"{one}/") for one in own):
            return view
    return None


def field_words(world: World, view: View | None, name: str, lang: str) -> str:
    """Return what a field of an address is called."""
    return _phrases(world, view, lang).get(f"field.{name}", name)


def _phrases(world: World, view: View | None, lang: str) -> Mapping[str, str]:
    """Return the words of a view, and those of the frame that it may stand in."""
    own = world.phrases(lang, view.name if view else "")
    return {**world.phrases(lang, BUILDER.name), **own}


def allowed(world: World, view: View | None, error: StateError, lang: str) -> Allowed:
    """Return what a page says of a word that cannot stand in an address."""
    field = field_words(world, view, error.kind, lang)
    key = (
        "error.twice"
        if isinstance(error, Twice)
        else "error.nowhere.more"
        if isinstance(error, Nowhere)
        else "error.state"
        if error.word
        else "error.empty"
    )
    said = say(lang, key, field=field, value=error.word)
    right = f"right.{error.kind}"
    if right in words(lang):
        said = f"{said} {say(lang, right, **NUMBERS, **_examples(world, lang))}"
    names = Names(world, view, lang)
    most = LISTED
    if error.kind in DATED and not isinstance(error, Twice):
        most, ordered = DATES, _by_distance(error)
        if dates := sorted(one for one in error.known if one[:4].isdigit()):
            first, last = (period_words(one, lang) for one in (dates[0], dates[-1]))
            said = f"{said} {say(lang, 'error.dates', first=first, last=last)}"
    else:
        ordered = tuple(dict.fromkeys((*_near(error, names), *error.known)))
    shown = tuple((word, names.of(error.kind, word)) for word in ordered[:most])
    left, like = len(ordered) - len(shown), isinstance(error, Nowhere)
    return Allowed(said, shown, left, error.kind, field, lang, like)


def _by_distance(error: StateError) -> tuple[str, ...]:
    """Return the dates that there are, those nearest to the one asked for first."""
    year = error.word[:4]
    sought = int(year) if len(year) == YEAR and year.isdecimal() else NEWEST
    known = dict.fromkeys(error.known)
    return tuple(sorted(known, key=lambda one: _apart(one, sought)))


def _apart(date: str, sought: int) -> int:
    return abs(int(date[:4]) - sought) if date[:4].isdecimal() else -1


def _near(error: StateError, names: Names) -> Iterator[str]:
    """Yield the words that one may have meant: those that look like it, or are called so."""
    yield from get_close_matches(error.word, error.known, n=NEAR)
    called = {names.of(error.kind, word): word for word in error.known}
    sought = error.word.casefold()
    yield from (word for name, word in called.items() if sought and sought in name.casefold())
    yield from (called[name] for name in get_close_matches(error.word, called, n=NEAR))


def _examples(world: World, lang: str) -> Mapping[str, str]:
    """Return two places as an address may have them, by code and by name."""
    known = world.catalogue
    codes = known.profile.opening.prefecture[:2]
    names = (shortened(known.places[code].name(lang)) for code in codes)
    return {"codes": COMMA.join(codes), "names": COMMA.join(names)}


@dataclass(frozen=True)
class Names:
    """The names of words in one language, at one view."""

    world: World
    view: View | None
    lang: str

    def of(self, field: str, word: str) -> str:
        """Return the name of a word of a field; blank where the word is its own name."""
        found = next((one for one in self._found(field, word) if one), "")
        return "" if found == word else found

    def _found(self, field: str, word: str) -> Iterator[str]:
        known, lang = self.world.catalogue, self.lang
        phrases = _phrases(self.world, self.view, lang)
        yield phrases.get(f"choice.{field}.{word}" if word else f"choice.{field}", "")
        if not word:
            return
        sheets = sheets_of(self.world.shelf)
        if word in sheets:
            yield str(sheets[word]["title"][lang])
        if word in layers(known.profile):
            yield phrases.get(f"layer.{word}", "")
            yield words_of(known.phrase_parts, lang).get(f"title.{word}", "")
        things: tuple[Mapping[str, BilingualName], ...] = (
            known.indicators, known.places, known.zones, known.areas, known.platforms,
            known.fields, known.platform_types,
        )  # fmt: skip
        yield from (mapping[word].name(lang) for mapping in things if word in mapping)
        if word in known.sources:
            yield known.sources[word].title
        yield from (
            phrases[one.title]
            for one in (*EMBEDDED, *SOMETIMES)
            if (field, one.name) == ("page", word)
        )
        # Figures of zones and of parts of science cities, of which no layer is published.
        figured = known.indicators.get(word.partition("/")[2])
        yield figured.name(lang) if figured else ""
        for aim in known.targets:
            if aim.target_id == word:
                name = known.indicators[aim.indicator_id].name(lang)
                yield f"{name} {period_words(aim.due_period, lang)}".rstrip()
        # Words of one field alone: others may use the same for something else.
        yield phrases.get(f"{field}.{word}", "") or words_of(known.phrase_parts, lang).get(
            f"{field}.{word}", ""
        )
        yield phrases.get(f"choice.{word}", "")
        dated = word[:4].isdigit() and field in DATED
        if dated or (field, word) == ("period", LATEST):
            yield period_words(word, lang)


def every_field(world: World) -> Iterator[tuple[View, str]]:
    """Yield every field of every view, and of the frame that it may stand in."""
    for view in (LAYER, *views_of(world.shelf), BUILDER):
        for row in (*view.fields(world), *options(view)):
            yield view, row.name
