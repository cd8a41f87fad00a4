"""Run the benchmark: python -m bench [--rounds N] [--json FILE]."""

from __future__ import annotations

import argparse
import json
import platform
from collections import defaultdict
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from playwright.sync_api import Browser

from app.build import bake
from app.settings.settings import Config
from bench import crowd, embed, load, pressure, switch, views
from bench.subject import BARE, EXPLORE, SUBJECTS, Subject
from bench.table import table
from tools.chromium import BENCH_FLAGS, NO_WEBGL_FLAGS, chromium
from tools.serving import Served, serving

ROUNDS, FIRST_STARTS = 7, 3
Found = defaultdict[str, defaultdict[str, list[float]]]


class Options(NamedTuple):
    """What the command line chose."""

    rounds: int
    json: Path | None


def main() -> None:
    """Measure both pages in turn, print the table."""
    options = _options()
    # What is measured is an atlas as it is deployed: built, and packed, ahead.
    bake.pack(Config())
    found: Found = defaultdict(lambda: defaultdict(list))
    with ExitStack() as stack:
        running = {
            one.name: stack.enter_context(serving(one.module, *one.arguments, until=one.ready))
            for one in SUBJECTS
        }
        with chromium(*BENCH_FLAGS) as browser:
            sheet = _rounds(browser, running, options.rounds, found)
            found[EXPLORE.name]["switch_ms"] += switch.measure(browser, running[EXPLORE.name])
            viewed = views.measure(browser, running, options.rounds)
            framed = embed.measure(browser, running, options.rounds)
            version = browser.version
        with chromium(*NO_WEBGL_FLAGS) as browser:
            for one in SUBJECTS:
                figures, _ = load.measure(browser, running[one.name], one)
                found[one.name]["no_webgl"].append(1 - figures["unpainted"])
        for one in SUBJECTS:
            _server(running[one.name], found[one.name], one.path, sheet if one is EXPLORE else "")
    pressed = crowd.measure()
    for at in range(options.rounds):
        for one in _in_turn(at):
            found[one.name]["ready_s"].append(pressure.ready(one))
    found[EXPLORE.name]["first_s"] += [pressure.first_start(EXPLORE) for _ in range(FIRST_STARTS)]
    for one in SUBJECTS:
        _keep(found[one.name], pressure.cold_start(one))

    print(f"\nChromium {version}, Python {platform.python_version()}, {options.rounds} rounds\n")
    print(table(found, (EXPLORE.name, BARE.name)))
    print(f"\n{views.table(viewed)}")
    print(f"\n{embed.table(framed)}")
    print(f"\n{crowd.table(pressed)}")
    if options.json:
        options.json.write_text(json.dumps({**found, **viewed}, indent=2) + "\n", encoding="utf-8")


def _rounds(browser: Browser, running: dict[str, Served], rounds: int, found: Found) -> str:
    """Load both pages in turn, once unmeasured; return the path of the first sheet's file."""
    asked: list[str] = []
    for one in SUBJECTS:
        load.measure(browser, running[one.name], one)
    for at in range(rounds):
        for one in _in_turn(at):
            for slow in (False, True):
                figures, traffic = load.measure(browser, running[one.name], one, slow=slow)
                _keep(found[one.name], figures)
                asked += traffic.sent.values() if one is EXPLORE else ()
                for trouble in (*traffic.foreign, *traffic.errors):
                    print(f"trouble: {one.name}: {trouble}")
            print(f"round {at + 1}: {one.name} painted", flush=True)
    paths = (urlsplit(url).path for url in asked)
    return next((path for path in paths if "prefectures-" in path and path.endswith(".json")), "")


def _server(served: Served, found: defaultdict[str, list[float]], path: str, sheet: str) -> None:
    found["memory_mib"].append(pressure.memory_mib(served))
    found["page_per_s"].append(pressure.per_second(served, path or "/"))
    if sheet:
        found["sheet_per_s"].append(pressure.per_second(served, sheet))


def _in_turn(at: int) -> Iterable[Subject]:
    """Return both subjects, the other one first every second round."""
    return SUBJECTS if at % 2 == 0 else tuple(reversed(SUBJECTS))


def _keep(found: defaultdict[str, list[float]], figures: dict[str, float]) -> None:
    for key, value in figures.items():
        found[key].append(value)


def _options() -> Options:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="loads of each page")
    parser.add_argument("--json", type=Path, help="write every single figure to this file")
    chosen = parser.parse_args()
    return Options(chosen.rounds, chosen.json)


if __name__ == "__main__":
    main()
