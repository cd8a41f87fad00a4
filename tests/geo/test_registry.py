"""A registry: every row is accounted for, and the same files give the same bytes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest

from geo.errors import AtlasError
from geo.registry import registry_files
from geo.registry.reasons import REASONS, REFUSALS
from geo.registry.registry_import import (
    UNFINISHED,
    RegistryFiles,
    import_registry,
    known_places,
)
from geo.registry.registry_package import ABOUT, CUBE, REGISTRY
from tests.catalogues import REAL, of
from tools.registry import write

KNOWN = known_places(REAL, of(REAL))
HEADER = "统一社会信用代码,企业名称,技术领域,经营状态,成立日期,经度,纬度,区划代码\n"
# 都江堰 and 成都's 锦江, by point and by code.
ROWS = """\
A1,甲公司,电子信息,存续（在营、开业、在册）,2015-03-01,103.62,31.00,510181
A2,乙公司,航空航天,注销,2001/4/5,,,510104
A3,丙公司,Aerospace,在业,19991231,104.08,30.65,510181
A4,,没有的领域,不明,不详,104.08,30.65,
A5,丁公司,,,,31.00,103.62,
A6,戊公司,,,,120.0,30.0,
A7,己公司,,,,120.0,30.0,510100
A8,庚公司,,,,,,
A9,辛公司,,,,,,330106
A1,壬公司,,,,104.08,30.65,
,癸公司,,,,104.08,30.65,
A10,"引号, 逗号",生物医药,开业,2020,104.08,30.65,510104001
A11,少了几格
"""
REFUSED = {
    "broken": 1,
    "no-id": 1,
    "twice": 1,
    "no-place": 1,
    "unknown-code": 1,
    "swapped": 1,
    "outside": 1,
}
NOTED = {
    "point-outside": 1,
    "other-place": 1,
    "unknown-field": 1,
    "unknown-status": 1,
    "unknown-year": 1,
}


def done(
    path: Path, to: Path, columns: Mapping[str, str] | None = None, encoding: str = ""
) -> dict[str, Any]:
    files = RegistryFiles((path,), "the office", "2025-12-31", columns or {}, encoding)
    return import_registry(files, to, KNOWN, REAL)


@pytest.fixture
def messy(tmp_path: Path) -> Path:
    path = tmp_path / "名录.csv"
    path.write_bytes((HEADER + ROWS).encode("gb18030"))
    return path


def test_every_row_is_taken_noted_or_refused_with_its_number(messy: Path, tmp_path: Path) -> None:
    about = done(messy, tmp_path / "out")
    assert about["reasons"] == {**REFUSED, **NOTED}
    assert about["rows"] == 13 == about["taken"] + about["refused"]
    rows = {reason: about["examples"][reason][0]["row"] for reason in REASONS}
    assert rows["broken"] == 13
    assert (rows["twice"], rows["no-id"], rows["swapped"], rows["outside"]) == (10, 11, 5, 6)
    assert about["examples"]["other-place"][0]["says"] == "510181"


def test_what_is_written_is_what_was_said(messy: Path, tmp_path: Path) -> None:
    done(messy, tmp_path / "out")
    rows = gpd.read_parquet(tmp_path / "out" / REGISTRY).set_index("id")
    assert rows.crs == "EPSG:4490"
    assert dict(rows["place"].items()) == {
        "A1": "510181",
        "A2": "510104",
        "A3": "510104",
        "A4": "510104",
        "A7": "510100",
        "A10": "510104",
    }
    kinds = rows[["field", "status", "year"]]
    assert list(kinds.loc["A3"]) == ["航空航天", "active", 1999]
    assert list(kinds.loc["A2"]) == ["航空航天", "closed", 2001]
    assert rows[["name", "field", "status", "year"]].loc["A4"].isna().all()
    # A point that did not decide is not kept beside the code that did.
    assert set(rows.index[rows.geometry.isna()]) == {"A2", "A7"}
    assert rows["name"]["A10"] == "引号, 逗号"


def test_the_cube_counts_what_the_rows_are(tmp_path: Path) -> None:
    write(3_000, tmp_path / "s.parquet")
    about = done(tmp_path / "s.parquet", tmp_path / "out")
    kinds = ["place", "field", "status", "year"]
    rows = gpd.read_parquet(tmp_path / "out" / REGISTRY)
    cube = pd.read_parquet(tmp_path / "out" / CUBE)
    counted = rows.groupby(kinds, dropna=False, observed=True).size()
    assert cube.set_index(kinds)["count"].sort_index().tolist() == counted.sort_index().tolist()
    assert cube["count"].sum() == about["taken"]


def test_an_invented_registry_says_so(tmp_path: Path) -> None:
    write(10, tmp_path / "s.csv")
    assert done(tmp_path / "s.csv", tmp_path / "out")["synthetic"] == 10


def digests(folder: Path) -> list[str]:
    return [hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in (REGISTRY, CUBE)]


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry_files, "BATCH", 500)


def test_the_same_rows_give_the_same_bytes_however_they_come(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(3_000, tmp_path / "s.parquet")
    pd.read_parquet(tmp_path / "s.parquet").to_csv(tmp_path / "s.csv", index=False)
    done(tmp_path / "s.parquet", tmp_path / "whole")
    monkeypatch.setattr(registry_files, "BATCH", 500)
    done(tmp_path / "s.parquet", tmp_path / "batches")
    done(tmp_path / "s.csv", tmp_path / "text")
    first = digests(tmp_path / "whole")
    assert digests(tmp_path / "batches") == digests(tmp_path / "text") == first


@pytest.mark.usefixtures("small_batches")
def test_an_import_that_was_ended_goes_on(tmp_path: Path) -> None:
    write(3_000, tmp_path / "s.parquet")
    files = RegistryFiles((tmp_path / "s.parquet",), "the office", "2025-12-31")
    done(tmp_path / "s.parquet", tmp_path / "whole")
    heard: list[int] = []

    def ended(rows: int) -> None:
        heard.append(rows)
        if rows == 1_500:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_registry(files, tmp_path / "out", KNOWN, REAL, ended)
    assert not (tmp_path / "out").exists()
    import_registry(files, tmp_path / "out", KNOWN, REAL, heard.append)
    assert heard == [500, 1_000, 1_500, 2_000, 2_500, 3_000]
    assert digests(tmp_path / "out") == digests(tmp_path / "whole")
    assert not (tmp_path / f"out{UNFINISHED}").exists()


@pytest.mark.usefixtures("small_batches")
def test_other_files_begin_anew(tmp_path: Path) -> None:
    write(3_000, tmp_path / "s.parquet")
    files = RegistryFiles((tmp_path / "s.parquet",), "the office", "2025-12-31")

    def ended(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_registry(files, tmp_path / "out", KNOWN, REAL, ended)
    write(700, tmp_path / "s.parquet")
    assert import_registry(files, tmp_path / "out", KNOWN, REAL)["rows"] == 700


def test_later_files_yield_to_earlier_ones(tmp_path: Path) -> None:
    for name, field in (("one", "电子信息"), ("two", "航空航天")):
        text = f"id,field,lon,lat\nA1,{field},104.08,30.65\n"
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    paths = tuple(tmp_path / f"{name}.csv" for name in ("one", "two"))
    about = import_registry(
        RegistryFiles(paths, "the office", "2025-12-31"), tmp_path / "out", KNOWN, REAL
    )
    assert about["examples"]["twice"] == [{"file": "two.csv", "row": 1, "says": "A1"}]
    assert gpd.read_parquet(tmp_path / "out" / REGISTRY)["field"].tolist() == ["电子信息"]


def test_points_of_a_geoparquet_file_are_read_in_degrees_only(tmp_path: Path) -> None:
    points = gpd.points_from_xy([104.08], [30.65])
    rows = gpd.GeoDataFrame({"id": ["A1"]}, geometry=points, crs=4490)
    rows.to_parquet(tmp_path / "degrees.parquet")
    assert done(tmp_path / "degrees.parquet", tmp_path / "out")["taken"] == 1
    rows.to_crs(4526).to_parquet(tmp_path / "metres.parquet")
    with pytest.raises(AtlasError, match="EPSG:4526: write them in degrees"):
        done(tmp_path / "metres.parquet", tmp_path / "other")


@pytest.mark.parametrize(
    ("name", "body", "options", "says"),
    [
        ("a.csv", b"id,name\nA1,x\n", {}, "nothing says where"),
        ("a.csv", b"name,lon,lat\nx,1,2\n", {}, "--column id=NAME"),
        ("a.csv", b"id,lon,\xe7\xbb\x8f\xe5\xba\xa6,lat\nA,1,1,2\n", {}, "both say the lon"),
        ("a.csv", b"id,lon,lat\nA,1,2\n", {"columns": {"id": "no"}}, "it has id, lon, lat"),
        ("a.csv", b"id,lon,lat\nA,1,2\n", {"columns": {"who": "id"}}, "the columns are id, name"),
        ("a.csv", b"", {}, "has no header"),
        ("a.csv", b"\xff\xfe\x00\x81\n\x00", {}, "or is damaged|no column"),
        ("a.csv", b"id,lon,lat\nA,1,2\n", {"encoding": "klingon"}, "klingon"),
        ("a.parquet", b"PAR1 not really", {}, "or is damaged"),
    ],
)
def test_a_file_that_is_none_is_refused_in_words_and_leaves_nothing(
    tmp_path: Path, name: str, body: bytes, options: dict[str, Any], says: str
) -> None:
    (tmp_path / name).write_bytes(body)
    with pytest.raises(AtlasError, match=says):
        done(tmp_path / name, tmp_path / "out", **options)
    assert sorted(path.name for path in tmp_path.iterdir()) == [name]


def test_a_folder_that_is_there_is_left_alone(messy: Path, tmp_path: Path) -> None:
    done(messy, tmp_path / "out")
    before = (tmp_path / "out" / ABOUT).read_bytes()
    with pytest.raises(AtlasError, match="is there already"):
        done(messy, tmp_path / "out")
    assert (tmp_path / "out" / ABOUT).read_bytes() == before
    assert set(json.loads(before)["reasons"]) >= set(REFUSALS)
