"""Registries as their user sees them: imported, put into a draft, published, shown, rolled back."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from flask.testing import FlaskClient

from app.cli import main
from app.factory import create_app
from app.settings.settings import Config
from geo.store.folder_store import FolderStore
from geo.store.publication import publishing
from tests.geo.toy_registry import imported, rows
from tools.registry import write

OPTIONS = ("--source", "the office", "--date", "2025-12-31")


def test_it_says_what_became_of_every_row(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,lon,lat\nA1,104.08,30.65\nA2,30.65,104.08\nA3\x1b[2J,,\n", encoding="utf-8")
    to = str(tmp_path / "out")
    assert main(["registry", "import", str(path), "--to", to, *OPTIONS, "--lang", "zh"]) == 1
    said = capsys.readouterr().out
    assert "3 行 = 采用 1 + 拒绝 2" in said
    assert "a.csv 第 2 行：30.65, 104.08" in said
    assert "经度和纬度对调后在省内" in said
    assert "不计到高新区" in said
    assert "\x1b" not in said


def test_what_is_invented_is_called_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(50, tmp_path / "s.parquet")
    words = ["registry", "import", str(tmp_path / "s.parquet"), "--to", str(tmp_path / "out")]
    assert main([*words, *OPTIONS]) == 0
    assert "Synthetic: 50 rows" in capsys.readouterr().out


@pytest.mark.parametrize("more", [(), ("--scheduler", "local:1")], ids=["alone", "shared"])
def test_a_header_alone_is_no_registry(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], more: tuple[str, ...]
) -> None:
    file, to = tmp_path / "e.csv", tmp_path / "out"
    file.write_text("id,name,lon,lat\n", encoding="utf-8")
    assert main(["registry", "import", str(file), "--to", str(to), *OPTIONS, *more]) != 0
    assert "no row below it" in capsys.readouterr().err
    assert not to.exists()


def test_its_report_is_json_for_programs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("who,x,y\nA1,104.08,30.65\n", encoding="utf-8")
    named = [
        f"--column={ours}={theirs}"
        for ours, theirs in zip(("id", "lon", "lat"), ["who", "x", "y"], strict=True)
    ]
    words = ["registry", "import", str(path), "--to", str(tmp_path / "out"), "--json"]
    assert main([*words, *named, *OPTIONS]) == 0
    assert json.loads(capsys.readouterr().out)["taken"] == 1


def test_a_choice_without_its_column_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["registry", "import", "a.csv", "--to", str(tmp_path / "out"), "--column", "id"]
    assert main([*words, *OPTIONS]) != 0
    assert "--column id=NAME" in capsys.readouterr().err


SIGNED = ("--who", "王某", "--why", "试一试")


def test_a_registry_is_published_shown_to_whom_it_may_and_rolled_back(
    tmp_path: Path, toyland: Path, toy_cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*words: object) -> tuple[int, str]:
        code = main([*map(str, words), "--lang", "en"])
        told = capsys.readouterr()
        return code, told.out + told.err

    root, cache = tmp_path / "store", shutil.copytree(toy_cache, tmp_path / "cache")
    with publishing(FolderStore(root), "赵", "开始") as publication:
        first = publication.store.add(toyland).name
        publication.switch(first, "published")
    registry = imported(tmp_path / "rows", toyland, rows(400, synthetic=True), "2023-12-31")
    store, draft = ("--store", root), ("--draft", tmp_path / "draft")
    code, out = run("registry", "add", registry, *store, *draft)
    assert (code, "400 synthetic enterprises (no real ones) of toy-bulletin" in out) == (0, True)
    assert "new: 400 synthetic enterprises" in run("data", "changes", *store, *draft)[1]
    # With a list of what is sensitive: readers get what is left.
    words = tmp_path / "words.csv"
    words.write_text("word,action\n第7,drop\n", encoding="utf-8")
    lists = ("--sensitive-words", words)
    built = (*store, "--cache", cache)
    assert run("data", "publish", *built, *lists, *draft, *SIGNED)[0] == 0
    settings = Config(store=root, cache=Path(cache), sensitive_words=words)
    with create_app(settings).server.test_client() as client:
        counted_and_not_shown(client)
    shown = replace(settings, registry_points=True)
    with create_app(shown).server.test_client() as client:
        shown_without_what_is_withheld(client)
        for wrong, says in WRONG.items():
            answer = client.get(f"/api/registry/rows?lang=en&{wrong}")
            assert (answer.status_code, says in answer.get_json()["error"]) == (400, True), wrong
    assert run("data", "roll-back", *built, *SIGNED)[0] == 0
    with create_app(shown).server.test_client() as client:
        assert client.get("/api/registry/rows").status_code == 404
    assert run("registry", "remove", *store, *draft)[0] == 0
    assert "Enterprise registry" not in run("data", "changes", *store, *draft)[1]


def counted_and_not_shown(client: FlaskClient) -> None:
    """Look at an atlas whose operator has not said that single enterprises may be shown."""
    answer = client.get("/api/registry/rows", headers={"Accept-Language": "zh"})
    assert answer.status_code == 404
    assert "--registry-points yes" in answer.get_json()["error"]
    page = client.get("/map?layer=counties&indicator=registry_active").get_data(as_text=True)
    assert "存续企业数（合成名录）" in page
    method = client.get("/data?lang=en").get_data(as_text=True)
    assert "Enterprises of a registry, counted one by one" in method
    archive = ZipFile(io.BytesIO(client.get("/data/data-package.zip").data))
    assert not [name for name in archive.namelist() if "registry" in name]


def shown_without_what_is_withheld(client: FlaskClient) -> None:
    """Look at all enterprises page by page, and at those of a prefecture as a file."""
    got: list[dict[str, object]] = []
    after = ""
    while True:
        page = client.get(f"/api/registry/rows?limit=150&after={after}").get_json()
        got += page["rows"]
        after = page["next"]
        if not after:
            break
    left = rows(400, synthetic=True)["name"].str.contains("第7")
    assert len(got) == (~left).sum()
    assert not any("第7" in str(row["name"]) for row in got)
    assert page["extracted"] == "2023-12-31"
    assert "no real enterprises" in page["synthetic"]
    inside = client.get("/api/registry/rows?place=990100&count=yes&limit=1000").get_json()
    assert inside["count"] == len(inside["rows"]) > 0
    text = client.get("/api/registry/rows.csv?place=990100").get_data(as_text=True)
    lines = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [row["id"] for row in lines] == [row["id"] for row in inside["rows"]]
    origins = {(row["source"], row["extracted"]) for row in lines}
    assert origins == {("toy-bulletin", "2023-12-31")}
    assert all("合成数据，非真实企业" in row["synthetic"] for row in lines)


WRONG = {
    "limit=0": "limit cannot be '0'",
    "page=1": "there is no parameter 'page'",
    "bbox=1,2,3": "bbox cannot be '1,2,3'",
    "bbox=105,30,104,31": "write west,south,east,north",
    "bbox=nan,30,104,31": "write west,south,east,north",
    "status=open": "there are active, closed, unknown",
    "field=农业": "there are 电子信息, 生物医药",
    "years=2019-2001": "the first and the last",
    "place=990000000": "there is no place",
    "after=x": "after cannot be 'x'",
    "limit=1&limit=2": "a parameter is there twice",
    "count=3": "there are yes, no",
}


def test_processes_of_this_machine_share_the_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(50, tmp_path / "s.parquet")
    words = ["registry", "import", str(tmp_path / "s.parquet"), "--to", str(tmp_path / "out")]
    assert main([*words, *OPTIONS, "--scheduler", "local:1"]) == 0
    said = capsys.readouterr()
    assert "50 rows = 50 taken + 0 refused" in said.out
    assert not said.err


def test_a_scheduler_without_its_library_says_how_to_get_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.delitem(sys.modules, "geo.registry.cluster_import", raising=False)
    monkeypatch.delitem(sys.modules, "geo.registry.cluster_client", raising=False)
    words = ["registry", "import", "a.csv", "--to", str(tmp_path / "out")]
    assert main([*words, *OPTIONS, "--scheduler", "local"]) != 0
    assert "requirements-dask.txt" in capsys.readouterr().err
