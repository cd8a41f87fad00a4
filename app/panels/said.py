"""Components whose words change with the language, without asking the server."""

from __future__ import annotations

from typing import Any

from dash.development.base_component import Component

from app.text import words

FIRST = "zh"


def said(tag: type[Component], key: str, **props: Any) -> Component:  # noqa: ANN401  html's own
    """Return a component that says one phrase; the browser says it again in another language."""
    return tag(words(FIRST)[key], **{"data-t": key}, **props)


def labelled(tag: type[Component], key: str, *children: Any, **props: Any) -> Component:  # noqa: ANN401
    """Return a component that is named by one phrase for those who do not see it."""
    name = {"aria-label": words(FIRST)[key], "data-t-aria-label": key}
    return tag(list(children), **name, **props)
