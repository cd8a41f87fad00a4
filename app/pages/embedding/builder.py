"""The embed builder as a page: a view whose words name the origin of the atlas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from app.address.query import read
from app.pages.embedding import VIEW, content
from app.settings.hosts import here
from app.shell.dash_page import page
from app.shell.page import Early
from app.shell.render import main

if TYPE_CHECKING:
    from app.context.context import World


def _early(world: World, query: Mapping[str, str]) -> Early:
    # Never kept: the same query at another name of this host has other addresses.
    asked = read(query, VIEW.fields(world))
    made = content(world, asked, here=here(world.config))
    return Early(
        asked.lang,
        title=made.title,
        said=made.said,
        main=main(world, VIEW, asked, made),
        maps="{}",
        address=made.address,
    )


EMBEDDING = replace(page(VIEW), early=_early)
