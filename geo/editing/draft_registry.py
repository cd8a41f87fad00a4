"""A registry into a draft, whole or not at all, with the figures that its counts give there."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from geo.editing.draft import Draft, DraftStep
from geo.editing.figure_table import source_added
from geo.errors import AtlasError
from geo.files.atomic import settle_folder, why_not, write_file
from geo.model import divisions
from geo.registry.registry_boundaries import other_boundaries
from geo.registry.registry_figures import write_registry_tables
from geo.registry.registry_package import (
    ABOUT,
    CUBE,
    FOLDER,
    REGISTRY,
    RegistryPackage,
    opened_registry,
    registry_of,
)
from geo.sentences import said
from geo.store import package


def registry_added(
    draft: Draft, registry: Path, source: Mapping[str, str], who: str = ""
) -> RegistryPackage:
    """Put an imported registry into a draft, in the place of one that it has; return it there.

    ``source`` has the id of its source, and its other columns if that is new to the draft; a blank
    id means the one of the import. Raises AtlasError where the boundaries of the draft are not
    those that placed its enterprises, or it cannot be written; then the draft is as it was.
    """
    given = opened_registry(registry)
    if others := other_boundaries(given.about["boundaries"], draft.data):
        raise AtlasError(said("registry.boundaries", files=others))
    name = source["source_id"] or str(given.about["source"])
    try:
        with tempfile.TemporaryDirectory(prefix=".", dir=draft.folder) as beside:
            room = Path(beside, FOLDER)
            room.mkdir()
            for file in (REGISTRY, CUBE):
                _brought(registry / file, room / file)
            about = json.dumps({**given.about, "source": name}, ensure_ascii=False, indent=1)
            write_file(room / ABOUT, about.encode())
            known = package.load(draft.data, places=divisions.named(draft.data), registry=False)
            write_registry_tables(Path(beside), opened_registry(room), known)
            settle_folder(room)
            source_added(draft, {**source, "source_id": name})
            _put_away(draft, Path(beside))
            room.rename(draft.data / FOLDER)
    except OSError as error:
        why = why_not(error) if error.errno else str(error)
        raise AtlasError(said("unwritten", path=str(draft.folder), why=why)) from error
    draft.noted(DraftStep("registry", name, registry.name, int(given.about["taken"]), who))
    return opened_registry(draft.data / FOLDER)


def registry_removed(draft: Draft, who: str = "") -> None:
    """Take the registry out of a draft; raises AtlasError where it has none."""
    found = registry_of(draft.data)
    if found is None:
        raise AtlasError(said("registry.none", draft=str(draft.folder)))
    with tempfile.TemporaryDirectory(prefix=".", dir=draft.folder) as beside:
        _put_away(draft, Path(beside))
    draft.noted(DraftStep("registry-removed", str(found.about["source"]), who=who))


def _put_away(draft: Draft, beside: Path) -> None:
    old = draft.data / FOLDER
    if old.is_dir():
        old.rename(beside / "old")


def _brought(source: Path, target: Path) -> None:
    """Give a file a second name; a copy of it where the system cannot."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
