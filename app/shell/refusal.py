"""Unmet: the page of what cannot be met: why, what would be right, and the way to every page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dash import Dash, html
from dash.development.base_component import Component
from markupsafe import Markup

from app.shell import ids
from app.shell.dash_page import BUNDLE, around, told
from app.shell.page import Early, Page
from app.shell.phrases import marks
from app.shell.render import environment

if TYPE_CHECKING:
    from app.context.context import World

TEMPLATE = "_refusal.html"
NO_MAPS = "{}"


@dataclass(frozen=True)
class Way:
    """A way on: what it is called, where it leads (nowhere where blank), the word that says it."""

    name: str
    href: str = ""
    word: str = ""


@dataclass(frozen=True)
class Unmet:
    """What is wrong, in words: a ``title``, a ``message``, and ways on.

    ``heading`` stands above the ``known``, of which ``more`` says how many are not listed.
    ``without`` leaves out what is wrong; blank where there is nothing to leave out.
    """

    title: str
    message: str
    heading: str = ""
    known: tuple[Way, ...] = ()
    more: str = ""
    without: Way | None = None
    back: Way | None = None


def content(refusal: Unmet, lang: str, *, framed: bool = False) -> Markup:
    """Return what stands in the main element of its page, and in a frame."""
    body = environment().get_template(TEMPLATE).render(refusal=refusal, lang=lang, framed=framed)
    return Markup(body)  # noqa: S704  Jinja escaped every value of it


def early(refusal: Unmet, lang: str) -> Early:
    """Return the page of a refusal as it is written."""
    said = f"{refusal.title} {refusal.message}"
    return Early(lang, title=refusal.title, said=said, main=content(refusal, lang), maps=NO_MAPS)


def _layout(world: World, early: Early | None) -> Component:
    leaf = html.Main(
        early.main if early else None,
        id=ids.LEAF,
        className="leaf leaf-refusal",
        tabIndex=-1,
        **(told(early) if early else {}),
        # Another language of it is another request.
        **marks(data_refused=""),
    )
    return around(world, "", leaf)


def _unasked(_app: Dash, _world: World) -> None:
    """Nothing of it is asked for again."""


def _unread(_world: World, _query: Mapping[str, str]) -> Early:
    raise LookupError("a refusal is written for a request, not read from an address")


REFUSAL = Page("", "error.other", BUNDLE, _layout, _unasked, _unread, dash=False)
