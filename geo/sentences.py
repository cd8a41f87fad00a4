"""Sentences for a person in every language, decided where they are found to be true.

The templates lie in ``text/*.zh.json`` and ``text/*.en.json`` beside the code that says them: one
key, the same parts. A part may be a sentence itself, or a tuple, which is listed with commas.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Self

from geo.languages import ENGLISH, LANGS, LANGUAGES, ORIGINAL

OWN = Path(__file__).parent / "text"


class Said(str):
    """A sentence: in English as text, in the other languages beside it."""

    __slots__ = ("others",)
    others: Mapping[str, str]

    def __new__(cls, en: str, zh: str, others: Mapping[str, str] | None = None) -> Self:
        """Keep each language; ``others`` are those that are neither English nor Chinese."""
        said = super().__new__(cls, en)
        said.others = {ORIGINAL: zh, **(others or {})}
        return said

    def __reduce__(self) -> tuple[type[Said], tuple[str, str, Mapping[str, str]]]:
        """Return what another process makes the same sentence of."""
        return type(self), (str(self), self.zh, self.others)

    @property
    def zh(self) -> str:
        """Return the sentence in Chinese."""
        return self.others[ORIGINAL]

    def in_lang(self, lang: str) -> str:
        """Return the sentence in one language; in English where it is not said in that."""
        return self.others.get(lang, str(self))


def in_each(compose: Callable[[str], str]) -> Said:
    """Return what a function says in each language as one sentence."""
    others = {lang: compose(lang) for lang in LANGS if lang not in (ENGLISH, ORIGINAL)}
    return Said(compose(ENGLISH), compose(ORIGINAL), others)


def in_words(text: str, lang: str) -> str:
    """Return a text in one language where it has two, else as it is."""
    return text.in_lang(lang) if isinstance(text, Said) else text


@cache
def templates(folder: Path, lang: str) -> Mapping[str, str]:
    """Return the templates of a folder in one language, by key."""
    found: dict[str, str] = {}
    for path in sorted(folder.glob(f"*.{lang}.json")):
        found |= json.loads(path.read_text(encoding="utf-8"))
    return found


def sayer(folder: Path) -> Callable[..., Said]:
    """Return what composes the sentences whose templates lie in a folder."""

    def compose(key: str, /, **parts: object) -> Said:
        """Return the sentence of a key with its parts filled in, in every language."""
        return in_each(
            lambda lang: templates(folder, lang)[key].format(
                **{name: _part(value, lang) for name, value in parts.items()}
            )
        )

    return compose


said = sayer(OWN)


def sequel(sentences: Iterable[str]) -> Said:
    """Return sentences in one line."""
    told = tuple(sentences)
    return in_each(lambda lang: LANGUAGES[lang].semicolon.join(in_words(one, lang) for one in told))


def lines(sentences: Iterable[str]) -> Said:
    """Return sentences one below the other."""
    told = tuple(sentences)
    return in_each(lambda lang: "\n".join(in_words(one, lang) for one in told))


def _part(value: object, lang: str) -> object:
    if isinstance(value, Said):
        return value.in_lang(lang)
    if isinstance(value, tuple):
        return LANGUAGES[lang].comma.join(str(_part(one, lang)) for one in value)
    # English templates quote a word of the data by its repr; Chinese ones by 「」 around it.
    return _visible(value) if lang != ENGLISH and isinstance(value, str) else value


def _visible(text: str) -> str:
    """Return a text of the data with what cannot be seen spelled out."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
