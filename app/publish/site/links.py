"""Links of a page that the server wrote, led to files instead: what nobody wrote is no link."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape, unescape

from app.address.query import LANG
from app.publish.site.site_urls import SUFFIX, UP
from app.publish.site.states import Pairs, States, pairs_of
from geo.languages import LANGS

ANCHOR = re.compile(r'<a\b([^>]*?)\shref="([^"]*)"([^>]*)>')
# A file that is not written is not named either, nor what divides it from the one before it.
UNFILED = re.compile(r'(?:\s·\s|\s*)<a download="[^"]*"(?: aria-label="[^"]*")?>[^<]*</a>')
# A form is sent by our script; without one nobody would answer it.
SENT = re.compile(r"<noscript><button[^>]*>[^<]*</button></noscript>")
INDENT = re.compile(r"\n\s+")
# A link that the script follows by changing what differs.
TURN = " data-turn"

# Where a page says that the full pages are.
HOMES = ("", *(f"{UP}{lang}" for lang in LANGS))

# The address of the file of a table of a view, or None where none is written.
Filed = Callable[[str, str, Pairs], str | None]


@dataclass(frozen=True)
class Here:
    """Where a page stands, and what else is written.

    ``now`` is its own state; ``states`` and ``other`` are those of its view, in its language and
    in the other one; ``pages`` those of every full page, by the name of its file and by language.
    """

    lang: str
    now: Pairs
    states: States
    other: States
    pages: Mapping[str, Mapping[str, States]]
    filed: Filed


def led(text: str, here: Here) -> str:
    """Return a page whose links lead to files; a link to what is not written loses its address."""

    def anchor(match: re.Match[str]) -> str:
        before, href, after = match.groups()
        at = _address(unescape(href), here)
        if at is None:
            return f"<a{before}{after}>"
        return f'<a{before} href="{escape(at[0])}"{TURN if at[1] else ""}{after}>'

    return INDENT.sub("\n", SENT.sub("", UNFILED.sub("", ANCHOR.sub(anchor, text))))


def _address(href: str, here: Here) -> tuple[str, bool] | None:
    """Return where a link leads, and whether it stays on this page; None where to nothing."""
    href, mark, part = href.partition("#")
    found = _page_address(href, here) if href else ("", False)
    return found and (f"{found[0]}{mark}{part}", found[1])


def _page_address(href: str, here: Here) -> tuple[str, bool] | None:
    """Return the same of an address without the part of the page that it points at."""
    path, _, query = href.partition("?")
    pairs = pairs_of(query)
    lang = pairs.get(LANG.name, LANG.default)
    if not path:
        if not href.startswith("?"):
            return href, False
        same = lang == here.lang
        file = (here.states if same else here.other).nearest(here.now, pairs)
        return (file, same) if file else None
    page, found, table = path.partition(f"{SUFFIX}/")
    if found:
        file = here.filed(page + SUFFIX, table, pairs)
        return (file, False) if file else None
    folder, _, name = path.rpartition("/")
    if folder in HOMES and name in here.pages:
        states = here.pages[name][lang]
        return states.nearest({}, pairs) or states.files[""], False
    return href, False
