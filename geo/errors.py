"""Every error this project raises on purpose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from geo.languages import ENGLISH
from geo.sentences import OWN, Said, in_words, said, templates

LONGEST_TOLD = 60


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong in a data folder, and what would be right.

    ``row`` is the line of the file as an editor counts it (the header is line 1);
    ``None`` when the fault belongs to the whole file. ``message`` is a sentence in both languages
    (see geo.sentences).
    """

    file: str
    row: int | None
    column: str
    value: str
    rule: str
    message: str

    def __str__(self) -> str:
        """Return the fault on one line, in English."""
        return self.in_lang(ENGLISH)

    def in_lang(self, lang: str) -> str:
        """Return the fault on one line of one language, position first."""
        where = self.file if self.row is None else f"{self.file}:{self.row}"
        key = "fault.cell" if self.column else "fault.place"
        return said(
            key,
            where=where,
            column=self.column,
            value=self.value,
            message=self.message,
            rule=self.rule,
        ).in_lang(lang)


class AtlasError(ValueError):
    """The root of the errors whose message is meant for a person."""

    def in_lang(self, lang: str) -> str:
        """Return the message in one language."""
        return in_words(self.args[0], lang) if self.args else str(self)

    def __reduce__(self) -> tuple[object, ...]:
        """Return what another process makes the same error of, whatever its class is made from."""
        return _again, (type(self), self.args, self.__dict__)


def _again(kind: type[AtlasError], args: tuple[object, ...], kept: dict[str, object]) -> AtlasError:
    error = kind.__new__(kind)
    error.args = args
    error.__dict__.update(kept)
    return error


class CatalogueError(AtlasError):
    """A data folder cannot be used; ``faults`` names everything found wrong."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Keep the faults, sorted by place in the files."""
        self.faults = tuple(sorted(faults, key=lambda f: (f.file, f.row or 0, f.column, f.rule)))
        super().__init__(self.in_lang(ENGLISH))

    def in_lang(self, lang: str) -> str:
        """Return every fault in one language, a line each."""
        head = said("faults", count=len(self.faults)).in_lang(lang)
        return "\n".join([head, *(fault.in_lang(lang) for fault in self.faults)])


class UnknownWord(AtlasError):
    """A word that names nothing we know; ``known`` lists the words that do."""

    def __init__(self, kind: str, word: str, known: Iterable[str]) -> None:
        """Compose the message, with the nearest known word first when one is near."""
        self.kind, self.word, self.known = kind, word, tuple(known)
        # A code is no word: what nearly has its digits is another thing, or none.
        near = [] if word.isdigit() else get_close_matches(word, self.known, n=1)
        hint = said("unknown.near", near=near[0]) if near else ""
        known = self.known or said("unknown.none")
        super().__init__(said("unknown", kind=noun(kind), word=word, hint=hint, known=known))


def noun(kind: str) -> str:
    """Return what a kind of thing is called, in both languages where we know it."""
    if isinstance(kind, Said):
        return kind
    key = f"kind.{kind}"
    return said(key) if key in templates(OWN, ENGLISH) else kind


class Refused(AtlasError):
    """A thing we can compute but will not, because the result would mislead."""


class Unfit(AtlasError):
    """Words that name things, but not things that can be compared.

    ``rule`` says why, ``words`` are those at fault, ``right`` are words or numbers that would do.
    """

    def __init__(self, rule: str, words: Iterable[str], right: Iterable[str], said: str) -> None:
        """Keep what is wrong, and say it in a sentence."""
        self.rule, self.words, self.right = rule, tuple(words), tuple(right)
        super().__init__(said)


class Letterless(AtlasError):
    """A text with characters that no typeface of the atlas has: it would show empty boxes."""

    def __init__(self, text: str, missing: str) -> None:
        """Name the characters and the text they stand in."""
        self.text, self.missing = text, missing
        super().__init__(said("letterless", codes=named_letters(missing), text=_short(text)))


def named_letters(letters: str) -> tuple[str, ...]:
    """Return characters by their number in Unicode, with themselves where they can be seen."""
    return tuple(
        f"U+{ord(letter):04X}{f' {letter}' if letter.isprintable() else ''}" for letter in letters
    )


def _short(text: str) -> str:
    """Return the beginning of a text that is too long for a message."""
    return text if len(text) <= LONGEST_TOLD else f"{text[:LONGEST_TOLD]}…"
