"""Every command that draws or writes, run as a person runs it, mistakes included."""

from __future__ import annotations

import csv
import importlib
import io
import os
import shutil
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from app.cli import main
from app.jobs import reading
from layers.catalogue import layers
from tests.catalogues import REAL, TOY, choices, of, rows

DEADLINE = 120
BUDGET = 600_000
MISUSE, PROBLEM = 2, 1
FORMATS = ("csv", "xlsx", "geojson", "gpkg", "parquet")
PICTURES = {"svg": b"<?xml", "png": b"\x89PNG", "pdf": b"%PDF"}


def run(*arguments: str, data: Path = TOY) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "app", arguments[0], "--data", str(data), *arguments[1:]]
    return subprocess.run(
        command,
        cwd=REAL.parent,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=DEADLINE,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )


def started(*arguments: str, data: Path = TOY) -> str:
    """Return what a command says that ends well in a process of its own."""
    done = run(*arguments, data=data)
    assert done.returncode == 0, done.stderr
    return done.stdout


def fine(*arguments: str, data: Path = TOY) -> str:
    """Return the same of a command in this process, where its libraries are loaded already."""
    with redirect_stdout(io.StringIO()) as said:
        assert main([arguments[0], "--data", str(data), *arguments[1:]]) == 0
    return said.getvalue()


def refused(*arguments: str, data: Path = TOY, code: int = MISUSE) -> str:
    done = run(*arguments, data=data)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    return done.stderr


def misused(capsys: pytest.CaptureFixture[str], *arguments: str, data: Path = TOY) -> str:
    """Return what a mistaken command says; in this process, as there are many mistakes."""
    assert main([arguments[0], "--data", str(data), *arguments[1:]]) == MISUSE
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    assert said.out == ""
    return said.err


@pytest.mark.parametrize(("lang", "word"), [("zh", "创新平台"), ("en", "Innovation platforms")])
def test_layers_are_listed_one_a_line(lang: str, word: str) -> None:
    listed = [line.split("\t") for line in started("layers", "--lang", lang).splitlines()]
    assert [cells[0] for cells in listed] == list(layers(of(TOY).profile))
    assert all(len(cells) == 3 and cells[1] for cells in listed)
    assert any(word in cells[1] for cells in listed)


def test_indicators_are_listed_with_their_periods() -> None:
    lines = started("indicators", "--lang", "en", data=REAL).splitlines()
    listed = {line.split("\t")[0]: line.split("\t")[1:] for line in lines}
    assert list(listed) == list(of(REAL).indicators)
    assert listed["gdp"][:2] == ["Gross domestic product", "100 million yuan"]
    assert "zone:2016,2018,2019,2021" in listed["zone_revenue"]


