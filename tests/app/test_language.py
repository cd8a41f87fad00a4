"""The command line in Chinese and English, on any terminal."""

from __future__ import annotations

import argparse
import io
import re
import sys
from collections.abc import Iterator

import pytest

from app.cli import COMMANDS, main, parser
from app.commands.arguments import COMPLAINTS, Parser, complaint
from app.commands.language import of_machine, spoken
from app.settings import settings
from geo.sentences import Said

HAN = re.compile(r"[\u4e00-\u9fff]")
WORDS = ["", *(command.name for command in COMMANDS)]


def _parsers(whole: Parser) -> Iterator[argparse.ArgumentParser]:
    yield whole
    for action in whole._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from action.choices.values()


def test_every_help_is_said_in_both_languages() -> None:
    for one in _parsers(parser("zh")):
        assert isinstance(one.description, Said), one.prog
        for action in one._actions:
            if not isinstance(action, argparse._SubParsersAction):
                assert isinstance(action.help, Said), f"{one.prog} {action.dest}"
                assert HAN.search(action.help.zh), f"{one.prog} {action.dest}"
                assert not HAN.search(action.help), f"{one.prog} {action.dest}"


@pytest.mark.parametrize("word", WORDS)
def test_help_in_chinese_has_no_english_of_the_parser(
    word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*word.split(), "--help", "--lang", "zh"])
    said = capsys.readouterr().out
    assert ended.value.code == 0
    assert "用法：" in said
    for foreign in ("usage", "options:", "positional", "show this", "default"):
        assert foreign not in said


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "gbk", "utf-8"])
@pytest.mark.parametrize("word", WORDS)
def test_help_is_shown_on_any_terminal(
    word: str, encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=encoding, write_through=True))
    with pytest.raises(SystemExit) as ended:
        main([*word.split(), "--help"])
    assert ended.value.code == 0
    # Who has Chinese letters reads Chinese, who has none reads plain English.
    told = "用法：" if encoding in ("gbk", "utf-8") else "usage: "
    assert raw.getvalue().decode(encoding).startswith(told)
    assert b"\\u" not in raw.getvalue()


def test_what_a_terminal_cannot_show_is_spelled_out(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(raw, encoding="ascii", write_through=True))
    assert main(["export", "蜀…", "-o", "x.csv", "--format", "图"]) == 2
    assert raw.getvalue().startswith(b"unknown format '\\u56fe'")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["picture"], "缺少参数：layer"),
        (["check", "--no"], "不认识的参数：--no"),
        (["nothing"], "不能是"),
        (["export", "zones", "-o"], "后面要有一个值"),
        (["build", "zones"], "必须给出一个"),
        (["build", "zones", "-o", "a.html", "--site", "b"], "不能与"),
        (["picture", "zones", "-o", "a.png", "--k", "x"], "应为整数"),
        (["check", "--re"], "可能是"),
        (["brief", "-o", "a.pdf", "--lang", "zh"], "缺少参数：PLACE"),
    ],
)
def test_misuse_is_told_in_chinese(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--lang", "zh", *arguments])
    assert ended.value.code == 2
    assert said in capsys.readouterr().err.splitlines()[-1]


def test_every_complaint_has_words_in_both_languages() -> None:
    for pattern in COMPLAINTS:
        like = re.sub(r"\(\?P<\w+>[^)]*\)", "x", pattern).replace("\\", "")
        said = complaint(like)
        assert HAN.search(said.zh), like
        assert not HAN.search(said), like


def test_every_setting_is_explained_in_both_languages() -> None:
    for row in settings.settings():
        assert HAN.search(row.help.zh), row.name
        assert not HAN.search(row.help), row.name


@pytest.mark.parametrize(
    ("environment", "lang"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW"}, "zh"),
        ({"LC_ALL": "zh_CN.GB18030", "LANG": "en_US.UTF-8"}, "zh"),
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_MESSAGES": "en_GB.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_commands_speak_as_the_machine_does(environment: dict[str, str], lang: str) -> None:
    assert of_machine(environment) == lang
    assert spoken(["check"], environment) == lang
    assert spoken(["check", "--lang", "zh"], environment) == "zh"
    assert spoken(["check", "--lang=en"], environment) == "en"
    assert spoken(["check", "--lang"], environment) == lang
