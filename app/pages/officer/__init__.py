"""The pages of those who keep the data: written by the server, whole, without a script."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import quote

from app.address.query import LANG
from app.files.bundle import OFFICER as STYLE
from app.settings.approval import BEIJING
from app.shell.render import environment
from geo.languages import LANGS, LANGUAGES, ORIGINAL
from geo.sentences import in_words

if TYPE_CHECKING:
    from markupsafe import Markup

    from app.context.context import World
    from app.officer.sessions import SignedIn

NAME = "officer"


@dataclass(frozen=True)
class OfficerPage:
    """What every page knows: who is signed in, and what its forms carry; ``strip`` is HTML.

    ``host`` keeps the drafts, where not every host that has the store does.
    """

    world: World
    lang: str
    signed: SignedIn | None
    form: str
    strip: Markup
    host: str = ""

    def at(self, *parts: str) -> str:
        """Return the address of one of these pages, in the language of this one."""
        path = "/".join([NAME, *(quote(part, safe="") for part in parts)])
        return self.world.urls.page(path, self.query)

    @property
    def query(self) -> dict[str, str]:
        """Return what an address says of the language."""
        return {} if self.lang == ORIGINAL else {LANG.name: self.lang}


def page(of: OfficerPage, name: str, context: Mapping[str, object]) -> str:
    """Return a page as HTML; every value is escaped."""
    world, phrases = of.world, of.world.phrases(of.lang, NAME)
    other = next(lang for lang in LANGS if lang != of.lang)

    def t(key: str, **parts: object) -> str:
        said = {word: _spoken(value, of.lang) for word, value in parts.items()}
        return phrases[key].format(**said) if parts else phrases[key]

    return (
        environment()
        .get_template(f"{NAME}/{name}.html")
        .render(
            t=t,
            lang=of.lang,
            html_lang=LANGUAGES[of.lang].tag,
            strip=of.strip,
            host=of.host,
            title=f"{t(f'title.{name}')} · {phrases['site.title']}",
            icon=world.urls.file(world.shelf.names["icon"]),
            style=world.urls.file(world.shelf.names[f"style/{STYLE}"]),
            home=world.urls.page(query=of.query),
            at=of.at,
            other_language="" if other == ORIGINAL else other,
            signed=of.signed,
            form=of.form,
            when=when,
            **context,
        )
    )


def when(time: str) -> str:
    """Return a time of the journal or of a draft as a day and a minute of Beijing."""
    try:
        return datetime.fromisoformat(time).astimezone(BEIJING).strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return time


def _spoken(value: object, lang: str) -> object:
    return in_words(value, lang) if isinstance(value, str) else value
