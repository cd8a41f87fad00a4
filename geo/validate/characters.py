"""Characters that no typeface has: what they stand in would be drawn as empty boxes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from geo.errors import Fault, named_letters
from geo.languages import TABLE_LANGS
from geo.model.profile import Profile
from geo.sentences import Said, said
from geo.store.profile_file import FILE
from geo.validate.boundary_rules import Shape
from geo.validate.tables import CheckedTable

RULE = "no-letter"
# Takes a text and returns those of its characters that cannot be drawn. Whoever draws knows.
Lacking = Callable[[str], str]


def faults(
    tables: Mapping[str, CheckedTable], shapes: Mapping[str, Shape], lacking: Lacking
) -> Iterator[Fault]:
    """Yield every cell, and every property of a boundary, that cannot be drawn as it stands."""
    for table in tables.values():
        for row in table.rows:
            for column, cell in row.cells.items():
                if missing := _missing(cell, lacking):
                    yield table.fault(row, column, RULE, _message(missing))
    for shape in shapes.values():
        for feature in shape.features:
            for key, value in feature.properties.items():
                if isinstance(value, str) and (missing := _missing(value, lacking)):
                    yield shape.fault(feature, key, value, RULE, _message(missing))


def of_profile(profile: Profile, lacking: Lacking) -> Iterator[Fault]:
    """Yield every name of the profile that cannot be drawn as it stands."""
    named = {
        **{f"atlas.title_{lang}": profile.title(lang) for lang in TABLE_LANGS},
        **{f"province.name_{lang}": profile.name(lang) for lang in TABLE_LANGS},
        **{
            f"science_cities[{at}].{kind}_{lang}": getattr(city, f"{kind}_{lang}")
            for at, city in enumerate(profile.cities)
            for kind in ("name", "short")
            for lang in TABLE_LANGS
        },
    }
    for entry, text in named.items():
        if missing := _missing(text, lacking):
            yield Fault(FILE, None, entry, text, RULE, _message(missing))


def _missing(text: str, lacking: Lacking) -> str:
    # Most cells are plain; an editor of Windows ends the lines of a cell with two characters.
    return "" if text.isascii() and text.isprintable() else lacking(text.replace("\r\n", "\n"))


def _message(missing: str) -> Said:
    return said("letterless.cell", codes=named_letters(missing))
