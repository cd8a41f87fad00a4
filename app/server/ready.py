"""Is the atlas fit to answer? CHECKS and LIMITS are the one place where a condition is added."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.context.changes import Changes
from app.context.context import World
from app.files.shelf import HASH_LENGTH
from app.settings.approval import approval_of
from geo.errors import AtlasError
from layers.typefaces import FILES, damage

GOOD = "ok"


@dataclass(frozen=True)
class Known:
    """What a check may ask: the world that is served, and what became of its data since.

    ``trouble`` says why the last drawing failed, ``behind`` why readers do not have the current
    edition; nothing where all is well.
    """

    world: World
    changes: Changes
    trouble: Callable[[], str] = str
    behind: Callable[[], str] = str


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
    return known.changes.said() or GOOD


def approval(known: Known) -> str:
    """Return whether the public may see the maps today; nothing of an atlas for the house."""
    return _unapproved(known) if known.world.config.public else ""


def publishing(known: Known) -> str:
    """Return whether the maps may be published at all; an atlas for the house is ready without."""
    said = _unapproved(known)
    return said if said == GOOD else f"not approved: internal use only ({said})"


def fonts(_: Known) -> str:
    """Return whether the fonts are there that pictures and briefs are written with."""
    found = ((font.name, damage(font)) for font in FILES)
    wrong = "; ".join(f"{name}: {why}" for name, why in found if why)
    return f"no picture and no brief can be drawn: {wrong}" if wrong else GOOD


def drawing(known: Known) -> str:
    """Return whether the last picture or brief that this process asked for was drawn."""
    trouble = known.trouble()
    return f"the last picture or brief could not be drawn: {trouble}" if trouble else GOOD


def edition(known: Known) -> str:
    """Return whether readers have the current edition of the store."""
    return known.behind() or GOOD


def _unapproved(known: Known) -> str:
    world = known.world
    found = approval_of(world.config, zoom=world.config.map_max_zoom)
    return GOOD if found.approved else f"the map approval is {found.state}: {'; '.join(found.why)}"


CHECKS: Mapping[str, Check] = {"shelf": shelf, "data": data, "approval": approval}
# What an atlas may be ready without.
LIMITS: Mapping[str, Check] = {
    "publishing": publishing,
    "fonts": fonts,
    "drawing": drawing,
    "edition": edition,
}


def answers(known: Known) -> Mapping[str, str]:
    """Return what each check says, by name; ``ok`` where all is well."""
    found = {name: _answered(check, known) for name, check in CHECKS.items()}
    return {name: said for name, said in found.items() if said}


def limits(known: Known) -> Mapping[str, str]:
    """Return what the atlas cannot do though it is ready, and why, by name."""
    found = {name: _answered(check, known) for name, check in LIMITS.items()}
    return {name: said for name, said in found.items() if said != GOOD}


def _answered(check: Check, known: Known) -> str:
    """Return what a check says; a file that it needs and cannot read is an answer too."""
    try:
        return check(known)
    except (AtlasError, OSError) as error:
        return f"cannot be told: {error}"
