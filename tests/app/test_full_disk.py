"""A full disk is one line with the remedy, whatever is written."""

from __future__ import annotations

import errno
import os
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from app.build.redacted import withheld
from app.publish.site.folder import replacing
from app.settings.settings import Config
from geo.errors import AtlasError
from geo.files.atomic import write_file


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the disk take no new file and no new folder."""

    def refuse(*_: object, **__: object) -> str:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    for name in ("mkstemp", "mkdtemp"):
        monkeypatch.setattr(tempfile, name, refuse)


def remedy(error: AtlasError, path: Path) -> bool:
    """Return whether an error is one line with the place and the remedy, in both languages."""
    said = [error.in_lang(lang) for lang in ("zh", "en")]
    assert all(str(path) in one and "\n" not in one for one in said)
    return "磁盘已满" in said[0] and "the disk is full" in said[1]


@pytest.mark.usefixtures("full")
def test_a_file_says_it(tmp_path: Path) -> None:
    with pytest.raises(AtlasError) as raised:
        write_file(tmp_path / "map.html", b"x")
    assert remedy(raised.value, tmp_path / "map.html")


@pytest.mark.usefixtures("full")
def test_a_site_says_it(tmp_path: Path) -> None:
    with pytest.raises(AtlasError) as raised, replacing(tmp_path / "site"):
        pytest.fail("nothing can be written")
    assert remedy(raised.value, tmp_path / "site")


@pytest.mark.usefixtures("full")
def test_data_without_what_is_sensitive_say_it(toyland: Path, tmp_path: Path) -> None:
    words = tmp_path / "words.csv"
    words.write_text("word,action\nnothing of the kind,drop\n", encoding="utf-8")
    config = replace(Config(), data=toyland, cache=tmp_path / "cache", sensitive_words=words)
    with pytest.raises(AtlasError) as raised:
        withheld(config)
    assert remedy(raised.value, tmp_path / "cache")
