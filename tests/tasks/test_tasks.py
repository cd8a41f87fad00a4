"""Tasks: what readers come with is answered in a few clicks, in sight, on an office's screen."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tools.serving import Served

pytestmark = pytest.mark.browser

WIDTH, HEIGHT = 1366, 768
MOST_CLICKS = 3


@dataclass(frozen=True)
class Task:
    """A question, the steps to its answer from the start page, and where that is read."""

    who: str
    asks: str
    where: str
    answer: str
    steps: tuple[dict[str, Any], ...] = ()


TASKS = [
    Task(**{**row, "steps": tuple(row.get("steps", ()))})
    for row in tomllib.loads((Path(__file__).parent / "tasks.toml").read_text(encoding="utf-8"))[
        "task"
    ]
]


def test_every_kind_of_reader_has_questions_and_few_clicks_answer_them() -> None:
    assert len(TASKS) >= 20
    assert {task.who for task in TASKS} == {"planner", "comparer", "editor", "officer"}
    assert median(len(task.steps) for task in TASKS) <= MOST_CLICKS
    assert max(len(task.steps) for task in TASKS) <= MOST_CLICKS


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.asks)
def test_the_answer_is_in_sight(page: Page, server: Served, task: Task) -> None:
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    page.goto(server.url)
    page.wait_for_selector("html[data-drawn]", state="attached")
    for step in task.steps:
        _take(page, step)
    found = page.locator(task.where)
    expect(found).to_have_count(1)
    expect(found).to_be_in_viewport(ratio=1)
    said = " ".join(found.inner_text().split()) or found.input_value()
    assert re.search(task.answer, said), said


def _take(page: Page, step: dict[str, Any]) -> None:
    """Do what one step says; each is one click of a reader."""
    if "choose" in step:
        page.locator(step["choose"]).select_option(label=step["option"])
    elif "type" in step:
        page.locator(step["type"]).click()
        page.locator(step["type"]).fill(step["text"])
    else:
        what = page.locator(step["click"]).first
        if what.evaluate("node => node.tagName") == "SUMMARY":
            what.click()
            return
        with page.expect_navigation():
            what.click()
        page.wait_for_selector("html[data-drawn]", state="attached")
        page.wait_for_selector("#early", state="detached")
