"""Pictures of a comparison: words and sources of what is shown, on a leaf that holds them."""

from __future__ import annotations

import io
import re

import matplotlib as mpl
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text
from PIL import Image

from geo.errors import Refused, Unfit, UnknownWord
from geo.languages import LANGS
from geo.model.figures import Measure
from layers import legend
from layers.data import LOCKED
from layers.documents.brief.document import plain
from layers.documents.comparison.assemble_picture import picture
from layers.documents.comparison.picture import Picture
from layers.documents.comparison.plan import Mode, Plan
from layers.map import MapLayer, MapSpec
from layers.paint import Classification
from layers.print.canvas import MARGIN
from layers.render.comparison import FORMATS, comparison, paper
from layers.render.print_map import DPI, SETTINGS
from layers.words import text, value_words
from tests.catalogues import REAL, TOY, ground, of

FOUR = ("510100", "510700", "510600", "511500")
A, B = Measure("gdp_per_person", "2021"), Measure("gdp_per_person", "2020")
SHEET = "prefectures/gdp_per_person"
SHARED = Classification(lock=LOCKED)
ANYWHERE = ((FOUR, MapSpec(MapLayer())),)
MODES: tuple[Mode, ...] = ("side", "swipe", "difference")


def planned(mode: Mode, lang: str = "zh", *, words: tuple[str, ...] = FOUR) -> Plan:
    """Return the plan that a page of the real atlas has for four cities."""
    if mode == "difference":
        return Plan(words, mode, lang, ANYWHERE, (A, B))
    if mode == "swipe":
        sides = tuple((words, MapSpec(MapLayer(SHEET, one.period, SHARED))) for one in (A, B))
        return Plan(words, mode, lang, sides, (A, B))
    maps = tuple(((word,), MapSpec(MapLayer(SHEET, A.period))) for word in words)
    return Plan(words, mode, lang, maps, (A,))


def of_real(mode: Mode, lang: str = "zh") -> Picture:
    return picture(of(REAL), planned(mode, lang))


def texts(made: Picture, folder: str = "real") -> list[Text]:
    """Return what is written on the leaf, and hold every line against its edges."""
    with mpl.rc_context(SETTINGS):
        leaf = paper(made, ground=ground(REAL if folder == "real" else TOY))
    FigureCanvasAgg(leaf.figure)
    scale = 72 / leaf.figure.dpi
    found = [one for axes in leaf.figure.axes for one in axes.texts if one.get_text()]
    for one in found:
        # The banner goes over the edges on purpose, and phrases are turned.
        if one.get_rotation() or one.get_color() == "#ffffff":
            continue
        box = one.get_window_extent()
        assert box.x0 * scale > MARGIN - 6, one.get_text()
        # Letters drawn as pixels are a little wider than on paper.
        assert box.x1 * scale < leaf.width - MARGIN + 10, one.get_text()
        assert MARGIN / 3 < box.y0 * scale < leaf.height - MARGIN / 2, one.get_text()
    return found


def joined(found: list[Text]) -> str:
    return "".join("".join(one.get_text() for one in found).split())


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("mode", MODES)
def test_the_leaf_says_all_of_the_document(mode: Mode, lang: str) -> None:
    made = of_real(mode, lang)
    said = joined(texts(made))
    every = [made.title, made.lead, made.note, made.credit, *made.warnings]
    every += [citation.words for citation in made.citations]
    sentences = (*made.figures, *made.cautions, *(panel.said for panel in made.panels))
    every += [run.words for sentence in sentences for run in sentence]
    every += [row.look.label for one in made.legends for row in legend.rows(one[0])]
    for words in every:
        assert "".join(words.split()) in said
    assert "GS(2024)0650" in said, "the approval of the boundaries"
    assert "".join(text(lang)["brief.projection"].split()) in said


@pytest.mark.parametrize("lang", LANGS)
def test_side_by_side_has_the_words_of_the_table(lang: str) -> None:
    made, known = of_real("side", lang), of(REAL)
    assert len(made.drawn) == len(made.panels) == len(FOUR)
    assert len(made.legends) == 1, "one scale, one legend"
    assert len({panel.view.painted.rows for panel in made.panels}) == 1
    cited = {citation.source.source_id: citation.number for citation in made.citations}
    for place, panel in zip(FOUR, made.panels, strict=True):
        value = known.cell(place, A.indicator_id, A.period)[0]
        words = value_words(value.value, known.indicator(A.indicator_id), lang)
        assert panel.said[0].words.startswith(words)
        assert panel.said[0].cites == tuple(sorted(cited[s] for s in value.source_ids))


