"""The page of an error: what is wrong, and links to what would be right, by the request itself."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING
from urllib.parse import quote

from flask import request

from app.address.lenient import Pairs, name_of, text_of
from app.address.query import LANG
from app.address.urls import MAP
from app.context.context import World
from app.index.html import strip
from app.shell.refusal import Unmet, Way, content, early
from app.shell.render import environment
from app.text import say
from geo.languages import LANGUAGES, ORIGINAL

if TYPE_CHECKING:
    from app.api.allowed import Allowed
    from app.index.atlas import Atlas

ASKING = ("GET", "HEAD")
# What stands between the ends of a range of numbers.
RANGE = "–"
NEAR_PAGES = 3


@dataclass(frozen=True)
class Ways:
    """Ways to what would be right under a heading, how many more there are, and one without it."""

    heading: str
    known: tuple[Way, ...]
    more: str = ""
    without: Way | None = None


def error_page(app: Atlas, lang: str, title: str, message: str, ways: Ways | None = None) -> str:
    """Return a page that says what is wrong, with the way to every page and what may be used."""
    world, found = app.world, ways or Ways("", ())
    framed = request.path.startswith(world.urls.embed)
    refusal = Unmet(
        title,
        message,
        heading=found.heading,
        known=found.known,
        more=found.more,
        without=found.without,
        back=_back(world, lang, framed=framed),
    )
    return _in_frame(world, lang, refusal) if framed else app.refused(early(refusal, lang))


def pages_near(world: World, lang: str) -> Ways:
    """Return pages whose address looks like the one that was asked for."""
    phrases, query = world.phrases(lang), _spoken(lang)
    titles = {path.strip("/"): (path, phrases[key]) for path, key in world.links}
    sought = request.path.removeprefix(world.urls.prefix).strip("/").casefold()
    # Of a path with folders the first one is the page.
    near = dict.fromkeys(
        found
        for one in (sought, sought.partition("/")[0])
        for found in get_close_matches(one, [path for path in titles if path], n=NEAR_PAGES)
    )
    ways = (Way(titles[one][1], world.urls.page(titles[one][0], query)) for one in near)
    return Ways(say(lang, "error.near"), tuple(ways))


def words_known(world: World, told: Allowed, above: str) -> Ways:
    """Return the words that may be used, each with the address that has it.

    That is a page below ``above``, where it is the path of some, else the address of the request.
    """
    more = say(told.lang, "error.known.more", count=told.more) if told.more else ""
    ways = tuple(_way(world, told, word, name, above) for word, name in told.known)
    heading = say(told.lang, "error.near" if told.near else "error.known")
    return Ways(heading, ways, more, _without(told))


def _way(world: World, told: Allowed, word: str, name: str, above: str) -> Way:
    """Return a word that may be used with the address that has it; none where it is a range."""
    if above:
        return Way(name, world.urls.page(f"{above}/{word}", _spoken(told.lang)), word)
    asked = _asked(told.field) and RANGE not in word
    return Way(name, _asking([*_others(told.field), (told.field, word)]) if asked else "", word)


def _without(told: Allowed) -> Way | None:
    """Return the way to the same page without the field that is wrong; None where it has none."""
    if not _asked(told.field):
        return None
    words = say(told.lang, "error.without", field=told.called)
    return Way(words, _asking(_others(told.field)))


def _asked(field: str) -> bool:
    """Return whether the query of the request has a field, so that it can be put right."""
    asks = request.method in ASKING
    return asks and any(name_of(key) == field for key in request.args)


def _others(field: str) -> Pairs:
    pairs = request.args.items(multi=True)
    return [(key, text) for key, text in pairs if name_of(key) != field]


def _asking(pairs: Pairs) -> str:
    query = text_of(pairs)
    return f"{quote(request.path)}{'?' if query else ''}{query}"


def _spoken(lang: str) -> dict[str, str]:
    return {} if lang == ORIGINAL else {LANG.name: lang}


def _back(world: World, lang: str, *, framed: bool) -> Way:
    """Return the way to the atlas; out of a frame it opens a window of its own."""
    if framed:
        return Way(say(lang, "error.whole"), world.urls.page(query=_spoken(lang)), "_blank")
    return Way(say(lang, "error.back"), world.urls.page(MAP, _spoken(lang)))


def _in_frame(world: World, lang: str, refusal: Unmet) -> str:
    """Return a refusal as a frame has it: alone, without the head of a page."""
    urls, names, phrases = world.urls, world.shelf.names, world.phrases(lang)
    return (
        environment()
        .get_template("error.html")
        .render(
            lang=lang,
            html_lang=LANGUAGES[lang].tag,
            strip=strip(world, lang),
            title=f"{refusal.title} · {phrases['site.title']}",
            icon=urls.file(names["icon"]),
            style=urls.file(names["style"]),
            content=content(refusal, lang, framed=True),
        )
    )
