"""The parser of the command line, which explains and complains in Chinese or English.

argparse writes English. What it writes is known, so each of its sentences has one of ours; one
that it might learn later stays as it is.
"""

from __future__ import annotations

import argparse
import codecs
import io
import re
import sys
from collections.abc import Iterable, Mapping
from typing import Any, NoReturn

from app.text import FOLDER
from app.text.messages import said
from geo.languages import ENGLISH, LANGS, ORIGINAL
from geo.sentences import Said, in_words, templates

MISUSE = 2
UNABLE = "atlas"
# What an old terminal cannot show and plain letters can.
PLAIN: Mapping[str, str] = {
    "…": "...",
    "·": "-",
    "–": "-",
    "—": "-",
    "−": "-",
    "’": "'",
    "“": '"',
    "”": '"',
    "：": ": ",
    "，": ", ",
    "；": "; ",
    "。": ".",
    "、": ", ",
    "（": " (",
    "）": ")",
}
COMPLAINTS: Mapping[str, str] = {
    r"the following arguments are required: (?P<names>.+)": "usage.required",
    r"one of the arguments (?P<names>.+) is required": "usage.one-of",
    r"unrecognized arguments: (?P<words>.+)": "usage.unrecognized",
    r"argument (?P<name>.+?): invalid choice: (?P<word>.+) \(choose from (?P<known>.+)\)": (
        "usage.choice"
    ),
    r"argument (?P<name>.+?): expected one argument": "usage.expected-one",
    r"argument (?P<name>.+?): expected at least one argument": "usage.expected-some",
    r"argument (?P<name>.+?): not allowed with argument (?P<other>.+)": "usage.not-with",
    r"argument (?P<name>.+?): invalid int value: (?P<word>.+)": "usage.whole",
    r"argument (?P<name>.+?): ignored explicit argument (?P<word>.+)": "usage.no-value",
    r"ambiguous option: (?P<word>.+) could match (?P<known>.+)": "usage.ambiguous",
}


def complaint(words: str) -> Said:
    """Return a complaint of argparse in both languages."""
    for pattern, key in COMPLAINTS.items():
        if found := re.fullmatch(pattern, words, re.DOTALL):
            return said(key, **found.groupdict())
    return Said(words, words)


class Parser(argparse.ArgumentParser):
    """A parser that speaks one language; helps, titles and descriptions may be in both."""

    def __init__(self, *, lang: str = ENGLISH, **given: Any) -> None:  # noqa: ANN401  argparse's own
        self.lang = lang
        super().__init__(**given, add_help=False, formatter_class=self._formatter)
        self.add_argument("-h", "--help", action="help", help=said("help.help"))

    def _formatter(self, prog: str) -> _Formatter:
        return _Formatter(prog, self.lang)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments, and how they are written."""
        self.print_usage(sys.stderr)
        told = said("usage.wrong", prog=self.prog, message=complaint(message))
        self.exit(MISUSE, told.in_lang(self.lang) + "\n")

    def language(self, *, content: bool = False) -> None:
        """Add --lang: of the messages, and of what is written where a command writes words."""
        if content:
            told = said("help.lang.content", known=LANGS)
            self.add_argument("--lang", default=ORIGINAL, metavar="LANG", help=told)
        else:
            told = said("help.lang")
            self.add_argument("--lang", choices=LANGS, metavar="LANG", help=told)


class _Formatter(argparse.HelpFormatter):
    """Writes argparse's own words in one language, and ours too."""

    def __init__(self, prog: str, lang: str) -> None:
        super().__init__(prog)
        self._lang = lang

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        prefix = said("heading.usage").in_lang(self._lang) if prefix is None else prefix
        super().add_usage(usage, actions, groups, prefix)

    def start_section(self, heading: str | None) -> None:
        key = f"heading.{heading}"
        known = key in templates(FOLDER / "said", ENGLISH)
        super().start_section(said(key).in_lang(self._lang) if known else heading)

    def add_text(self, text: str | None) -> None:
        super().add_text(in_words(text, self._lang) if text else text)

    def _get_help_string(self, action: argparse.Action) -> str | None:
        return in_words(action.help, self._lang) if action.help else action.help


def open_mouthed() -> None:
    """Let both streams take every letter: what they cannot show, they show as what they can."""
    codecs.register_error(UNABLE, _shown)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=UNABLE)


def _shown(error: UnicodeError) -> tuple[str, int]:
    """Return what stands for letters that an encoding lacks: plain ones, else their escapes."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end]
    escaped = (PLAIN.get(c) or c.encode("ascii", "backslashreplace").decode() for c in lost)
    return "".join(escaped), error.end
