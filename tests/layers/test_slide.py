"""Slides: what a map and a comparison say as real words, sources in notes, nothing that runs."""

from __future__ import annotations

import io

import pptx
import pytest
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.shapes.graphfrm import GraphicFrame

from app.jobs.map_files import slide
from app.jobs.map_request import MapRequest, drawable
from geo.languages import LANGS
from layers import legend
from layers.documents.brief.document import plain
from layers.documents.comparison.plan import Mode
from layers.documents.slide.tell_slide import comparison_slide
from layers.render import slide_pptx
from tests.catalogues import REAL, TOY, ground, of
from tests.layers.office_files import OfficeFile, assert_inert, squeezed
from tests.layers.test_picture import MODES, of_real

LEAF, NOTES = "ppt/slides/slide1.xml", "ppt/notesSlides/notesSlide1.xml"
FOOT, RIGHT = 540 * 12700, 960 * 12700


def shown(body: bytes) -> list[pptx.shapes.base.BaseShape]:
    """Return the shapes of the one slide, each on it."""
    (leaf,) = pptx.Presentation(io.BytesIO(body)).slides
    shapes = list(leaf.shapes)
    for shape in shapes:
        assert 0 <= shape.left <= shape.left + shape.width <= RIGHT, shape.name
        assert 0 <= shape.top <= shape.top + shape.height <= FOOT, shape.name
    return shapes


def described(shape: pptx.shapes.base.BaseShape) -> str:
    return next(str(one.get("descr")) for one in shape.element.iter() if "cNvPr" in one.tag)


@pytest.mark.parametrize("lang", LANGS)
def test_a_map_is_a_picture_among_real_words(lang: str) -> None:
    catalogue = of(REAL)
    painted, _ = drawable(catalogue, MapRequest("prefectures", lang=lang))
    body = slide(painted, catalogue, REAL)
    assert body == slide(painted, catalogue, REAL)
    file = OfficeFile(body)
    assert_inert(file)
    said, notes = file.words(LEAF), file.words(NOTES)
    for words in (painted.title, painted.theme.frame.coverage, painted.credit, painted.stamp.words):
        assert squeezed(words) in said
    shapes = shown(body)
    (table,) = [shape.table for shape in shapes if isinstance(shape, GraphicFrame)]
    rows = [[cell.text for cell in row.cells][1:] for row in table.rows]
    assert rows == [[row.look.label, str(row.count)] for row in legend.rows(painted.theme)]
    (picture,) = [one for one in shapes if one.shape_type == MSO_SHAPE_TYPE.PICTURE]
    assert painted.title in described(picture)
    cited = {source for cell in painted.theme.frame.cells for source in cell.source_ids}
    assert squeezed(f"[{len(cited)}]") in notes
    for source in cited:
        assert squeezed(catalogue.sources[source].title) in notes
    assert 'typeface="微软雅黑"' in file.xml["ppt/theme/theme1.xml"]


def test_signs_are_drawn_where_a_table_cannot_say_them() -> None:
    catalogue = of(TOY)
    painted, _ = drawable(catalogue, MapRequest("zones"))
    body = slide(painted, catalogue, TOY)
    assert_inert(OfficeFile(body))
    pictures = [one for one in shown(body) if one.shape_type == MSO_SHAPE_TYPE.PICTURE]
    said = "".join(map(described, pictures))
    assert len(pictures) == 2
    for row in legend.rows(painted.theme):
        assert row.look.label in said


@pytest.mark.parametrize("mode", MODES)
def test_a_comparison_says_its_figures_and_its_cautions(mode: Mode) -> None:
    made = of_real(mode)
    body = slide_pptx.of_comparison(comparison_slide(made), made, ground=ground(REAL))
    file = OfficeFile(body)
    assert_inert(file)
    said, notes = file.words(LEAF), file.words(NOTES)
    figures = [panel.said for panel in made.panels if panel.said] or list(made.figures)
    assert figures
    for sentence in figures:
        assert squeezed(plain(sentence)) in said
    for sentence in made.cautions:
        assert squeezed(plain(sentence)) in notes
    for citation in made.citations:
        assert squeezed(citation.words) in notes
    assert squeezed(made.credit) in said
    shown(body)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("mode", MODES)
def test_no_box_of_a_comparison_covers_another(mode: Mode, lang: str) -> None:
    made = of_real(mode, lang)
    body = slide_pptx.of_comparison(comparison_slide(made), made, ground=ground(REAL))
    boxes = []
    for shape in shown(body):
        high = shape.height
        if isinstance(shape, GraphicFrame):
            high = sum(row.height for row in shape.table.rows)
        boxes.append((shape.left, shape.top, shape.left + shape.width, shape.top + high))
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            apart = (
                one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            )
            assert apart, (mode, one, other)
