"""Tables of a site: the files that its views and layers give away, each content once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from app.address import formats
from app.address.query import LANG, read
from app.files.shelf import HASH_LENGTH
from app.pages.views import views_of
from app.publish.site.language import FORMS
from app.publish.site.site_urls import UP
from app.publish.site.states import Pairs
from app.shell.view import View
from geo.errors import AtlasError
from geo.export import WRITERS
from geo.export.table import Table
from layers.approval_mark import stamp_table

if TYPE_CHECKING:
    from app.context.context import World
    from app.publish.site.language import SiteLanguage

FOLDER = "tables"
TEXT = "csv"


class Tables:
    """The files of tables: named by their content, because many states have the same."""

    def __init__(self, put: Callable[[str, bytes], None]) -> None:
        self._put = put
        self._made: dict[tuple[str, str], str] = {}
        # A page asks for each of its tables twice: as text and as a workbook.
        self._table = lru_cache(maxsize=4)(_table)

    def file(self, language: SiteLanguage, page: str, table: str, pairs: Pairs) -> str | None:
        """Return the address of a table of a view for a query; None where none is written.

        Workbooks and archives are written of the first page of a view; text of every state.
        """
        name, _, form = table.rpartition(".")
        world = language.pages
        asked = {key: value for key, value in pairs.items() if key != LANG.name}
        view = next(
            view
            for view in views_of(world.shelf)
            if page.rpartition("/")[2] == language.pages.urls.page(view.path)
        )
        if form == formats.ARCHIVE and name in view.archives and not asked:
            whole = view.archives[name](world, read(dict(pairs), view.fields(world)))
            path = f"{FOLDER}/{name}.{formats.ARCHIVE}"
            self._put(path, whole)
            return UP + path
        if form not in FORMS or (asked and form != TEXT):
            return None
        try:
            made = self._table(world, view, name, urlencode(pairs))
        except AtlasError:
            # What the page says is wrong with its address is wrong with its files.
            return None
        return UP + self._written(made, form)

    def _written(self, table: Table, form: str) -> str:
        """Write a table once and return its path from the root of the site."""
        plain = WRITERS[TEXT](table)
        digest = hashlib.sha256(plain).hexdigest()[:HASH_LENGTH]
        path = f"{FOLDER}/{table.name}.{digest}.{form}"
        if (digest, form) not in self._made:
            self._made[digest, form] = path
            self._put(path, plain if form == TEXT else WRITERS[form](table))
        return self._made[digest, form]


def _table(world: World, view: View, name: str, query: str) -> Table:
    asked = read(dict(parse_qsl(query)), view.fields(world))
    return stamp_table(view.tables[name](world, asked), world.approval, asked.lang)
