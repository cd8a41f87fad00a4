"""What exactly is running: the version, and hashes of the data and of the code."""

from __future__ import annotations

import platform
import tomllib
from collections.abc import Mapping

from app.settings.settings import PROJECT, Config
from geo.files.content_hash import hash_of

CODE = ("geo", "layers", "app")


def about(config: Config) -> Mapping[str, str]:
    """Return our version, the edition and Python's version, and hashes of the data and our code."""
    with (PROJECT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    return {
        "version": str(project["version"]),
        "edition": config.edition,
        "data": hash_of(config.data),
        "code": hash_of(*(PROJECT / name for name in CODE)),
        "python": platform.python_version(),
    }
