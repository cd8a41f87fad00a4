"""Files that an operator writes: taken as editors save them, or refused with line and remedy."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from app.settings.theme import ThemeError
from app.settings.theme import load as load_theme
from geo.approval.document import GrantError, grant
from geo.files.operator_files import FileProblem, written

THEME = '[site]\ntitle_zh = "某市科创地图"\n'
LAYERS = ("zones",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_theme_is_read_as_notepad_saves_it(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "theme.toml"
    path.write_text(THEME.replace("\n", "\r\n"), encoding)
    assert load_theme(path).titles == {"zh": "某市科创地图"}


@pytest.mark.parametrize(
    ("text", "en", "zh"),
    [
        ("[site]\ntitle_zh = “某市”", "line 2: use straight", "第 2 行：请用英文"),
        ("[site]\ntitle_zh = ‘某市’", "line 2: use straight", "第 2 行：请用英文"),
        ('[site]\ntitle_zh ＝ "某市"', "line 2: use narrow signs", "第 2 行：请用半角符号"),
        ('[site]\nlogo = "C:\\logo.svg"', "line 2: a backslash stands in a text", "反斜杠"),
        ("[site]\ntitle_zh = 某市", "line 2: cannot be read as TOML", "第 2 行：读不成 TOML"),
        ('[site]\ntitle_zh = "“某市”"\nlogo = ', "line 3: cannot be read as TOML", "第 3 行"),
    ],
)  # fmt: skip
def test_a_theme_that_is_no_toml_is_told_its_line(
    text: str, en: str, zh: str, tmp_path: Path
) -> None:
    path = tmp_path / "theme.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ThemeError) as raised:
        load_theme(path)
    assert en in str(raised.value)
    assert zh in raised.value.in_lang("zh")


def test_quotation_marks_in_a_text_are_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "theme.toml"
    path.write_text('[site]\ntitle_zh = "“某市”：地图"\n', "utf-8")
    assert load_theme(path).titles == {"zh": "“某市”：地图"}


@pytest.mark.parametrize("name", ["theme.toml", "approval.toml", "approval.json"])
def test_gbk_is_told_its_line_and_how_to_save(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(f"# a\n{THEME}".encode("gb18030"))
    load = load_theme if name == "theme.toml" else partial(grant, layers=LAYERS)
    with pytest.raises((ThemeError, GrantError)) as raised:
        load(path)
    assert "line 3: the text is not UTF-8; save the file as UTF-8" in str(raised.value)
    assert "第 3 行：文字不是 UTF-8 编码；请另存为 UTF-8" in raised.value.in_lang("zh")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{\n“number”: 1}", "line 2: use straight quotation marks"),
        ('{"number"： "1"}', "line 1: use narrow signs"),
        ('{"number": "1"\n"holder": "2"}', "line 2: cannot be read as JSON"),
        ("", "line 1: cannot be read as JSON"),
        ("[" * 100_000, "brackets"),
    ],
)  # fmt: skip
def test_an_approval_that_is_no_json_is_told_its_line(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "approval.json"
    path.write_text(text, "utf-8")
    with pytest.raises(GrantError, match=said):
        grant(path, layers=LAYERS)


def test_what_is_no_file_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="this is a folder"):
        written(tmp_path, kind=".toml")
    with pytest.raises(FileProblem, match="there is no such file"):
        written(tmp_path / "none.toml")
    large = tmp_path / "large.toml"
    large.write_bytes(b"#" * 2_000_000)
    with pytest.raises(FileProblem, match="1 MB"):
        written(large)