def test_a_swipe_has_two_maps_of_one_ground_and_two_legends() -> None:
    made = of_real("swipe")
    left, right = (panel.view for panel in made.panels)
    assert left.places == right.places
    assert left.painted.rows == right.painted.rows, "two periods share their colors"
    assert left.painted.frame.period != right.painted.frame.period
    assert len(made.legends) == 2
    assert all("A " in plain(said) and "B " in plain(said) for said in made.figures)
    assert {caution[0].words[:2] for caution in made.cautions} >= {"首次", "人口"}


def test_a_difference_is_that_of_the_figures() -> None:
    made, known = of_real("difference", "en"), of(REAL)
    a, b = (known.cell("510100", m.indicator_id, m.period)[0].value for m in (A, B))
    assert f"+{a - b:,.0f}" in made.figures[0][0].words
    assert "First-published" in plain(made.cautions[0])


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_picture_has_the_same_bytes(form: str) -> None:
    one, other = (comparison(of_real("swipe"), ground=ground(REAL), form=form) for _ in "ab")
    assert one == other
    if form == "png":
        image = Image.open(io.BytesIO(one))
        assert image.width == pytest.approx(960 / 72 * DPI, abs=2)
        assert len(image.convert("RGB").getcolors(1 << 24) or ()) > 50, "not an empty leaf"
    else:
        assert b"<svg lang=" in one
        assert "人均地区生产总值".encode() in one, "the title, for who cannot see it"
        assert not re.search(rb"<script|href=\"http|<image", one)


@pytest.mark.parametrize("mode", ["side", "swipe"])
@pytest.mark.parametrize(
    ("words", "sheet_id"),
    [
        (("990100", "990200"), "zones"),
        (("990100", "990200"), "platforms-type"),
        (("990100", "990200"), "platforms-field"),
        (("990100", "990200"), "host-counties"),
        (("990100", "990200"), "zones-pipeline"),
        # A name with a tag in it is written as it stands.
        (("region:north", "region:south"), "prefectures/gdp"),
        (("htz-one", "htz-two"), "zones-revenue"),
        (("htz-one", "htz-two"), "prefectures/gdp"),
        (("toy-1", "far-1"), "science-city-toy"),
    ],
)
def test_every_kind_of_layer_is_drawn(mode: Mode, words: tuple[str, ...], sheet_id: str) -> None:
    bounds, over = (104.0, 30.0, 106.0, 32.0), (MapLayer("zones"),)
    theme = MapLayer(sheet_id)
    about = [words, words] if mode == "swipe" else [(word,) for word in words]
    maps = tuple((one, MapSpec(theme, over, bounds, counties=True)) for one in about)
    made = picture(of(TOY), Plan(words, mode, "en", maps, (None,) * (2 if mode == "swipe" else 1)))
    said = joined(texts(made, "toy"))
    assert "".join(made.legends[0][0].sheet.title.split()) in said
    assert "".join(made.lead.split()) in said
    assert len(made.drawn) == 2


def test_a_subject_without_a_place_is_named_and_not_drawn() -> None:
    words = ("toy-1", "toy-2")
    bounds = (104.0, 31.0, 105.0, 32.0)
    maps = ((words[:1], MapSpec(MapLayer("science-city-toy"), bounds=bounds)),)
    made = picture(of(TOY), Plan(words, "side", "en", maps, (None,)))
    assert [bool(panel.view.said) for panel in made.panels] == [False, True]
    assert "Location not published, so no map: Toy Zone" in made.note


@pytest.mark.parametrize(
    ("plan", "error"),
    [
        (planned("side", words=("510100",)), Unfit),
        (planned("side", words=("510100", "nowhere")), UnknownWord),
        (Plan(FOUR, "difference", "zh", ANYWHERE, (A, None)), UnknownWord),
        (Plan(FOUR, "difference", "zh", ANYWHERE, (A, Measure("gdp", "2021"))), Refused),
        (Plan(FOUR, "swipe", "zh", planned("side").maps[:1], (A,)), UnknownWord),
        (Plan(FOUR, "side", "zh", ((FOUR[:1], MapSpec(MapLayer("nothing"))),), (A,)), UnknownWord),
        (planned("side", "fr"), UnknownWord),
    ],
)
def test_what_cannot_be_shown_is_refused(plan: Plan, error: type[Exception]) -> None:
    with pytest.raises(error):
        picture(of(REAL), plan)


def test_another_format_is_refused() -> None:
    with pytest.raises(UnknownWord, match="gif"):
        comparison(of_real("side"), ground=ground(REAL), form="gif")
