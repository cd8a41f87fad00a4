"""The command line: one table of commands, clear words for what it does not know."""

from __future__ import annotations

import socket
from types import SimpleNamespace

import pytest
from flask import Flask

from app.cli import COMMANDS, Command, main
from app.settings.settings import settings


def test_unknown_word_ends_with_two_and_the_known(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["dance"])
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert all(command.name.split()[0] in said for command in COMMANDS)


def test_no_word_ends_with_two() -> None:
    with pytest.raises(SystemExit) as ended:
        main([])
    assert ended.value.code == 2


def test_bad_setting_ends_with_two_and_names_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--port", "many"]) == 2
    assert "--port" in capsys.readouterr().err


def help_of(name: str, capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as ended:
        main([*name.split(), "--help"])
    assert ended.value.code == 0
    return " ".join(capsys.readouterr().out.split())


def test_help_of_serve_names_every_setting(capsys: pytest.CaptureFixture[str]) -> None:
    said = help_of("serve", capsys)
    assert all(row.flag in said and row.variable in said for row in settings())


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_help_names_just_the_settings_a_command_heeds(
    command: Command, capsys: pytest.CaptureFixture[str]
) -> None:
    said = help_of(command.name, capsys)
    heeded = command.settings or tuple(row.name for row in settings())
    assert [row.name for row in settings() if row.variable in said] == [
        row.name for row in settings() if row.name in heeded
    ]


def test_a_taken_port_is_said_before_any_address(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.factory.create_app", lambda _: SimpleNamespace(server=Flask("toy")))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["serve", "--port", str(port)]) == 2
    out, err = capsys.readouterr()
    assert not out
    assert f"cannot listen on 127.0.0.1:{port}" in err
