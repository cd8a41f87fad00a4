"""The bundles: every script is in, in an order in which it can load."""

from __future__ import annotations

import re

import pytest

from app.files import bundle
from app.pages.views import EMBEDDED

# Of a template inside another the spaces are lost where a script is made small.
NESTED = re.compile(r"`[^`]*\$\{[^}`]*`[^`]*`")


def test_every_script_of_the_pages_is_bundled() -> None:
    for folder, listed in (
        ("page", bundle.PAGE),
        ("explore", bundle.EXPLORE),
        ("views", bundle.VIEWS),
    ):
        here = {f"{folder}/{path.name}" for path in (bundle.ASSETS / folder).glob("*.js")}
        assert here == set(listed)
    runtime = {f"runtime/{path.name}" for path in (bundle.ASSETS / "runtime").glob("*.js")}
    assert runtime <= set(bundle.scripts()["runtime"])


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
    assert {f"style/{view.name}" for view in EMBEDDED} | {"style", "style/paper"} == set(sheets)
    for view in EMBEDDED:
        text = sheets[f"style/{view.name}"]
        assert "@page" not in text
        rest = iter(sheets["style"].splitlines())
        assert all(line in rest for line in text.splitlines()), view.name
    assert "@page" in sheets["style/paper"]


@pytest.mark.parametrize("name", bundle.scripts())
def test_no_bundle_points_at_source_maps(name: str) -> None:
    assert "sourceMappingURL" not in bundle.script(name)


def test_no_script_of_ours_has_a_template_inside_a_template() -> None:
    scripts = [one for one in bundle.ASSETS.rglob("*.js") if "vendor" not in one.parts]
    assert scripts
    found = {one.name: NESTED.findall(one.read_text(encoding="utf-8")) for one in scripts}
    assert {name: nested for name, nested in found.items() if nested} == {}
