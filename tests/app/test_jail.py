"""A foreign file is read in a child that can compute and answer, and nothing else."""

from __future__ import annotations

import contextlib
import io
import os
import socket
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook

from app.jail import jail as jails
from app.jail.confinement import Allowance, lacking
from app.jail.jail import Jail, Unread
from app.jail.jail_process import unstepped
from app.jail.syscalls import MACHINES, program
from app.jail.table_reading import ReadTable, read_table
from app.jail.task import Reached
from geo.errors import Refused
from geo.own_table.limits import Limits
from geo.own_table.own_file import OwnFile, Reading
from geo.sentences import Said
from tests.app.hostile import DONE, REFUSED, Attack

pytestmark = pytest.mark.skipif(bool(lacking()), reason="this kernel cannot confine a process")


@pytest.fixture(scope="module")
def jail() -> Iterator[Jail]:
    """Return a jail of a few seconds and megabytes."""
    one = Jail(Allowance(seconds=2, memory=700))
    yield one
    one.close()


@pytest.mark.parametrize("what", ["read", "look_around", "execute", "spawn", "fork", "kill_parent"])
def test_what_a_reader_does_not_need_is_refused(jail: Jail, what: str) -> None:
    assert jail.run(Attack(what)) == REFUSED


def test_nothing_is_written_or_removed(jail: Jail, tmp_path: Path) -> None:
    kept, left = tmp_path / "kept", tmp_path / "left"
    kept.write_text("mine", "utf-8")
    assert jail.run(Attack("write", str(left))) == REFUSED
    assert jail.run(Attack("remove", str(kept))) == REFUSED
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


def test_nothing_is_fetched(jail: Jail) -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        port = str(listening.getsockname()[1])
        assert jail.run(Attack("connect", port)) == REFUSED
        assert jail.run(Attack("listen")) == REFUSED


def test_what_takes_too_long_or_too_much_is_ended_with_a_sentence(jail: Jail) -> None:
    with pytest.raises(Unread, match="more than 2 seconds"):
        jail.run(Attack("loop"))
    with pytest.raises(Unread, match="more than 700 MB"):
        jail.run(Attack("hoard"))


@pytest.mark.parametrize("what", ["abort", "exit"])
def test_a_child_that_dies_is_a_sentence(jail: Jail, what: str) -> None:
    with pytest.raises(Unread) as raised:
        jail.run(Attack(what))
    for lang in ("en", "zh"):
        assert raised.value.in_lang(lang)
    # The next file is read as if nothing had been.
    assert text(jail, "地区,值\n甲,1\n").grids[0].rows[1] == ("甲", "1")


def test_what_a_child_says_before_its_answer_is_numbers_or_nothing() -> None:
    heard: list[Reached] = []
    said = b"=1 20 300\n=9 1 2\n=1 -2 3\n=1 3 2\n=secret\n=0 0 0\n=1 2"
    assert unstepped(said, heard.append) == b"=1 2"
    assert unstepped(b"+=1 1 1\n", heard.append) == b"+=1 1 1\n"
    assert heard == [Reached("understanding", 20, 300), Reached("reading", 0, 0)]


def test_what_a_child_prints_is_heard_by_nobody(
    jail: Jail, capfd: pytest.CaptureFixture[str]
) -> None:
    assert jail.run(Attack("chatter")) == DONE
    heard = capfd.readouterr()
    assert "secret" not in heard.out + heard.err


def test_the_process_that_forks_may_be_ended(jail: Jail) -> None:
    text(jail, "a,b\n")
    assert jail._server is not None
    jail._server.kill()
    jail._server.wait()
    assert text(jail, "甲,1\n").grids[0].rows == (("甲", "1"),)


def test_a_machine_that_cannot_confine_reads_nothing_unless_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(jails, "lacking", lambda: (Said("Landlock", "Landlock"),))
    task = ReadTable("甲,1\n".encode(), Limits(), Reading())
    with pytest.raises(Refused, match=r"no Landlock.*--upload-unconfined"):
        Jail(Allowance()).run(task)
    told = Jail(Allowance(), unconfined=True)
    try:
        assert told.run(task)
    finally:
        told.close()


def test_every_processor_lists_the_same_calls() -> None:
    counts = {len(machine.allowed) for machine in MACHINES.values()}
    assert len(counts) == 1
    for machine in MACHINES.values():
        assert len(set(machine.allowed)) == len(machine.allowed)
        assert len(program(machine)) == 8 * (len(machine.allowed) + 7)


def test_workbooks_that_are_larger_than_they_look(jail: Jail) -> None:
    with pytest.raises(Unread, match="cell XFD1048576 lies beyond"):
        read_table(jail, far_cell(), Limits(), Reading())
    with pytest.raises(Unread, match="times as large"):
        read_table(jail, blanks(400_000_000), Limits(), Reading())
    with pytest.raises(Unread, match="more than 3 rows"):
        read_table(jail, b"a,1\nb,2\nc,3\nd,4\n", Limits(rows=3), Reading())
    with pytest.raises(Unread, match="more than 10 bytes"):
        read_table(jail, b"a,b\n1,2\n3,4\n", Limits(size=10), Reading())


def test_a_workbook_that_the_guard_does_not_see_through_ends_its_child_only(jail: Jail) -> None:
    """The far cell stands in a sheet that the links of the workbook call otherwise."""
    hidden = far_cell(link="/xl/../xl/worksheets/sheet1.xml")
    with pytest.raises(Unread):
        read_table(jail, hidden, Limits(), Reading())
    assert text(jail, "甲,1\n").grids[0].rows == (("甲", "1"),)


@pytest.mark.parametrize("seed", range(24))
def test_damaged_workbooks_are_read_or_refused(jail: Jail, seed: int) -> None:
    body = bytearray(workbook())
    for at in range(seed, len(body), 97 + seed):
        body[at] = (body[at] + seed + 1) % 256
    with contextlib.suppress(Unread):
        read_table(jail, bytes(body[: len(body) - seed * 20]), Limits(), Reading())
    # Whatever became of it, the next one is read.
    assert text(jail, "甲,1\n").grids[0].rows == (("甲", "1"),)


def text(jail: Jail, words: str) -> OwnFile:
    return read_table(jail, words.encode(), Limits(), Reading())


def workbook() -> bytes:
    whole = Workbook()
    sheet = whole.active
    assert sheet is not None
    for row in range(30):
        sheet.append([f"甲{row}", row])
    out = io.BytesIO()
    whole.save(out)
    return out.getvalue()


def far_cell(link: str = "") -> bytes:
    """Return a workbook with one cell at the far corner of its sheet."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            body = old.read(name)
            if name.endswith("sheet1.xml"):
                cell = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
                body = body.replace(b"</sheetData>", cell)
            if name.endswith("workbook.xml.rels") and link:
                body = body.replace(b"/xl/worksheets/sheet1.xml", link.encode())
            new.writestr(name, body)
    return out.getvalue()


def blanks(size: int) -> bytes:
    """Return a workbook with as many blanks in it."""
    out = io.BytesIO(workbook())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/blanks.xml", b" " * size)
    return out.getvalue()


def test_the_jail_leaves_no_process() -> None:
    one = Jail(Allowance(seconds=2, memory=700))
    text(one, "甲,1\n")
    assert one._server is not None
    pid = one._server.pid
    one.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
