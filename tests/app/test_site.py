"""The atlas as plain files: whole, linked, the same each time, and never half there."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from shutil import copytree
from urllib.parse import unquote

import brotli
import pytest

from app.build.progress import Progress
from app.cli import main
from app.pages.views import EMBEDDED, VIEWS
from app.pages.zones import VIEW as ZONES
from app.publish.site.folder import INDEX
from app.publish.site.site import address_of, build
from app.publish.site.site_urls import key, state_file
from app.publish.site.states import States, pairs_of
from app.settings.approval import NotApproved
from app.settings.settings import PROJECT, Config
from geo.approval.state import STATES, State
from geo.errors import AtlasError
from tests.app.approved import LAW, NUMBER, in_state
from tests.conftest import SITE_ADDRESS

MOST = 2
NAMED = re.compile(r'<(a|link|script|img|form)\b[^>]*?\s(?:href|src)="([^"]*)"[^>]*>')
DATA_MAPS = re.compile(r"""data-maps=(["'])(.*?)\1""")
FOREIGN = re.compile(r"^(https?:)?//")
# A source is a link of the data; nothing is fetched from it.
CITED = ('target="_blank"', "hreflang", "canonical")


@pytest.fixture(scope="module")
def site(toy_site: Path) -> Path:
    """Return the whole site."""
    return toy_site


@pytest.fixture(scope="module")
def small(toy_config: Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site with few states of each view, of maps that no approval is known of."""
    out = tmp_path_factory.mktemp("small") / "out"
    build(toy_config, out, most=MOST, progress=Progress())
    return out


def copied(site: Path, folder: Path) -> Path:
    """Return a copy of a site that a test may build anew."""
    return Path(copytree(site, folder / "out"))


def pages(site: Path) -> Iterator[Path]:
    yield from sorted(site.glob("*/*.html"))


def test_every_view_is_there_in_both_languages(site: Path) -> None:
    for lang in ("zh", "en"):
        assert f'data-lang="{lang}"' in (site / lang / "map.html").read_text(encoding="utf-8")
        for view in VIEWS:
            name = view.path.strip("/") or "index"
            page = (site / lang / f"{name}.html").read_text(encoding="utf-8")
            assert f'data-lang="{lang}"' in page
    for view in EMBEDDED:
        for ending, lang in ((".html", "zh"), (".en.html", "en")):
            page = (site / "embed" / f"{view.name}{ending}").read_text(encoding="utf-8")
            assert f'data-lang="{lang}"' in page
            assert "<svg" in page


def test_every_page_says_first_how_it_is_written_and_how_wide_it_is(site: Path) -> None:
    kinds = [site / "index.html", *pages(site)]
    assert {page.parent.name for page in kinds} >= {"zh", "en", "embed"}
    for page in kinds:
        head = page.read_bytes()[:1024].decode("utf-8", "ignore")
        assert '<meta charset="UTF-8">' in head, page
        assert page.read_text(encoding="utf-8").count('name="viewport" content="width=device') == 1


def test_every_link_and_file_that_a_page_names_is_there(site: Path) -> None:
    missing = set()
    for page in (site / "index.html", *pages(site)):
        for tag in NAMED.finditer(page.read_text(encoding="utf-8")):
            at = unescape(tag[2]).partition("#")[0].partition("?")[0]
            if FOREIGN.match(at):
                assert any(mark in tag[0] for mark in CITED), tag[0]
            elif at.startswith("data:font/woff2;base64,"):
                # The font that keeps the room of others is its own address.
                assert 'rel="preload"' in tag[0], tag[0]
            elif at and not (page.parent / unquote(at)).resolve().is_file():
                missing.add((page.relative_to(site).as_posix(), at))
            assert not at.startswith("/"), tag[0]
    assert not missing


def test_every_file_that_scripts_ask_for_is_there(site: Path) -> None:
    names: set[str] = set()
    for page in pages(site):
        text = page.read_text(encoding="utf-8")
        for _, maps in DATA_MAPS.findall(text):
            names.update(re.findall(r'"(\.\./files/[^"]+)"', unescape(maps)))
    for listed in (site / "files").glob("manifest.*.json"):
        names.update(re.findall(r'"(\.\./(?:files|tables)/[^"]+)"', listed.read_text("utf-8")))
    assert len(names) > len(VIEWS)
    assert not [name for name in names if not (site / "zh" / name).resolve().is_file()]


def test_every_listed_state_has_its_file(site: Path) -> None:
    lists = [json.loads(path.read_text("utf-8")) for path in (site / "files").glob("states.*.json")]
    assert lists
    for listed in lists:
        for name in listed["files"].values():
            assert (site / "zh" / name).is_file() or (site / "embed" / name).is_file(), name


def test_every_page_that_a_search_finds_is_there(site: Path) -> None:
    listed = [
        json.loads(path.read_text("utf-8")) for path in (site / "files").glob("manifest.*.json")
    ]
    named = {pair for one in listed for pair in one.get("gazetteer", {}).items()}
    assert {lang for lang, _ in named} == {"zh", "en"}
    for lang, name in named:
        rows = json.loads((site / "zh" / name).read_text("utf-8"))
        pages = [row for row in rows if isinstance(row[-1], str)]
        assert {row[1] for row in pages} == {"page", "indicator", "target", "field"}
        for row in pages:
            assert row[-1].startswith(f"../{lang}/")
            assert (site / "zh" / row[-1].partition("#")[0]).is_file(), row


def test_two_places_are_the_same_comparison_in_either_order(site: Path) -> None:
    for path in (site / "files").glob("states.*.json"):
        files = json.loads(path.read_text("utf-8"))["files"]
        if "places=990100,990200" in files:
            assert files["places=990100,990200"] == files["places=990200,990100"]
            return
    raise AssertionError("no page compares two places")


def test_what_needs_a_server_is_not_offered(site: Path) -> None:
    for page in pages(site):
        text = page.read_text(encoding="utf-8")
        for sign in ("/embedding", "_dash", 'type="number"', 'action="/', 'href="?', "oembed"):
            assert sign not in text, (page.name, sign)


def test_every_text_has_its_twins_and_its_sum(site: Path) -> None:
    index = json.loads((site / INDEX).read_text(encoding="utf-8"))["files"]
    found = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert found == {*index, INDEX}
    for name, digest in index.items():
        assert hashlib.sha256((site / name).read_bytes()).hexdigest() == digest
    for page in pages(site):
        plain = page.read_bytes()
        assert brotli.decompress(page.with_name(f"{page.name}.br").read_bytes()) == plain
        assert gzip.decompress(page.with_name(f"{page.name}.gz").read_bytes()) == plain


def test_the_sitemap_lists_every_page_with_its_twin(site: Path) -> None:
    text = (site / "sitemap.xml").read_text(encoding="utf-8")
    listed = {
        unquote(at.removeprefix(SITE_ADDRESS)) for at in re.findall(r"<loc>(.*?)</loc>", text)
    }
    there = {page.relative_to(site).as_posix() for page in pages(site)}
    assert listed == {page for page in there if page.startswith(("zh/", "en/"))}
    assert text.count('hreflang="en"') == text.count('hreflang="zh-Hans"') == len(listed)


def test_the_same_again_writes_nothing(site: Path, toy_config: Config) -> None:
    before = {path: path.stat().st_ino for path in site.rglob("*")}
    done = build(toy_config, site, address=SITE_ADDRESS, progress=Progress())
    assert (done.made, done.pages) == (0, 0)
    assert done.kept
    assert {path: path.stat().st_ino for path in site.rglob("*")} == before


def test_another_depth_of_zoom_is_another_site(
    small: Path, toy_config: Config, tmp_path: Path
) -> None:
    out = copied(small, tmp_path)
    done = build(replace(toy_config, map_max_zoom=9), out, most=MOST, progress=Progress())
    assert done.made
    assert 'data-max-zoom="9"' in (out / "zh" / "zones.html").read_text(encoding="utf-8")


def test_a_spoiled_file_is_written_again(small: Path, toy_config: Config, tmp_path: Path) -> None:
    out = copied(small, tmp_path)
    page = out / "zh" / "zones.html"
    good = page.read_bytes()
    page.write_bytes(b"spoiled")
    done = build(toy_config, out, most=MOST, progress=Progress())
    assert page.read_bytes() == good
    assert done.made == 1
    assert done.kept


def test_the_same_input_gives_the_same_bytes(
    small: Path, toy_config: Config, tmp_path: Path
) -> None:
    """Another process has another order of sets."""
    seed = next(one for one in ("1", "2") if one != os.environ.get("PYTHONHASHSEED"))
    done = subprocess.run(
        [sys.executable, "-c", SEEDED, str(toy_config.data), str(toy_config.cache), "out"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(PROJECT)},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / INDEX).read_bytes() == (small / INDEX).read_bytes()


SEEDED = f"""
import sys
from pathlib import Path
from app.settings.settings import Config
from app.build.progress import Progress
from app.publish.site.site import build
data, cache, out = map(Path, sys.argv[1:])
build(Config(data=data, cache=cache), out, most={MOST}, progress=Progress())
"""


@pytest.mark.parametrize("text", ["portal.example", "ftp://x/", "https://", "https://x/?a=1"])
def test_an_address_that_is_none_is_named(text: str) -> None:
    with pytest.raises(AtlasError, match="--address"):
        address_of(text)


def test_the_command_says_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "zones", "--site", str(tmp_path / "out")]) != 0
    assert "leave out 'zones'" in capsys.readouterr().err
    assert main(["build", "-o", str(tmp_path / "a.html")]) != 0
    assert "name a layer" in capsys.readouterr().err


@pytest.mark.parametrize("state", STATES)
def test_every_page_says_what_the_law_asks(
    state: State, small: Path, toy_config: Config, tmp_path: Path
) -> None:
    out = small
    if state != "missing":
        out = tmp_path / "out"
        build(in_state(state, toy_config, tmp_path), out, most=1, progress=Progress())
    wanted, other = (NUMBER, LAW) if state == "approved" else (LAW, NUMBER)
    for page in pages(out):
        text = page.read_text(encoding="utf-8")
        assert ('name="atlas-expires" content="2030-12-31"' in text) == (state == "approved")
        assert other not in text
        if page.parent.name == "embed":
            # The law is about maps: a tile or a chart alone has none.
            assert (wanted in text) == ("data-shape=" not in text), page.name
        else:
            # The strip speaks the language of its page.
            strip = {"zh": LAW, "en": "No map approval number"}[page.parent.name]
            assert (strip in text) == (state != "approved"), page.name
    manifests = list((out / "files").glob("manifest.*.json"))
    assert manifests
    for path in manifests:
        text = path.read_text(encoding="utf-8")
        assert wanted in text
        assert other not in text


def test_for_the_public_only_approved_maps_are_written(toy_config: Config, tmp_path: Path) -> None:
    with pytest.raises(NotApproved):
        build(replace(toy_config, public=True), tmp_path / "out", progress=Progress())
    assert not (tmp_path / "out").exists()


def test_a_choice_leads_to_its_state_or_to_what_was_chosen_alone() -> None:
    files = {"": "z", "date=a": "za", "place=p": "zp", "date=a&place=q": "zaq", "places=1,2": "c"}
    states = States(ZONES, {"date": "base"}, files)
    assert states.nearest({}, {"date": "a", "lang": "en"}) == "za"
    assert states.nearest({"date": "a"}, {"date": "base"}) == "z"
    assert states.nearest({"date": "a"}, {"date": "a", "place": "q"}) == "zaq"
    assert states.nearest({"date": "a"}, {"date": "a", "place": "p"}) == "zp"
    assert states.nearest({"date": "a"}, {"date": "b"}) is None
    # What a page is about is never exchanged for something else.
    assert states.nearest({"places": "1,2"}, {"places": "1,2", "date": "a"}) is None


def test_the_key_of_a_state_reads_as_what_it_says() -> None:
    hostile = {"field": "A & B=C+D%26", "place": "x"}
    assert pairs_of(key(hostile)) == hostile
    assert key({"field": "a&place=x"}) != key({"field": "a", "place": "x"})


@pytest.mark.parametrize(
    ("pairs", "name"),
    [
        ({}, "zones.html"),
        ({"date": "2018-07", "place": "p1"}, "zones_date-2018-07_place-p1.html"),
        ({"a": "x/y", "b": "1,2"}, "zones_a-x.y_b-1+2.html"),
    ],
)
def test_a_state_has_a_readable_file(pairs: dict[str, str], name: str) -> None:
    assert state_file("zones", key(pairs)) == name


def test_no_two_states_share_a_file() -> None:
    words = ["电子", "电 子", "A", "a", "x/../y", "x" * 300, "<b>"]
    words += ["a/b", "a.b", "1,2", "1+2", "a&f=b", "a%26f=b", "~a", "-a"]
    names = [state_file("v", key({"f": word})) for word in words]
    assert len(set(names)) == len(words)
    assert all(re.fullmatch(r"[a-z0-9._~+-]+", name) and len(name) < 120 for name in names)
