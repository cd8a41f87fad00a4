"""The view that compares two to six places or groups: answer, picture, then evidence."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from app.address.query import Asked
from app.pages.compare import controls, difference, lists, peers, refusals, warnings
from app.pages.compare.answer import answer
from app.pages.compare.charts import charts
from app.pages.compare.charts.scatter import scattered
from app.pages.compare.excerpts import EXCERPTS
from app.pages.compare.fields import NAME, fields
from app.pages.compare.locator import locator
from app.pages.compare.maps import plates
from app.pages.compare.request import (
    LIKE,
    MAPS,
    MODES,
    NOTES,
    RANK,
    SCATTER,
    TREND,
    CompareRequest,
    inquiry,
)
from app.pages.compare.tables import TABLES
from app.pages.compare.tabs import choices, tabs
from app.shell.view import Content, Takeaway, View
from geo.analysis.cautions import Caution

if TYPE_CHECKING:
    from app.context.context import World


def content(world: World, asked: Asked) -> Content:
    """Return what the view says for one address; raise Nowhere if it names no place there is."""
    request = inquiry(world, asked)
    if wrong := request.chosen.nowhere:
        raise refusals.nowhere(request, wrong)
    names = request.names(*request.chosen.words)
    heading = request.heading
    return Content(
        title=f"{heading} · {names}" if names else heading,
        said=_said(request),
        context={"heading": heading, **_context(request)},
        maps=plates(request) if request.tab == MAPS else {},
        address=_address(request),
        pictures=_pictures(request),
        briefs=_briefs(request),
    )


def alone(world: World, asked: Asked) -> Asked:
    """Return what a frame shows that names no chart: the maps, of what they begin with."""
    if asked["tab"] == MAPS:
        return asked
    first = {"a": inquiry(world, asked).a.sheet_id} if asked["mode"] == MODES[0] else {}
    return asked.but(tab=MAPS, **first)


def _address(request: CompareRequest) -> str:
    """Return the link that says the same without a search or a click; nothing if it is that one.

    What was wrong, or could not be decided, stays in the address: a reload must say it again.
    """
    open_ = request.chosen.near or request.chosen.faults
    return "" if open_ or request.based.query == request.asked.query else request.based.link()


def _pictures(request: CompareRequest) -> tuple[Takeaway, ...]:
    """Return the maps of the page as pictures; nothing where it has none, or nobody draws them."""
    apart = difference.context(request)
    if not _drawn(request) or (apart and apart["why"]):
        return ()
    here, query = request.world.urls.page(VIEW.path), request.based.query
    return tuple(
        Takeaway(f"{here}/picture.{form}?{query}", _called(request, form), slow=True)
        for form in ("png", "svg", "pptx")
    )


def _called(request: CompareRequest, form: str) -> str:
    """Return what a picture of the maps is called: it says what it leaves out of them."""
    picture = request.words[f"picture.{form}"]
    around = request.world.manifest["files"]["landmarks"]
    return request.say("picture.bare", picture=picture) if around else picture


def _briefs(request: CompareRequest) -> tuple[Takeaway, ...]:
    """Return the brief of what is compared, to keep and to read."""
    if not _drawn(request):
        return ()
    asks = {"places": request.based["places"], "year": request.asked["year"]}
    here, order = request.world.urls.page(VIEW.path), urlencode({**asks, "lang": request.lang})
    file, document, page = (f"{here}/brief.{form}?{order}" for form in ("pdf", "docx", "html"))
    return (
        Takeaway(file, request.words["brief.pdf"], slow=True),
        Takeaway(document, request.words["brief.docx"], slow=True),
        Takeaway(page, request.words["brief.html"], shown=True),
    )


def _drawn(request: CompareRequest) -> bool:
    """Return whether somebody draws a comparison of what is chosen: two at least."""
    return request.world.urls.served and len(controls.choosing(request)["chips"]) > 1


def _context(request: CompareRequest) -> dict[str, Any]:
    """Return what the templates say: the first screen, and the one tab that is open."""
    first = {
        "based": request.based,
        "tab": request.tab,
        "tabs": tabs(request),
        "choosing": controls.choosing(request),
        "answer": answer(request),
        "table": lists.table(request),
        "locator": locator(request),
    }
    # Numbers of sources follow the page from above.
    told = {**first, **_open(request)}
    return {**told, "notes": [request.catalogue.sources[one] for _, one in request.numbering]}


def _open(request: CompareRequest) -> dict[str, Any]:
    """Return what the open tab says, and nothing of the others."""
    made: dict[str, Callable[[], Any]] = {}
    if request.tab == MAPS:
        made = {
            "modes": lambda: controls.modes(request),
            "frames": lambda: controls.frames(request),
            "apart": lambda: difference.context(request),
            "guard": lambda: warnings.shown(request, _apart(request)),
        }
    elif request.tab in (TREND, RANK):
        made = {"charts": lambda: charts(request), "indicators": lambda: choices(request)}
    elif request.tab == SCATTER:
        made = {"scatter": lambda: scattered(request)}
    elif request.tab == NOTES:
        made = {
            "warnings": lambda: warnings.grouped(request, request.cautions),
            "evidence": lambda: lists.evidence(request),
        }
    elif request.tab == LIKE:
        made = {"like": lambda: peers.likeness(request)}
    return {name: make() for name, make in made.items()}


def _apart(request: CompareRequest) -> tuple[Caution, ...]:
    """Return the cautions of the difference where one is shown."""
    return difference.apart(request).cautions if request.mode == "difference" else ()


def _said(request: CompareRequest) -> str:
    """Return the sentence that is read out: what is wrong, or what is compared."""
    words = request.world.phrases(request.lang, NAME)
    wrong = [
        words[f"fault.{one['rule']}"].format(**one) for one in controls.choosing(request)["faults"]
    ]
    if wrong:
        return " ".join(wrong)
    names = request.names(*request.chosen.words)
    if request.tab != MAPS:
        return words["said.tab"].format(tab=words[f"tab.{request.tab}"], names=names)
    return words["said"].format(
        mode=words[f"mode.{request.mode}"], names=names, layer=request.a.title
    )


VIEW = View(
    name=NAME,
    path="/compare",
    title="nav.compare",
    fields=fields,
    content=content,
    tables=TABLES,
    alone=alone,
    pictured=True,
    excerpts=EXCERPTS,
    told_by="tab",
)
