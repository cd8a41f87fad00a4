"""PageRequest: the world through one address of a page; each page adds what follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from app.address.query import Asked
from app.address.urls import Urls
from geo.store.catalogue import Catalogue

if TYPE_CHECKING:
    from app.context.context import World


@dataclass(frozen=True)
class PageRequest:
    """What is asked of the world; by ``page``, the name of the page, its words are known."""

    page: ClassVar[str]
    world: World
    asked: Asked

    @property
    def catalogue(self) -> Catalogue:
        """Return the data."""
        return self.world.catalogue

    @property
    def urls(self) -> Urls:
        """Return the addresses that the page prints."""
        return self.world.urls

    @property
    def lang(self) -> str:
        """Return the language of the page."""
        return self.asked.lang

    @cached_property
    def words(self) -> Mapping[str, str]:
        """Return the words of the page."""
        return self.world.phrases(self.lang, self.page)

    def say(self, key: str, **parts: object) -> str:
        """Return a phrase of the page with its parts filled in."""
        return self.words[key].format(**parts)
