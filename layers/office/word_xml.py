"""Elements of a Word document: what the library has no name for, one way to reach and make them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement


def element(of: Any) -> Any:  # noqa: ANN401  the element of a paragraph, table, row or cell: each has its own class
    """Return the element that a part of a document stands for."""
    return of._element  # noqa: SLF001  as the library's documentation does


def made(tag: str, **attributes: str) -> BaseOxmlElement:
    """Return a new element with attributes of Word's own, by their names."""
    new = OxmlElement(tag)
    for name, value in attributes.items():
        new.set(qn(f"w:{name}"), value)
    return new


def colored(color: str) -> str:
    """Return a color as a document has it."""
    return color.removeprefix("#").upper()
