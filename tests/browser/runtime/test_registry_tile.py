"""Tiles of a registry: the browser reads what Python writes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.browser.runtime.conftest import Bench

pytestmark = pytest.mark.browser
VECTORS = Path(__file__).parents[2] / "geo" / "registry_tiles.json"
READ = """async (vectors) => {
  const { decode } = await import("/app/assets/runtime/registry_tile.js");
  const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (two) => parseInt(two, 16)).buffer;
  const plain = (what) => Object.fromEntries(Object.entries(what).map(([name, value]) =>
    [name, ArrayBuffer.isView(value) ? Array.from(value)
      : name === "points" ? plain(value) : value]));
  const refused = (hex) => {
    try { decode(bytes(hex)); return false; } catch (error) { return error instanceof RangeError; }
  };
  return vectors.map(({ name, bytes: hex }) => ({ name, bytes: hex, ...plain(decode(bytes(hex))),
    refused: [hex.slice(2), hex.slice(0, -2), `${hex}00`].map(refused) }));
}"""


def test_the_browser_reads_what_python_writes(bench: Bench) -> None:
    vectors: list[dict[str, Any]] = json.loads(VECTORS.read_text(encoding="utf-8"))
    wanted = [{**vector, "refused": [True] * 3} for vector in vectors]
    assert bench.page.evaluate(READ, vectors) == wanted
