"""A template of a data folder, by the name of its file."""

from __future__ import annotations

from pathlib import Path

from geo.editing.templates import template
from geo.model import divisions
from geo.store import package


def template_body(folder: Path, name: str) -> bytes:
    """Return a template's bytes; raises UnknownWord where the data have none of that name."""
    return template(package.load(folder, places=divisions.named(folder)), folder, name).body
