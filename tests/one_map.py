"""Maps that an address can ask for, drawn at random, and what was decided of each."""

from __future__ import annotations

from hypothesis import Phase, settings
from hypothesis import strategies as st

from app.jobs import map_request
from app.jobs.map_request import MapRequest
from geo.approval.state import Approval
from geo.languages import LANGS
from layers import legend
from layers.data import LOCKS, Painted
from layers.map import PaintedMap
from layers.overlays import overlays
from layers.scale import CLASS_COUNTS, SCHEMES
from tests.catalogues import REAL, choices, of, sheet_of

MANUAL = "manual"
# What fails is said as it was drawn: to draw it smaller takes minutes.
ALIKE = settings(max_examples=10, deadline=None, derandomize=True, phases=[Phase.generate])


@st.composite
def requests(draw: st.DrawFn) -> MapRequest:
    """Draw a map that an address can ask for: any layer, period, way to class and overlays."""
    layer, indicator = draw(st.sampled_from(choices(REAL)))
    above = draw(st.lists(st.sampled_from(overlays(of(REAL).profile, layer)), unique=True))
    return MapRequest(
        layer,
        indicator,
        period=draw(st.sampled_from(sheet_of(REAL, layer, indicator).periods)),
        scheme=draw(st.sampled_from([scheme for scheme in SCHEMES if scheme != MANUAL])),
        k=draw(st.sampled_from(CLASS_COUNTS)),
        lock=draw(st.sampled_from(LOCKS)),
        over=",".join(above[:2]),
        lang=draw(st.sampled_from(LANGS)),
    )


def query_of(request: MapRequest) -> dict[str, str]:
    """Return the query of a page that asks for a map."""
    asked = {
        "layer": request.layer,
        "indicator": request.indicator,
        "period": request.period,
        "scheme": request.scheme if request.indicator else "",
        "k": str(request.k) if request.indicator else "",
        "lock": request.lock if request.indicator else "",
        "over": ",".join([*filter(None, request.over.split(",")), "names"]),
        "lang": request.lang,
    }
    return {name: text for name, text in asked.items() if text}


def map_of(request: MapRequest, approval: Approval) -> PaintedMap:
    """Return the map of the real data as it is decided."""
    shown, _ = map_request.drawable(of(REAL), request, approval=approval)
    return shown


def colors(painted: Painted) -> dict[str, str]:
    """Return the color that each place was given."""
    return {item.place_id: painted.color(at) for at, item in enumerate(painted.sheet.items)}


def rows(painted: Painted) -> list[tuple[str, str]]:
    """Return label and count of every row of a legend, as it is written."""
    return [
        (
            row.look.label,
            str(row.count) if row.placed == row.count else f"{row.placed} / {row.count}",
        )
        for row in legend.rows(painted)
    ]
