"""The browser we test with: where it is, and how it starts quietly."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

# The first has no window at all: the same engine, and a page in two thirds of the time.
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
# No sandbox, because continuous integration runs as root; the rest keeps it off the network.
FLAGS = (
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# Without these, canvas goes through software GL in a headless browser and every figure is wrong.
BENCH_FLAGS = ("--disable-gpu-rasterization", "--disable-accelerated-2d-canvas")
NO_WEBGL_FLAGS = ("--disable-gpu", "--disable-webgl", "--disable-webgl2", "--disable-3d-apis")


class MissingChromiumError(RuntimeError):
    """No Chromium was found on this machine."""


def executable() -> str:
    """Return the path of the Chromium to drive: CHROMIUM, or the first one on the path."""
    named = os.environ.get("CHROMIUM")
    found = named or next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        raise MissingChromiumError(
            "Chromium is needed: install Debian's package `chromium-headless-shell` (make test "
            "does it as root), or name the program in the environment variable CHROMIUM."
        )
    return found


@contextmanager
def chromium(*flags: str) -> Iterator[Browser]:
    """Run a headless Chromium with our flags and ``flags`` until the block ends."""
    path = executable()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*FLAGS, *flags])
        try:
            yield browser
        finally:
            browser.close()
