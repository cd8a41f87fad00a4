"""The view of the zones on their way to the target: pipeline, what-if, balance, suggestions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.address.fields import QueryField
from app.address.query import Asked
from app.pages.zones import lists
from app.pages.zones.maps import apart, plate
from app.pages.zones.request import TABS, WEIGHT_LIMITS, ZonesRequest, inquiry
from app.pages.zones.tables import TABLES
from app.shell.view import Content, View
from geo.analysis.suggestions import CRITERIA
from geo.analysis.zone_status import moments, target
from layers.build.scenario import sentence
from layers.build.status_words import ledger_words

if TYPE_CHECKING:
    from app.context.context import World


def fields(world: World) -> tuple[QueryField, ...]:
    """Return the fields of the view's address: a date, a place, marks, weights, a tab."""
    known = world.catalogue
    goal, base = target(known), known.profile.base_year
    dates = [moment.date for moment in (*moments(known), *((goal,) if goal else ()))]
    prefectures, counties = known.at_level_ids("prefecture"), known.at_level_ids("county")
    return (
        QueryField("period", "word", base, tuple(dict.fromkeys((*dates, base))), was="date"),
        QueryField("place", "word", "", (*known.zones, *counties)),
        QueryField("up", "words", (), tuple(known.zones)),
        QueryField("new", "words", (), counties),
        QueryField("home", "word", "", prefectures),
        QueryField("tab", "word", "", TABS),
        *(
            QueryField(criterion.name, "number", float(criterion.weight), (), WEIGHT_LIMITS)
            for criterion in CRITERIA
        ),
    )


def content(world: World, asked: Asked) -> Content:
    """Return what the view says for one address."""
    request = inquiry(world, asked)
    words = world.phrases(asked.lang, "zones")
    title = words["title.scenario" if request.assuming else "title"]
    return Content(
        title=title,
        said=_said(request),
        context=lists.context(request),
        maps={
            "main": plate(request),
            **({"far": apart(request)} if request.tab == "balance" else {}),
        },
    )


def _said(request: ZonesRequest) -> str:
    """Return the sentence that is read out: what the scenario changes, or what the date says."""
    if request.assumed_here:
        return sentence(request.catalogue, request.outcome, request.lang)
    return ledger_words(request.ledger, request.catalogue, request.lang)


VIEW = View(
    name="zones",
    path="/zones",
    title="nav.zones",
    fields=fields,
    content=content,
    tables=TABLES,
    explored=lambda _world: ("main",),
    pictured=True,
)
