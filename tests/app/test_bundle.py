"""The bundles: every script is in, as it is now, and styles come in their order."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from app.files import bundle
from app.pages.views import EMBEDDED, SOMETIMES
from app.settings.settings import PROJECT
from tests import house

MODULE = re.compile(r'^import (?:[^"]*? from )?"(\.[^"]+)"', re.MULTILINE)
ESBUILD = PROJECT / "node_modules" / "esbuild"


def modules() -> dict[str, set[str]]:
    """Return which modules each of our scripts imports, as paths in the project."""
    found: dict[str, set[str]] = {}
    for name in house.scripts():
        near = [(PROJECT / name).parent / path for path in MODULE.findall(house.text(name))]
        found[name] = {path.resolve().relative_to(PROJECT).as_posix() for path in near}
    return found


def test_every_script_is_in_a_bundle_as_it_is_now() -> None:
    record = json.loads(bundle.RECORD.read_text(encoding="utf-8"))
    assert set(house.scripts()) <= record["sources"].keys()
    component = {f"{bundle.COMPONENT}.js", f"{bundle.COMPONENT}.css"}
    assert record["bundles"].keys() == {f"{name}.js" for name in bundle.SCRIPTS} | component
    assert bundle.stale() == [], "make bundle"


def test_a_bundle_is_old_when_a_source_or_it_itself_was_changed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    record = json.loads(bundle.RECORD.read_text(encoding="utf-8"))
    record["sources"]["app/assets/runtime/dom.js"] = "another"
    record["bundles"]["embed.js"] = "another"
    record["sources"]["app/assets/runtime/gone.js"] = "there was one"
    (tmp_path / "sources.json").write_text(json.dumps(record), encoding="utf-8")
    monkeypatch.setattr(bundle, "RECORD", tmp_path / "sources.json")
    assert set(bundle.stale()) == {
        "app/assets/runtime/dom.js",
        "app/assets/runtime/gone.js",
        "app/assets/bundles/embed.js",
    }


@pytest.mark.skipif(
    not (shutil.which("node") and ESBUILD.is_dir()), reason="the bundler is not installed"
)
def test_the_sources_make_the_bundles_again() -> None:
    ran = subprocess.run(
        ["node", "tools/bundle.mjs", "--check"],
        cwd=PROJECT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stderr) == (0, "")


def test_no_script_imports_one_that_imports_it() -> None:
    graph = modules()
    assert len(graph) > 50
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        raise AssertionError(" -> ".join(error.args[1])) from None


def test_the_map_runtime_knows_no_page() -> None:
    """Maps are drawn in pages, frames, files and notebooks alike."""
    mine = {name: asked for name, asked in modules().items() if "/runtime/" in name}
    outside = {one for asked in mine.values() for one in asked if "/runtime/" not in one}
    assert outside == {"layers/symbols.json"}


def test_every_style_is_bundled_in_order() -> None:
    ours = [bundle.ASSETS / name for name in bundle.styles()[len(bundle.VENDOR_STYLES) :]]
    shared = [path for path in ours if path.parent.name == "css"]
    assert shared == sorted(shared)
    pages = {path.resolve() for path in ours if path not in shared}
    assert {path.resolve() for path in shared} == set((bundle.ASSETS / "css").glob("*.css"))
    assert pages == set(bundle.PAGES.rglob("*.css"))
    # What small screens and paper change comes after what a page says.
    assert ours.index(shared[-1]) > max(ours.index(path) for path in ours if path not in shared)


def test_a_frame_gets_the_styles_of_its_view_in_order_and_paper_apart() -> None:
    sheets = bundle.sheets()
    framed = (*EMBEDDED, *SOMETIMES)
    assert {f"style/{view.name}" for view in framed} | {
        "style",
        "style/paper",
        "style/officer",
    } == set(sheets)
    for view in framed:
        text = sheets[f"style/{view.name}"]
        assert "@page" not in text
        rest = iter(sheets["style"].splitlines())
        assert all(line in rest for line in text.splitlines()), view.name
    assert "@page" in sheets["style/paper"]


@pytest.mark.parametrize("name", bundle.SCRIPTS)
def test_no_bundle_points_at_source_maps(name: str) -> None:
    assert "sourceMappingURL" not in bundle.script(name)
