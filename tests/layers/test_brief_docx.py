"""Briefs as documents of Word: all that the brief says, sources as endnotes, nothing that runs."""

from __future__ import annotations

import io
import re
from functools import cache
from pathlib import Path

import docx
import pytest

from geo.languages import LANGS
from layers.documents.brief.compose import brief
from layers.documents.brief.document import Brief
from layers.office.package import written
from layers.render import brief_docx
from tests.catalogues import REAL, TOY, ground, of
from tests.layers.office_files import OfficeFile, assert_inert, squeezed

PAIR = ("510100", "510700")
FOUR = ("510100", "510700", "510600", "511500")
EVIL = ("990100", "990400")
BODY, NOTES = "word/document.xml", "word/endnotes.xml"
FIRST = re.compile(r'<w:endnoteReference w:id="(\d+)"/>')
AGAIN = re.compile(r'w:instr=" NOTEREF _Ref_source_(\d+) \\h "><w:r>.*?<w:t>(\d+)</w:t>')
ALT = re.compile(r'<wp:docPr [^>]*descr="([^"]*)"')


def made(one: Brief, package: Path = REAL) -> bytes:
    return brief_docx.docx(one, ground=ground(package))


@cache
def of_four() -> tuple[Brief, bytes]:
    one = brief(of(REAL), FOUR)
    return one, made(one)


@pytest.mark.parametrize("lang", LANGS)
def test_the_document_says_all_and_repeats(lang: str) -> None:
    one = brief(of(REAL), PAIR, lang=lang)
    body = made(one)
    assert body == made(brief(of(REAL), PAIR, lang=lang))
    file = OfficeFile(body)
    assert_inert(file)
    said = re.sub(r"\[[\d,–]*\]", "", file.words(BODY))
    for words in (one.title, one.lead, one.maps.title, one.maps.note, one.table_note, one.credit,
                  one.stamp.words, *one.subjects):  # fmt: skip
        assert squeezed(words) in said
    for sentence in one.sentences:
        assert squeezed("".join(run.words for run in sentence)) in said
    notes = file.words(NOTES)
    for citation in one.citations:
        assert squeezed(citation.words) in notes
    assert one.stamp.strip in docx.Document(io.BytesIO(body)).sections[0].header.paragraphs[0].text


def test_the_tables_are_tables_with_heads_that_repeat() -> None:
    one, body = of_four()
    file = docx.Document(io.BytesIO(body))
    whole = file.tables[-1]
    assert [cell.text for cell in whole.rows[0].cells][2:] == list(one.subjects)
    assert len(whole.rows) == len(one.lines) + 1
    for row, line in zip(whole.rows[1:], one.lines, strict=True):
        name, _, *values = (cell.text for cell in row.cells)
        assert name.startswith(line.name)
        for value, figure in zip(values, line.figures, strict=True):
            assert value.startswith(figure.words)
    assert "w:tblHeader" in whole.rows[0]._tr.xml
    chinese = {style.name: style.element.xml for style in file.styles}
    assert 'w:eastAsia="宋体"' in chinese["Normal"]
    assert 'w:eastAsia="微软雅黑"' in chinese["Heading 1"]


def test_a_note_has_the_number_that_word_counts_for_it() -> None:
    one, body = of_four()
    xml = OfficeFile(body).xml
    first = [int(found) for found in FIRST.findall(xml[BODY])]
    # Word counts notes where they stand, whatever they are called.
    assert first == list(range(1, len(one.citations) + 1))
    again = AGAIN.findall(xml[BODY])
    assert again
    assert all(mark == shown for mark, shown in again)
    noted = re.findall(r'<w:endnote w:id="(\d+)"><w:p>', xml[NOTES])
    assert [int(found) for found in noted] == first


def test_pictures_lie_inside_and_are_said() -> None:
    one, body = of_four()
    file = OfficeFile(body)
    pictures = [name for name in file.parts if name.startswith("word/media/")]
    assert all(file.parts[name].startswith(b"\x89PNG") for name in pictures)
    (about,) = {said for said in ALT.findall(file.xml[BODY]) if said}
    assert one.maps.title in about


def test_hostile_words_are_words() -> None:
    one = brief(of(TOY), EVIL)
    assert "<" in "".join((one.title, *(c.words for c in one.citations)))
    file = OfficeFile(made(one, TOY))
    assert_inert(file)
    assert squeezed(written(one.title)) in file.words(BODY)
    assert file.fields <= {"NOTEREF", "PAGE"}
    # Marks of direction and of control are no words.
    assert written("a\u202eb\x07c\r\nd") == "abc d"
