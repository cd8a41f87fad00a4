"""What takes longer than a request: a draft is published, or its preview built; how far it is.

A thread of one worker does it and holds the draft meanwhile; a file beside the draft says how far
it is, for every worker. Who is killed lets go of the draft, and the file says that it was.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, Literal

from app.text.messages import said
from geo.errors import AtlasError, CatalogueError
from geo.files.atomic import write_file
from geo.sentences import Said

if TYPE_CHECKING:
    from app.build.work import Stage, Tell
    from app.officer.draft_shelf import DraftShelf
    from geo.editing.draft import Draft

log = logging.getLogger("atlas.officer")
FILE = "work.json"
WorkKind = Literal["preview", "publish"]
WorkState = Literal["running", "done", "failed", "ended"]


@dataclass(frozen=True)
class DraftWork:
    """A work on a draft of one content, and how far it is.

    ``state`` is ended where whoever did it was killed; ``stage`` the name of a step of the build,
    of which ``done`` of ``steps`` are made; ``why`` says what failed, ``result`` what came of it.
    """

    kind: WorkKind
    content: str
    who: str
    state: WorkState
    stage: str = ""
    done: int = 0
    steps: int = 0
    why: Said | None = None
    result: str = ""
    time: str = ""

    def saved(self, folder: Path) -> None:
        """Write it beside its draft."""
        plain = {
            **{name: getattr(self, name) for name in WORDS},
            "done": self.done,
            "steps": self.steps,
            "why": [str(self.why), self.why.zh] if self.why else None,
            "time": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        write_file(folder / FILE, json.dumps(plain, ensure_ascii=False).encode())


WORDS = ("kind", "content", "who", "state", "stage", "result")


def work_of(shelf: DraftShelf, draft: Draft) -> DraftWork | None:
    """Return the last work on a draft; None where there was none."""
    found = _noted(draft.folder)
    if found is None or found.state != "running" or shelf.is_held(draft.folder.name):
        return found
    # Nobody holds it: it was killed, or done just now and says so.
    again = _noted(draft.folder)
    if again is None or again.state != "running":
        return again
    return replace(again, state="ended")


def _noted(folder: Path) -> DraftWork | None:
    try:
        plain: Any = json.loads((folder / FILE).read_text(encoding="utf-8"))
        words = {name: str(plain[name]) for name in WORDS}
        en, zh = map(str, plain["why"] or ("", ""))
        return DraftWork(
            **words,  # type: ignore[arg-type]  # our own file says no other kind and state
            done=int(plain["done"]),
            steps=int(plain["steps"]),
            why=Said(en, zh) if en else None,
            time=str(plain["time"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def begin(
    shelf: DraftShelf,
    draft: Draft,
    kind: WorkKind,
    who: str,
    make: Callable[[Draft, Tell], str],
) -> None:
    """Begin a work on a draft; ``make`` returns what came of it, and tells how far it is.

    Raises AtlasError where somebody else holds the draft.
    """
    with ExitStack() as stack:
        held = stack.enter_context(shelf.held(draft.folder.name, who))
        start = DraftWork(kind, held.name(), who, "running")
        start.saved(held.folder)
        rest = stack.pop_all()
        Thread(target=_done, args=(rest, held, start, make), daemon=True).start()


def _done(
    held: ExitStack, draft: Draft, start: DraftWork, make: Callable[[Draft, Tell], str]
) -> None:
    def tell(stage: Stage) -> None:
        now = (stage.name, stage.done, stage.steps)
        DraftWork(start.kind, start.content, start.who, "running", *now).saved(draft.folder)

    def end(state: WorkState, why: Said | None = None, result: str = "") -> None:
        over = DraftWork(start.kind, start.content, start.who, state, why=why, result=result)
        over.saved(draft.folder)
        told = (start.kind, draft.folder.name, start.who, state, why or result)
        log.info("officer: %s of draft %s by %s: %s: %s", *told)

    with held:
        try:
            end("done", result=make(draft, tell))
        except CatalogueError as error:
            end("failed", said("office.faults", count=len(error.faults)))
        except AtlasError as error:
            told = error.args[0] if error.args else str(error)
            end("failed", told if isinstance(told, Said) else Said(str(told), str(told)))
        except Exception:
            # Whatever it was: who waits for it must hear that it is over.
            log.exception("officer: %s of draft %s failed", start.kind, draft.folder.name)
            end("failed", said("office.apart"))
