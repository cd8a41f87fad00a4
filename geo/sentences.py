"""Sentences for a person in both languages, decided where they are found to be true.

The templates lie in ``text/*.zh.json`` and ``text/*.en.json`` beside the code that says them: one
key, the same parts. A part may be a sentence itself, or a tuple, which is listed with commas.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Literal, Self

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = ("zh", "en")
COMMAS: Mapping[Lang, str] = {"zh": "、", "en": ", "}
OWN = Path(__file__).parent / "text"


class Said(str):
    """A sentence: in English as text, in Chinese beside it."""

    __slots__ = ("zh",)
    zh: str

    def __new__(cls, en: str, zh: str) -> Self:
        """Keep both languages."""
        said = super().__new__(cls, en)
        said.zh = zh
        return said

    def __reduce__(self) -> tuple[type[Said], tuple[str, str]]:
        """Return what another process makes the same sentence of."""
        return type(self), (str(self), self.zh)

    def in_lang(self, lang: str) -> str:
        """Return the sentence in one language."""
        return self.zh if lang == "zh" else str(self)


def in_words(text: str, lang: str) -> str:
    """Return a text in one language where it has two, else as it is."""
    return text.in_lang(lang) if isinstance(text, Said) else text


@cache
def templates(folder: Path, lang: Lang) -> Mapping[str, str]:
    """Return the templates of a folder in one language, by key."""
    found: dict[str, str] = {}
    for path in sorted(folder.glob(f"*.{lang}.json")):
        found |= json.loads(path.read_text(encoding="utf-8"))
    return found


def sayer(folder: Path) -> Callable[..., Said]:
    """Return what composes the sentences whose templates lie in a folder."""

    def compose(key: str, /, **parts: object) -> Said:
        """Return the sentence of a key with its parts filled in, in both languages."""
        en, zh = (
            templates(folder, lang)[key].format(**{k: _part(v, lang) for k, v in parts.items()})
            for lang in ("en", "zh")
        )
        return Said(en, zh)

    return compose


said = sayer(OWN)


def sequel(sentences: Iterable[str]) -> Said:
    """Return sentences in one line."""
    told = tuple(sentences)
    return Said("; ".join(told), "；".join(in_words(one, "zh") for one in told))


def lines(sentences: Iterable[str]) -> Said:
    """Return sentences one below the other."""
    told = tuple(sentences)
    return Said("\n".join(told), "\n".join(in_words(one, "zh") for one in told))


def _part(value: object, lang: Lang) -> object:
    if isinstance(value, Said):
        return value.in_lang(lang)
    if isinstance(value, tuple):
        return COMMAS[lang].join(str(_part(one, lang)) for one in value)
    # English templates quote a word of the data by its repr; Chinese ones by 「」 around it.
    return _visible(value) if lang == "zh" and isinstance(value, str) else value


def _visible(text: str) -> str:
    """Return a text of the data with what cannot be seen spelled out."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
