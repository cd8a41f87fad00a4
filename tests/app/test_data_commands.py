"""An officer's work on the command line: a table into a draft, its changes, published, back."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from app.cli import main
from app.factory import create_app
from app.files.shelf import Shelf
from app.jail.confinement import lacking
from app.settings.settings import Config
from geo.files.content_hash import hash_of
from geo.files.raw_table import RawTable
from geo.store.folder_store import FolderStore
from tests.stores import STORES, KeptStore

jailed = pytest.mark.skipif(bool(lacking()), reason="this kernel cannot confine a process")
Run = Callable[..., tuple[int, str, str]]

SOURCE = (
    *("--source", "toy-office", "--source-title", "年报", "--source-publisher", "玩具省统计局"),
    *("--source-published", "2023-03-01", "--source-grade", "A"),
)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return what runs a command in English, and returns its exit code, output and errors."""

    def command(*words: object, lang: str = "en") -> tuple[int, str, str]:
        code = main([*map(str, words), "--lang", lang])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


@pytest.fixture
def package(toyland: Path, tmp_path: Path) -> Path:
    """Return Toyland in a folder whose text files may be read only, as an edition's are."""
    folder = tmp_path / "package"
    shutil.copytree(toyland, folder)
    for path in folder.rglob("*.csv"):
        path.chmod(0o444)
    return folder


