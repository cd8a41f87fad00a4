"""Actions: what a reader takes away from a page, under the same words in the same order on each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from app.address import formats
from app.shell.map_links import kept
from app.shell.taken import table_name
from app.shell.view import Takeaway

if TYPE_CHECKING:
    from app.address.query import Asked
    from app.context.context import World
    from app.shell.view import Content, View

# The menus by the word that they are called by; a link and a frame come after them.
PICTURE, BRIEF, DATA = "tools.picture", "tools.brief", "tools.data"
# Of a table of a page: text and a workbook.
WRITTEN: tuple[str, ...] = ("csv", "xlsx")
PACKED: tuple[str, ...] = (formats.ARCHIVE,)


class Menu(NamedTuple):
    """One menu: the key of its word, and what can be taken away."""

    key: str
    files: tuple[Takeaway, ...]


def menus(world: World, view: View, asked: Asked, content: Content, here: str) -> list[Menu]:
    """Return the menus of a page that have something in them; ``here`` is its own address."""
    layers = kept(world, content, asked) if view.tables else []
    drawn = [
        (file.form, Takeaway(file.href, f"{file.title} · {file.form.upper()}", slow=True))
        for file in layers
    ]
    pictures = [file for form, file in drawn if form in formats.PICTURES]
    maps = [file for form, file in drawn if form in formats.DATA]
    found = (
        Menu(PICTURE, (*content.pictures, *pictures)),
        Menu(BRIEF, content.briefs),
        Menu(DATA, (*_tables(world, view, asked, here), *maps)),
    )
    return [menu for menu in found if menu.files]


def _tables(world: World, view: View, asked: Asked, here: str) -> Iterable[Takeaway]:
    """Yield the archives of a page; its tables where no archive has them all."""
    phrases = world.phrases(asked.lang, view.name)
    kind, forms, said = ("table", WRITTEN, asked.beside_path)
    if view.archives:
        kind, forms, said = ("archive", PACKED, asked.query)
    for name in view.archives or view.tables:
        kept_name = table_name(world, view, asked, name)
        for form in forms:
            href = f"{here}/{name}.{form}{asked.link() if said else ''}"
            words = f"{phrases[f'{kind}.{name}']} · {form.upper()}"
            yield Takeaway(href, words, name=f"{kept_name}.{form}")
