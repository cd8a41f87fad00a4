"""The process that builds: it reads settings, tells how far it is, and ends with the last word.

Both go through pipes, pickled: settings one way; stages, an error of ours or None the other. The
server keeps nothing of the 150 MB that geopandas and its friends take.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys

from app.build import bake
from app.build.hands import hands
from app.build.work import Stage
from geo.errors import AtlasError

STDOUT, STDERR = 1, 2


def main() -> int:
    """Build what is missing and say how it went."""
    # What it makes it keeps until it ends, soon: a collector looks at all of it again and again.
    gc.disable()
    words = os.dup(STDOUT)
    # What a library prints must not stand between two words.
    os.dup2(STDERR, STDOUT)

    def tell(word: Stage | AtlasError | None) -> None:
        # One write, less than a pipe takes at once: processes do not cut each other's words.
        os.write(words, pickle.dumps(word))

    # The processes that this one has forked end with it, if it ends of itself.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        bake.bake(pickle.load(sys.stdin.buffer), hands=hands(), tell=tell)  # noqa: S301  our server's
    except AtlasError as error:
        tell(error)
        return 1
    except (KeyboardInterrupt, BrokenPipeError):
        # Told to end, or nobody is there to hear of it.
        return 1
    tell(None)
    return 0


if __name__ == "__main__":
    sys.exit(main())
