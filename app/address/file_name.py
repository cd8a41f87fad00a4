"""Names of files that readers take away: what is in them, in the language of the page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote

# What no file system of readers takes in a name, and what a shell reads.
UNSAFE = re.compile(r"""[\x00-\x1f\x7f<>:"/\\|?*'`$&;%#]+""")
BLANK = re.compile(r"\s+")
# Between two Chinese characters, or one and a number, a blank means nothing.
CHINESE = re.compile(r"(?<=[㐀-鿿]) +| +(?=[㐀-鿿])")
# A part of a name is no longer than this; names of 255 bytes fit everywhere.
LONGEST = 60
BYTES = 200


def file_name(parts: Iterable[str]) -> str:
    """Return what a file is called, without its ending: its parts, those that say nothing left out.

    >>> file_name(["蜀创图", "人均 GDP（元/人）", "", "2023 年"])
    '蜀创图_人均GDP（元-人）_2023年'
    >>> file_name(["Atlas", "GDP per person"])
    'Atlas_GDP-per-person'
    """
    name = "_".join(said for said in map(_plain, parts) if said)
    return name.encode()[:BYTES].decode(errors="ignore").rstrip("._-")


def _plain(part: str) -> str:
    together = CHINESE.sub("", UNSAFE.sub("-", part).strip())
    return BLANK.sub("-", together)[:LONGEST].strip(".-_ ")


def attachment(name: str, plain: str) -> str:
    """Return the header by which a browser keeps an answer as a file (RFC 6266).

    ``plain`` is what it is called where only ASCII is read; both with their ending.
    """
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
