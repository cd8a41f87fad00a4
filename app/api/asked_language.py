"""The language that a program asks for: by a parameter, else as its browser says."""

from __future__ import annotations

from flask import request

from app.address.query import LANG
from geo.languages import LANGS, ORIGINAL


def asked_language() -> str:
    """Return the language of the answer to a request; a word that is none is not heeded here."""
    asked = request.args.get(LANG.name, "")
    if asked in LANGS:
        return asked
    return request.accept_languages.best_match(LANGS) or ORIGINAL
