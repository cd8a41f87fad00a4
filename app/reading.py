"""Reading a data folder for a command that draws or writes: checked, measured, joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.config import Config
from app.progress import Progress
from app.said import said
from app.withheld import refusal
from geo.errors import AtlasError
from layers.typefaces import lacking

if TYPE_CHECKING:
    from geo.catalogue import Catalogue


def read(settings: Config, progress: Progress) -> Catalogue:
    """Return the catalogue of the data folder.

    Raises AtlasError when there is no such folder, CatalogueError with every fault in it.
    """
    if not settings.data.is_dir():
        raise AtlasError(said("no-folder", folder=str(settings.data)))
    with progress.step(said("step.checking")):
        from geo.check import check  # noqa: PLC0415  frictionless takes a second to import

        faults = check(settings.data, lacking=lacking)
        if faults:
            raise refusal(settings.data, faults)
    with progress.step(said("step.measuring")):
        from geo import boundaries, catalogue  # noqa: PLC0415  the same for geopandas

        return catalogue.load(
            settings.data,
            places=boundaries.places(settings.data),
            official_zones=boundaries.official_zones(settings.data),
            official_areas=boundaries.official_areas(settings.data),
        )


def named(settings: Config, progress: Progress) -> Catalogue:
    """Return the catalogue of the data folder for a list of what is in it; nothing is measured.

    Raises as ``read`` does: what cannot be loaded is checked, and every fault is said.
    """
    from geo import catalogue, divisions  # noqa: PLC0415  beside the other reader

    try:
        return catalogue.load(settings.data, places=divisions.named(settings.data))
    except (AtlasError, ValueError, KeyError, OSError):
        return read(settings, progress)
