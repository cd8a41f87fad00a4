"""Letters: the fonts that come with the atlas have every character it says, and no box is drawn."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.settings.settings import PROJECT
from geo.errors import Letterless
from layers.font_subset import chinese
from layers.print.canvas import Paper
from layers.print.fonts import Letters
from layers.print.library import NAMED, mpl
from layers.typefaces import BOLD, REGULAR, SERIF_BOLD, characters, lacking
from tests import house
from tools.webfonts import said

HOMES = ("HOME", "MPLCONFIGDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")
RARE, NOWHERE = "䶮", "\U0001f600"
# Code holds no words of its own (test_house), but scripts and templates hold marks.
WORDED = (".json", ".html", ".csv", ".geojson", ".md", ".js", ".css")
DRAW = """
import hashlib
from layers.font_subset import chinese
from layers.print.fonts import Letters
from layers.print.canvas import Paper
from layers.render.print_map import SETTINGS, saved
from layers.print.library import mpl
with mpl.rc_context(SETTINGS):
    paper = Paper(Letters("zh"), width=200, height=40)
    paper.text((10, 10), "四川 蜀创图 2024 䶮", size=16, bold=True)
    print(hashlib.sha256(saved(paper, form="png", title="", lang="zh")).hexdigest())
"""


def texts() -> Iterator[tuple[str, str]]:
    """Yield every file whose words may be drawn or read, by name."""
    for name in house.files(*WORDED):
        if name.split("/")[0] in ("app", "layers", "geo", "data", "docs") or "/" not in name:
            yield name, house.text(name)


def test_every_word_and_every_figure_has_its_letters() -> None:
    said = {name: lacking(text.replace("\t", "")) for name, text in texts()}
    assert len(said) > 100
    assert not {name: letters for name, letters in said.items() if letters}


def test_browsers_get_what_pages_say_in_one_file() -> None:
    folder = house.PROJECT / "app/assets/fonts"
    # One character more fetches the second file, of 400 kB.
    assert not chinese(said()) - characters(folder / "chinese-1.woff2"), (
        "run python -m tools.webfonts: pages say what it knows nothing of"
    )


def test_words_that_json_spells_as_numbers_have_their_letters_too() -> None:
    for name in house.files("zh.json", "en.json"):
        if not name.startswith(("data/", "tests/")):
            assert not lacking("".join(json.loads(house.text(name)).values())), name


@pytest.mark.parametrize("font", [BOLD, SERIF_BOLD])
def test_the_whole_font_stands_in_for_the_bold_ones(font: Path) -> None:
    assert characters(font) <= characters(REGULAR)
    assert len(characters(font)) > 7000
    assert len(characters(REGULAR)) > 30_000


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("look", [{}, {"bold": True}, {"bold": True, "serif": True}])
def test_a_character_without_letters_is_an_error_that_names_it(
    lang: str, look: dict[str, bool]
) -> None:
    paper = Paper(Letters(lang), width=200, height=40)
    paper.text((0, 0), f"来源 {RARE}\n→≥④", size=8, **look)
    with pytest.raises(Letterless, match=r"U\+1F600.*来源") as caught:
        paper.text((0, 0), f"来源 {NOWHERE}", size=8, **look)
    assert "空框" in caught.value.in_lang("zh")
    assert caught.value.missing == NOWHERE


def test_what_leaves_no_ink_needs_no_letters() -> None:
    hidden = "\u202e\u200b\u00ad\ufe0f\U000e0100"
    paper = Paper(Letters("zh"), width=200, height=40)
    paper.text((0, 0), f"无{hidden}址", size=8)
    assert [one.get_text() for one in paper.axes.texts] == ["无址"]
    font = paper.letters.font(8)
    assert paper.letters.width(f"无{hidden}址", font) == paper.letters.width("无址", font)


def test_the_names_of_the_fonts_are_found_as_they_are() -> None:
    from matplotlib.font_manager import FontProperties, fontManager  # noqa: PLC0415  after ours

    for name, weight, path in NAMED:
        found = fontManager.findfont(FontProperties(family=name, weight=weight))
        assert Path(str(found)) == path
    assert mpl.rcParams["font.family"] == ["sans-serif"]


@pytest.fixture
def places(tmp_path: Path) -> dict[str, dict[str, str]]:
    """Return environments: an empty home, none, one that cannot be written, spoilt ones."""
    kept = {name: value for name, value in os.environ.items() if name not in HOMES}
    empty, file, spoilt = (tmp_path / name for name in ("empty", "file", "spoilt"))
    empty.mkdir()
    file.write_text("no folder")
    for folder in (spoilt / ".cache/matplotlib", spoilt / ".config/matplotlib"):
        folder.mkdir(parents=True)
        version = mpl.font_manager.FontManager.__version__
        (folder / f"fontlist-v{version}.json").write_text("{broken")
        (folder / "matplotlibrc").write_text("savefig.dpi: 7\ntext.color: red\n")
    return {
        "empty": {**kept, "HOME": str(empty)},
        "none": kept,
        "unwritable": {**kept, "HOME": str(file / "below"), "XDG_CACHE_HOME": str(file)},
        "spoilt": {**kept, "HOME": str(spoilt)},
        "told": {**kept, "HOME": str(empty), "MPLCONFIGDIR": str(spoilt / ".config/matplotlib")},
    }


def test_the_home_folder_is_neither_read_nor_written(
    places: dict[str, dict[str, str]], tmp_path: Path
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    before = sorted(tmp_path.rglob("*"))
    drawn = {}
    for name, environment in places.items():
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", DRAW],
            env={**environment, "TMPDIR": str(temporary)},
            cwd=PROJECT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, ""), name
        drawn[name] = done.stdout
    assert len(set(drawn.values())) == 1
    assert sorted(tmp_path.rglob("*")) == before


def test_drawing_goes_through_our_library_and_classing_through_none() -> None:
    direct = [
        name
        for name in house.ours()
        if not name.startswith("layers/print/") and name != "layers/render/brief_pdf.py"
        if any(module.split(".")[0] == "matplotlib" for module in house.imports(name))
    ]
    assert not direct
    script = (
        "import sys; from layers.classifiers import fitted; fitted((1.0, 2.0, 3.0), 'equal', 3);"
        "print('matplotlib.font_manager' in sys.modules, 'matplotlib.pyplot' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "False"]
