"""Write what Toyland shares with the real data package (python -m tools.toyland).

Its descriptor is the real one, for fewer places; its indicators and vocabularies are rows of the
real tables. Its figures, zones, platforms and shapes are its own and written by hand.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from typing import Any

from geo.store.profile_file import profile
from geo.validate.code_patterns import code_patterns
from tools.serving import PROJECT

REAL = PROJECT / "data"
TOY = PROJECT / "tests" / "toyland" / "data"
FEATURES = {"province": 1, "prefectures": 4, "counties": 8}
# The rows that Toyland takes over, by the first column of each table.
ROWS: Mapping[str, frozenset[str]] = {
    "statistics/indicators.csv": frozenset(
        {"population_census", "population", "gdp", "hnte", "zone_revenue", "zone_enterprises"}
        | {"planned_area"}
    ),
    "statistics/derived.csv": frozenset(
        {"gdp_per_person", "hnte_per_10k_people", "gdp_per_km2", "gdp_province_share"}
    ),
    "statistics/fields.csv": frozenset({"电子信息", "生物医药"}),
    "statistics/field_parts.csv": frozenset({"三（一）1", "三（一）2", "三（六）1"}),
    "statistics/field_words.csv": frozenset({"电子信息", "新型显示", "医药健康"}),
    "statistics/boxes.csv": frozenset({"1", "6"}),
    "statistics/platform_types.csv": frozenset(
        {"国家重点实验室/全国重点实验室", "天府实验室", "科研院所"}
    ),
}


def shared() -> dict[str, str]:
    """Return the text of every file that Toyland shares, by its path in the package."""
    text = json.dumps(_descriptor(), ensure_ascii=False, indent=2)
    return {"datapackage.json": f"{text}\n", **{path: _rows(path) for path in ROWS}}


def _descriptor() -> dict[str, Any]:
    package: dict[str, Any] = json.loads(
        _renumbered((REAL / "datapackage.json").read_text("utf-8"))
    )
    for resource in package["resources"]:
        if resource["name"] in FEATURES:
            resource["features"] = FEATURES[resource["name"]]
        for key in ("licenses", "sources"):
            resource.pop(key, None)
    words = {
        "name": "toyland",
        "title": "Toyland: a country that fits in your head",
        "description": "Four prefectures, unit squares, with the values 1, 2, 3 and none.",
        "keywords": ["Toyland"],
        "licenses": [{"name": "CC0-1.0", "title": "Invented for tests"}],
        "sources": [{"title": "Invented for tests"}],
    }
    return {**package, **words}


def _renumbered(text: str) -> str:
    """Return a description with the codes of Toyland in place of those of the real province."""
    own = code_patterns(profile(TOY))
    for code, pattern in code_patterns(profile(REAL)).items():
        text = text.replace(f'"pattern": "{pattern}"', f'"pattern": "{own[code]}"')
    return text


def _rows(path: str) -> str:
    with (REAL / path).open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(row for row in rows if row[0] in ROWS[path])
    return out.getvalue()


def main() -> None:
    """Write the shared files."""
    for path, text in shared().items():
        (TOY / path).write_text(text, encoding="utf-8")
        print(f"wrote {path}")


if __name__ == "__main__":
    main()
