"""A build: steps made by several hands, and word of where it is."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from app.build import tasks
from app.build.hands import Hands, SharedCount
from app.build.tasks import Order, Step
from app.files import shelf
from app.settings.settings import Config
from app.text.messages import said
from geo.errors import AtlasError
from geo.files.atomic import FULL

# It comes first, and nothing is made of data that fail it.
FIRST = "check"
# What takes longest, and is shared among all hands.
SHARED = ("sheets", "registry")


class BakeError(AtlasError):
    """The build failed for a reason that is not in the data."""


@dataclass(frozen=True)
class Stage:
    """Where a build is: ``done`` of ``steps`` are, and the one called ``name`` begins or ends.

    ``seconds`` is how long it took, ``None`` when it begins.
    """

    name: str
    done: int
    steps: int
    seconds: float | None = None


Tell = Callable[[Stage], None]
Wanted = Sequence[tuple[Step, Path]]


def silent(_: Stage) -> None:
    """Say nothing."""


class Build:
    """The steps of one build; ``named`` says which folder a step has now, by its inputs."""

    def __init__(
        self, config: Config, named: Callable[[Step], str], *, hands: Hands, tell: Tell, steps: int
    ) -> None:
        self._config, self._named, self._hands, self._tell = config, named, hands, tell
        self._steps, self._done = steps, SharedCount(shared=hands.many)

    def make(self, wanted: Wanted) -> None:
        """Make all; the first error ends it, and what is wrong with the data comes before all."""
        checks = [one for one in wanted if one[0].name == FIRST]
        shared = [one for one in wanted if one[0].name in SHARED]
        rest = [one for one in wanted if one not in (*checks, *shared)]
        checked = self._hands.start(partial(self._each, checks))
        if shared and self._hands.many:
            tasks.warm(self._config.data)
        checked.result()
        others = self._hands.start(partial(self._each, rest))
        self._each(shared)
        others.result()

    def _each(self, wanted: Wanted) -> None:
        for step, folder in wanted:
            self._tell(Stage(step.name, int(self._done), self._steps))
            start = time.monotonic()
            self._one(step, folder)
            seconds = time.monotonic() - start
            self._tell(Stage(step.name, self._done.add(), self._steps, seconds))

    def _one(self, step: Step, folder: Path) -> None:
        """Make one step beside its place, and put it there if its inputs are what they were."""
        settings = {name: getattr(self._config, name) for name in step.settings}
        with drafted(folder) as draft:
            order = Order(self._config.data, self._hands, draft, settings)
            made, facts = step.make(order)
            shelf.write(draft, made, facts, order.kept)
            if self._named(step) == folder.name:
                put(draft, folder)


def unwritable(folder: Path, error: OSError) -> str:
    """Return why a folder of the cache takes nothing, and what would help."""
    if error.errno in FULL:
        return said("bake.full", folder=str(folder))
    return said("bake.cannot", folder=str(folder), why=error.strerror or str(error))


@contextmanager
def drafted(folder: Path) -> Iterator[Path]:
    """Make a folder beside the place of another; what is not put there goes when the block ends.

    Raises BakeError for what cannot be written.
    """
    try:
        draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        try:
            yield draft
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        raise BakeError(unwritable(folder.parent, error)) from error


def put(draft: Path, folder: Path) -> None:
    """Give a draft its place, unless another process was first: it has the same by that name."""
    # Others may read what is built; a draft was for us alone.
    draft.chmod(0o755)
    try:
        draft.rename(folder)
    except OSError:
        # Another process was first; its content is ours, by the name.
        if not folder.exists():
            raise
