"""What needs heavy libraries or long, done in a process of its own: readers go on meanwhile.

The pools of the standard library cannot end a process that hangs; this one ends with its time.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from app.settings.settings import PROJECT
from app.text.messages import said
from geo.errors import AtlasError

P = ParamSpec("P")
T = TypeVar("T")
CHILD = "app.officer.apart_process"
# A check of the whole package takes some seconds; twice that of a table.
PATIENCE_S = 180.0


def apart(function: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
    """Return what a function of a module returns there; raise the AtlasError that it raises."""
    order = pickle.dumps((function, given, named))
    try:
        ran = subprocess.run(  # noqa: S603  our own command
            [sys.executable, "-m", CHILD],
            cwd=PROJECT,
            input=order,
            stdout=subprocess.PIPE,
            timeout=PATIENCE_S,
            check=True,
        )
        answer = pickle.loads(ran.stdout)  # noqa: S301  our own child wrote it
    except (OSError, subprocess.SubprocessError, EOFError, pickle.UnpicklingError) as error:
        raise AtlasError(said("office.apart")) from error
    if isinstance(answer, AtlasError):
        raise answer
    done: T = answer
    return done
