"""Cut the fonts that a browser gets where the machine has no Chinese font.

Run it where words and data have many new characters (python -m tools.webfonts). What is not in the
first file is in the second, so pages are right without a new run too.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.config import PROJECT
from layers.cut import chinese, cut
from layers.typefaces import BOLD, characters

FOLDER = PROJECT / "app/assets/fonts"
# What pages say: their words, and the data.
SAID = ("app/text/**/*.json", "app/**/*.html", "app/**/*.js", "layers/text/**/*.json",
        "geo/text/*.json", "data/**/*.csv", "data/shapes/*.geojson")  # fmt: skip


def said() -> Iterator[str]:
    """Yield the characters that pages show."""
    for pattern in SAID:
        for path in sorted(PROJECT.glob(pattern)):
            yield from path.read_text(encoding="utf-8")


def main() -> None:
    """Write the two files."""
    first = chinese(said())
    both = (("chinese-1", first), ("chinese-2", chinese(characters(BOLD)) - first))
    FOLDER.mkdir(exist_ok=True)
    for name, wanted in both:
        body = cut(wanted)
        (FOLDER / f"{name}.woff2").write_bytes(body)
        print(f"{name}: {len(wanted):,} characters, {len(body) / 1000:,.0f} kB")


if __name__ == "__main__":
    main()
