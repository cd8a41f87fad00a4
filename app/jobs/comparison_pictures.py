"""Pictures of a comparison: what its page shows for one address, as an SVG, a PNG or a slide."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.context.boundary_files import grounds
from app.pages.compare.maps import plates, slot
from app.pages.compare.request import CompareRequest, Side
from geo.analysis.subjects import OWN
from geo.approval.state import MISSING, Approval
from geo.errors import UnknownWord
from geo.levels import BOUNDED
from geo.model.figures import Measure
from layers.documents.comparison.plan import Plan
from layers.map import MapLayer
from layers.style import OURS, Style

if TYPE_CHECKING:
    from geo.store.catalogue import Catalogue

# Endings of files, and what a browser is told they are.
FORMS = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}


@dataclass(frozen=True)
class PictureJob:
    """What a reader has on the screen and wants to keep, in an operator's ``style``.

    ``approval`` is what its maps have.
    """

    plan: Plan
    approval: Approval = MISSING
    style: Style = OURS

    def written(self, catalogue: Catalogue, data: Path, *, form: str) -> bytes:
        """Return the picture in one of FORMS; the same order gives the same bytes.

        Raises UnknownWord, Unfit and Refused for what cannot be compared, and AtlasError where a
        font is missing.
        """
        if form not in FORMS:
            raise UnknownWord("format", form, FORMS)
        from layers.documents.comparison.assemble_picture import picture  # noqa: PLC0415  mapclassify, only for a picture
        from layers.render import comparison  # noqa: PLC0415  matplotlib

        ground = grounds(data, BOUNDED)
        told = replace(picture(catalogue, self.plan), approval=self.approval)
        if form == "pptx":
            from layers.documents.slide.tell_slide import comparison_slide  # noqa: PLC0415  as the picture
            from layers.render import slide_pptx  # noqa: PLC0415  what writes slides

            slide = comparison_slide(told)
            return slide_pptx.of_comparison(slide, told, ground=ground, style=self.style)
        return comparison.comparison(told, ground=ground, form=form, style=self.style)


def name(asked: Plan) -> str:
    """Return the name of a file, which says how and what it compares.

    As in ``comparison_side_510100_510700_zh``. Own groups have names that a reader typed: the
    file has a word for them.
    """
    words = (word.partition(":") for word in asked.words)
    said = [OWN if kind == OWN else f"{kind}-{rest}".rstrip("-") for kind, _, rest in words]
    return "_".join(("comparison", asked.mode, *said, asked.lang))


def plan(request: CompareRequest) -> Plan:
    """Return the plan of what the page shows for an address: the very maps of the page."""
    words, shown = request.chosen.words, plates(request)
    if request.mode == "difference":
        sides = request.a.measure, request.b.measure
        # What it shows is computed where it is drawn, from the figures of both sides.
        spec = replace(shown["difference"].shown, theme=MapLayer())
        return Plan(
            words, "difference", request.lang, ((words, spec),), sides, request.asked["way"]
        )
    if request.mode == "swipe":
        sides = _figure(request, request.a), _figure(request, request.b)
        maps = tuple((words, shown[name].shown) for name in ("left", "right"))
        return Plan(words, "swipe", request.lang, maps, sides)
    placed = ((subject.word, shown.get(slot(subject))) for subject in request.subjects)
    maps = tuple(((word,), spec.shown) for word, spec in placed if spec is not None)
    return Plan(words, "side", request.lang, maps, (_figure(request, request.a),))


def _figure(request: CompareRequest, side: Side) -> Measure | None:
    """Return the indicator whose figures a side shows of the subjects; None for another layer."""
    if not side.figure_id or request.subjects[0].level != side.level:
        return None
    return Measure(side.figure_id, side.period)
