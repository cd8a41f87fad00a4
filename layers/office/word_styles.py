"""Styles of a Word document: letters by name for Chinese and for Latin, sizes, colors; A4.

No font is carried: Word and WPS have theirs under these names, and a style says which.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from layers.office.word_xml import colored

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

    from layers.style import Style

WIDTH_MM, HEIGHT_MM, MARGIN_MM = 210, 297, 20
ROOM_MM = WIDTH_MM - 2 * MARGIN_MM
# Latin letters, and Chinese ones as an office in China has them.
BODY, HEAD, LEAD = ("Times New Roman", "宋体"), ("Arial", "微软雅黑"), ("Times New Roman", "仿宋")
NOTE, CELL, CREDIT = "Atlas Note", "Atlas Cell", "Atlas Credit"
THEMES = ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme")
# What the library's empty document has and ours has no use for.
UNUSED = (
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
    RT.CUSTOM_XML,
    RT.THUMBNAIL,
)


class Look(NamedTuple):
    """One style: letters, points, its color's token, bold, points above and below."""

    letters: tuple[str, str]
    size: float
    color: str = "ink"
    bold: bool = False
    above: float = 0.0
    below: float = 0.0


PARAGRAPHS = {
    "Normal": Look(BODY, 9.5, below=3),
    "Title": Look(HEAD, 17, bold=True, below=4),
    "Subtitle": Look(LEAD, 9, "ink-2", below=2),
    "Heading 1": Look(HEAD, 11.5, bold=True, above=7, below=2),
    "Caption": Look(HEAD, 8.5, bold=True, above=4, below=2),
    "List Bullet": Look(BODY, 9.5, below=1.5),
    "Header": Look(HEAD, 8.5, "accent", bold=True),
    "Footer": Look(HEAD, 8, "ink-2"),
    NOTE: Look(LEAD, 8.5, "ink-2", below=2),
    CELL: Look(BODY, 8),
    CREDIT: Look(BODY, 7.5, "ink-2", below=2),
    "Endnote Text": Look(BODY, 8, below=0.5),
}
LINK = "Hyperlink"
CHARACTERS = {"Endnote Reference": "ink-2", LINK: "amount"}
LEADING = 1.05
# Of the library's own styles: tabs, lines above and below, letters apart.
UNWANTED = (qn("w:tabs"), qn("w:pBdr"), f"{qn('w:rPr')}/{qn('w:spacing')}")


def blank(style: Style) -> Document:
    """Return an empty document, A4, standing, in an operator's colors."""
    made = docx.Document()
    for holder in (made.part.rels, made.part.package.rels if made.part.package else {}):
        for key in [key for key, rel in holder.items() if rel.reltype in UNUSED]:
            holder.pop(key)
    section = made.sections[0]
    section.page_width, section.page_height = Mm(WIDTH_MM), Mm(HEIGHT_MM)
    section.left_margin = section.right_margin = Mm(MARGIN_MM)
    section.top_margin, section.bottom_margin = Mm(19), Mm(17)
    section.header_distance = section.footer_distance = Mm(9)
    for name, look in PARAGRAPHS.items():
        _paragraph(made, name, look, style)
    for name, color in CHARACTERS.items():
        _character(made, name, style.color(color))
    _told(made)
    return made


def _paragraph(document: Document, name: str, look: Look, style: Style) -> None:
    made = _of_paragraphs(document, name)
    lettered(made.element.get_or_add_rPr(), look.letters)
    made.font.size, made.font.bold, made.font.italic = Pt(look.size), look.bold, False
    made.font.color.rgb = RGBColor.from_string(colored(style.color(look.color)))
    form = made.paragraph_format
    form.space_before, form.space_after = Pt(look.above), Pt(look.below)
    form.line_spacing = LEADING
    for tag in UNWANTED:
        for spare in made.element.findall(f".//{tag}"):
            spare.getparent().remove(spare)


def _of_paragraphs(document: Document, name: str) -> ParagraphStyle:
    known = {one.name: one for one in document.styles}
    if name in known:
        found = known[name]
    else:
        found = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if not isinstance(found, ParagraphStyle):
        raise TypeError(name)
    if name not in known:
        found.base_style = known["Normal"]
    return found


def _character(document: Document, name: str, color: str) -> None:
    made = document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
    if not isinstance(made, CharacterStyle):
        raise TypeError(name)
    made.font.color.rgb = RGBColor.from_string(colored(color))
    made.font.underline, made.font.superscript = name == LINK, name != LINK


def lettered(rpr: BaseOxmlElement, letters: tuple[str, str]) -> None:
    """Name the fonts of a style: Latin letters and Chinese ones."""
    latin, chinese = letters
    fonts = rpr.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        rpr.insert(0, fonts)
    for name in THEMES:
        fonts.attrib.pop(qn(name), None)
    for name in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(name), latin)
    fonts.set(qn("w:eastAsia"), chinese)


def _told(document: Document) -> None:
    """Say which Chinese its Chinese is, and what stands where no style says anything."""
    usual = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    lettered(usual, BODY)
    for spoken in usual.findall(qn("w:lang")):
        spoken.set(qn("w:eastAsia"), "zh-CN")
    for spoken in document.settings.element.findall(qn("w:themeFontLang")):
        spoken.set(qn("w:eastAsia"), "zh-CN")
    for zoom in document.settings.element.findall(qn("w:zoom")):
        zoom.set(qn("w:percent"), "100")
