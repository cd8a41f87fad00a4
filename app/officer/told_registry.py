"""Which registry of enterprises a data folder has, in a sentence of both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.text.messages import said
from geo.errors import AtlasError
from geo.registry.registry_package import registry_of

if TYPE_CHECKING:
    from pathlib import Path

    from geo.registry.registry_package import RegistryPackage
    from geo.sentences import Said


def told_registry(registry: RegistryPackage) -> Said:
    """Return which registry it is: whose, of which day, how many enterprises, synthetic or not."""
    about = registry.about
    key = "data.registry.synthetic" if registry.synthetic else "data.registry"
    rows = f"{about['taken']:,}"
    return said(key, source=about["source"], day=about["extracted"], rows=rows)


def told_registry_of(folder: Path) -> Said | None:
    """Return the same of a data folder, None where it has none; one that is broken says so."""
    try:
        registry = registry_of(folder)
        return told_registry(registry) if registry else None
    except (AtlasError, KeyError, ValueError, TypeError):
        return said("data.registry.broken")
