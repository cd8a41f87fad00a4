"""A boundary file, read in the jail: what comes out is JSON that we wrote, and no longer theirs."""

from __future__ import annotations

import codecs
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.jail.jail import Unread
from geo.errors import AtlasError
from geo.files.shape_json import not_json, parsed, repeated
from geo.own_table.telling import Tell
from geo.sentences import said

if TYPE_CHECKING:
    from app.jail.jail import Jail

ENCODING = "utf-8-sig"


@dataclass(frozen=True)
class ReadBoundary:
    """The task of reading a boundary file: its bytes and its name.

    Features that have no geometry (of a template, those that nobody drew) are left out.
    """

    body: bytes
    name: str

    def prepare(self) -> None:
        """Load the words of a refusal and what reads JSON."""
        said("own.file.empty")
        json.dumps(json.loads("{}"))
        # An empty text is decoded without looking for the encoding.
        codecs.lookup(ENCODING)

    def run(self, tell: Tell) -> bytes:
        """Return the file as JSON; as it is where it is no text, of which the check says more."""
        tell("reading", 0, 0)
        try:
            text = self.body.decode(ENCODING)
        except UnicodeDecodeError:
            return self.body
        try:
            found = parsed(text)
        except (ValueError, RecursionError) as error:
            raise AtlasError(not_json(self.name, error).message) from None
        twice = tuple(dict.fromkeys(repeated(found)))
        if twice:
            raise AtlasError(said("shape.twice", member=twice[0]))
        if isinstance(found, dict) and isinstance(found.get("features"), list):
            found["features"] = [one for one in found["features"] if _drawn(one)]
        return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()


def read_boundary(jail: Jail, body: bytes, name: str, most: int) -> bytes:
    """Return a boundary file as ours; raises as ``Jail.run`` does."""
    if len(body) > most:
        raise Unread(said("own.file.size", most=most))
    return jail.run(ReadBoundary(body, name))


def _drawn(feature: object) -> bool:
    return not isinstance(feature, dict) or feature.get("geometry", "") is not None
