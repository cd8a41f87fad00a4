"""Tasks: what readers come with is answered in a few clicks, in sight, on an office's screen."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from statistics import median
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, unquote, urljoin
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from tools.serving import Served

WIDTH, HEIGHT = 1366, 768
MOST_CLICKS = 3
# What is drawn when it is asked for may take as long as the process that draws has.
PATIENCE_S = 90.0


@dataclass(frozen=True)
class Task:
    """A question, the steps to its answer from the start page, and where that is read.

    Where the answer is a file or a page of its own, ``page`` and ``link`` say where it is offered.
    """

    who: str
    asks: str
    answer: str
    where: str = ""
    steps: tuple[dict[str, Any], ...] = ()
    page: str = ""
    link: str = ""


TASKS = [
    Task(**{**row, "steps": tuple(row.get("steps", ()))})
    for row in tomllib.loads((Path(__file__).parent / "tasks.toml").read_text(encoding="utf-8"))[
        "task"
    ]
]


def test_every_kind_of_reader_has_questions_and_few_clicks_answer_them() -> None:
    assert len(TASKS) >= 40
    assert {task.who for task in TASKS} == {"planner", "comparer", "editor", "officer"}
    assert median(len(task.steps) for task in TASKS) <= MOST_CLICKS
    assert max(len(task.steps) for task in TASKS) <= MOST_CLICKS


@pytest.mark.browser
@pytest.mark.parametrize("task", [one for one in TASKS if one.where], ids=lambda one: one.asks)
def test_the_answer_is_in_sight(page: Page, server: Served, task: Task) -> None:
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    page.goto(server.url)
    page.wait_for_selector("html[data-drawn]", state="attached")
    for step in task.steps:
        _take(page, step)
    found = page.locator(task.where)
    expect(found).to_have_count(1)
    # Lines of a screen are blanks of an answer.
    said = re.compile(task.answer.replace(" ", r"\s+"), re.DOTALL)
    if found.evaluate("node => /^(INPUT|TEXTAREA)$/.test(node.tagName)"):
        expect(found).to_have_value(said)
    else:
        expect(found).to_contain_text(said, use_inner_text=True)
    expect(found).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("task", [one for one in TASKS if one.page], ids=lambda one: one.asks)
def test_the_answer_is_behind_a_link(server: Served, task: Task) -> None:
    address = urljoin(server.url, quote(task.page, safe="/?=&"))
    said = _read(address)
    if task.link:
        offered = [unescape(one) for one in re.findall(r'(?:href|src)="([^"]+)"', unescape(said))]
        address = urljoin(address, next(one for one in offered if re.search(task.link, one)))
        said = _read(address)
    assert re.search(task.answer, said, re.DOTALL), said[:400]


def _read(address: str) -> str:
    """Return what a reader is given at an address: its kind, its name as a file, what it says."""
    try:
        answer = urlopen(address, timeout=PATIENCE_S)  # noqa: S310  our own server
    except HTTPError as refused:
        answer = refused
    with answer:
        kept = answer.headers.get("Content-Disposition", "")
        kind = answer.headers["Content-Type"]
        return f"{kind} {unquote(kept)}\n{answer.read().decode(errors='replace')}"


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
