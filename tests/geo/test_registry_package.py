"""A registry in a data package: its figures add up, it is whole, and it says nothing it may not."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from geo.editing.changes import changes_between, data_folder
from geo.editing.draft import Draft, opened_draft
from geo.editing.draft_registry import registry_added, registry_removed
from geo.editing.renewal import renewed
from geo.errors import AtlasError
from geo.files.content_hash import hash_of
from geo.model.registry_tables import PREFIX
from geo.redact.redaction import SensitiveError, withhold
from geo.redact.rules import Rule
from geo.registry import registry_pages
from geo.registry.registry_package import (
    ABOUT,
    CUBE,
    FOLDER,
    REGISTRY,
    opened_registry,
    registry_of,
)
from geo.registry.registry_pages import count, page
from geo.store.folder_store import EDITIONS, FolderStore
from geo.validate import check
from tests.catalogues import of
from tests.geo.damage import append
from tests.geo.toy_registry import (
    DAY,
    SOURCE,
    ZONE,
    expected,
    imported,
    registry_in,
    rows,
    truth,
    with_registry,
)

AREA = ((104.0, 31.0), (104.5, 31.0), (104.5, 31.5), (104.0, 31.5), (104.0, 31.0))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Draft:
    """Return a draft with a registry, which no test changes."""
    return with_registry(tmp_path_factory.mktemp("made"))


@pytest.fixture
def draft(made: Draft, tmp_path: Path) -> Draft:
    """Return a copy of it that a test may change."""
    return opened_draft(shutil.copytree(made.folder, tmp_path / "draft"))


def figures(data: Path, indicator: str, period: str) -> Mapping[str, float]:
    found = (one for one in of(data).values if one.indicator_id == indicator)
    return {one.place_id: one.value for one in found if one.period == period}


def test_figures_are_what_the_rows_are_and_a_whole_is_its_parts(made: Draft) -> None:
    frame = truth(made.data)
    opened = frame["status"].astype(str) != "closed"
    zone = {"htz-one": int((opened & (frame["zone"] == "htz-one")).sum())}
    assert zone["htz-one"] > 0
    # A zone without a published boundary has no figure: it is not 0.
    active = figures(made.data, f"{PREFIX}active", DAY[:4])
    assert active == {**expected(made.data, opened), **zone}
    known = of(made.data)
    prefectures = known.at_level_ids("prefecture")
    assert active[known.profile.adcode] == sum(active[name] for name in prefectures)
    for field, name in (("电子信息", "electronic_information"), ("生物医药", "biomedicine")):
        found = figures(made.data, f"{PREFIX}active_{name}", DAY[:4])
        assert found == expected(made.data, opened & (frame["field"] == field))
    founded = {year: figures(made.data, f"{PREFIX}founded", str(year)) for year in (2003, 2022)}
    for year, found in founded.items():
        assert found == expected(made.data, frame["year"] == year)
    # The extract ends in June: half a year is not a year.
    assert not figures(made.data, f"{PREFIX}founded", "2023")
    assert not figures(made.data, f"{PREFIX}founded", "2002")
    [one] = known.cell(known.profile.adcode, f"{PREFIX}active", "2023")
    assert (one.status, one.as_of, one.source_ids) == ("registry", DAY, (SOURCE,))
    loose = int((opened & (frame["place"] == "990100")).sum())
    [county] = known.cell("990101", f"{PREFIX}active", "2023")
    assert str(county.note).startswith(f"{loose} more of the prefecture")
    assert check(made.data) == ()


def test_a_year_that_ends_with_the_extract_is_whole_and_what_nobody_tells_has_no_figure(
    tmp_path: Path,
) -> None:
    told = rows(300, synthetic=True).drop(columns=["field"])
    data = with_registry(tmp_path, told, "2023-12-31").data
    assert figures(data, f"{PREFIX}founded", "2023")
    known = of(data)
    ours = [one for name, one in known.indicators.items() if name.startswith(PREFIX)]
    assert {one.indicator_id for one in ours if not one.denominator} == {
        f"{PREFIX}active",
        f"{PREFIX}founded",
    }
    # Invented enterprises are called so wherever they are counted.
    for one in ours:
        assert "合成" in one.name_zh
        assert "synthetic" in one.name_en
        assert "非真实企业" in one.note_zh
        assert "no real enterprises" in one.note_en
    for value in known.values:
        if value.status == "registry":
            assert "合成" in value.quote
            assert "no real enterprises" in value.note


def test_a_quotient_of_a_registry_is_one_like_all_others(made: Draft) -> None:
    known = of(made.data)
    [share] = known.cell("990100", f"{PREFIX}active_province_share", "2023")
    active = figures(made.data, f"{PREFIX}active", "2023")
    assert share.value == pytest.approx(100 * active["990100"] / active[known.profile.adcode])
    assert share.status == "derived"


Damage = Callable[[Path], object]


def told(**changed: object) -> Damage:
    """Return what changes what is told of an import."""

    def damage(room: Path) -> None:
        about: dict[str, Any] = json.loads((room / ABOUT).read_text())
        (room / ABOUT).write_text(json.dumps({**about, **changed}))

    return damage


def without_last_row(room: Path) -> None:
    table = pq.read_table(room / REGISTRY)
    replaced(room / REGISTRY, table.slice(0, len(table) - 1))


def one_more(room: Path) -> None:
    table = pq.read_table(room / CUBE)
    at = table.column_names.index("count")
    counts = table["count"].to_pylist()
    counts[0], counts[1] = counts[0] + 1, counts[1] - 1
    replaced(room / CUBE, table.set_column(at, "count", pa.array(counts, pa.int64())))


def other_columns(room: Path) -> None:
    replaced(room / REGISTRY, pq.read_table(room / REGISTRY).drop(["name"]))


def replaced(path: Path, table: pa.Table) -> None:
    """Write a table in the place of another, whose bytes may have other names."""
    path.unlink()
    pq.write_table(table, path)


def edited(room: Path) -> None:
    path = room / "values.csv"
    path.write_text(path.read_text().replace(",registry,", ",observed,", 1))


@pytest.mark.parametrize(
    ("damage", "file", "says"),
    [
        (lambda room: (room / CUBE).unlink(), CUBE, "lacks this file"),
        (lambda room: (room / "values.csv").unlink(), "values.csv", "lacks this file"),
        (lambda room: (room / "more.csv").touch(), "more.csv", "remove it"),
        (lambda room: (room / ABOUT).write_text("{"), ABOUT, "import the registry anew"),
        (told(zones=None), ABOUT, "import the registry anew"),
        (told(refused=7), ABOUT, "not what was taken"),
        (told(extracted="soon"), ABOUT, "is no day"),
        (told(source="the office"), ABOUT, "is no source of statistics/sources.csv"),
        (told(boundaries={}), ABOUT, "Import the registry anew with the boundaries"),
        (told(taken=1_999, rows=1_999), REGISTRY, "has 2,000 rows"),
        (without_last_row, REGISTRY, "has 1,999 rows"),
        (other_columns, REGISTRY, "import the registry anew"),
        (lambda room: (room / CUBE).write_bytes(b"PAR1"), CUBE, "import the registry anew"),
        (one_more, CUBE, "not the counts of registry.parquet"),
        (edited, "values.csv", "not what the counts give"),
    ],
)
def test_what_is_wrong_with_a_registry_is_said_with_its_remedy(
    draft: Draft, damage: Damage, file: str, says: str
) -> None:
    room = draft.data / FOLDER
    if file == CUBE and says.startswith("import"):
        (room / CUBE).unlink()
    damage(room)
    faults = check(draft.data)
    assert any(one.file == f"{FOLDER}/{file}" and says in one.message for one in faults), faults


def test_other_zones_or_other_names_ask_for_the_figures_anew(draft: Draft) -> None:
    path = draft.data / "statistics" / "fields.csv"
    path.write_text(path.read_text().replace("Biomedicine", "Medicine"))
    [fault] = [one for one in check(draft.data) if one.file.endswith("indicators.csv")]
    assert "registry add" in fault.message
    append(draft.data, "indicators", f"{PREFIX}own,甲,A,家,enterprises,count,0,,")
    assert any("are those of the registry" in one.message for one in check(draft.data))


def test_a_draft_takes_a_registry_whole_or_stays_as_it_was(
    draft: Draft, made: Draft, tmp_path: Path
) -> None:
    before = hash_of(draft.folder)
    registry = imported(tmp_path / "other", draft.data, rows(500))
    for source, why in (
        ({"source_id": "toy-office"}, "describe it. Missing: title"),
        ({"source_id": SOURCE, "title": "另一个"}, "toy-bulletin"),
    ):
        with pytest.raises(AtlasError, match=why):
            registry_added(draft, registry, source)
    with pytest.raises(AtlasError, match="holds no registry"):
        registry_added(draft, tmp_path, {"source_id": ""})
    told(boundaries={"counties.geojson": "0"})(registry)
    with pytest.raises(AtlasError, match=r"shapes/counties\.geojson, shapes/zones\.geojson"):
        registry_added(draft, registry, {"source_id": ""})
    assert hash_of(draft.folder) == before
    one, other = data_folder(made.data), data_folder(draft.data)
    assert not changes_between(one, other)
    registry_removed(draft, "王某")
    found = changes_between(one, data_folder(draft.data)).registry
    assert found is not None
    assert found.after is None
    assert check(draft.data) == ()
    with pytest.raises(AtlasError, match="has no registry"):
        registry_removed(draft)
    again = registry_added(draft, made.data / FOLDER, {"source_id": "toy-plan"}, "王某")
    assert again.about["source"] == "toy-plan"
    assert opened_draft(draft.folder).by == "王某"
    # Figures are told as those of a registry, not one by one.
    changed = changes_between(one, data_folder(draft.data))
    assert changed.registry is not None
    assert not changed.figures


def test_a_draft_made_anew_keeps_its_registry_and_two_are_a_question(
    draft: Draft, made: Draft, tmp_path: Path
) -> None:
    base = Path(shutil.copytree(made.data, tmp_path / "base"))
    shutil.rmtree(base / FOLDER)
    current = Path(shutil.copytree(base, tmp_path / "current"))
    append(current, "sources", "toy-new,新,玩具省,,2022,,A,")
    assert renewed(draft, base, current, "1" * 16) == ()
    assert check(draft.data) == ()
    assert registry_in(opened_draft(draft.folder)).about["taken"] == len(rows())
    shutil.copytree(made.data / FOLDER, current / FOLDER)
    told(refused=1)(current / FOLDER)
    assert "registry/" in str(renewed(draft, base, current, "2" * 16))
    registry_removed(draft)
    assert renewed(draft, made.data, made.data, "3" * 16) == ()
    assert registry_of(draft.data) is None


def test_editions_share_the_bytes_of_a_registry(
    draft: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geo.store.folder_store.SHARED", 1_000)
    store = FolderStore(tmp_path / "store")
    one = store.add(draft.data)
    append(draft.data, "sources", "toy-new,新,玩具省,,2022,,A,")
    other = store.add(draft.data)
    path = f"{FOLDER}/{REGISTRY}"
    assert (one.folder / path).samefile(other.folder / path)
    assert not (other.folder / path).samefile(draft.data / path)
    assert [store.edition(each.name) for each in (one, other)] == [one, other]
    assert not list((tmp_path / "store" / EDITIONS).glob(".*"))


def test_no_name_and_no_area_that_is_kept_secret_reaches_the_copy(
    made: Draft, tmp_path: Path
) -> None:
    frame = truth(made.data)
    rules = (
        Rule("words.csv row 2", "drop", word="第7"),
        Rule("words.csv row 3", "coarsen", word="t00011"),
        Rule("areas.geojson feature 1", "drop", polygons=((AREA,),)),
    )
    out = tmp_path / "out"
    out.mkdir()
    done = withhold(made.data, rules, out)
    assert {str(one) for one in done.met} >= {
        f"enterprises of the registry ({rule.where})" for rule in rules
    }
    (west, south), (east, north) = AREA[0], AREA[2]
    inside = frame["x"].between(west, east) & frame["y"].between(south, north)
    hidden = frame["name"].str.contains("第7") | (frame["id"] == "T00011") | inside
    left = truth(out)
    assert sorted(left["id"]) == sorted(frame["id"][~hidden])
    for path in (out / FOLDER).iterdir():
        body = path.read_bytes()
        assert "第7家公司".encode() not in body
        assert b"T00011" not in body
    about = registry_of(out)
    assert about is not None
    assert about.about["withheld"]
    assert not about.about["examples"]
    assert about.about["rows"] == about.about["taken"] == len(left)
    # Figures are of those that stay, and say that there were others.
    opened = left["status"].astype(str) != "closed"
    zones = {name: int((opened & (left["zone"] == name)).sum()) for name in about.about["zones"]}
    assert figures(out, f"{PREFIX}active", "2023") == {**expected(out, opened), **zones}
    assert "withheld" in of(out).indicator(f"{PREFIX}active").note_en
    assert check(out) == ()


def test_what_is_undecided_is_not_published_and_a_withheld_zone_has_no_enterprises(
    made: Draft, tmp_path: Path
) -> None:
    for name in ("one", "two", "three"):
        (tmp_path / name).mkdir()
    with pytest.raises(SensitiveError, match="enterprises of the registry"):
        withhold(made.data, (Rule("row 2", "", word="第7家"),), tmp_path / "one")
    # The boundary of a zone that is kept vague is not in the copy: nobody lies in it there.
    withhold(made.data, (Rule("row 2", "coarsen", word="甲高新区"),), tmp_path / "two")
    assert truth(tmp_path / "two")["zone"].isna().all()
    assert check(tmp_path / "two") == ()
    assert not registry_in_folder(tmp_path / "two")["zones"]
    # What no rule meets is the same, byte for byte.
    withhold(made.data, (Rule("row 2", "drop", word="金丝雀"),), tmp_path / "three")
    body = (tmp_path / "three" / FOLDER / REGISTRY).read_bytes()
    assert body == (made.data / FOLDER / REGISTRY).read_bytes()


def registry_in_folder(data: Path) -> Mapping[str, Any]:
    found = registry_of(data)
    assert found is not None
    return found.about


def test_pages_are_all_rows_that_are_meant_once_and_in_order(
    made: Draft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    frame, room = truth(made.data), Path(shutil.copytree(made.data / FOLDER, tmp_path / "room"))
    # Many groups, of which most are ruled out by what the file says of them.
    table = pq.read_table(room / REGISTRY)
    pq.write_table(table, room / REGISTRY, row_group_size=90)
    found = opened_registry(room)
    monkeypatch.setattr(registry_pages, "GROUPS", 2)
    window = (104.2, 30.5, 105.5, 31.7)
    west, south, east, north = window
    within = frame["x"].between(west, east) & frame["y"].between(south, north)
    told_no_field = frame["field"].isna()
    wishes: list[tuple[registry_pages.WantedRows, Any]] = [
        ({}, frame["id"].notna()),
        ({"bbox": window}, within),
        ({"place": "990100"}, frame["place"].str.startswith("9901")),
        ({"place": "990201", "years": (2000, 2010)},
         (frame["place"] == "990201") & frame["year"].between(2000, 2010)),
        ({"place": "htz-one"}, frame["zone"] == "htz-one"),
        ({"place": "990000", "fields": ("",)}, told_no_field),
        ({"fields": ("", "电子信息"), "statuses": ("closed",), "bbox": window},
         within & (told_no_field | (frame["field"] == "电子信息")) & (frame["status"] == "closed")),
        ({"statuses": ("",)}, frame["status"].isna()),
        ({"years": (1800, 1900)}, frame["id"].isna()),
    ]  # fmt: skip
    for wanted, kept in wishes:
        after, got = "", []
        for _ in range(len(frame)):
            one = page(found, limit=170, after=after, **wanted)
            assert len(one.rows) <= 170
            got += [row["row"] for row in one.rows]
            after = one.next_after
            if not after:
                break
        assert got == frame.index[kept].tolist(), wanted
        assert count(found, **wanted) == len(got), wanted
    [row] = page(found, limit=1, after="41").rows
    assert (row["row"], row["id"]) == (42, frame["id"][42])
    with pytest.raises(AtlasError, match="no position of a row"):
        page(found, limit=1, after="x")


def test_a_point_on_the_rim_of_a_zone_is_in_it(made: Draft) -> None:
    frame = truth(made.data)
    (west, south), _, (east, north), *_ = ZONE
    within = frame["x"].between(west, east) & frame["y"].between(south, north)
    assert (within == (frame["zone"] == "htz-one")).all()
