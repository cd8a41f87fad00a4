"""The strip over every page: that its maps may not be published, or that it is a preview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.text.messages import said
from layers.approval_mark import stamp

if TYPE_CHECKING:
    from app.settings.settings import Config
    from geo.approval.state import Approval


def strip_words(config: Config, approval: Approval, lang: str) -> str:
    """Return the words of the strip in a language; nothing where there is none."""
    words = stamp(approval, lang).strip
    if not config.preview:
        return words
    key = "preview.strip.also" if words else "preview.strip"
    return said(key, words=words).in_lang(lang)
