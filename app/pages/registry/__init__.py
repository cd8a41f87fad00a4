"""The registry: how many enterprises lie where, as cells that are true at every zoom."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from app.address.query import Asked
from app.address.urls import REGISTRY_ROWS
from app.pages.registry import controls, maps
from app.pages.registry.classes import HUE, classes, finest_level
from app.pages.registry.request import (
    ANY,
    NAME,
    RegistryRequest,
    field_ids,
    status_ids,
    year_ids,
)
from app.shell.view import Content, View
from layers.palettes import MOST_CLASSES, ramp

if TYPE_CHECKING:
    from app.context.context import World

# Where tiles tell no kinds apart, they have one.
ONE = (-1, -1, -1)
# Words that the browser says.
SPOKEN = "cells."


def _content(world: World, asked: Asked) -> Content:
    look = RegistryRequest(world, asked)
    meta = look.meta
    answer = _answer(look)
    context = {
        "answer": answer,
        "synthetic": meta["synthetic"],
        "least": meta["least"],
        "filters": controls.filters(look),
        "meta": json.dumps(_told(look), ensure_ascii=False, separators=(",", ":")),
    }
    title = look.say("title")
    if meta["synthetic"]:
        title = look.say("title.synthetic", title=title)
    return Content(title=title, said=answer, context=context, maps={"main": maps.main(look)})


def _answer(look: RegistryRequest) -> str:
    """Return the sentence that the page begins with: how many, whose, of when, how many placed."""
    total, without = look.meta["total"], look.meta["without_point"]
    said = look.say("answer", total=f"{total:,}", source=look.source, day=look.meta["extracted"])
    if not without:
        return said
    share = f"{100 * without / total:.1f}%"
    return f"{said}{look.say('answer.without', count=f'{without:,}', share=share)}"


def _told(look: RegistryRequest) -> dict[str, Any]:
    """Return what the browser knows before a tile comes (assets/registry/registry_meta.d.ts)."""
    meta = look.meta
    fields, statuses, years = field_ids(meta), status_ids(meta), year_ids(meta)
    return {
        "families": {
            name: {
                "url": meta["url"].replace("{family}", name),
                "kinds": [_kind(kind, fields, statuses) for kind in family["kinds"]] or [ONE],
                "least": family["least_zoom"],
            }
            for name, family in meta["families"].items()
        },
        "classes": classes(look),
        "finest": finest_level(meta),
        "bounds": meta["bounds"],
        "points": meta["points"],
        "least": meta["least"],
        "fields": [{"id": one, "name": look.field_name(one)} for one in fields],
        "statuses": [{"id": one, "name": look.say(f"status.{one}")} for one in (*statuses, ANY)],
        "years": [{"id": one, "name": look.years_name(one)} for one in years],
        "total": meta["total"],
        "source": look.source,
        "extracted": meta["extracted"],
        "synthetic": meta["synthetic"],
        "point": ramp(HUE, MOST_CLASSES)[-1],
        "rows": look.urls.page(REGISTRY_ROWS) if meta["points"] and look.urls.served else "",
        "lang": look.lang,
        "words": {key: text for key, text in look.words.items() if key.startswith(SPOKEN)},
    }


def _kind(
    kind: dict[str, Any], fields: tuple[str, ...], statuses: tuple[str, ...]
) -> tuple[int, int, int]:
    """Return a kind of a family as positions in the lists of fields, statuses and years."""
    status = kind.get("status")
    return (
        fields.index(kind["field"]) if kind["field"] else 0,
        -1 if status is None else statuses.index(status) if status else 0,
        int(kind.get("years", -1)),
    )


VIEW = View(
    name=NAME,
    path="/registry",
    title="nav.registry",
    fields=controls.rows,
    content=_content,
    needs=NAME,
    overlay=NAME,
)
