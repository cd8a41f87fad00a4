"""Render: the content of a view as HTML, by its templates; every word escaped."""

from __future__ import annotations

import json
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from app.address.query import Asked
from app.files.bundle import waiting
from app.shell.actions import menus
from app.shell.taken import table_name
from app.shell.view import Content, PageMap, View
from geo.languages import LANGUAGES, ORIGINAL
from geo.sentences import Said, in_words
from layers.map import MapLayer
from layers.render.web import part_json
from layers.words import clause_words

if TYPE_CHECKING:
    from app.context.context import World

SHELL = Path(__file__).parent / "templates"
# Each page has its own beside its code.
PAGES = Path(__file__).parent.parent / "pages"


def main(
    world: World,
    view: View,
    asked: Asked,
    content: Content,
    *,
    framed: bool = False,
    credit: str | None = None,
) -> Markup:
    """Return the whole of a view: what stands inside its main element.

    ``framed`` is for pages that are painted before anything else is done: what comes later is
    text there, which becomes elements when there is time (see embed/load.js). With a ``credit``
    it is one thing alone: its maps, or an excerpt of it, and below it whose it is.
    """
    excerpt = None if credit is None else view.excerpt(asked)
    template = f"{view.name}/{'page' if credit is None else 'frame'}.html"
    made = environment().get_template("excerpt.html" if excerpt else template)
    phrases = world.phrases(asked.lang, view.name)
    here = world.urls.page(view.path_of(asked) if asked.path_field else view.path)

    def t(key: str, **parts: object) -> str:
        # What a phrase is filled with has its language as what stands alone has.
        said = {name: _spoken(value, asked.lang) for name, value in parts.items()}
        return phrases[key].format(**said) if parts else phrases[key]

    return Markup(  # noqa: S704  Jinja escaped every value of it
        made.render(
            c=content.context,
            t=t,
            asked=asked,
            lang=asked.lang,
            language=LANGUAGES[asked.lang],
            # What texts in the language of their source are marked with on a page in another.
            original="" if asked.lang == ORIGINAL else LANGUAGES[ORIGINAL].tag,
            title=content.title,
            said=content.said,
            credit=credit,
            excerpt=excerpt,
            view=view,
            framed=framed,
            home=world.urls.page(),
            served=world.urls.served,
            embedding=world.urls.embedding,
            here=here,
            sources=world.catalogue.sources,
            # A server says the name of a file itself; plain files have it from the link.
            file_name=partial(table_name, world, view, asked),
            menus=menus(world, view, asked, content, here) if credit is None else [],
        )
    )


def maps(world: World, content: Content, lang: str) -> dict[str, Any]:
    """Return the maps of a view for the browser, with the addresses of their files."""
    return {slot: _map(world, spec, lang) for slot, spec in content.maps.items()}


def files(world: World, content: Content, lang: str) -> tuple[str, ...]:
    """Return the addresses that the first paint of a view needs, each once.

    The full boundaries of prefectures are not among them: the light ones are drawn first.
    """
    names = world.shelf.names
    found = [world.urls.file(names["light/places"])] if content.maps else []
    if any(spec.counties and not spec.late for spec in content.maps.values()):
        found.append(world.urls.file(names["counties"]))
    for spec in content.maps.values():
        found += [at for at in (_file(world, layer, lang) for layer in spec.layers) if at]
    return tuple(dict.fromkeys(found))


def _map(world: World, spec: PageMap, lang: str) -> dict[str, Any]:
    return {
        "theme": _drawn(world, spec.theme, lang),
        "overlays": [_drawn(world, overlay, lang) for overlay in spec.overlays],
        "bounds": spec.bounds,
        "names": spec.names,
        "counties": spec.counties,
        "late": spec.late,
        "selected": spec.selected,
        "pick": spec.pick,
        "unpick": spec.unpick,
        "group": spec.group,
        "sync": spec.sync,
        "rings": spec.rings,
        "again": spec.again,
        "outlined": spec.outlined,
        "streets": spec.streets,
        "landmarks": spec.landmarks,
    }


def _drawn(world: World, drawn: MapLayer, lang: str) -> dict[str, Any]:
    return {
        "file": _file(world, drawn, lang),
        "sheet": None if drawn.file else drawn.sheet,
        "period": drawn.period,
        "paint": drawn.paint,
        "part": part_json(drawn.part) if drawn.part else None,
    }


def _file(world: World, drawn: MapLayer, lang: str) -> str | None:
    """Return where a browser finds a sheet; None where it stands in the page."""
    if drawn.sheet is not None:
        return drawn.file or None
    return world.sheet_address(drawn.sheet_id, lang)


def maps_json(world: World, content: Content, lang: str) -> str:
    """Return the maps of a view as JSON text."""
    return json.dumps(maps(world, content, lang), ensure_ascii=False, separators=(",", ":"))


@cache
def environment() -> Environment:
    """Return the templates: strict, escaped, and read once."""
    made = Environment(
        loader=FileSystemLoader([SHELL, PAGES]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=_in_lang,
    )
    made.globals["part"] = _part
    made.globals["first_lang"] = ORIGINAL
    made.globals["waiting_font"] = waiting()
    made.filters["number"] = number
    made.filters["clause"] = _clause
    return made


@pass_context
def _in_lang(context: Context, value: object) -> object:
    """Return what a template writes, a sentence in two languages in that of the page."""
    return _spoken(value, context["lang"])


def _spoken(value: object, lang: str) -> object:
    return in_words(value, lang) if isinstance(value, Said) else value


@pass_context
def _clause(context: Context, clause: str) -> str:
    """Return the number of a clause as the page's language writes it."""
    return clause_words(in_words(clause, context["lang"]), context["lang"])


@pass_context
def _part(context: Context, name: str, *, later: bool = False) -> Markup:
    """Return one part of a view: a template of its own in an element that can be changed.

    A part below the first screen is laid out ``later``: when the maps stand and it is reached.
    Where scripts run, a browser takes what stands in ``noscript`` for text and passes it by.
    """
    view: View = context["view"]
    inside = context.environment.get_template(f"{view.name}/{name}.html")
    body = inside.render(context.get_all())
    if later and context["framed"]:
        body = f"<noscript>{body}</noscript>"
    return Markup('<div class="part part-{name}{later}" data-part="{name}">{body}</div>').format(
        name=name,
        later=" later" if later else "",
        body=Markup(body),  # noqa: S704  a template's own output
    )


def number(value: float, decimals: int = 0) -> str:
    """Return a number with separators and so many decimals."""
    return f"{value:,.{decimals}f}"
