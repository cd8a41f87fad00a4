"""Which edition of the data the settings mean, and the store that has it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.text.messages import said
from geo.errors import AtlasError
from geo.store.database_address import DatabaseAddress, StoreAddress
from geo.store.edition_store import EditionStore
from geo.store.editions import SingleFolder, Store, StoreError
from geo.store.folder_store import FolderStore

if TYPE_CHECKING:
    from app.settings.settings import Config

# Below the cache: editions of a database as folders, since what reads them reads files.
FETCHED = "fetched"


def store_of(config: Config) -> Store:
    """Return the store of the settings: their editions, or their data alone."""
    return kept_store(config) if config.store else SingleFolder(config.data)


def kept_store(config: Config) -> EditionStore:
    """Return the store of editions of the settings; raises AtlasError where they name none."""
    if config.store is None:
        raise AtlasError(said("editions.no-store"))
    return store_at(config.store, config.cache)


def store_at(address: StoreAddress, cache: Path) -> EditionStore:
    """Return the store at an address; editions of a database are fetched into the cache.

    Raises StoreError where the driver of databases is not installed.
    """
    if not isinstance(address, DatabaseAddress):
        return FolderStore(address)
    try:
        from geo.postgis.postgis_store import (  # noqa: PLC0415  the driver is an optional library
            PostgisStore,
        )
    except ModuleNotFoundError as error:
        raise StoreError(said("store.no-driver", library=error.name)) from error
    return PostgisStore(address, FolderStore(cache / FETCHED))


def opened(config: Config, name: str = "") -> Config:
    """Return settings whose data are an edition of their store: a named one, or the current.

    Raises StoreError where there is none or it was changed, UnknownWord for a name it has not.
    """
    store = store_of(config)
    edition = store.edition(name or store.current())
    return replace(config, data=edition.folder, edition=edition.name)
