"""A table that was saved with all that was decided about it is read again as it was."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from app.jail.confinement import lacking
from geo.own_table.grid import UnreadableFile
from geo.own_table.limits import Limits
from geo.own_table.own_file import Reading, read_file
from geo.own_table.saved_table import FORMAT, VERSION, saved_in

TABLE = "2019年\n地区,产值\n锦阳市,5\n德阳市,7\n成都市,9\n"
DECIDED = {"places": {"锦阳市": "510700"}, "period": "2018", "kinds": {"B": "rate"}}


def packed(
    body: bytes = TABLE.encode("gb18030"), *, deflated: bool = False, **told: object
) -> bytes:
    """Return a saved table as a page writes it, with what ``told`` says otherwise."""
    name = "table/本单位.csv"
    said = {"format": FORMAT, "version": VERSION, "table": name, "choices": DECIDED, **told}
    out = io.BytesIO()
    way = zipfile.ZIP_DEFLATED if deflated else zipfile.ZIP_STORED
    with zipfile.ZipFile(out, "w", way) as archive:
        archive.writestr("manifest.json", json.dumps(said))
        archive.writestr(name, body)
    return out.getvalue()


@pytest.mark.parametrize("deflated", [False, True])
def test_it_is_the_table_as_it_came_and_what_was_decided(deflated: bool) -> None:  # noqa: FBT001  a parameter of the test
    file = read_file(packed(deflated=deflated), Limits(), Reading("锦阳成都"))
    assert file.encoding == "gb18030"
    assert file.grids[0].rows[2] == ("锦阳市", "5")
    assert file.decided.choices.places == {"锦阳市": "510700"}
    assert (file.decided.choices.period, file.decided.kinds) == ("2018", {"B": "rate"})


REFUSED: Mapping[str, tuple[bytes, str]] = {
    "newer": (packed(version=VERSION + 1), "更新的图集"),
    "no version": (packed(version="x"), "损坏"),
    "no table": (packed(table="../etc/passwd"), "损坏"),
    "choices of another kind": (packed(choices={"columns": 3}), "损坏"),
    "an end is missing": (packed()[:-40], "损坏"),
    "a byte is another": (packed().replace("德阳".encode("gb18030"), b"\xb5\xc2\xd1\xf5"), "损坏"),
    "a long manifest": (packed(shown=["x" * 2_000_000]), "损坏"),
    "too large": (packed(b"a" * 300, deflated=True), "字节"),
    "packed a thousandfold": (packed(b" " * 40_000_000, deflated=True), "倍"),
    "one within another": (packed(packed()), "不是工作簿"),
    "another format": (packed(format="x"), "不是工作簿"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_saved_table_is_refused_in_words(kind: str) -> None:
    body, words = REFUSED[kind]
    with pytest.raises(UnreadableFile) as refused:
        read_file(body, Limits(size=290) if kind == "too large" else Limits(), Reading())
    assert words in refused.value.in_lang("zh")


def test_no_other_file_is_one() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("manifest.json", "[" * 100_000)
    for body in (b"", b"a,b\n", b"PK\x03\x04" + b"\xff" * 90, out.getvalue()):
        assert saved_in(body, Limits()) is None


@pytest.mark.skipif(bool(lacking()), reason="this kernel cannot confine a process")
def test_the_command_reads_it_and_options_go_first(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "own.atlas.zip"
    path.write_bytes(packed())

    def report(*options: str) -> Any:  # noqa: ANN401  as JSON has it
        assert main(["own-table", str(path), "--json", *options]) == 0
        return json.loads(capsys.readouterr().out)

    assert [row["place_id"] for row in report()["rows"]] == ["510700", "510600", "510100"]
    for options, year in (((), "2018"), (("--period", "2017"), "2017")):
        assert {cell["period"] for cell in report(*options)["cells"]} == {year}
