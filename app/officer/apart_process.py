"""The process of ``apart``: one function from its input, its answer to its output."""

from __future__ import annotations

import os
import pickle
import sys

from geo.errors import AtlasError


def main() -> int:
    """Answer one order; what anything prints meanwhile goes where errors go."""
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as out:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        function, given, named = pickle.load(sys.stdin.buffer)  # noqa: S301  our parent wrote it
        try:
            answer = function(*given, **named)
        except AtlasError as error:
            answer = error
        pickle.dump(answer, out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
