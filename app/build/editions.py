"""Which edition of the data the settings mean."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.store.editions import SingleFolder, Store
from geo.store.folder_store import FolderStore

if TYPE_CHECKING:
    from app.settings.settings import Config


def store_of(config: Config) -> Store:
    """Return the store of the settings: their folder of editions, or their data alone."""
    return FolderStore(config.store) if config.store else SingleFolder(config.data)


def opened(config: Config, name: str = "") -> Config:
    """Return settings whose data are an edition of their store: a named one, or the current.

    Raises StoreError where there is none or it was changed, UnknownWord for a name it has not.
    """
    store = store_of(config)
    edition = store.edition(name or store.current())
    return replace(config, data=edition.folder, edition=edition.name)