def table(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    """Write a workbook of one sheet."""
    whole = Workbook()
    sheet = whole.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    whole.save(path)
    return path


@pytest.fixture
def yearly(tmp_path: Path) -> Path:
    """Return a year of figures in another unit."""
    rows = (
        *(["2022年地区生产总值"], ["单位：万元"], ["地区", "地区生产总值"]),
        *(["甲市", "12,500"], ["乙市", 20000], ["丙市", 31000], ["合计", 63500]),
    )
    return table(tmp_path / "gdp.xlsx", rows)


@jailed
def test_figures_go_into_a_draft_and_leave_the_rest_as_it_was(
    run: Run, package: Path, yearly: Path, tmp_path: Path
) -> None:
    draft, before = tmp_path / "draft", hash_of(package)
    code, out, err = run("data", "import", yearly, "--data", package, "--draft", draft, *SOURCE)
    assert (code, err) == (0, "")
    assert "3 figures added, 0 replaced, 0 withdrawn, 0 were there already" in out
    assert hash_of(package) == before
    old, new = (
        (folder / "statistics" / "values.csv").read_text(encoding="utf-8").splitlines()
        for folder in (package, draft / "data")
    )
    added = [line for line in new if line not in old]
    assert [line for line in new if line not in added] == old
    assert added[0] == (
        '990100,gdp,2022,,1.25,observed,toy-office,"甲市 地区生产总值 2022 12,500",'
        "12500 万元 = 1.25 亿元"
    )
    # Beside the figures of the same place and indicator, by year.
    assert new[new.index(added[0]) - 1].startswith("990100,gdp,2021")
    assert run("check", "--data", draft / "data")[0] == 0
    again = run("data", "import", yearly, "--draft", draft, "--source", "toy-office")
    assert again[0] == 0
    assert "0 figures added, 0 replaced, 0 withdrawn, 3 were there already" in again[1]


@jailed
def test_what_is_replaced_withdrawn_or_disputed_is_said(
    run: Run, package: Path, yearly: Path, tmp_path: Path
) -> None:
    given = ("--data", package, "--draft", tmp_path / "draft")
    assert run("data", "import", yearly, *given, *SOURCE)[0] == 0
    other = table(tmp_path / "other.xlsx", (["地区", "2022年（亿元）"], ["甲市", 1.5], ["乙市", 2]))
    code, out, _ = run(
        "data", "import", other, *given, "--indicator", "gdp", "--source", "toy-office"
    )
    assert code == 0
    assert "replaced: 990100 gdp 2022: 1.25 → 1.5 (toy-office)" in out
    assert "0 figures added, 1 replaced, 0 withdrawn, 1 were there already" in out
    third = table(tmp_path / "third.xlsx", (["地区", "2022年（亿元）"], ["甲市", 1.7]))
    with_gdp = (*given, "--indicator", "gdp", "--source", "toy-plan")
    _, out, _ = run("data", "import", third, *with_gdp)
    assert "two sources differ: 990100 gdp 2022: 1.7 (toy-plan), 1.5 (toy-office)" in out
    _, out, _ = run("data", "import", third, *with_gdp, "--replace")
    assert "withdrawn: 990100 gdp 2022: 1.5 (toy-office)" in out


@jailed
@pytest.mark.parametrize(
    ("rows", "more", "told"),
    [
        ((["地区", "2022年（亿元）"], ["甲市", 1]), SOURCE, "is called like no indicator"),
        ((["地区", "2022年"], ["甲市", 1]), (*SOURCE, "--indicator", "gdp"), "--unit UNIT"),
        ((["地区", "总值（亿元）"], ["甲市", 1]), (*SOURCE, "--indicator", "gdp"), "--period YEAR"),
        (
            (["地区", "2022年（人）"], ["甲市", 1]),
            (*SOURCE, "--indicator", "gdp"),
            "'人' cannot be",
        ),
        ((["地区", "2022年（亿元）"], ["甲市", 1]), ("--indicator", "gdp"), "--source ID"),
        (
            (["地区", "2022年（亿元）"], ["甲市", 1]),
            ("--indicator", "gdp", "--source", "toy-new"),
            "describe it. Missing: title, publisher, published, grade",
        ),
        (
            (["地区", "2022年（亿元）"], ["甲市", 1]),
            ("--indicator", "gdp", "--source", "synthetic"),
            "it must be small letters, a hyphen",
        ),
        (
            (["地区", "2022年（亿元）"], ["甲市", 1]),
            ("--indicator", "gdp_per_person", "--source", "toy-plan"),
            "is computed by the atlas",
        ),
        (
            (["地区", "2022年（亿元）"], ["甲市", 1], ["假市", 2]),
            ("--indicator", "gdp", "--source", "toy-plan"),
            "Nothing was put into the draft",
        ),
    ],
)
def test_what_is_not_certain_stops_it(
    run: Run,
    package: Path,
    tmp_path: Path,
    rows: Sequence[Sequence[object]],
    more: Sequence[str],
    told: str,
) -> None:
    file, draft = table(tmp_path / "t.xlsx", rows), tmp_path / "draft"
    code, out, err = run("data", "import", file, "--data", package, "--draft", draft, *more)
    assert code != 0
    assert told in out + err
    assert not draft.exists() or hash_of(draft / "data") == hash_of(package)


@jailed
def test_rows_that_are_asked_stay_out_where_that_is_wanted(
    run: Run, package: Path, tmp_path: Path
) -> None:
    file = table(tmp_path / "t.xlsx", (["地区", "2022年（亿元）"], ["甲市", 1], ["假市", 2]))
    given = ("--data", package, "--draft", tmp_path / "draft", "--indicator", "gdp")
    code, out, _ = run("data", "import", file, *given, "--source", "toy-plan", "--taken-only")
    assert code == 0
    assert "1 figures added" in out


def test_a_whole_table_is_taken_if_the_package_stays_sound(
    run: Run, package: Path, tmp_path: Path
) -> None:
    draft = tmp_path / "draft"
    text = (package / "statistics" / "zones.csv").read_text(encoding="utf-8")
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text(text.replace("甲高新区", "甲高新"), encoding="utf-8")
    bad.write_text(text.replace("990301", "990999"), encoding="utf-8")
    given = ("--data", package, "--draft", draft, "--table", "zones")
    assert run("data", "import", good, *given)[0] == 0
    after = hash_of(draft / "data")
    code, _, err = run("data", "import", bad, *given)
    assert code == 1
    assert "statistics/zones.csv:3" in err
    assert "990999" in err
    assert hash_of(draft / "data") == after
    assert "zones: 0 rows added, 1 changed" in run("data", "changes", *given[:4])[1]
    code, _, err = run("data", "import", good, *given[:4], "--table", "zone")
    assert code == 2
    assert "there is no table or boundary file called 'zone'" in err


@pytest.fixture
def store(
    toyland: Path, toy_cache: Path, tmp_path: Path, run: Run, one_store: KeptStore
) -> tuple[str, ...]:
    """Return the settings of a store whose current edition is Toyland."""
    given = ("--store", one_store.written)
    cache = ("--cache", str(tmp_path / "cache"))
    one_store.store.set_current(run("editions", *given, *cache, "--add", toyland)[1].strip())
    # Its own: a cache keeps the newest few, and other tests read Toyland's.
    shutil.copytree(toy_cache, tmp_path / "cache", dirs_exist_ok=True)
    return (*given, *cache)


SIGNED = ("--who", "王某", "--why", "试一试")


@jailed
@pytest.mark.parametrize("one_store", STORES, indirect=True)
def test_from_a_table_to_readers_and_back(
    run: Run, store: tuple[str, ...], yearly: Path, tmp_path: Path, one_store: KeptStore
) -> None:
    draft, kept = tmp_path / "draft", one_store.store
    assert run("data", "import", yearly, *store, "--draft", draft, *SOURCE)[0] == 0
    code, out, _ = run("data", "changes", *store, "--draft", draft)
    assert code == 0
    for words in (
        "added: Alpha, Gross domestic product, 2022 (toy-office): 1.25",
        "toy-office: 年报",
        "Gross domestic product, 2022, prefectures: 0 → 3 of 4",
    ):
        assert words in out
    before = kept.current()
    assert (
        "新增：甲市，地区生产总值，2022"
        in run("data", "changes", *store, "--draft", draft, lang="zh")[1]
    )
    code, out, _ = run("data", "publish", *store, "--draft", draft, *SIGNED)
    assert code == 0
    current = kept.current()
    assert f"readers get edition {current} now; before: {before}" in out
    assert kept.kept_hash(current) == hash_of(draft / "data")
    assert run("data", "publish", *store, "--draft", draft, *SIGNED)[0] == 2
    assert run("data", "roll-back", *store, *SIGNED)[0] == 0
    assert kept.current() == before
    assert run("data", "roll-back", *store, *SIGNED, "--to", current)[0] == 0
    code, out, err = run("data", "journal", *store[:2], "--verify")
    assert (code, out, err) == (0, "the journal is what was written: 6 rows\n", "")
    listed = run("data", "journal", *store[:2], lang="zh")[1].splitlines()
    assert [line.split("\t")[3] for line in listed[1::2]] == ["已发布", "已退回", "已退回"]
    assert all(line.split("\t")[2] == "王某" for line in listed)
    # Past the journal: said, and no fault of the journal.
    kept.set_current(before)
    code, _, err = run("data", "journal", *store[:2], "--verify")
    assert code == 0
    assert "without the journal" in err


@jailed
def test_of_two_officers_the_second_is_told_what_changed(
    run: Run, store: tuple[str, ...], toyland: Path, yearly: Path, tmp_path: Path
) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    assert run("data", "import", yearly, *store[:2], "--draft", one, *SOURCE)[0] == 0
    mine = table(tmp_path / "mine.xlsx", (["地区", "2022年（家）"], ["甲市", 5]))
    hnte = ("--indicator", "hnte", "--source", "toy-plan")
    assert run("data", "import", mine, *store[:2], "--draft", other, *hnte)[0] == 0
    assert run("data", "publish", *store, "--draft", one, *SIGNED)[0] == 0
    root = tmp_path / "store"
    current = FolderStore(root).current()
    code, _, err = run("data", "publish", *store, "--draft", other, *SIGNED)
    assert code == 1
    assert "added: Alpha, Gross domestic product, 2022 (toy-office): 1.25" in err
    code, _, err = run("data", "publish", *store, "--draft", other, *SIGNED, "--anyway")
    assert code == 2
    assert "List first what it changes now" in err
    assert FolderStore(root).current() == current
    assert len(FolderStore(root).journal.rows()) == 2
    # Made anew from that one, a draft has both works; what both changed is a question.
    third = tmp_path / "third"
    shutil.copytree(other, third)
    assert run("data", "renew", *store[:2], "--draft", third)[0] == 0
    out = run("data", "changes", *store[:2], "--draft", third)[1]
    assert "added: Alpha, High-tech enterprises, 2022 (toy-plan): 5" in out
    assert "withdrawn" not in out
    disputed = table(tmp_path / "disputed.xlsx", (["地区", "2022年（亿元）"], ["甲市", 9]))
    again = ("--draft", tmp_path / "again")
    assert run("data", "import", yearly, *again, "--data", toyland, *SOURCE)[0] == 0
    gdp = ("--indicator", "gdp", "--source", "toy-office")
    assert run("data", "import", disputed, *again, *gdp)[0] == 0
    before = hash_of(tmp_path / "again" / "data")
    code, _, err = run("data", "renew", *store[:2], *again)
    assert code == 1
    assert "statistics/values.csv: 990100 gdp 2022 toy-office" in err
    assert hash_of(tmp_path / "again" / "data") == before
    out = run("data", "changes", *store[:2], "--draft", other)[1]
    assert "withdrawn: Alpha, Gross domestic product, 2022 (toy-office): 1.25" in out
    assert run("data", "publish", *store, "--draft", other, *SIGNED, "--anyway")[0] == 0
    assert current in FolderStore(root).names()


def test_a_draft_with_faults_is_not_published(
    run: Run, store: tuple[str, ...], toyland: Path, tmp_path: Path
) -> None:
    draft = tmp_path / "draft"
    zones = toyland / "statistics" / "zones.csv"
    assert run("data", "import", zones, *store[:2], "--draft", draft, "--table", "zones")[0] == 0
    (draft / "data" / "statistics" / "regions.csv").unlink()
    for words in (("changes", *store[:2]), ("publish", *store, *SIGNED)):
        code, _, err = run("data", *words, "--draft", draft)
        assert code == 1
        assert "statistics/regions.csv" in err
    assert not FolderStore(tmp_path / "store").journal.rows()
    code, _, err = run("data", "publish", *store, *SIGNED, "--draft", tmp_path / "none")
    assert code == 2
    assert "is no draft" in err


@jailed
def test_templates_come_back_filled_in_without_a_question(
    run: Run, package: Path, tmp_path: Path
) -> None:
    out, draft = tmp_path / "templates", tmp_path / "draft"
    code, listed, _ = run("data", "templates", out, "--data", package, "--year", "2023")
    assert code == 0
    assert {Path(line).name for line in listed.splitlines()} == {
        *("prefecture-figures-2023.xlsx", "zone-figures-2023.xlsx"),
        *("zones.xlsx", "zone_steps.xlsx", "platforms.xlsx", "targets.xlsx"),
        *("zone_boundaries.geojson", "area_boundaries.geojson"),
        *("prefectures.geojson", "counties.geojson"),
    }
    given = ("--data", package, "--draft", draft)
    for level, places in (("prefecture", 4), ("zone", 2)):
        path = out / f"{level}-figures-2023.xlsx"
        whole = load_workbook(path)
        sheet = whole.worksheets[0]
        assert "2023年" in str(sheet["A1"].value)
        column = next(at for at in range(3, 40) if "（家）" in str(sheet.cell(3, at).value))
        for row in range(4, 4 + places):
            sheet.cell(row, column, 7)
        assert sheet.data_validations.dataValidation
        whole.save(path)
        code, told, err = run("data", "import", path, *given, *SOURCE)
        assert (code, err) == (0, "")
        assert f"{places} figures added" in told
    for name in ("zones", "zone_steps", "platforms", "targets"):
        assert run("data", "import", out / f"{name}.xlsx", *given, "--table", name)[0] == 0
        old, new = (
            [row.cells for row in RawTable(folder / "statistics" / f"{name}.csv").rows]
            for folder in (package, draft / "data")
        )
        assert new == old
    zones = load_workbook(out / "zones.xlsx")
    lists = list(zones.worksheets[0].data_validations.dataValidation)
    assert {rule.type for rule in lists} == {"list"}
    assert zones.sheetnames == ["填报", "词表", "说明"]
    code, _, err = run("data", "import", out / "zones.xlsx", *given, "--table", "platforms")
    assert code == 2
    assert "no sheet of the file has a row with the names of all columns" in err


def test_a_preview_says_so_on_every_page_and_is_in_no_index(
    toy_config: Config, toy_shelf: Shelf
) -> None:
    atlas = create_app(replace(toy_config, preview=True), shelf=toy_shelf)
    with atlas.server.test_client() as client:
        for path, words in (("/", "预览，未发布"), ("/map?lang=en", "Preview, not published")):
            answer = client.get(path)
            strip = re.search(r'id="approval"[^>]*>([^<]+)<', answer.text)
            assert strip
            assert strip[1].startswith(words)
            assert answer.headers["X-Robots-Tag"] == "noindex"
        # A script that changes the language says it, too.
        assert "预览，未发布 · " in client.get("/map").text


def test_what_is_no_draft_is_not_previewed(run: Run, package: Path) -> None:
    code, _, err = run("data", "preview", "--data", package, "--draft", package)
    assert code == 2
    assert "is no draft" in err
