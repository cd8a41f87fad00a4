"""Results that are kept by what they follow from, and end with it.

A cache of a module would hold the catalogue of an older edition for as long as the process lives.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

Owner = TypeVar("Owner")
P = ParamSpec("P")
R = TypeVar("R")
# The attribute of an owner under which its caches are.
CACHES = "_owned"


def owned(
    cache: Callable[[Callable[..., Any]], Callable[..., Any]],
) -> Callable[[Callable[Concatenate[Owner, P], R]], Callable[Concatenate[Owner, P], R]]:
    """Keep the results of a function with its first argument, the owner, by ``cache``.

    ``cache`` decorates a function of the other arguments, as ``lru_cache(maxsize=8)`` does. The
    owner needs a ``__dict__``, as for ``cached_property``; a copy of it begins with nothing kept.
    """

    def decorated(
        function: Callable[Concatenate[Owner, P], R],
    ) -> Callable[Concatenate[Owner, P], R]:
        @wraps(function)
        def call(owner: Owner, /, *args: P.args, **named: P.kwargs) -> R:
            caches = vars(owner).setdefault(CACHES, {})
            if function not in caches:
                # Of two threads that come first, one puts its cache there and both use it.
                caches.setdefault(function, cache(partial(function, owner)))
            answer: R = caches[function](*args, **named)
            return answer

        return call

    return decorated
