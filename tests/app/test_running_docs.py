"""docs/running.md says what is true: its unit, its options, its sample theme."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app.cli import parser
from app.settings.settings import load
from app.settings.theme import load as load_theme


@pytest.fixture
def told(project: Path) -> str:
    """Return the text of the page."""
    return (project / "docs" / "running.md").read_text(encoding="utf-8")


def block(text: str, language: str) -> str:
    """Return the first block of code of one language."""
    (found, *_) = re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return str(found)


def test_the_unit_starts_the_server_with_known_options(told: str) -> None:
    unit = dict(re.findall(r"^(\w+)=(.*)$", block(told, "ini"), re.MULTILINE))
    words = shlex.split(unit["ExecStart"])
    options = parser().parse_args(words[words.index("app") + 1 :])
    chosen = {
        k.removeprefix("setting_"): v for k, v in vars(options).items() if v and "setting_" in k
    }
    settings = load({}, chosen=chosen)
    assert settings.workers == 2
    assert int(unit["TimeoutStopSec"]) > settings.grace
    assert unit["ProtectSystem"] == "strict"


def test_every_option_it_names_exists(told: str) -> None:
    known = {**vars(parser().parse_args(["serve"])), **vars(parser().parse_args(["editions"]))}
    named = {word.replace("-", "_") for word in re.findall(r"`--([a-z-]+)", told)}
    assert named <= {name.removeprefix("setting_") for name in known}


def test_the_sample_theme_is_good(told: str, tmp_path: Path) -> None:
    (tmp_path / "theme.toml").write_text(block(told, "toml"), encoding="utf-8")
    (tmp_path / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8"
    )
    theme = load_theme(tmp_path / "theme.toml")
    assert theme.titles["en"] == "Innovation Map"
    assert set(theme.fonts) == {"title", "ui", "num"}


def test_every_address_for_monitors_answers(told: str, client: FlaskClient) -> None:
    addresses = re.findall(r"^\| `(/[a-z]+)` \|", told, re.MULTILINE)
    assert len(addresses) == 5
    assert all(client.get(address).status_code == 200 for address in addresses)
