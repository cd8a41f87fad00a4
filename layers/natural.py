"""Natural breaks: classes that differ as little within as they can, after Fisher and Jenks.

mapclassify is the answer key (tests/layers/test_scale.py). Without a compiler it takes milliseconds
for each number of classes, of some hundred figures; here what is known of fewer classes serves for
more, and figures are added up by numpy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from layers.palettes import MOST_CLASSES

KEPT = 64


@lru_cache(maxsize=KEPT)
def natural(figures: Sequence[float]) -> Mapping[int, tuple[float, ...]]:
    """Return upper bounds by number of classes, of two figures or more in rising order.

    Where that many classes cannot be, a bound stands twice. Sums are of single precision, as
    mapclassify's are: other sums would break ties in another way.
    """
    import numpy as np  # noqa: PLC0415  only the one-time build classifies

    count, ways = len(figures), MOST_CLASSES + 1
    single = np.asarray(figures, dtype=np.float32)
    # For the first figures in so many classes: the least sum of squares, and where the last begins.
    least = np.zeros((count + 1, ways), dtype=np.float32)
    begins = np.zeros((count + 1, ways), dtype=np.int32)
    least[2:, 1:], begins[1:, 1] = np.inf, 1
    begins[1, 1:] = 1
    for end in range(2, count + 1):
        # Squares about the mean of the class that begins at the first, the second, … figure.
        back = single[:end][::-1]
        total, squares = np.cumsum(back), np.cumsum(back * back)
        within = (squares - total * total / np.arange(1, end + 1, dtype=np.float32))[::-1]
        least[end, 1] = within[0]
        tried = within[1:, None] + least[1:end, 1:-1]
        found = tried.argmin(axis=0)
        begins[end, 2:] = found + 2
        least[end, 2:] = tried[found, range(ways - 2)]
    bounds: dict[int, tuple[float, ...]] = {}
    for classes in range(1, ways):
        uppers, last = [figures[-1]], count
        for left in range(classes, 1, -1):
            begin = begins[last, left]
            uppers.append(figures[begin - 2])
            last = begin - 1
        bounds[classes] = tuple(reversed(uppers))
    return bounds
