"""What is measured: a page, and how to know that it is painted."""

from __future__ import annotations

from dataclasses import dataclass

from bench.bare import CONTENT

PAINTED = "atlas:painted"
# The atlas sets its own mark when the first choropleth is painted; the bare page has none, so
# we set it, two frames after its content stands in the document.
MARK_BARE = f"""
  const seen = () => {{
    if (!document.getElementById("{CONTENT}")) return requestAnimationFrame(seen);
    requestAnimationFrame(() => performance.mark("{PAINTED}"));
  }};
  requestAnimationFrame(seen);
"""


@dataclass(frozen=True)
class Subject:
    """A server to measure: its module, its arguments, and a script for its page.

    ``ready`` is a path that answers 200 as soon as the server can work.
    """

    name: str
    module: str
    arguments: tuple[str, ...]
    ready: str
    script: str = ""


EXPLORE = Subject("Explore", "app", ("serve",), "/health")
BARE = Subject("bare Dash", "bench.bare", (), "/_dash-layout", MARK_BARE)
SUBJECTS = (EXPLORE, BARE)
