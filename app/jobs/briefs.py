"""Briefs as files: what compares some places, as the bytes of a PDF, a document or one HTML page.

The heavy libraries are imported when a brief is written, not before: the web worker orders, and
another process writes (app.jobs.worker).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.context.boundary_files import grounds
from geo.analysis.subject_profile import COMMON
from geo.approval.state import MISSING, Approval
from geo.errors import UnknownWord
from geo.languages import ORIGINAL
from geo.levels import BOUNDED
from layers.style import OURS, Style

if TYPE_CHECKING:
    from geo.store.catalogue import Catalogue
    from layers.documents.brief.document import Brief

# Endings of files, and what a browser is told they are.
FORMS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
}
# What is a file to keep; the other is a page to read.
KEPT = ("pdf", "docx")


@dataclass(frozen=True)
class BriefJob:
    """What a person wants compared: words of geo.analysis.subjects, and how.

    ``period`` is a year, "" for the best common one, or "latest"; ``indicator`` is the one on the
    maps of prefectures, blank for the usual one. ``approval`` is what its maps have, ``style`` an
    operator's colors.
    """

    words: tuple[str, ...]
    lang: str = ORIGINAL
    period: str = COMMON
    indicator: str = ""
    approval: Approval = MISSING
    style: Style = OURS

    def written(self, catalogue: Catalogue, data: Path, *, form: str) -> bytes:
        """Return the brief in one of FORMS; the same order gives the same bytes.

        Raises UnknownWord and Unfit for what cannot be compared (see geo.analysis.subjects), and
        AtlasError where a font is missing.
        """
        return self.drawn(self.told(catalogue), data, form=form)

    def drawn(self, told: Brief, data: Path, *, form: str) -> bytes:
        """Return what a brief says in one of FORMS; raises as ``written`` does."""
        if form not in FORMS:
            raise UnknownWord("format", form, FORMS)
        ground = grounds(data, BOUNDED)
        if form == "docx":
            from layers.render import brief_docx  # noqa: PLC0415  matplotlib and what writes documents

            return brief_docx.docx(told, ground=ground, style=self.style)
        from layers.render import brief_html, brief_pdf  # noqa: PLC0415  matplotlib

        if form == "pdf":
            return brief_pdf.pdf(told, ground=ground, style=self.style)
        return brief_html.html(told, ground=ground, style=self.style).encode()

    def told(self, catalogue: Catalogue) -> Brief:
        """Return what the brief says, before it is drawn; raises as ``written`` does."""
        from layers.documents.brief.compose import brief  # noqa: PLC0415  mapclassify, only for a brief

        told = brief(
            catalogue,
            self.words,
            lang=self.lang,
            period=self.period,
            indicator=self.indicator,
        )
        return replace(told, maps=replace(told.maps, approval=self.approval))
