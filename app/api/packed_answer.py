"""What is kept compressed, sent as it lies to whoever takes it so, and unpacked to others."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping

import brotli
from flask import Response, request

BROTLI, GZIP = "br", "gzip"
UNPACKED: Mapping[str, Callable[[bytes], bytes]] = {
    BROTLI: brotli.decompress,
    GZIP: gzip.decompress,
}


def packed_answer(packed: bytes, coding: str, content_type: str) -> Response:
    """Return an answer to the request whose body is kept in a coding, BROTLI or GZIP."""
    taken = request.accept_encodings.quality(coding) > 0
    answer = Response(packed if taken else UNPACKED[coding](packed), content_type=content_type)
    if taken:
        answer.content_encoding = coding
    answer.vary.add("Accept-Encoding")
    return answer
