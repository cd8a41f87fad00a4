"""Telling: what every part of a brief needs to say something: data, language, source numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from geo.model.subject import Subject
from geo.store.catalogue import Catalogue
from layers.documents.brief.document import Numbering
from layers.words import say_of, text


@dataclass(frozen=True)
class Telling:
    """One brief being told in one language."""

    catalogue: Catalogue
    lang: str
    numbering: Numbering = field(default_factory=Numbering)

    def name(self, subject: Subject) -> str:
        """Return a subject's name, a zone's or an area's in its short form."""
        named = self.catalogue.zones.get(subject.word) or self.catalogue.areas.get(subject.word)
        return named.short(self.lang) if named else subject.name(self.lang)

    def place(self, place_id: str) -> str:
        """Return the name of any place."""
        return self.catalogue.place(place_id).name(self.lang)

    def indicator(self, indicator_id: str) -> str:
        """Return the name of an indicator."""
        return self.catalogue.indicator(indicator_id).name(self.lang)

    def cite(self, source_ids: Iterable[str]) -> tuple[int, ...]:
        """Return the numbers of sources."""
        return self.numbering.of(source_ids)

    def say(self, key: str, **parts: object) -> str:
        """Return a phrase of the brief with its parts filled in."""
        return say_of(self.catalogue.phrase_parts, self.lang, f"brief.{key}", **parts)

    def listed(self, words: Iterable[str]) -> str:
        """Return words as a list in a sentence."""
        return text(self.lang)["brief.comma"].join(words)
