"""Is the atlas fit to answer the public? CHECKS is the one place where a condition is added."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.approval import approval_of
from app.running.version import hash_of
from app.shelf import HASH_LENGTH
from app.world import World

GOOD = "ok"


@dataclass(frozen=True)
class Known:
    """What a check may ask: the world that is served, and what /version says of its start."""

    world: World
    about: Mapping[str, str]


Check = Callable[[Known], str]


def shelf(known: Known) -> str:
    """Return whether every built file is what its name says, byte for byte."""
    for stored in known.world.shelf.files.values():
        digest = hashlib.sha256(stored.plain).hexdigest()[:HASH_LENGTH]
        if f".{digest}." not in stored.name:
            return f"{stored.name} is not what its name says: empty the cache and start again"
    return GOOD


def data(known: Known) -> str:
    """Return whether the data on disk are those that were checked, built and loaded."""
    try:
        now = hash_of(known.world.config.data)
    except OSError as error:
        return f"the data cannot be read: {error.strerror}"
    if now != known.about["data"]:
        return "the data changed after the start: start again to check and build them"
    return GOOD


def approval(known: Known) -> str:
    """Return whether the public may see the maps today, of an atlas that is for the public."""
    world = known.world
    if not world.config.public:
        return GOOD
    found = approval_of(world.config, zoom=world.config.map_max_zoom)
    return GOOD if found.approved else f"the map approval is {found.state}: {'; '.join(found.why)}"


CHECKS: Mapping[str, Check] = {"shelf": shelf, "data": data, "approval": approval}


def answers(known: Known) -> Mapping[str, str]:
    """Return what each check says, by name; ``ok`` where all is well."""
    return {name: check(known) for name, check in CHECKS.items()}
