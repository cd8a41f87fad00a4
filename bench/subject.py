"""What is measured: a page, and how to see from outside that it is painted."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bench.bare import CONTENT

PAINTED, LIVE = "bench:painted", "bench:live"
PREFECTURES = 21
# Looks once per frame; the mark is set in the frame after the one that painted what we wait for.
MARK = """
(() => {{
  const seen = () => {{
    if ({visible}) requestAnimationFrame(() => performance.mark("{name}"));
    else requestAnimationFrame(seen);
  }};
  requestAnimationFrame(seen);
}})();
"""
# Every prefecture stands in the map as a shape with a fill of its own: in the picture that comes
# with the page, or in the map that answers.
FILLED = (
    "[...document.querySelectorAll('{shapes}')]"
    f".filter((path) => path.getAttribute('fill') !== 'none').length >= {PREFECTURES}"
)
CHOROPLETH = FILLED.format(shapes="#map .still use, #map path.leaflet-interactive")
ANSWERING = FILLED.format(shapes="#map path.leaflet-interactive")


@dataclass(frozen=True)
class Subject:
    """A server to measure: its module, its arguments and its page.

    ``ready`` is a path that answers 200 when the server can work; ``visible`` is the JavaScript
    condition under which the page at ``path`` shows what it is for, ``live`` the one under which it
    answers a pointer too, where that comes later.
    """

    name: str
    module: str
    arguments: tuple[str, ...]
    ready: str
    visible: str
    path: str = ""
    live: str = ""


EXPLORE = Subject("Explore", "app", ("serve",), "/health", CHOROPLETH, "/map", ANSWERING)
BARE = Subject(
    "bare Dash", "bench.bare", (), "/_dash-layout", f"document.getElementById('{CONTENT}')"
)
SUBJECTS = (EXPLORE, BARE)
# The whole page is here, and every one of its maps has something on it.
VIEWED = (
    "document.readyState !== 'loading' && document.querySelector('#leaf [data-part]') && "
    "[...document.querySelectorAll('#leaf [data-map]')].every((slot) => "
    "slot.querySelector('.still use, path.leaflet-interactive, .leaflet-marker-icon'))"
)
# Do something with an address, and tell the milliseconds until the frame after the one in which
# all of it is drawn is painted.
TIMED = """
(href) => new Promise((done, failed) => {{
  const began = performance.now();
  const painted = new MessageChannel();
  painted.port1.onmessage = () => done(performance.now() - began);
  const watcher = new MutationObserver(() => {{
    watcher.disconnect();
    requestAnimationFrame(() => painted.port2.postMessage(""));
  }});
  watcher.observe(document.documentElement, {{ attributeFilter: ["data-drawn"] }});
  setTimeout(() => failed(new Error(`nothing was drawn for ${{href}}`)), 20000);
  {action}
}})
"""


def viewing(name: str, path: str) -> Subject:
    """Return a view of the atlas as a subject; Explore's server serves it."""
    return replace(EXPLORE, name=name, path=path, visible=VIEWED, live="")


def marking(subject: Subject) -> str:
    """Return the script that marks the moments a page is painted, and answers."""
    moments = ((PAINTED, subject.visible), (LIVE, subject.live))
    return "".join(MARK.format(name=name, visible=seen) for name, seen in moments if seen)


def timed(action: str) -> str:
    """Return the script that does something with ``href`` and times it until it is painted."""
    return TIMED.format(action=action)
