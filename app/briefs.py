"""Briefs as files: what compares some places, as the bytes of a PDF or of one HTML page.

The heavy libraries are imported when a brief is asked for, not before: the web worker stays light.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from geo.errors import UnknownWord
from geo.profile import COMMON

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

    from geo.catalogue import Catalogue

# Endings of files, and what a browser is told they are.
FORMS = {"pdf": "application/pdf", "html": "text/html; charset=utf-8"}
# What several people ask for is drawn once; a brief is about half a megabyte.
KEPT = 16
# The drawing library has settings for the whole process.
ONE_AT_A_TIME = Lock()


@dataclass(frozen=True)
class Order:
    """What a person wants compared: words of geo.subjects, and how.

    ``period`` is a year, "" for the best common one, or "latest"; ``indicator`` is the one on the
    maps of prefectures, blank for the usual one.
    """

    words: tuple[str, ...]
    lang: str = "zh"
    period: str = COMMON
    indicator: str = ""


def written(catalogue: Catalogue, data: Path, order: Order, *, form: str) -> bytes:
    """Return the brief in one of FORMS; the same order gives the same bytes.

    Raises UnknownWord and Unfit for what cannot be compared (see geo.subjects), and AtlasError
    where a font is missing.
    """
    if form not in FORMS:
        raise UnknownWord("format", form, FORMS)
    with ONE_AT_A_TIME:
        return _written(catalogue, data, order, form)


@lru_cache(maxsize=KEPT)
def _written(catalogue: Catalogue, data: Path, order: Order, form: str) -> bytes:
    from layers.brief.compose import brief  # noqa: PLC0415  mapclassify, only for a brief

    told = brief(
        catalogue,
        order.words,
        lang=order.lang,
        period=order.period,
        indicator=order.indicator,
    )
    from geo import boundaries  # noqa: PLC0415  geopandas
    from layers.renderers import brief_html, brief_pdf  # noqa: PLC0415  matplotlib

    ground: dict[str, GeoDataFrame] = {
        level: boundaries.boundaries(data, level) for level in brief_pdf.LEVELS
    }
    if form == "pdf":
        return brief_pdf.pdf(told, ground=ground)
    return brief_html.html(told, ground=ground).encode()
