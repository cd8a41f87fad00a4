"""Mangled and hostile files, many times over: python -m bench.hostile [--files N] [--first SEED].

Sends each kind of the tests' generator through the jail as the page does, and counts what became
of them. What may not happen is named with its kind and its seed: a child that dies of a fault, a
refusal without a remedy, a row that is lost, something left behind.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from app.jail.confinement import Allowance
from app.jail.jail import Jail, Unread
from app.jail.mapped_file import MappedFile
from app.jail.own_map import MappedTable
from app.jail.shape_order import ShapeOrder
from app.jail.table_reading import ReadTable
from app.text.messages import said
from geo.languages import LANGS
from geo.own_geometry.shape_choices import ShapeChoices, ShapeLimits
from geo.own_table.choices import Decisions
from geo.own_table.limits import Limits
from geo.own_table.own_file import Reading
from tests.catalogues import TOY, of
from tests.geo.hostile_files import KINDS, LARGE, hostile_file

FILES = 10_000
ALLOWANCE = Allowance(seconds=20, memory=1_500)
# A remedy stands behind a colon, or is asked about.
REMEDY = ("：", ":", "？", "?")
REFUSED = ("refused", "asked")
TRACEBACK = ("Traceback", 'File "', "Error:")
# Of the kinds that take seconds every so many rounds has one.
RARELY = 10


@dataclass
class Outcome:
    """What became of files: counts by outcome, and what may not happen, each with its file."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def judge(self, name: str, answer: bytes | Unread) -> None:
        """Count an answer, and note what is wrong with it."""
        if isinstance(answer, Unread):
            self._refusal(name, {lang: answer.in_lang(lang) for lang in LANGS})
            return
        told: dict[str, Any] = json.loads(answer.partition(b"\n")[2])
        if "error" in told:
            self._refusal(name, told["error"])
            return
        self.counts["read"] += 1
        if sum(told["counts"].values()) != len(told["rows"]):
            self.faults.append(f"{name}: rows are lost: {told['counts']} of {len(told['rows'])}")
        sentences = told["sentences"]
        for row in told["rows"]:
            if "questions" in told and row[4] in REFUSED:
                self._remedy(f"{name}, row {row[0]}", sentences[row[6]])

    def _refusal(self, name: str, words: Mapping[str, str]) -> None:
        most = {"seconds": ALLOWANCE.seconds, "memory": ALLOWANCE.memory}
        ends = {how: said(f"jail.{how}", **most) for how in ("slow", "memory", "died")}
        how = next((how for how, told in ends.items() if told == words["en"]), "refused")
        self.counts[how] += 1
        if how == "died":
            self.faults.append(f"{name}: the child died of a fault")
        self._remedy(name, words)

    def _remedy(self, name: str, words: Mapping[str, str]) -> None:
        for lang in LANGS:
            if not any(mark in words[lang] for mark in REMEDY):
                self.faults.append(f"{name}: no remedy in {lang}: {words[lang]!r}")
            if any(mark in words[lang] for mark in TRACEBACK):
                self.faults.append(f"{name}: a traceback in {lang}")


class Subject:
    """A jail under files, and what it had open before the first."""

    def __init__(self) -> None:
        self.jail = Jail(ALLOWANCE)
        self.outcome = Outcome()
        table = MappedTable(ReadTable(b"", Limits(), Reading()), Decisions(), of(TOY))
        self._order = ShapeOrder(table, ShapeLimits(), ShapeChoices(), TOY)
        # What is loaded once is there before anything is counted.
        self._run("地区,甲\n甲市,1\n乙市,2\n".encode())
        self._before = self._held

    def send(self, name: str, body: bytes) -> None:
        """Send a file and judge the answer."""
        self.outcome.judge(name, self._run(body))

    def left(self) -> Iterator[str]:
        """Yield what was left behind, or is another process than at first."""
        held = self._held
        for what, before in self._before.items():
            if held[what] != before:
                yield f"{what}: {before} before, {held[what]} after"

    def _run(self, body: bytes) -> bytes | Unread:
        reading = replace(self._order.table.reading, body=body)
        order = replace(self._order, table=replace(self._order.table, reading=reading))
        try:
            return self.jail.run(MappedFile(order))
        except Unread as error:
            return error

    @property
    def _held(self) -> Mapping[str, int]:
        server = self.jail.server_pid
        children = Path(f"/proc/{server}/task/{server}/children").read_text("utf-8").split()
        return {
            "process": server,
            "open files": len(list(Path(f"/proc/{server}/fd").iterdir())),
            "children": len(children),
        }


def measure(files: int, first: int = 0) -> tuple[Outcome, float]:
    """Send so many files, every kind in turn; return what became of them, and the seconds."""
    subject = Subject()
    began = time.monotonic()
    for kind, seed in _named(files, first):
        subject.send(f"{kind}, seed {seed}", hostile_file(kind, seed))
    subject.outcome.faults += subject.left()
    subject.jail.close()
    return subject.outcome, time.monotonic() - began


def _named(files: int, first: int) -> Iterator[tuple[str, int]]:
    seed, given = first, 0
    while given < files:
        for kind in KINDS:
            if kind in LARGE and seed % RARELY:
                continue
            if given >= files:
                return
            given += 1
            yield kind, seed
        seed += 1


def main() -> None:
    """Send the files and print what became of them; ends with 1 where something may not happen."""
    parser = argparse.ArgumentParser(prog="python -m bench.hostile", description=__doc__)
    parser.add_argument("--files", type=int, default=FILES)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    options = parser.parse_args()
    outcome, seconds = measure(options.files, options.first)
    counts = ", ".join(f"{what} {count}" for what, count in sorted(outcome.counts.items()))
    print(f"{options.files} files of {len(KINDS)} kinds from seed {options.first}: {counts}")
    print(f"{seconds:.0f} s; faults: {len(outcome.faults)}")
    print("\n".join(outcome.faults))
    sys.exit(bool(outcome.faults))


if __name__ == "__main__":
    main()
