"""Files that an operator writes by hand, TOML and JSON: read as editors save them.

Notepad of Windows puts a byte order mark before UTF-8, saves "Unicode" as UTF-16 and "ANSI" as
GBK; word processors and Chinese keyboards write curly quotation marks and wide signs.
"""

from __future__ import annotations

import codecs
import json
import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from geo.errors import AtlasError
from geo.sentences import Said, said

READERS: Mapping[str, Callable[[str], Any]] = {".json": json.loads, ".toml": tomllib.loads}
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
LINE = re.compile(r"line (\d+)")
CURLY = re.compile("[“”„‟‘’＂＇「」『』]")
WIDE = re.compile("[＝：，［］｛｝＃、]")
BACKSLASH = re.compile(r'"[^"]*\\[^"]*"')
LARGEST = 1024 * 1024


class FileProblem(AtlasError):
    """An operator's file cannot be read; the message names its line and what would be right."""

    @property
    def message(self) -> Said:
        """Return the message, in both languages."""
        sentence: Said = self.args[0]
        return sentence


def written(path: Path, *, kind: str = "") -> Any:  # noqa: ANN401  whatever the file holds
    """Return what a TOML or JSON file holds, by its kind or ending. Raises FileProblem."""
    text, kind = text_of(path), kind or path.suffix.lower()
    try:
        return READERS[kind](text)
    except ValueError as error:
        raise FileProblem(_why(kind, text, error)) from error
    except RecursionError as error:
        raise FileProblem(said("operator.deep")) from error


def text_of(path: Path) -> str:
    """Return the text of a file in UTF-8 or marked UTF-16. Raises FileProblem."""
    try:
        if path.is_dir():
            raise FileProblem(said("operator.folder"))
        if path.stat().st_size > LARGEST:
            raise FileProblem(said("operator.large"))
        raw = path.read_bytes()
    except FileNotFoundError as error:
        raise FileProblem(said("operator.missing")) from error
    except OSError as error:
        raise FileProblem(said("operator.unreadable", why=error.strerror)) from error
    try:
        return raw.decode("utf-16" if raw.startswith(UTF16) else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise FileProblem(said("operator.encoding", line=line)) from error


def _why(kind: str, text: str, error: ValueError) -> Said:
    """Return what is wrong with a text that is neither TOML nor JSON, with its line."""
    match = LINE.search(str(error))
    number = int(match[1]) if match else text.count("\n") + 1
    # What is not closed is noticed at the end; what opened it may be above.
    lines = text.splitlines()
    for at in (*([number] if number <= len(lines) else []), *range(1, len(lines) + 1)):
        told = _signs(lines[at - 1])
        if told:
            return said("operator.line", line=at, message=said(told))
    why = re.sub(r"[ :]*\(?(at )?(line \d+[, ]*column \d+|end of document).*", "", str(error))
    key = "operator.json" if kind == ".json" else "operator.toml"
    return said("operator.line", line=min(number, max(len(lines), 1)), message=said(key, why=why))


def _signs(line: str) -> str:
    """Return which signs of a line are the wrong ones, as the key of a sentence."""
    bare = re.sub(r'"(\\.|[^"\\])*"|\'[^\']*\'', "", line.partition("#")[0])
    if CURLY.search(bare):
        return "operator.curly"
    if WIDE.search(bare):
        return "operator.wide"
    return "operator.backslash" if BACKSLASH.search(line) else ""
