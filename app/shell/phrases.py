"""Components whose words change with the language, without asking the server."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dash.development.base_component import Component

from app.text import words
from geo.languages import ORIGINAL

Tag = Callable[..., Component]


def said(
    tag: Tag,
    key: str,
    *,
    phrases: Mapping[str, str] | None = None,
    **props: Any,  # noqa: ANN401  html's own
) -> Component:
    """Return a component that says one phrase; the browser says it again in another language.

    ``phrases`` are those of the first language as an atlas has them, where they are its own.
    """
    return tag((phrases or words(ORIGINAL))[key], **marks(data_t=key), **props)


def labelled(tag: Tag, key: str, *children: Any, **props: Any) -> Component:  # noqa: ANN401  the same
    """Return a component that is named by one phrase for those who do not see it."""
    name = marks(aria_label=words(ORIGINAL)[key], data_t_aria_label=key)
    return tag(list(children), **name, **props)


def marks(**names: str) -> dict[str, Any]:
    """Return attributes of HTML, whose names have dashes: ``data_act`` is data-act."""
    return {name.replace("_", "-"): value for name, value in names.items()}
