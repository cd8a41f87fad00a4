"""``review-pack``: the folder for an approval office is whole, repeats, and draws nothing twice."""

from __future__ import annotations

import csv
import hashlib
import re
from pathlib import Path

import pytest
from matplotlib.text import Text

from app.cli import main
from app.files.bundle import ASSETS
from app.publish import review
from app.publish.review_pictures import (
    FARTHEST,
    ReviewPicture,
    map_of,
    picture,
    views,
)
from app.settings.settings import Config
from app.text import FOLDER
from geo.approval.state import MISSING, sums
from geo.sentences import templates
from layers.build.registry import offered
from layers.catalogue import layers
from layers.map import PaintedMap
from layers.placement import NAMED_FROM
from layers.render import print_map
from layers.spec import CHOOSING
from tests.app.approved import NUMBER, arguments, in_state
from tests.app.test_commands import refused
from tests.catalogues import REAL, TOY, ground, of

DEEPEST = 15
PUBLISHED = layers(of(REAL).profile)


def test_every_layer_and_indicator_has_a_picture_of_every_zoom_that_shows_more() -> None:
    real = of(REAL)
    found = list(views(real, DEEPEST))
    shown: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for view in found:
        shown.setdefault((view.layer, view.indicator), []).append((view.nearest, view.deepest))
    chosen = {
        layer: [one.indicator_id for one in offered(spec, real)]
        for layer, spec in PUBLISHED.items()
        if isinstance(spec, CHOOSING)
    }
    assert set(shown) == {(layer, one) for layer in PUBLISHED for one in chosen.get(layer, [""])}
    assert len({view.file for view in found}) == len(found)
    counties = NAMED_FROM["county"]
    for (layer, _), zooms in shown.items():
        ends = [zoom for pair in zooms for zoom in pair]
        assert ends[1:-1:2] == ends[2::2], "each begins where the one before ends"
        assert (ends[0], ends[-1]) == (FARTHEST, DEEPEST)
        own = NAMED_FROM[PUBLISHED[layer].level]
        assert {start for start, _ in zooms} == {max(own, FARTHEST), FARTHEST, counties}
    assert {view.zooms for view in views(real, 7)} == {"3–7"}


def test_zooms_are_those_from_which_a_page_shows_more() -> None:
    page = (ASSETS / "runtime" / "naming.js").read_text("utf-8")
    for level, zoom in NAMED_FROM.items():
        assert re.search(rf"\b{level}: {zoom:g}\b", page), level


def test_a_picture_from_near_has_the_counties_and_the_names() -> None:
    far, *_, near = [view for view in views(of(TOY), DEEPEST) if view.layer == "zones"]
    seen = {}
    for view in (far, near):
        shown = map_of(of(TOY), view, MISSING)
        paper = print_map.plate(shown, ground=ground(TOY))
        seen[view.file] = (shown.counties, {t.get_text() for t in paper.figure.findobj(Text)})
    (few, said), (many, all_said) = seen.values()
    assert (few, many) == (False, True)
    zone = "甲高新区"
    assert zone not in said
    assert zone in all_said
    assert said < all_said


