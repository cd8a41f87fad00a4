"""What the READMEs say of how much there is, against the tables: it fails when a table changes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from geo.model.cells import listed
from tests.catalogues import REAL, of, rows

PROJECT = REAL.parent
KNOWN = of(REAL)
PREFECTURES = frozenset(KNOWN.at_level_ids("prefecture"))
ABOUT = "data/README.md"
TABLES = "docs/data-tables.md"


def text(file: str) -> str:
    """Return a file on one line, so that no sentence depends on where lines end."""
    return re.sub(r"\s+", " ", (PROJECT / file).read_text(encoding="utf-8"))


def places(indicator: str, period: str) -> frozenset[str]:
    """Return the prefectures of which the table has a figure."""
    return PREFECTURES & {
        row["place_id"]
        for row in rows(REAL, "values")
        if (row["indicator_id"], row["period"]) == (indicator, period)
    }


def count(indicator: str, period: str) -> int:
    return len(places(indicator, period))


def excess(indicator: str, period: str) -> float:
    """Return by how much per cent the prefectures together exceed the province."""
    every = [KNOWN.cell(place, indicator, period)[0].value for place in PREFECTURES]
    return (sum(every) / KNOWN.cell("510000", indicator, period)[0].value - 1) * 100


ZONES = rows(REAL, "zones")
COUNTED = {row["zone_id"] for row in ZONES if row["counted_in_base_year"] == "true"}
UNSURE = [row["zone_id"] for row in ZONES if row["counted_in_base_year"] == "unknown"]
APPROVED = [row for row in ZONES if row["approved_area_km2"]]
NATIONAL = sum(row["level"] == "national" for row in ZONES)
PLANNED = int(KNOWN.cell("510000", "zones_total", "2021")[0].value)
FIGURES = len(rows(REAL, "values"))
MEASURED = len({row["indicator_id"] for row in rows(REAL, "values")})
LISTED = len(rows(REAL, "sources"))
SOURCES = len({one for row in rows(REAL, "values") for one in listed(row["source_id"])})
WHOLE = len(PREFECTURES)
REVENUE = [v for z in KNOWN.zones for v in KNOWN.cell(z, "zone_revenue", "2021")[:1]]
GEOCODED = sum(row["location_precision"] == "geocoded-name" for row in ZONES)
THREE = {1: "one", 2: "two", 3: "three"}

SAID: Mapping[str, tuple[str, ...]] = {
    ABOUT: (
        f"by {excess('gdp', '2023'):.2f} % in 2023 and {excess('gdp', '2025'):.2f} % in 2025",
        (
            f"The plan counts {PLANNED} zones in 2021, of which {NATIONAL} national. "
            f"{len(ZONES)} are listed: all {NATIONAL} national ones and "
            f"{len(ZONES) - NATIONAL} provincial ones; {len(COUNTED)} of the list are among the "
            f"{PLANNED}, one of them (`htz-guangan`) by inference, and {THREE[len(UNSURE)]} "
            f"({', '.join(f'`{zone}`' for zone in UNSURE)}) may not be. "
            f"The other {PLANNED - len(COUNTED)} are named in no source that was found."
        ),
        f"({GEOCODED} of {len(ZONES)})",
        f"{len(APPROVED)} of {len(ZONES)} zones have it, all {NATIONAL} national ones;",
        (
            f"(Chengdu: {KNOWN.zones['htz-chengdu'].approved_km2:g} of "
            f"{KNOWN.zones['htz-chengdu'].area_km2:g} km²)"
        ),
        (
            f"For 2021 {THREE[len(REVENUE)]} zones publish one, together "
            f"{sum(v.value for v in REVENUE):,.1f} of "
            f"{KNOWN.cell('510000', 'zone_revenue', '2021')[0].value:,g} 亿元."
        ),
        f"How many of the {WHOLE} prefectures have a figure, by year:",
        "GDP to 2023 is as first published, that of 2024 and 2025 rests on the fifth economic",
        "the plan says that 5.9 % of R&D went to basic research, the statistical bulletin 4.8 %.",
    ),
    "README.md": (
        (
            f"{FIGURES:,} figures of {MEASURED} indicators stand in {SOURCES} documents; "
            f"with what is said of zones, platforms, steps and former names, {LISTED} are listed. "
            f"GDP covers all {WHOLE} prefectures in 2010, 2015, 2019–2023 and 2025, "
            f"and {count('gdp', '2024')} in 2024; high-tech enterprises cover "
            f"{count('hnte', '2023')} in 2023, {count('hnte', '2024')} in 2024 and "
            f"{count('hnte', '2025')} in 2025. Of the {PLANNED} zones that the plan counts, "
            f"{len(COUNTED)} are listed by name."
        ),
        f"{len(APPROVED)} of the {len(ZONES)} listed zones have one",
        f"its {WHOLE} prefectures",
    ),
    "README.zh-CN.md": (
        (
            f"共 {FIGURES:,} 个数字，{MEASURED} 项指标，出自 {SOURCES} 份文献；"
            f"连同高新区、平台、历程和旧名的出处，共列 {LISTED} 份。"
            f"地区生产总值 2010、2015、2019–2023 和 2025 年 {WHOLE} 个市州齐全，"
            f"2024 年有 {count('gdp', '2024')} 个； "
            f"高新技术企业数 2023 年有 {count('hnte', '2023')} 个市州，"
            f"2024 年 {count('hnte', '2024')} 个，2025 年 {count('hnte', '2025')} 个。"
            f"规划所计 {PLANNED} 家高新区，名单上有 {len(COUNTED)} 家。"
        ),
        f"名单 {len(ZONES)} 家中 {len(APPROVED)} 家有",
        f"{WHOLE} 个市州",
    ),
}


@pytest.mark.parametrize(
    ("file", "said"), [(file, said) for file, every in SAID.items() for said in every]
)
def test_what_is_said_is_what_the_tables_say(file: str, said: str) -> None:
    assert said in text(file)


@pytest.mark.parametrize("year", ["2010", "2015", *map(str, range(2019, 2024)), "2025"])
def test_gdp_is_whole_where_that_is_said(year: str) -> None:
    assert places("gdp", year) == PREFECTURES


def test_the_residents_that_close_by_construction_close() -> None:
    for year in ("2022", "2023"):
        assert abs(excess("population", year)) < 0.01


def test_the_table_of_coverage_is_that_of_the_figures() -> None:
    lines = (PROJECT / ABOUT).read_text(encoding="utf-8").splitlines()
    header = next(line for line in lines if line.startswith("| figure |"))
    years = [cell.strip() for cell in header.strip("|").split("|")[1:]]
    mine = [line for line in lines if re.match(r"\| .* \(`[a-z_]+`\) \|", line)]
    assert len(mine) > 5
    for line in mine:
        name, *cells = (cell.strip() for cell in line.strip("|").split("|"))
        indicator = re.findall(r"`([a-z_]+)`", name)[0]
        wanted = [str(count(indicator, year) or "–") for year in years]
        assert cells == wanted, indicator


def test_the_page_of_tables_names_every_file() -> None:
    named = re.findall(r"^\| `statistics/([a-z_]+)\.csv` \|", _lines(TABLES), re.MULTILINE)
    assert sorted(named) == sorted(path.stem for path in (REAL / "statistics").glob("*.csv"))


def test_every_number_of_what_the_data_are_not_is_counted() -> None:
    """A new sentence with a number needs its line in ``SAID``; years and names are no counts."""
    whole = text(ABOUT)
    section = whole[whole.index("## What they are not") : whole.index("## Boundaries")]
    for said in SAID[ABOUT]:
        section = section.replace(said, "")
    plain = re.sub(r"`[^`]*`|《[^》]*》", "", section)
    left = re.findall(r"(?<![0-9.])(?!(?:19|20)\d\d\b)\d[\d,.]*", plain)
    # 21 prefectures; the one-per-cent survey; figures that refer to the table above them.
    assert set(left) <= {"21", "1"}, left


def test_withdrawn_and_undated_figures_are_nowhere() -> None:
    assert not places("hnte", "2023") & {"513400"}
    [undated] = (REAL / "withheld" / "values_undated.csv").read_text("utf-8").splitlines()[1:]
    assert undated.split(",")[4] in text(ABOUT)
    assert all(v.status != "derived" for v in KNOWN.cell("511300", "gdp", "2020"))


def _lines(file: str) -> str:
    return Path(PROJECT / file).read_text(encoding="utf-8")
