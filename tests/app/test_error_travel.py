"""Errors go from one process to another and arrive as they were."""

from __future__ import annotations

import importlib
import pickle
import pkgutil
from collections.abc import Callable, Mapping

import pytest

import app
import geo
import layers
from app.address.fields import Nowhere, StateError
from app.address.lenient import Twice
from app.api.officer_door import Refusal
from app.jobs.worker import Undrawn
from app.officer.release import Moved
from geo.errors import AtlasError, CatalogueError, Fault, Letterless, Unfit, UnknownWord
from geo.sentences import Said

FAULT = Fault("shapes/zones.geojson", 3, "zone_id", "x", "key", Said("is no zone", "不是高新区"))
# Those that are made from something else than one sentence.
MADE: Mapping[type[AtlasError], Callable[[], AtlasError]] = {
    CatalogueError: lambda: CatalogueError([FAULT]),
    UnknownWord: lambda: UnknownWord("period", "2O21", ("2021", "2022")),
    StateError: lambda: StateError("lang", "fr", ("zh", "en")),
    Nowhere: lambda: Nowhere("places", "Atlantis", ("510100",)),
    Twice: lambda: Twice("lang", "fr", ("zh", "en")),
    Unfit: lambda: Unfit("kind", ["a"], ["b", "c"], "not of one kind"),
    Undrawn: lambda: Undrawn("busy"),
    Refusal: lambda: Refusal(Said("not yours", "不属于你"), 403, 5),
    Moved: lambda: Moved(Said("moved", "变了"), ()),
    Letterless: lambda: Letterless("甲\U0001f600", "\U0001f600"),
}


def kinds() -> list[type[AtlasError]]:
    """Return every error of the project, those of modules that nobody has imported included."""
    for package in (geo, layers, app):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            # What the tool of migrations runs has its place in that tool only.
            if not found.name.endswith(("__main__", "migrations.env")):
                importlib.import_module(found.name)
    return below(AtlasError)


def below(kind: type[AtlasError]) -> list[type[AtlasError]]:
    """Return a kind of error and all that are made of it."""
    return [kind, *(one for part in kind.__subclasses__() for one in below(part))]


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.__name__)
def test_an_error_survives_the_way_to_another_process(kind: type[AtlasError]) -> None:
    error = MADE.get(kind, lambda: kind(Said("no", "不")))()
    arrived = pickle.loads(pickle.dumps(error))  # noqa: S301  our own
    assert type(arrived) is kind
    assert str(arrived) == str(error)
    assert [arrived.in_lang(lang) for lang in ("zh", "en")] == [
        error.in_lang(lang) for lang in ("zh", "en")
    ]
    assert vars(arrived) == vars(error)
