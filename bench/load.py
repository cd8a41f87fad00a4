"""One page load with a cold cache, as the browser itself accounts for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, CDPSession, Page

from bench.subject import PAINTED, Subject
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
    if subject.script:
        page.add_init_script(subject.script)
    page.goto(served.url, wait_until="commit")
    page.wait_for_function(f"performance.getEntriesByName('{PAINTED}').length")
    painted: float = page.evaluate(f"performance.getEntriesByName('{PAINTED}')[0].startTime")
    return painted


def measure(browser: Browser, served: Served, subject: Subject) -> tuple[dict[str, float], Traffic]:
    """Return the figures of one cold load at full speed, and its traffic."""
    with opened(browser) as (page, wire, traffic):
        painted = first_paint(page, served, subject)
        at_paint = {"to_paint_kib": traffic.kib, "to_paint_requests": float(traffic.requests)}
        page.wait_for_load_state("networkidle")
        wire.send("HeapProfiler.collectGarbage")
        heap: float = wire.send("Runtime.getHeapUsage")["usedSize"] / MIB
        return {
            "painted_ms": painted,
            **at_paint,
            "kib": traffic.kib,
            "requests": traffic.requests,
            "foreign": len(traffic.foreign),
            "errors": len(traffic.errors),
            "heap_mib": heap,
        }, traffic


def measure_slow(browser: Browser, served: Served, subject: Subject) -> dict[str, float]:
    """Return the time to the painted map of one cold load at 10 Mbit/s."""
    with opened(browser) as (page, wire, _):
        wire.send("Network.emulateNetworkConditions", SLOW)
        return {"painted_slow_ms": first_paint(page, served, subject)}