@pytest.mark.parametrize("form", FORMATS)
def test_layers_go_out_in_every_format(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"gdp.{form}"
    assert fine("export", "prefectures", "--indicator", "gdp", "-o", str(path)) == ""
    assert path.stat().st_size > 500
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_an_export_is_complete_and_repeats(tmp_path: Path) -> None:
    one, other = tmp_path / "one.csv", tmp_path / "other.csv"
    for command, path in ((started, one), (fine, other)):
        command("export", "prefectures", "-o", str(path))
    assert one.read_bytes() == other.read_bytes()
    with one.open(encoding="utf-8-sig", newline="") as file:
        found = list(csv.DictReader(file))
    shown = {(row["indicator_id"], row["period"], row["place_id"]) for row in found}
    for row in rows(TOY, "values"):
        if row["place_id"] in ("990100", "990200", "990300", "990400"):
            assert (row["indicator_id"], row["period"], row["place_id"]) in shown
    assert "'=1" not in one.read_text(encoding="utf-8-sig")


def test_a_table_is_named_by_its_file_where_a_layer_has_its_name(tmp_path: Path) -> None:
    layer, table = tmp_path / "layer.csv", tmp_path / "table.csv"
    fine("export", "zones", "-o", str(layer))
    fine("export", "zones.csv", "-o", str(table))
    assert "boundary_confidence" in layer.read_text(encoding="utf-8-sig")
    assert "provincial_document" in table.read_text(encoding="utf-8-sig")
    assert "'=1+1 丙" in table.read_text(encoding="utf-8-sig"), "a formula is guarded"


def test_a_period_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    fine("export", "prefectures", "--indicator", "hnte", "--period", "2021", "-o", str(path))
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert {row["period"] for row in csv.DictReader(file)} == {"2021"}


@pytest.mark.parametrize("layer", dict.fromkeys(layer for layer, _ in choices(TOY)))
def test_every_layer_becomes_a_page(layer: str, tmp_path: Path) -> None:
    path = tmp_path / "map.html"
    fine("build", layer, "-o", str(path))
    page = path.read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "Content-Security-Policy" in page
    assert "<script>alert" not in page, "text from data is text"


def test_the_page_of_the_province_is_small_and_repeats(tmp_path: Path) -> None:
    one, other = tmp_path / "one.html", tmp_path / "other.html"
    for command, path in ((started, one), (fine, other)):
        command("build", "prefectures", "--indicator", "gdp", "-o", str(path), data=REAL)
    assert one.stat().st_size <= BUDGET
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("form", PICTURES)
def test_a_picture_in_every_format(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"map.{form}"
    fine(
        "picture", "prefectures", "--indicator", "hnte", "--scheme", "quantiles", "--k", "3",
        "--over", "zones,counties", "--lang", "en", "-o", str(path),
    )  # fmt: skip
    assert path.read_bytes().startswith(PICTURES[form])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("build nowhere -o {}/a.html", "unknown layer 'nowhere'. Known: prefectures,"),
        ("build zone -o {}/a.html", "Did you mean 'zones'?"),
        ("build prefectures --indicator gpd -o {}/a.html", "Did you mean 'gdp'?"),
        ("build prefectures --period 1999 -o {}/a.html", "Known: 2020, 2021"),
        ("build prefectures --scheme jenks -o {}/a.html", "Known: natural, quantiles"),
        ("build prefectures --k 12 -o {}/a.html", "Known: 3, 4, 5, 6, 7"),
        ("build prefectures --lock half -o {}/a.html", "Known: free, locked"),
        ("build prefectures --breaks 3,1 -o {}/a.html", "rising order"),
        ("build prefectures --breaks a,b -o {}/a.html", "are not numbers"),
        ("build prefectures --breaks 1,1e300 -o {}/a.html", "must lie between"),
        ("build prefectures --breaks 1,inf -o {}/a.html", "must lie between"),
        ("build zones --over zones -o {}/a.html", "shows 'zones' already"),
        ("build prefectures --over nothing -o {}/a.html", "Known: zones, zones-revenue"),
        ("build prefectures --lang fr -o {}/a.html", "Known: zh, en"),
        ("build prefectures -o {}/a.doc", "Known: html"),
        ("picture prefectures -o {}/a.gif", "Known: svg, png, pdf"),
        ("export nothing -o {}/a.csv", "unknown layer or table 'nothing'. Known: prefectures,"),
        ("export zones -o {}/a.shp", "Known: csv, xlsx, geojson, gpkg, parquet"),
        ("export zones --format dbf -o {}/a.csv", "Known: csv, xlsx"),
        ("export sources -o {}/a.geojson", "is not of places: write it as csv or xlsx"),
        ("export prefectures --period 1999 -o {}/a.csv", "Known: 2020, 2021"),
        ("export zones -o {}/missing/a.csv", "cannot write"),
        ("export zones -o {}", "unknown format ''"),
        ("layers --lang fr", "Known: zh, en"),
    ],
)
def test_what_cannot_be_done_is_said_with_what_can(
    words: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said in misused(capsys, *words.replace("{}", str(tmp_path)).split())
    assert not list(tmp_path.iterdir()), "nothing is left behind"


@pytest.mark.parametrize("command", ["layers", "build", "export", "picture"])
def test_broken_data_are_reported_whole(command: str, tmp_path: Path) -> None:
    folder, out = tmp_path / "data", tmp_path / "out.csv"
    shutil.copytree(TOY, folder)
    values = folder / "statistics" / "values.csv"
    text = values.read_text(encoding="utf-8")
    values.write_text(
        text.replace(",gdp,2020,,2,", ",gdp,2020,,two,").replace(
            ",hnte,2021,,5,", ",hntee,2021,,5,"
        ),
        encoding="utf-8",
    )
    out = {"build": tmp_path / "a.html", "picture": tmp_path / "a.svg"}.get(command, out)
    rest = [] if command == "layers" else ["prefectures", "-o", str(out)]
    said = refused(command, *rest, data=folder, code=PROBLEM)
    assert "fault(s) in the data:" in said
    assert "two" in said
    assert "hntee" in said
    assert not out.exists()


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    assert "there is no folder" in refused("layers", data=tmp_path / "nothing")


def test_a_reader_who_stops_reading_is_no_error() -> None:
    command = f"{sys.executable} -m app indicators --data {TOY} | head -1"
    done = subprocess.run(
        ["sh", "-c", command], cwd=REAL.parent, capture_output=True, text=True, check=True
    )
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["layers", "indicators"])
def test_a_list_measures_and_serves_nothing_and_says_what_the_measured_data_say(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    quick = started(command, "--lang", "en", data=REAL)
    module = importlib.import_module(f"app.commands.{command}")
    monkeypatch.setattr(module, "named", reading.read)
    assert main([command, "--lang", "en", "--data", str(REAL)]) == 0
    assert capsys.readouterr().out == quick
    script = (
        "import sys; from app.cli import main; "
        f"main(['{command}', '--data', {str(REAL)!r}]); "
        "print(*(m for m in ('geopandas', 'pandas', 'frictionless', 'flask') if m in sys.modules))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=REAL.parent, capture_output=True, text=True, check=True
    )
    assert not ran.stdout.splitlines()[-1].strip()
