"""The folder of a site changes at once, takes nothing of others with it, and leaves nothing."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from app.publish.site.draft import SiteError
from app.publish.site.folder import Folder, replacing
from app.settings.settings import PROJECT


def filled(out: Path, body: bytes = b"old") -> None:
    with replacing(out) as folder:
        folder.put("zh/page.html", body)
        folder.close({})


def test_a_failure_leaves_the_old_site(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with replacing(out) as folder:
        folder.put("zh/page.html", b"old")
        folder.close({})
    with pytest.raises(RuntimeError, match="two files"), replacing(out) as folder:
        _put_both(folder, "zh/page.html", b"new", b"other")
    assert (out / "zh" / "page.html").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def _put_both(folder: Folder, path: str, *bodies: bytes) -> None:
    for body in bodies:
        folder.put(path, body)


def test_a_new_site_takes_the_place_of_the_old(tmp_path: Path) -> None:
    out = tmp_path / "out"
    for body in (b"old", b"new"):
        with replacing(out) as folder:
            folder.put("zh/page.html", body)
            folder.put(f"zh/{body.decode()}.html", b"same")
            folder.close({})
    assert (out / "zh" / "page.html").read_bytes() == b"new"
    assert not (out / "zh" / "old.html").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_what_somebody_put_beside_the_pages_is_not_taken_away(tmp_path: Path) -> None:
    out = tmp_path / "out"
    filled(out)
    (out / "robots.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(SiteError, match=r"holds robots\.txt"):
        filled(out, b"new")
    assert (out / "robots.txt").read_text(encoding="utf-8") == "mine"
    assert (out / "zh" / "page.html").read_bytes() == b"old"


@pytest.mark.parametrize("made", [True, False])
def test_a_link_is_followed(tmp_path: Path, *, made: bool) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    if made:
        filled(real)
    link.symlink_to(real)
    filled(link, b"new")
    assert link.is_symlink()
    assert (real / "zh" / "page.html").read_bytes() == b"new"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "real"]


def test_the_folder_one_stands_in_is_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    filled(Path())
    assert (here / "zh" / "page.html").read_bytes() == b"old"


def test_two_builds_of_one_site_do_not_meet(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with replacing(out) as folder:
        folder.put("zh/page.html", b"first")
        with pytest.raises(SiteError, match="another build writes"):
            filled(out, b"second")
        # Another site in the same place is another matter.
        filled(tmp_path / "other")
        folder.close({})
    assert (out / "zh" / "page.html").read_bytes() == b"first"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other", "out"]


KILLED = """
import sys
from pathlib import Path
from app.publish.site.folder import replacing
with replacing(Path(sys.argv[1])) as folder:
    folder.put("zh/page.html", b"new")
    print("writing", flush=True)
    sys.stdin.read()
"""


def test_a_killed_build_leaves_the_old_site_and_the_next_one_cleans_up(tmp_path: Path) -> None:
    out, neighbor = tmp_path / "out", tmp_path / ".out-of-somebody"
    filled(out)
    neighbor.mkdir()
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(out)],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as build:
        assert build.stdout is not None
        assert build.stdout.readline() == b"writing\n"
        build.send_signal(signal.SIGKILL)
    assert (out / "zh" / "page.html").read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == len((out, neighbor)) + 1
    filled(out, b"new")
    assert (out / "zh" / "page.html").read_bytes() == b"new"
    assert sorted(tmp_path.iterdir()) == sorted((out, neighbor))


def test_a_folder_that_cannot_be_written_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(**_: str | Path) -> str:
        # Root may write everywhere: what the system says to others is said to it, too.
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(tempfile, "mkdtemp", closed)
    with pytest.raises(SiteError, match=r"cannot write .*out: Permission denied"):
        filled(tmp_path / "out")
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize("path", ["../out.html", "/out.html", "cards/zh/../../x.html", "a//b", ""])
def test_no_file_leaves_the_folder(tmp_path: Path, path: str) -> None:
    with pytest.raises(SiteError, match="inside a site"), replacing(tmp_path / "out") as folder:
        folder.put(path, b"out")
    assert not [*tmp_path.iterdir()]
