"""The view that compares two to six places or groups: maps, figures, and what is not fair."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from app.address.query import Asked
from app.pages.compare import controls, difference, lists, peers, warnings
from app.pages.compare.charts import charts
from app.pages.compare.fields import NAME, fields
from app.pages.compare.maps import plates
from app.pages.compare.request import CompareRequest, inquiry
from app.pages.compare.tables import TABLES
from app.shell.view import Content, Takeaway, View

if TYPE_CHECKING:
    from app.context.context import World


def content(world: World, asked: Asked) -> Content:
    """Return what the view says for one address."""
    request = inquiry(world, asked)
    names = request.names(*request.chosen.words)
    heading = request.heading
    return Content(
        title=f"{heading} · {names}" if names else heading,
        said=_said(request),
        context={"heading": heading, **_context(request)},
        maps=plates(request),
        address=_address(request),
        pictures=_pictures(request),
        briefs=_briefs(request),
    )


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
        for form in ("png", "svg")
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
    file, page = (f"{here}/brief.{form}?{order}" for form in ("pdf", "html"))
    return (
        Takeaway(file, request.words["brief.pdf"], slow=True),
        Takeaway(page, request.words["brief.html"], shown=True),
    )


def _drawn(request: CompareRequest) -> bool:
    """Return whether somebody draws a comparison of what is chosen: two at least."""
    return request.world.urls.served and len(controls.choosing(request)["chips"]) > 1


def _context(request: CompareRequest) -> dict[str, Any]:
    return {
        "based": request.based,
        "choosing": controls.choosing(request),
        "modes": controls.modes(request),
        "frames": controls.frames(request),
        "apart": difference.context(request),
        "guard": warnings.shown(request),
        "warnings": warnings.grouped(request, _cautions(request)),
        "table": lists.table(request),
        "like": peers.likeness(request),
        "charts": charts(request),
    }


def _cautions(request: CompareRequest) -> tuple[Any, ...]:
    """Return the cautions of the table, and those of the difference where one is shown."""
    cautions = difference.apart(request).cautions if request.mode == "difference" else ()
    return (*request.cautions, *cautions)


def _said(request: CompareRequest) -> str:
    """Return the sentence that is read out: what is wrong, or what is compared."""
    words = request.world.phrases(request.lang, NAME)
    wrong = [
        words[f"fault.{one['rule']}"].format(**one) for one in controls.choosing(request)["faults"]
    ]
    if wrong:
        return " ".join(wrong)
    return words["said"].format(
        mode=words[f"mode.{request.mode}"],
        names=request.names(*request.chosen.words),
        layer=request.a.title,
    )


VIEW = View(
    name=NAME,
    path="/compare",
    title="nav.compare",
    fields=fields,
    content=content,
    tables=TABLES,
)
