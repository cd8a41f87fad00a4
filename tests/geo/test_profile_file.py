"""The profile of a data folder: every fault names its entry, its value and what to write."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.errors import CatalogueError
from geo.model.profile import Albers
from geo.sentences import in_words
from geo.store.profile_file import FILE, profile
from geo.validate import check, inspect
from tests.catalogues import REAL
from tests.geo.damage import HAN, edit, only


def test_the_shipped_profile_is_of_sichuan() -> None:
    own = profile(REAL)
    assert (own.adcode, own.prefix, own.name_zh) == ("510000", "51", "四川")
    assert own.years == ("2021", "2022", "2023", "2024", "2025")
    assert [own.city(one).layer_id for one in own.city_ids] == [
        "science-city-chengdu",
        "science-city-mianyang",
    ]
    assert own.projection == Albers((27.5, 33.0), 103.0, 30.5)


@pytest.mark.parametrize(
    ("old", "new", "entry", "says"),
    [
        ('adcode = "990000"', "adcode = 990000", "province.adcode", 'such as "990000"'),
        ('adcode = "990000"', "", "province.adcode", "is missing: write adcode"),
        ('title_zh = "玩具图"', 'title_zh = "{}"', "atlas.title_zh", "without braces"),
        ("base_year = 2021", "base_year = 2025", "plan.base_year", "before 2025"),
        ("base_year = 2021", 'base_year = "2021"', "plan.base_year", "without quotation marks"),
        ("versions = [2020, 2021]", "versions = [2020]", "planned_areas.versions", "two years"),
        ("[census]\nyear = 2020", "", "census", "write [census] with year"),
        ("[census]", "[census]\nmonth = 11", "census.month", "the entries are year"),
        ("[census]", "[weather]\nrain = 1\n[census]", "weather", "the tables are [atlas]"),
        ('id = "far"', 'id = "Far"', "science_cities[1].id", "small letters"),
        ('"science-city-far"', '"science-city-toy"', "science_cities[1].layer", "its own"),
        ('source_id = "toy-plan"', 'source_id = "plan"', "plan.source_id", "names nothing"),
        ('"990300"]', '"990900"]', "comparison.prefectures", "write one of 990100, 990200"),
        ('gap = "hnte"', 'gap = "HNTE"', "indicators.gap", 'such as "gdp"'),
        (
            'likeness = ["gdp_per_person", ',
            "likeness = [1, ",
            "indicators.likeness",
            "a list of ids",
        ),
        ('groups = "gdp"\n', "", "indicators.groups", "is missing: write groups"),
        ('name_zh = "玩具"\n', 'name_zh = "木偶"\n', "province.name_zh", "calls it '玩具省'"),
    ],
)
def test_a_fault_says_which_entry_and_what_would_do(
    folder: Path, old: str, new: str, entry: str, says: str
) -> None:
    edit(folder, FILE, old, new)
    fault = only(folder)
    assert (fault.file, fault.column, fault.rule) == (FILE, entry, "profile")
    assert says in fault.message
    assert HAN.search(in_words(fault.message, "zh"))


def test_a_fault_of_form_has_its_line(folder: Path) -> None:
    edit(folder, FILE, 'id = "far"', 'id = "Far"')
    lines = (folder / FILE).read_text(encoding="utf-8").splitlines()
    assert lines[(only(folder).row or 0) - 1] == 'id = "Far"'


@pytest.mark.parametrize(("text", "says"), [(None, "no such file"), ("[atlas\n", "line 1")])
def test_a_profile_that_cannot_be_read_is_one_fault(
    folder: Path, text: str | None, says: str
) -> None:
    if text is None:
        (folder / FILE).unlink()
    else:
        (folder / FILE).write_text(text, encoding="utf-8")
    assert says in only(folder).message
    with pytest.raises(CatalogueError, match=says):
        profile(folder)


def test_what_a_page_can_do_without_is_a_remark(folder: Path) -> None:
    edit(folder, FILE, '"htz-one"', '"htz-none"')
    edit(folder, FILE, 'key_figures = ["gdp", ', 'key_figures = ["joy", ')
    assert check(folder) == ()
    remarks = {remark.column for remark in inspect(folder).warnings}
    assert {"comparison.zones", "indicators.key_figures"} <= remarks
