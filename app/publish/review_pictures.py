"""The pictures of a review pack: every layer, every indicator, every zoom that shows more."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.context.boundary_files import grounds
from app.context.landmark_ground import Files
from app.jobs import map_request
from app.settings.settings import PROJECT
from geo.approval.state import sums
from geo.levels import BOUNDED, Level
from layers.build.registry import offered
from layers.catalogue import layer, layers
from layers.map import COUNTIES
from layers.placement import NAMED_FROM
from layers.render.web import painted_json
from layers.spec import CHOOSING
from layers.symbols import LANDMARKS

if TYPE_CHECKING:
    from app.settings.settings import Config
    from geo.approval.state import Approval
    from geo.store.catalogue import Catalogue
    from layers.map import PaintedMap

PICTURES = "pictures"
# A page cannot be made smaller (app/assets/runtime/viewport.js).
FARTHEST = 3.0
# What may change a picture though the data stay.
CODE = ("geo/**/*.py", "layers/**/*.py", "layers/**/*.json", "layers/fonts/*")


@dataclass(frozen=True)
class ReviewPicture:
    """One picture of the folder: a layer as a page shows it from a zoom to another.

    ``indicator`` is blank for a layer that has no choice. One with ``landmarks`` has rivers, towns
    and airports.
    """

    layer: str
    indicator: str
    nearest: float
    deepest: float
    landmarks: bool = False

    @property
    def file(self) -> str:
        """Return the path of the picture inside the folder."""
        drawn = "landmarks" if self.landmarks else ""
        words = (self.layer, self.indicator, drawn, "zoom", f"{self.nearest:g}")
        return f"{PICTURES}/{'-'.join(word for word in words if word)}.png"

    @property
    def zooms(self) -> str:
        """Return the zooms as words, as in ``8–11.5``."""
        return f"{self.nearest:g}–{self.deepest:g}"


def views(catalogue: Catalogue, deepest: int) -> Iterator[ReviewPicture]:
    """Yield every published layer with every indicator, once for each zoom that shows more.

    More are the borders of counties, and the names of counties and of the layer's own places.
    A layer of which the data have no indicator is not published.
    """
    for layer_id, spec in layers(catalogue.profile).items():
        more = {NAMED_FROM[spec.level], NAMED_FROM["county"]}
        starts = [FARTHEST, *sorted(zoom for zoom in more if FARTHEST < zoom <= deepest)]
        ends = [*starts[1:], float(deepest)]
        chosen = [""]
        if isinstance(spec, CHOOSING):
            chosen = [indicator.indicator_id for indicator in offered(spec, catalogue)]
        for indicator in chosen:
            for start, end in zip(starts, ends, strict=True):
                yield ReviewPicture(layer_id, indicator, start, end)


def landmark_views(catalogue: Catalogue, deepest: int) -> Iterator[ReviewPicture]:
    """Yield the pictures of rivers, towns and airports, once for each zoom that shows more.

    They lie below every layer alike: these are of the first one.
    """
    first = next(views(catalogue, deepest))
    looks = (look for classes in LANDMARKS.values() for look in classes.values())
    starts = sorted({look["from"] for look in looks if look["from"] <= deepest})
    for start, end in zip(starts, [*starts[1:], float(deepest)], strict=True):
        yield replace(first, nearest=start, deepest=end, landmarks=True)


def map_of(
    catalogue: Catalogue, view: ReviewPicture, approval: Approval, landmarks: Files = ()
) -> PaintedMap:
    """Return what a picture shows: the period that a page shows first.

    ``landmarks`` are the files of those there are.
    """
    close = view.nearest >= NAMED_FROM["county"]
    asked = map_request.MapRequest(view.layer, view.indicator, over=COUNTIES if close else "")
    files = landmarks if view.landmarks else ()
    shown, _ = map_request.drawable(catalogue, asked, approval=approval, landmarks=files)
    own: tuple[Level, ...] = ("prefecture", layer(catalogue.profile, view.layer).level, "county")
    named = [level for level in dict.fromkeys(own) if NAMED_FROM[level] <= view.nearest]
    return replace(shown, named=tuple(named), near=view.nearest)


def picture(config: Config, drawable: PaintedMap) -> bytes:
    """Return a map as a PNG."""
    from layers.render import print_map  # noqa: PLC0415  matplotlib

    return print_map.picture(drawable, ground=grounds(config.data, BOUNDED), form="png")


def ground_key(config: Config) -> str:
    """Return the hash of what all pictures are made of: the boundaries and the code."""
    digest = hashlib.sha256(json.dumps(sums(config.data), sort_keys=True).encode())
    for path in sorted(path for pattern in CODE for path in PROJECT.glob(pattern)):
        digest.update(path.relative_to(PROJECT).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def made_of(drawable: PaintedMap, *, ground: str) -> str:
    """Return the hash of all that a picture of a map is made of."""
    shown = [*(painted_json(painted) for painted in drawable.layers), *drawable.landmarks]
    frame = (
        drawable.bounds,
        drawable.counties,
        drawable.names,
        drawable.named,
        drawable.near,
        drawable.stamp.lines,
    )
    said = json.dumps([ground, drawable.title, drawable.credit, frame, shown], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()
