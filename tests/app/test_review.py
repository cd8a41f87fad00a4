"""``review-pack``: the folder for an approval office is whole, repeats, and draws nothing twice."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from app import review
from app.cli import main
from app.config import Config
from geo.approval import sums
from layers.published import LAYERS
from tests.app.approved import NUMBER, arguments, in_state
from tests.app.test_commands import refused
from tests.catalogues import REAL, TOY, of


def test_every_published_layer_has_its_pictures() -> None:
    found = list(review.views(of(REAL), 15))
    assert {view.layer for view in found} == set(LAYERS)
    assert len({view.file for view in found}) == len(found) == 2 * len(LAYERS)
    shallow = list(review.views(of(REAL), 7))
    assert {view.zooms for view in shallow} == {"–7"}


def test_the_folder_is_whole_and_repeats(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    few = [view for view in review.views(of(TOY), 15) if view.layer in ("prefectures", "zones")]
    monkeypatch.setattr(review, "views", lambda *_: iter(few))
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other, one):
        assert main(["review-pack", "--data", str(TOY), "--out", str(folder)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert "4 pictures drawn" in said[1]
    assert "0 pictures drawn\t4 stood already" in said[2]
    files = {path.relative_to(one): path.read_bytes() for path in one.rglob("*.*")}
    assert files == {path.relative_to(other): path.read_bytes() for path in other.rglob("*.*")}
    assert all(files[Path(view.file)].startswith(b"\x89PNG") for view in few)
    assert [row["picture"] for row in _rows(one, "layers")] == [view.file for view in few]
    assert {row["source_id"] for row in _rows(one, "sources")} == set(of(TOY).sources)
    assert {row["file"]: row["sha256"] for row in _rows(one, "boundaries")} == sums(TOY)
    assert {row["name_zh"] for row in _rows(one, "names")} >= {"甲市", "甲高新技术产业开发区"}
    assert "本图未标注审图号，仅供内部审查，不得公开" in (one / "README.md").read_text("utf-8")


def test_an_approved_folder_says_its_number_and_is_drawn_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = [view for view in review.views(of(TOY), 15) if view.layer == "prefectures"][:1]
    monkeypatch.setattr(review, "views", lambda *_: iter(few))
    out = tmp_path / "out"
    assert main(["review-pack", "--data", str(TOY), "--out", str(out)]) == 0
    before = (out / few[0].file).read_bytes()
    config = in_state("approved", Config(data=TOY), tmp_path)
    assert main(["review-pack", *arguments(config), "--out", str(out)]) == 0
    assert NUMBER in (out / "README.md").read_text("utf-8")
    assert (out / few[0].file).read_bytes() != before


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("", encoding="utf-8")
    assert "is a file: name a folder" in refused("review-pack", "--out", str(path))


def _rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
