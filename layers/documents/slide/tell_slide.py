"""Telling a slide: a painted map or the picture of a comparison becomes what a slide says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from geo.store.catalogue import Catalogue
from layers import legend
from layers.data import Painted
from layers.documents.brief.compose import citations
from layers.documents.brief.context import Telling
from layers.documents.brief.document import Citation, plain
from layers.documents.comparison.picture import Picture
from layers.documents.slide.slide import Slide, SlideLegend, SlideRow
from layers.map import PaintedMap
from layers.spec import symbol_type
from layers.words import say, text


def map_slide(shown: PaintedMap, catalogue: Catalogue) -> Slide:
    """Return the slide of a map; its notes have the sources of every figure that it shows."""
    theme, lang = shown.theme, shown.lang
    telling = Telling(catalogue, lang)
    # Those of a reader's own figures are said by the credit.
    known = [
        source
        for cell in theme.frame.cells
        for source in cell.source_ids
        if source in catalogue.sources
    ]
    telling.cite(known)
    legends = _legends([shown.layers])
    lead = text(lang)["brief.semicolon"].join((theme.frame.coverage, *shown.warnings))
    projection = text(lang)["brief.projection"]
    return Slide(
        lang=lang,
        title=shown.title,
        lead=lead,
        about=say(lang, "slide.map", title=shown.title, said=theme.frame.coverage),
        legends=legends,
        signs="" if legends else _signs([shown.layers], lang),
        figures=(),
        notes=(shown.title, lead, *_sources(citations(telling), lang), shown.credit),
        credit=f"{shown.credit} {projection}",
        atlas=theme.sheet.atlas,
        stamp=shown.stamp,
    )


def comparison_slide(picture: Picture) -> Slide:
    """Return the slide of a comparison: its maps, what each shows, and in notes what to know."""
    lang, words = picture.lang, text(picture.lang)
    legends = _legends(picture.legends)
    said = [(panel.view.name, plain(panel.said)) for panel in picture.panels if panel.said]
    told = tuple(plain(sentence) for sentence in (*picture.figures, *picture.cautions))
    names = words["brief.comma"].join(one.view.name for one in picture.drawn if one.view.name)
    return Slide(
        lang=lang,
        title=picture.title,
        lead=picture.lead,
        about=say(lang, "slide.map", title=picture.title, said=names or picture.lead),
        legends=legends,
        signs="" if legends else _signs(picture.legends, lang),
        figures=tuple(said) or tuple(("", plain(one)) for one in picture.figures),
        notes=(
            picture.title,
            picture.lead,
            picture.note,
            *picture.warnings,
            *told,
            *_sources(picture.citations, lang),
            picture.credit,
        ),
        credit=picture.credit,
        atlas=picture.atlas,
        stamp=picture.stamp,
    )


def _sources(found: Sequence[Citation], lang: str) -> tuple[str, ...]:
    if not found:
        return ()
    words = text(lang)
    listed = (f"[{one.number}] {one.words} {one.address}".rstrip() for one in found)
    return (words["brief.sources"], words["brief.grade"], *listed)


def _legends(keys: Iterable[Sequence[Painted]]) -> tuple[SlideLegend, ...]:
    """Return legends as tables, where all that is drawn are areas of colors; else none."""
    layers = [painted for key in keys for painted in key]
    if any(symbol_type(painted.sheet.layer.kind) != "fill" for painted in layers):
        return ()
    return tuple(_legend(painted) for painted in layers)


def _legend(painted: Painted) -> SlideLegend:
    sheet = painted.sheet
    rows = tuple(
        SlideRow(row.look.color, row.look.shape == "hatch", row.look.label, str(row.count))
        for row in legend.rows(painted)
    )
    period = sheet.period_words[painted.frame.period]
    return SlideLegend(f"{sheet.title}{sheet.unit_label}", period, rows)


def _signs(keys: Iterable[Sequence[Painted]], lang: str) -> str:
    """Return in words what signs mean, for those who do not see them."""
    comma = text(lang)["brief.comma"]
    return comma.join(
        f"{row.look.label} {row.count}"
        for key in keys
        for painted in key
        for row in legend.rows(painted)
    )
