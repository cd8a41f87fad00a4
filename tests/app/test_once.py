"""What many ask for at the same moment is made once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest

from app.files.once import once

MANY = 8


def test_many_who_ask_at_once_share_one_making() -> None:
    made: list[str] = []
    begun, go = Event(), Event()

    @once(4)
    def page(name: str) -> str:
        made.append(name)
        begun.set()
        assert go.wait(60)
        return f"page of {name}"

    with ThreadPoolExecutor(MANY) as pool:
        first = pool.submit(page, "zones")
        assert begun.wait(60)
        others = [pool.submit(page, "zones") for _ in range(MANY - 1)]
        go.set()
        assert {one.result(60) for one in (first, *others)} == {"page of zones"}
    assert made == ["zones"]


def test_others_are_made_meanwhile() -> None:
    together = Barrier(2, timeout=60)

    @once(4)
    def page(name: str) -> str:
        together.wait()
        return name

    with ThreadPoolExecutor(2) as pool:
        assert [*pool.map(page, ["zones", "layer"])] == ["zones", "layer"]


def test_the_last_few_are_kept_and_what_raises_is_not() -> None:
    made: list[int] = []

    @once(2)
    def page(number: int) -> int:
        made.append(number)
        if number < 0:
            raise ValueError("no such page")
        return number

    for number in (1, 2, 1, 3, 1, 2):
        assert page(number) == number
    assert made == [1, 2, 3, 2]
    for _ in range(2):
        with pytest.raises(ValueError, match="no such page"):
            page(-1)
    assert made[-2:] == [-1, -1]
