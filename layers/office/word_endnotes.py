"""Endnotes of a Word document: each source once, where it is first cited; later ones refer to it.

Word counts notes where they stand, so theirs are the numbers here, whatever those of the brief.
The library knows no endnotes: the part is written here, the text in it escaped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn

from layers.office.package import linked, written
from layers.office.word_xml import element, made

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph

    from layers.documents.brief.document import Citation

KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
REFERENCE, TEXT, LINK = "EndnoteReference", "EndnoteText", "Hyperlink"
# The lines that stand above the notes.
LINES = {-1: "separator", 0: "continuationSeparator"}
SHORTEST_RANGE = 3


class Endnotes:
    """The endnotes of one document; ``citations`` are its sources.

    They are cited in the order in which the document has them.
    """

    def __init__(self, document: Document, citations: Sequence[Citation]) -> None:
        self._document = document
        self._known: Mapping[int, Citation] = {one.number: one for one in citations}
        # The notes by the numbers of sources, in the order in which Word counts them.
        self._noted: dict[int, int] = {}

    def cite(self, paragraph: Paragraph, cites: Sequence[int]) -> None:
        """Write the numbers of sources behind the words of a paragraph, in brackets."""
        if not cites:
            return
        self._word(paragraph, "[")
        for at, run in enumerate(self._runs(cites)):
            if at:
                self._word(paragraph, ",")
            self._number(paragraph, run[0])
            if len(run) > 1:
                self._word(paragraph, "–")
                self._number(paragraph, run[-1])
        self._word(paragraph, "]")

    def close(self) -> None:
        """Put the notes into the document, when everything is written that cites."""
        # Sources that stand in no sentence, if any, end the list: none is lost.
        for number in self._known:
            if number not in self._noted:
                self._first(self._document.paragraphs[-1], number)
        main = self._document.part
        part = Part(PackURI("/word/endnotes.xml"), KIND, b"", main.package)
        notes = "".join(self._note(part, number) for number in self._noted)
        lines = "".join(
            f'<w:endnote w:type="{kind}" w:id="{at}"><w:p><w:r><w:{kind}/></w:r></w:p></w:endnote>'
            for at, kind in LINES.items()
        )
        xml = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<w:endnotes xmlns:w="{W}" xmlns:r="{R}">{lines}{notes}</w:endnotes>'
        )
        whole = Part(part.partname, KIND, xml.encode(), main.package)
        for rel in part.rels.values():
            whole.load_rel(rel.reltype, rel.target_ref, rel.rId, is_external=True)
        main.relate_to(whole, RT.ENDNOTES)
        _numbered(self._document)

    def _runs(self, cites: Sequence[int]) -> list[list[int]]:
        """Return sources as runs of neighboring notes: only of such as have their note already."""
        after = len(self._noted) + len(cites)
        ordered = sorted(cites, key=lambda number: (self._noted.get(number, after), number))
        runs: list[list[int]] = []
        for number in ordered:
            at = self._noted.get(number)
            if runs and at is not None and self._noted[runs[-1][-1]] == at - 1:
                runs[-1].append(number)
            else:
                runs.append([number])
        return [
            part
            for run in runs
            for part in ([run] if len(run) >= SHORTEST_RANGE else [[one] for one in run])
        ]

    def _number(self, paragraph: Paragraph, number: int) -> None:
        if number in self._noted:
            self._again(paragraph, number)
        else:
            self._first(paragraph, number)

    def _first(self, paragraph: Paragraph, number: int) -> None:
        """Write the note's own sign, in a bookmark to which later ones refer."""
        at = str(self._noted.setdefault(number, len(self._noted) + 1))
        element(paragraph).append(made("w:bookmarkStart", id=at, name=_mark(at)))
        run = self._word(paragraph, "")
        run.append(made("w:endnoteReference", id=at))
        element(paragraph).append(made("w:bookmarkEnd", id=at))

    def _again(self, paragraph: Paragraph, number: int) -> None:
        """Refer to a note: Word counts anew when a text is put into another."""
        at = str(self._noted[number])
        field = made("w:fldSimple", instr=f" NOTEREF {_mark(at)} \\h ")
        field.append(self._word(paragraph, at))
        element(paragraph).append(field)

    def _word(self, paragraph: Paragraph, words: str) -> BaseOxmlElement:
        return paragraph.add_run(words, style="Endnote Reference").element

    def _note(self, part: Part, number: int) -> str:
        one = self._known[number]
        link, address = "", linked(one.address)
        if address:
            rel = part.relate_to(address, RT.HYPERLINK, is_external=True)
            link = (
                f'<w:r><w:t xml:space="preserve"> </w:t></w:r><w:hyperlink r:id={quoteattr(rel)}>'
                f'<w:r><w:rPr><w:rStyle w:val="{LINK}"/></w:rPr>'
                f"<w:t>{escape(written(address))}</w:t></w:r></w:hyperlink>"
            )
        sign = f'<w:r><w:rPr><w:rStyle w:val="{REFERENCE}"/></w:rPr><w:endnoteRef/></w:r>'
        words = f'<w:r><w:t xml:space="preserve"> {escape(written(one.words))}</w:t></w:r>'
        style = f'<w:pPr><w:pStyle w:val="{TEXT}"/></w:pPr>'
        inside = f"<w:p>{style}{sign}{words}{link}</w:p>"
        return f'<w:endnote w:id="{self._noted[number]}">{inside}</w:endnote>'


def _mark(at: str) -> str:
    return f"_Ref_source_{at}"


def _numbered(document: Document) -> None:
    """Count notes 1, 2, 3: they would be i, ii, iii."""
    told = made("w:endnotePr")
    told.append(made("w:numFmt", val="decimal"))
    for at in LINES:
        told.append(made("w:endnote", id=str(at)))
    document.settings.element.find(qn("w:compat")).addprevious(told)
    counted = made("w:endnotePr")
    counted.append(made("w:numFmt", val="decimal"))
    for page in document.element.iter(qn("w:pgSz")):
        page.addprevious(counted)
