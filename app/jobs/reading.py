"""Reading a data folder for a command that draws or writes: checked, measured, joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.build.progress import Progress
from app.build.redacted import refusal
from app.settings.settings import Config
from app.text.messages import said
from geo.errors import AtlasError
from geo.model import divisions
from geo.store import package
from layers.typefaces import lacking

if TYPE_CHECKING:
    from geo.store.catalogue import Catalogue


def read(settings: Config, progress: Progress) -> Catalogue:
    """Return the catalogue of the data folder.

    Raises AtlasError when there is no such folder, CatalogueError with every fault in it.
    """
    if not settings.data.is_dir():
        raise AtlasError(said("no-folder", folder=str(settings.data)))
    with progress.step(said("step.checking")):
        from geo.validate import check  # noqa: PLC0415  frictionless takes a second to import

        faults = check(settings.data, lacking=lacking)
        if faults:
            raise refusal(settings.data, faults)
    with progress.step(said("step.measuring")):
        from geo.store import boundaries  # noqa: PLC0415  the same for geopandas

        return package.load(
            settings.data,
            places=boundaries.places(settings.data),
            official_zones=boundaries.official_zones(settings.data),
            official_areas=boundaries.official_areas(settings.data),
        )


def named(settings: Config, progress: Progress) -> Catalogue:
    """Return the catalogue of the data folder for a list of what is in it; nothing is measured.

    Raises as ``read`` does: what cannot be loaded is checked, and every fault is said.
    """
    try:
        return package.load(settings.data, places=divisions.named(settings.data))
    except (AtlasError, ValueError, KeyError, OSError):
        return read(settings, progress)
