"""The drawing library: matplotlib with the typefaces of the atlas, and nothing of the machine.

Left to itself it looks through every font of the machine, keeps the list in the home folder for
good, even when fonts are installed later, and takes settings from there. Whoever draws imports it
from here: its list is of its own fonts and of ours, made anew and kept nowhere. No folder needs to
be writable for that.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

from layers.typefaces import BOLD, REGULAR, SERIF_BOLD

LIBRARY = "matplotlib"
SETTINGS, OWN_SETTINGS = "MATPLOTLIBRC", ("mpl-data", "matplotlibrc")
MANAGER = f"{LIBRARY}.font_manager"
# What the typefaces are called in a drawing, and how heavy each is. The names are ours alone, so
# that no font of another place is taken for one.
SANS, SERIF, WHOLE = "Atlas Sans", "Atlas Serif", "Atlas Whole"
NAMED = (
    (SANS, "normal", REGULAR),
    (SANS, "bold", BOLD),
    (SERIF, "normal", SERIF_BOLD),
    (SERIF, "bold", SERIF_BOLD),
    # The bold ones have what is in common use; this has the rest.
    (WHOLE, "normal", REGULAR),
    (WHOLE, "bold", REGULAR),
)


@contextmanager
def _settings() -> Iterator[None]:
    """Let the library take the settings that it comes with."""
    found = find_spec(LIBRARY)
    if found is None or not found.submodule_search_locations:
        raise ImportError(f"{LIBRARY} is not installed")
    before = os.environ.get(SETTINGS)
    os.environ[SETTINGS] = str(Path(found.submodule_search_locations[0], *OWN_SETTINGS))
    try:
        yield
    finally:
        if before is None:
            del os.environ[SETTINGS]
        else:
            os.environ[SETTINGS] = before


def _nowhere() -> str:
    return os.devnull


def _load() -> ModuleType:
    """Return the library, loaded."""
    with _settings():
        import matplotlib as loaded  # noqa: PLC0415, ICN001  here, with settings of its own

        def own_fonts() -> str:
            # It asks for its folder right before it lists fonts: those of the machine are none,
            # and the list is kept nowhere.
            manager = sys.modules[MANAGER]
            look = manager.findSystemFonts

            def find(fontpaths: Any = None, fontext: str = "ttf") -> list[str]:  # noqa: ANN401  as there
                return list(look(fontpaths, fontext)) if fontpaths else []

            manager.findSystemFonts = find  # type: ignore[attr-defined]  # a module is open
            manager.json_dump = lambda *_: None  # type: ignore[attr-defined]  # the same
            return _nowhere()

        # Nothing is made in the home folder later either.
        loaded.get_configdir, loaded.get_cachedir = _nowhere, own_fonts
        try:
            from matplotlib import font_manager  # noqa: PLC0415  the same
        finally:
            loaded.get_cachedir = _nowhere
    known = font_manager.fontManager.ttflist
    known += [
        font_manager.FontEntry(fname=str(path), name=name, weight=weight)
        for name, weight, path in NAMED
    ]
    # A folder may hold a file of this name; what it says is not for our pictures.
    loaded.rcParams.update(loaded.rcParamsDefault)
    return loaded


mpl = _load()
