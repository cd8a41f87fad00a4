"""Requests that nobody would write, by the thousand: python -m bench.ogc [--cases N] [--minutes M].

Serves Toyland with a registry of invented enterprises that may be shown singly, so that their
collection, its pages by key and its tiles are among them, and lets schemathesis make requests of
the definition at /ogc/api, right ones and wrong ones, until there were ``--cases``. What may not
happen: an answer of 5xx, a status or a type that the definition does not name, a wrong request
that is answered, a right one that is refused.
Schemathesis is fetched by uv for the run: nothing of the atlas needs it.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from tests.geo.toy_registry import rows, with_registry
from tools.serving import serving

CASES, MINUTES = 50_000, 30
# Between rounds the time is looked at: a round has some ten thousand requests of the schema's
# edges, and so many random ones of each operation.
MOST_EACH, LONGEST_ROUND_S = 100, 900
# What is said of a fault, in characters.
LONGEST = 600
SCHEMATHESIS = "schemathesis==4.32.5"
# The language of filters and the calendar are more than a schema can say: what is right by the
# schema may be refused there. A server refuses too long an address by 414 before we see it.
RULES = """
[checks]
negative_data_rejection.expected-statuses = [400, 404, 405, 414]

[[operations]]
include-path-regex = "/items$"
checks.positive_data_acceptance.enabled = false
"""
# A feature that is there, so that not every request of one is answered 404.
KNOWN = """
[[operations]]
include-path = "{path}"
parameters."path.featureId" = "{feature}"
"""


@dataclass(frozen=True)
class Round:
    """One run of schemathesis: how many requests it made, and what it found."""

    cases: int
    faults: tuple[str, ...]


def main() -> int:
    """Print how many requests were made and what is wrong with which; return 1 for a fault."""
    parser = argparse.ArgumentParser(prog="python -m bench.ogc", description=__doc__)
    parser.add_argument("--cases", type=int, default=CASES)
    parser.add_argument("--minutes", type=float, default=MINUTES)
    parser.add_argument("--data", type=Path, help="other data than Toyland with a registry")
    parser.add_argument("--first", type=int, default=1, help="the seed of the first round")
    asked = parser.parse_args()
    end = time.monotonic() + asked.minutes * 60
    faults: set[str] = set()
    done, seed = 0, asked.first
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(
            *("app", "serve", "--data", str(asked.data or _toyland(Path(folder)))),
            *("--registry-points", "yes", "--cache", f"{folder}/cache"),
            until="/readyz",
        ) as served,
    ):
        api = f"{served.url}/ogc"
        rules = Path(folder) / "schemathesis.toml"
        rules.write_text(RULES + "".join(_known(api)), encoding="utf-8")
        operations = len(_got(f"{api}/api")["paths"])
        while done < asked.cases and time.monotonic() < end:
            each = min(MOST_EACH, max(1, math.ceil((asked.cases - done) / operations)))
            one = _round(api, rules, seed, each)
            done, seed = done + one.cases, seed + 1
            faults |= set(one.faults)
            print(
                f"{done:>8} requests of {operations} operations, {len(faults)} faults", flush=True
            )
    for fault in sorted(faults):
        print(fault)
    if done < asked.cases:
        print(f"only {done} of {asked.cases} requests in {asked.minutes} minutes")
    return int(bool(faults) or done < asked.cases)


def _toyland(folder: Path) -> Path:
    return with_registry(folder, rows(synthetic=True)).data


def _known(api: str) -> Iterator[str]:
    for one in _got(f"{api}/collections")["collections"]:
        path = f"/collections/{one['id']}/items"
        for feature in _got(f"{api}{path}?limit=1")["features"]:
            yield KNOWN.format(path=f"{path}/{{featureId}}", feature=feature["id"])


def _got(address: str) -> Any:  # noqa: ANN401  JSON
    with urlopen(address) as answer:  # noqa: S310  the address of our own server
        return json.load(answer)


def _round(api: str, rules: Path, seed: int, each: int) -> Round:
    """Return what one run found with at most ``each`` random requests of an operation.

    Raises SystemExit for one that does not end, or tells nothing.
    """
    report = rules.with_name(f"report-{seed}.json")
    command = [
        *(sys.executable, "-m", "uv", "tool", "run", "--from", SCHEMATHESIS, "schemathesis"),
        *("--config-file", str(rules), "run", f"{api}/api", "--no-color"),
        *("--phases", "examples,coverage,fuzzing", "--max-examples", str(each)),
        *("--seed", str(seed), "--workers", "2", "--continue-on-failure", "--no-shrink"),
        *("--generation-database", "none"),
        *("--report", "json", "--report-json-path", str(report), "--warnings", "off"),
    ]
    environment = {**os.environ, "NO_PROXY": "127.0.0.1"}
    try:
        done = subprocess.run(
            command,
            cwd=rules.parent,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=LONGEST_ROUND_S,
        )
    except subprocess.TimeoutExpired:
        raise SystemExit(f"round {seed} did not end within {LONGEST_ROUND_S} s") from None
    if not report.is_file():
        raise SystemExit(done.stdout + done.stderr)
    return _told(json.loads(report.read_bytes()))


def _told(report: Any) -> Round:  # noqa: ANN401  JSON
    """Return a round from its report; where it broke off is a fault."""
    told = (*report["failures"], *report["errors"])
    faults = tuple(json.dumps(one, ensure_ascii=False)[:LONGEST] for one in told)
    return Round(report["test_cases"]["generated"], faults)


if __name__ == "__main__":
    raise SystemExit(main())
