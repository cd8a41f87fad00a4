"""The language in which a command speaks: the one asked for, else the machine's."""

from __future__ import annotations

import argparse
import locale
from collections.abc import Mapping, Sequence

from geo.languages import ENGLISH, LANGS, LANGUAGES

# In the order in which a machine heeds them.
VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def spoken(arguments: Sequence[str], environment: Mapping[str, str], *, able: bool = True) -> str:
    """Return the language of --lang, if it is one of ours, else the machine's.

    ``able`` says whether the output can show Chinese.
    """
    asking = argparse.ArgumentParser(add_help=False, exit_on_error=False, allow_abbrev=False)
    asking.add_argument("--lang", nargs="?")
    asked: str | None = asking.parse_known_args(list(arguments))[0].lang
    if asked is not None and asked in LANGS:
        return asked
    return of_machine(environment) if able else ENGLISH


def of_machine(environment: Mapping[str, str]) -> str:
    """Return the language of the machine where it is one of ours, else English."""
    named = next((environment[name] for name in VARIABLES if environment.get(name)), "")
    # Windows sets none of them.
    tongue = named or locale.getlocale()[0] or ""
    names = ((lang, (lang, LANGUAGES[lang].name.lower())) for lang in LANGS)
    return next((lang for lang, known in names if tongue.lower().startswith(known)), ENGLISH)
