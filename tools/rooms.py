"""Draw the rooms of the house: ``python -m tools.rooms`` writes docs/rooms.svg.

A room is a folder of modules. Each package is a panel; in it a room stands right of every room
that it imports. An arrow that follows from others is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path

from tests import house

FILE = house.PROJECT / "docs" / "rooms.svg"
# Pixels: a room, the ways between rooms, and a panel around them.
WIDE, HIGH, ACROSS, DOWN, MARGIN, HEAD = 124, 30, 30, 12, 18, 34
PAGES = "app.pages.*"
STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#22201c}.title{font-weight:600}"
    "rect{fill:#fffefb;stroke:#655f55}.panel{fill:#f7f5ef;stroke:#dcd7cb}"
    "path{fill:none;stroke:#9d978b;stroke-width:1.2}"
)


def drawn() -> str:
    """Return the picture as SVG; the same code gives the same text."""
    rooms = _rooms()
    parts, top, right = [], MARGIN, 0
    for package in house.LAYERS:
        own = {room for room in rooms if room.split(".")[0] == package}
        inside = {room: rooms[room] & own for room in own}
        panel, wide, high = _panel(package, inside, top)
        parts.append(panel)
        top, right = top + high + MARGIN, max(right, wide)
    size = f"{right + 2 * MARGIN} {top}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" role="img" '
        'aria-label="Rooms of geo, layers and app, and which imports which">'
        f"<style>{STYLE}</style>\n{''.join(parts)}</svg>\n"
    )


def _rooms() -> dict[str, set[str]]:
    """Return which rooms each room imports; the pages, which are alike, are one."""
    rooms: dict[str, set[str]] = {}
    for module, imported in house.graph().items():
        here = _named(house.room(module))
        others = {_named(house.room(other)) for other in imported} - {here}
        rooms.setdefault(here, set()).update(others)
    return rooms


def _named(room: str) -> str:
    """Return what a room is called here: the pages are alike but the one that knows the others."""
    if room.startswith("app.pages."):
        return room if room == "app.pages.embedding" else PAGES
    return ".".join(room.split(".")[:2])


def _panel(package: str, rooms: Mapping[str, set[str]], top: int) -> tuple[str, int, int]:
    """Return a panel as SVG, how wide it is and how high."""
    ranks = {room: _rank(room, rooms) for room in rooms}
    columns: list[list[str]] = [[] for _ in range(max(ranks.values()) + 1)]
    for room in sorted(rooms):
        columns[ranks[room]].append(room)
    places = {
        room: (
            MARGIN * 2 + at * (WIDE + ACROSS),
            top + HEAD + row * (HIGH + DOWN),
        )
        for at, column in enumerate(columns)
        for row, room in enumerate(column)
    }
    wide = 2 * MARGIN + len(columns) * (WIDE + ACROSS) - ACROSS
    high = HEAD + max(map(len, columns)) * (HIGH + DOWN) - DOWN + MARGIN
    lines = "".join(
        _line(places[other], places[room])
        for room in sorted(rooms)
        for other in sorted(_needed(room, rooms))
    )
    boxes = "".join(_box(room, package, places[room]) for room in sorted(rooms))
    frame = f'<rect class="panel" x="{MARGIN}" y="{top}" width="{wide}" height="{high}" rx="6"/>'
    title = f'<text class="title" x="{2 * MARGIN}" y="{top + 22}">{package}</text>'
    return f"{frame}{title}{lines}{boxes}\n", wide, high


def _rank(room: str, rooms: Mapping[str, set[str]]) -> int:
    """Return how many rooms stand one behind the other below a room."""
    return 1 + max((_rank(other, rooms) for other in rooms[room]), default=-1)


def _needed(room: str, rooms: Mapping[str, set[str]]) -> set[str]:
    """Return the rooms that a room imports and does not reach through another."""
    through = {far for near in rooms[room] for far in _below(near, rooms)}
    return rooms[room] - through


def _below(room: str, rooms: Mapping[str, set[str]]) -> Iterable[str]:
    for other in rooms[room]:
        yield other
        yield from _below(other, rooms)


def _line(start: tuple[int, int], end: tuple[int, int]) -> str:
    """Return the way from a room to one that imports it."""
    (x1, y1), (x2, y2) = start, end
    x1, y1, y2 = x1 + WIDE, y1 + HIGH // 2, y2 + HIGH // 2
    bend = ACROSS // 2
    return f'<path d="M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"/>'


def _box(room: str, package: str, at: tuple[int, int]) -> str:
    x, y = at
    words = escape(room.removeprefix(f"{package}.") if room != package else f"{package}/*.py")
    return (
        f'<rect x="{x}" y="{y}" width="{WIDE}" height="{HIGH}" rx="4"/>'
        f'<text x="{x + WIDE // 2}" y="{y + 20}" text-anchor="middle">{words}</text>'
    )


if __name__ == "__main__":
    Path(FILE).write_text(drawn(), encoding="utf-8")
