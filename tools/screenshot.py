"""Draw the picture of the README: the Explore page as it opens (python -m tools.screenshot)."""

from __future__ import annotations

from playwright.sync_api import ViewportSize

from tools.chromium import chromium
from tools.serving import PROJECT, serving

PICTURE = PROJECT / "docs" / "screenshot.png"
VIEW = "/map"
SIZE = ViewportSize(width=1440, height=900)


def main() -> None:
    """Serve the atlas, open it, and write the picture once the map is drawn and all is still."""
    with serving("app", "serve") as served, chromium() as browser:
        page = browser.new_page(viewport=SIZE, locale="zh-CN")
        page.goto(served.url + VIEW)
        page.wait_for_selector("html[data-drawn]")
        page.wait_for_load_state("networkidle")
        page.screenshot(path=PICTURE)
    print(f"wrote {PICTURE.relative_to(PROJECT)}")


if __name__ == "__main__":
    main()
