"""Numbers as bytes: seven bits each, the lowest first, a high bit where more follow (LEB128)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from geo.errors import AtlasError
from geo.sentences import said

Unsigned = npt.NDArray[np.uint64]
Bytes = npt.NDArray[np.uint8]

SEVEN, MORE = 7, 0x80
# No number of a tile has more than five bytes.
LONGEST = 5


def packed(numbers: npt.ArrayLike) -> bytes:
    """Return whole numbers below 2**35, none below 0, as bytes."""
    rest = np.asarray(numbers, dtype=np.uint64)
    if not rest.size:
        return b""
    most = max(1, -(-int(rest.max()).bit_length() // SEVEN))
    if most == 1:
        return rest.astype(np.uint8).tobytes()
    shifted = rest[:, None] >> (np.arange(most, dtype=np.uint64) * np.uint64(SEVEN))
    kept = shifted > 0
    kept[:, 0] = True
    digits = (shifted & np.uint64(MORE - 1)).astype(np.uint8)
    digits[:, :-1] |= np.where(kept[:, 1:], np.uint8(MORE), np.uint8(0))
    return bytes(digits[kept])


def unpacked(body: bytes) -> Unsigned:
    """Return the numbers that bytes hold; raises AtlasError where the last one is cut off."""
    digits = np.frombuffer(body, dtype=np.uint8)
    if not digits.size:
        return np.zeros(0, dtype=np.uint64)
    ends = np.flatnonzero(digits < MORE)
    if not ends.size or ends[-1] != len(digits) - 1:
        raise AtlasError(said("registry.tile.cut"))
    starts = np.concatenate([[0], ends[:-1] + 1])
    lengths = ends - starts + 1
    if int(lengths.max()) > LONGEST:
        raise AtlasError(said("registry.tile.cut"))
    within = np.arange(len(digits)) - np.repeat(starts, lengths)
    low = (digits & np.uint8(MORE - 1)).astype(np.uint64)
    parts = low << (within.astype(np.uint64) * np.uint64(SEVEN))
    return np.asarray(np.add.reduceat(parts, starts), dtype=np.uint64)
