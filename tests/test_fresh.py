"""A fresh machine: nothing was compiled, nothing installed by hand, no order of commands."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests import house

# Says a library's warning where it is compiled, which happens once on a machine.
WARNED = "tests/layers/test_palettes.py"


def test_libraries_may_be_compiled_by_the_tests(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-B", "-X", f"pycache_prefix={tmp_path}",
         "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", WARNED],
        cwd=house.PROJECT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-2000:]


def test_nobody_installs_or_asks_for_a_font_of_the_machine() -> None:
    for name in ("Makefile", "tools/system.sh", ".ci/run"):
        for word in ("fonts-", "fc-list", "fontconfig"):
            assert word not in house.text(name), f"{name} says {word}"


def test_continuous_integration_serves_before_it_tests_and_fails_with_what_fails() -> None:
    lines = house.text(".ci/run").splitlines()
    assert "set -euo pipefail" in lines
    told = [
        line.split()[0]
        for line in lines
        if line.startswith(("python3 -m tools.fresh", "make test"))
    ]
    assert told == ["python3", "make"]
    assert not [line for line in lines if "||" in line and "--version" not in line]
