"""What is refused: a request that no answer of the interface fits."""

from __future__ import annotations

from geo.errors import AtlasError


class BadQuery(AtlasError):
    """A request that no answer fits; the words say which parameter, and what would be right."""
