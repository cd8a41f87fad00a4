"""One page load with a cold cache, as the browser itself accounts for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, CDPSession, Error, Page

from bench.subject import LIVE, PAINTED, Subject, marking
from tools.serving import HOST, Served

DEADLINE_MS = 60_000
KIB = 1024
MIB = 1024 * 1024
# 10 Mbit/s with the delay of a home line.
SLOW = {
    "offline": False,
    "latency": 20,
    "downloadThroughput": 10_000_000 / 8,
    "uploadThroughput": 10_000_000 / 8,
}
# One promise, not Playwright's polling: that evaluates strings, which the page's policy forbids.
UNTIL_MARKED = """
([name, patience]) => new Promise((found, failed) => {
  const look = () => {
    const mark = performance.getEntriesByName(name)[0];
    if (mark) found(mark.startTime);
    else if (performance.now() > patience) failed(new Error(`never painted: ${location}`));
    else setTimeout(look, 20);
  };
  look();
})
"""


class NotPaintedError(RuntimeError):
    """A page did not show what it is for; the message says what it showed."""


@dataclass
class Traffic:
    """What crossed the wire; grows while a page lives."""

    sent: dict[str, str] = field(default_factory=dict)
    received: dict[str, float] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    @property
    def foreign(self) -> list[str]:
        """Return the addresses asked of other machines."""
        parts = ((url, urlsplit(url)) for url in self.sent.values())
        return [url for url, at in parts if at.scheme.startswith("http") and at.hostname != HOST]

    @property
    def unanswered(self) -> list[str]:
        """Return the addresses that were asked and have not answered in full."""
        return [url for key, url in self.sent.items() if key not in self.received]

    @property
    def kib(self) -> float:
        """Return what was received, compressed and with headers, in KiB."""
        return sum(self.received.values()) / KIB

    @property
    def requests(self) -> int:
        """Return how many requests went to a server: data: and blob: addresses are none."""
        return sum(url.startswith("http") for url in self.sent.values())


@contextmanager
def opened(browser: Browser) -> Iterator[tuple[Page, CDPSession, Traffic]]:
    """Open a page in a new profile, so that nothing is cached, and watch its traffic."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 800})
    context.set_default_timeout(DEADLINE_MS)
    page = context.new_page()
    wire, traffic = context.new_cdp_session(page), Traffic()

    def asked(event: Mapping[str, Any]) -> None:
        traffic.sent[event["requestId"]] = event["request"]["url"]

    def finished(event: Mapping[str, Any]) -> None:
        traffic.received[event["requestId"]] = event["encodedDataLength"]

    def said(kind: str, text: str) -> None:
        if kind == "error":
            traffic.errors.append(text)

    wire.send("Network.enable")
    wire.on("Network.requestWillBeSent", asked)
    wire.on("Network.loadingFinished", finished)
    page.on("console", lambda message: said(message.type, message.text))
    page.on("pageerror", lambda error: said("error", str(error)))
    try:
        yield page, wire, traffic
    finally:
        context.close()


def first_paint(page: Page, served: Served, subject: Subject) -> float:
    """Load the page and return the time from its address to its painted map, in ms."""
    page.add_init_script(marking(subject))
    page.goto(served.url + subject.path, wait_until="commit")
    try:
        painted: float = page.evaluate(UNTIL_MARKED, [PAINTED, DEADLINE_MS])
    except Error as error:
        words = page.evaluate("document.body ? document.body.innerText.slice(0, 300) : ''")
        raise NotPaintedError(f"{error.message}; it shows: {words!r}") from error
    return painted


def measure(
    browser: Browser, served: Served, subject: Subject, *, slow: bool = False
) -> tuple[dict[str, float], Traffic]:
    """Return the figures of one cold load, at full speed or at 10 Mbit/s, and its traffic.

    A page that stays empty gives the one figure ``unpainted``, and the reason as an error.
    """
    with opened(browser) as (page, wire, traffic):
        if slow:
            wire.send("Network.emulateNetworkConditions", SLOW)
        try:
            painted = first_paint(page, served, subject)
        except NotPaintedError as error:
            traffic.errors += [str(error), f"unanswered: {traffic.unanswered}"]
            return {"unpainted": 1}, traffic
        if slow:
            return {"unpainted": 0, "painted_slow_ms": painted}, traffic
        at_paint = {"to_paint_kib": traffic.kib, "to_paint_requests": float(traffic.requests)}
        live = page.evaluate(UNTIL_MARKED, [LIVE, DEADLINE_MS]) if subject.live else painted
        page.wait_for_load_state("networkidle")
        wire.send("HeapProfiler.collectGarbage")
        heap: float = wire.send("Runtime.getHeapUsage")["usedSize"] / MIB
        return {
            "unpainted": 0,
            "painted_ms": painted,
            "live_ms": live,
            **at_paint,
            "kib": traffic.kib,
            "requests": traffic.requests,
            "foreign": len(traffic.foreign),
            "errors": len(traffic.errors),
            "heap_mib": heap,
        }, traffic
