"""Make the tiles of an imported registry: python -m tools.registry_tiles DIR OUT.

Beside the archives OUT has meta.json, which says what is in them, and with --plain every tile as a
file of its own, not compressed: FAMILY/zoom/column/row.tile.
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path

from geo.languages import LANGS
from geo.registry.registry_package import opened_registry
from geo.registry.tile_archive import TileArchive
from geo.registry.tiling import archive_name, make_tiles
from geo.store.boundaries import places
from geo.store.package import load
from tools.serving import PROJECT


def main() -> None:
    """Make what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("registry", type=Path)
    parser.add_argument("to", type=Path)
    parser.add_argument("--points", action="store_true")
    parser.add_argument("--least", type=int, default=0)
    parser.add_argument("--plain", action="store_true")
    options = parser.parse_args()
    options.to.mkdir(parents=True, exist_ok=True)
    data = PROJECT / "data"
    fields = load(data, places=places(data)).fields
    names = {name: {lang: field.name(lang) for lang in LANGS} for name, field in fields.items()}
    package = opened_registry(options.registry)
    meta = make_tiles(package, options.to, names, points=options.points, least=options.least)
    text = json.dumps(meta, ensure_ascii=False)
    (options.to / "meta.json").write_text(text, encoding="utf-8")
    for family in meta["families"] if options.plain else ():
        for (zoom, column, row), body in TileArchive(options.to / archive_name(family)).tiles():
            path = options.to / family / str(zoom) / str(column) / f"{row}.tile"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(gzip.decompress(body))
    print(f"{meta['total']:,} enterprises in {options.to}")


if __name__ == "__main__":
    main()
