"""A document as JSON: what programs read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from flask import Response


def json_answer(document: Mapping[str, Any], kind: str, status: int = 200) -> Response:
    """Return a document of a media type; what is no number in JSON raises ValueError."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Response(text, status, content_type=kind)