def test_the_folder_is_whole_and_repeats(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    few = [view for view in views(of(TOY), DEEPEST) if view.layer == "zones"][:3]
    monkeypatch.setattr(review, "views", lambda *_: iter(few))
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other, one):
        assert main(["review-pack", "--data", str(TOY), "--out", str(folder)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert "3 pictures drawn" in said[1]
    assert "0 pictures drawn\t3 stood already" in said[2]
    files = {path.relative_to(one): path.read_bytes() for path in one.rglob("*.*")}
    assert files == {path.relative_to(other): path.read_bytes() for path in other.rglob("*.*")}
    assert all(files[Path(view.file)].startswith(b"\x89PNG") for view in few)
    assert [row["picture"] for row in _rows(one, "layers")] == [view.file for view in few]
    assert {row["source_id"] for row in _rows(one, "sources")} == set(of(TOY).sources)
    assert {row["file"]: row["sha256"] for row in _rows(one, "boundaries")} == sums(TOY)
    assert {row["name_zh"] for row in _rows(one, "names")} >= {"甲市", "甲高新技术产业开发区"}
    assert "本图未标注审图号，仅供内部审查，不得公开" in (one / "README.md").read_text("utf-8")


def test_the_folder_speaks_chinese(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    few = [view for view in views(of(TOY), DEEPEST) if view.layer == "zones"][:1]
    monkeypatch.setattr(review, "views", lambda *_: iter(few))
    out = tmp_path / "out"
    for drawn in ("绘制了 1 幅", "绘制了 0 幅"):
        assert main(["review-pack", "--data", str(TOY), "--out", str(out), "--lang", "zh"]) == 0
        assert drawn in capsys.readouterr().out
    layer = _rows(out, "layers")[0]
    assert (layer["表示方法"], layer["级别"]) == ("比例符号", "园区")
    assert layer["区县界"] in ("有", "无")
    assert {"市州", "园区"} <= {row["级别"] for row in _rows(out, "names")}
    for table in ("layers", "names", "sources", "boundaries", "pictures"):
        assert all("一" <= column[-1] <= "鿿" for column in _rows(out, table)[0]), table
    readme = (out / "README.md").read_text("utf-8")
    assert readme.startswith("# 送审材料\n\n")
    assert "审图号状态：没有审图号\n- 没有设置审图号" in readme


def test_every_column_of_the_folder_has_a_title() -> None:
    for key, title in templates(FOLDER / "said", "zh").items():
        assert not key.startswith("review.") or any("一" <= c <= "鿿" for c in title), key


def test_an_approved_folder_says_its_number_and_is_drawn_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = [view for view in views(of(TOY), DEEPEST) if view.layer == "prefectures"][:1]
    monkeypatch.setattr(review, "views", lambda *_: iter(few))
    out = tmp_path / "out"
    assert main(["review-pack", "--data", str(TOY), "--out", str(out)]) == 0
    before = (out / few[0].file).read_bytes()
    config = in_state("approved", Config(data=TOY), tmp_path)
    assert main(["review-pack", *arguments(config), "--out", str(out)]) == 0
    assert NUMBER in (out / "README.md").read_text("utf-8")
    assert (out / few[0].file).read_bytes() != before


def test_only_what_changed_is_drawn_and_what_is_no_more_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two, three = list(views(of(TOY), DEEPEST))[:3]
    config = Config(data=TOY)
    out = tmp_path / "out"

    def written(*wanted: ReviewPicture) -> tuple[int, int]:
        monkeypatch.setattr(review, "views", lambda *_: iter(wanted))
        return review.write(config, of(TOY), out)

    assert written(one, two, three) == (3, 0)
    whole = (out / one.file).read_bytes()
    (out / one.file).write_bytes(whole[:100])
    (out / two.file).unlink()
    assert written(one, two, three) == (2, 1)
    assert (out / one.file).read_bytes() == whole
    mine, beyond = out / "pictures" / "mine.png", tmp_path / "beyond.png"
    for path in (mine, beyond):
        path.write_bytes(b"of somebody else")
    with (out / "pictures.csv").open("a", encoding="utf-8") as index:
        index.write("pictures/../../beyond.png,0,0\n../beyond.png,0,0\n")
    assert written(one, two) == (0, 2)
    assert not (out / three.file).exists()
    assert mine.exists()
    assert beyond.exists()
    hashes = {row["picture"]: row["sha256"] for row in _rows(out, "pictures")}
    assert hashes == {
        view.file: hashlib.sha256((out / view.file).read_bytes()).hexdigest() for view in (one, two)
    }


def test_who_stops_it_half_way_keeps_what_is_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = list(views(of(TOY), DEEPEST))[:2]
    monkeypatch.setattr(review, "views", lambda *_: iter(few))
    config, out = Config(data=TOY), tmp_path / "out"

    def once(config: Config, shown: PaintedMap) -> bytes:
        if list(out.rglob("*.png")):
            raise KeyboardInterrupt
        return picture(config, shown)

    with monkeypatch.context() as stopped:
        stopped.setattr(review, "picture", once)
        with pytest.raises(KeyboardInterrupt):
            review.write(config, of(TOY), out)
    assert review.write(config, of(TOY), out) == (1, 1)


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("", encoding="utf-8")
    assert "is a file: name a folder" in refused("review-pack", "--out", str(path))


def _rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_list_says_what_a_picture_shows() -> None:
    shown = {
        (view.layer, view.nearest): map_of(of(TOY), view, MISSING)
        for view in views(of(TOY), DEEPEST)
    }
    far, near = shown["zones", FARTHEST], shown["zones", NAMED_FROM["county"]]
    assert (far.named, near.named) == (("prefecture",), ("prefecture", "zone", "county"))
    assert (far.counties, near.counties) == (False, True)
    # A layer of counties has their borders from afar too.
    assert shown["host-counties", FARTHEST].counties
