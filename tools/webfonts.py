"""Cut the fonts that a browser gets where the machine has no Chinese font.

Run it where words or data have new characters (python -m tools.webfonts). What is not in the
first file is in a later one, so pages are right without a new run too.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.files.bundle import BUNDLES, WAITING
from app.settings.settings import PROJECT
from layers.font_subset import chinese, cut, waiting
from layers.typefaces import BOLD, characters

FOLDER = PROJECT / "app/assets/fonts"
# What style sheets call Chinese (app/assets/css/05-letters.css): first and last code points.
RANGES = ((0x2E80, 0x9FFF), (0xF900, 0xFAFF), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF))
# What pages say: their words, and the data.
SAID = (
    *("app/text/**/*.json", "layers/text/**/*.json", "geo/text/*.json"),
    *("app/pages/*/words.*.json", "app/**/*.html", "app/**/*.js"),
    *("data/**/*.csv", "data/shapes/*.geojson", "data/landmarks/**/*.geojson", "data/*.toml"),
    "CHANGELOG.zh-CN.md",
)


def said() -> Iterator[str]:
    """Yield the characters that pages show."""
    for pattern in SAID:
        for path in sorted(PROJECT.glob(pattern)):
            # A bundle says what its scripts say; what it spells out shorter nobody reads.
            if BUNDLES not in path.parents:
                yield from path.read_text(encoding="utf-8")


def common() -> str:
    """Return the 3,755 characters that GB 2312 calls the common ones."""
    rows = (bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    return b"".join(rows).decode("gb2312", errors="ignore")


def main() -> None:
    """Write the files, each without what is in those before it."""
    FOLDER.mkdir(exist_ok=True)
    written: set[str] = set()
    for number, text in enumerate((said(), common(), characters(BOLD)), start=1):
        wanted = chinese(text) - written
        written |= wanted
        body = cut(wanted)
        (FOLDER / f"chinese-{number}.woff2").write_bytes(body)
        print(f"chinese-{number}: {len(wanted):,} characters, {len(body) / 1000:,.0f} kB")
    (FOLDER / f"{WAITING}.woff2").write_bytes(waiting(RANGES))


if __name__ == "__main__":
    main()
