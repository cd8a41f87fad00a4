"""The page of officers: who comes in and as what, forms of others, cookies, the log."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from ipaddress import ip_network
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.cli import main
from app.factory import create_app
from app.files.shelf import Shelf
from app.settings.settings import Config, ConfigError
from tests.app.signed_in import HERE, ROLES, Enter


def test_it_is_off_unless_it_is_wanted(client: FlaskClient) -> None:
    answer = client.get("/officer?lang=en")
    assert answer.status_code == 404
    assert "--officers" in answer.text
    assert "/officer" not in client.get("/").text
    assert client.post("/officer/sign-in", data={"token": "x"}, headers=HERE).status_code == 404


@pytest.mark.parametrize("role", ROLES)
def test_a_token_lets_its_owner_in_and_says_what_stands(enter: Enter, role: str) -> None:
    answer = enter(role).get("/officer?lang=en")
    assert answer.status_code == 200
    assert "Published by 赵" in answer.text
    assert ('action="/officer/drafts' in answer.text) == (role != "viewer")


def test_cookies_are_of_these_pages_alone(enter: Enter) -> None:
    browser = enter("")
    assert browser.get().status_code == 401
    for path in ("/", "/map", "/zones", "/officer"):
        assert "Set-Cookie" not in browser.get(path).headers
    signed = enter("editor")
    given = signed.sign_in().headers.getlist("Set-Cookie")
    assert {re.search(r"Path=([^;]+)", one)[1] for one in given} == {"/officer", "/preview"}  # type: ignore[index]  # a cookie has a path
    assert all("HttpOnly" in one and "SameSite=Strict" in one for one in given)
    headers = signed.get().headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Robots-Tag"] == "noindex"
    assert "Cross-Origin-Opener-Policy" not in signed.get("/").headers


def test_a_line_that_goes_ends_the_session(enter: Enter, officers: Path) -> None:
    browser = enter("viewer")
    assert browser.get().status_code == 200
    kept = [one for one in officers.read_text("utf-8").splitlines() if "viewer" not in one]
    officers.write_text("\n".join(kept), encoding="utf-8")
    assert browser.get().status_code == 401


def test_a_form_of_others_does_nothing(enter: Enter) -> None:
    browser, other = enter("publisher"), enter("publisher")
    fields = {"why": "x", "to": ""}
    for sent, headers in (
        ({**fields, "form": ""}, HERE),
        ({**fields, "form": other.form()}, HERE),
        ({**fields, "form": browser.form()}, {"Sec-Fetch-Site": "cross-site"}),
        ({**fields, "form": browser.form()}, {"Origin": "https://elsewhere.example"}),
        ({**fields, "form": browser.form()}, {}),
    ):
        answer = browser.client.post("/officer/roll-back", data=sent, headers=headers)
        assert answer.status_code == 403
    assert enter("editor").post("/officer/roll-back", why="x").status_code == 403
    # Nothing before the first edition: what was asked is refused in words.
    answer = browser.post("/officer/roll-back?lang=en", why="x")
    assert answer.status_code == 422
    assert "the journal knows no edition before" in answer.text


def test_tries_of_tokens_are_few(enter: Enter) -> None:
    browser = enter("viewer")
    browser.token += "x"
    said = [browser.sign_in().status_code for _ in range(12)]
    assert said == [403] * 9 + [429] * 3


def test_the_log_says_who_did_what_and_no_token(
    enter: Enter, tokens: dict[str, tuple[str, str]], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        browser = enter("viewer")
        browser.get()
        browser.post("/officer/roll-back", why="x")
        enter("").get()
    said = [one.getMessage() for one in caplog.records if one.name == "atlas.officer"]
    assert "officer: 303 王viewer (viewer): POST /officer/sign-in: signed in" in said
    assert "officer: 200 王viewer (viewer): GET /officer: done" in said
    assert "officer: 403 王viewer (viewer): POST /officer/roll-back: refused" in said
    assert "officer: 401 - (-): GET /officer: refused" in said
    assert not [token for token, _ in tokens.values() if token in caplog.text]


def test_a_single_sign_on_is_believed_from_its_proxy_alone(
    office_config: Config, toy_shelf: Shelf
) -> None:
    trusted = replace(
        office_config,
        officer_header="X-Remote-User",
        officer_proxies=(ip_network("10.0.0.7"),),
        trusted_proxies=(ip_network("10.0.0.0/24"),),
    )
    client = create_app(trusted, shelf=toy_shelf).server.test_client()

    def asked(peer: str, name: str, **more: str) -> TestResponse:
        headers = {"X-Remote-User": name.encode().decode("latin-1"), **more}
        environ = {"REMOTE_ADDR": peer}
        answer = client.get("/officer?lang=en", headers=headers, environ_base=environ)
        assert isinstance(answer, TestResponse)
        return answer

    assert "李" in asked("10.0.0.7", "李").text
    assert asked("10.0.0.7", "李").status_code == 200
    # Who says that he is the proxy, or comes through another one.
    forged = {"X-Forwarded-For": "10.0.0.7"}
    assert asked("10.0.0.8", "李", **forged).status_code == 401
    assert asked("192.0.2.1", "李").status_code == 401
    unknown = asked("10.0.0.7", "张")
    assert unknown.status_code == 401
    assert "says that you are “张”" in unknown.text


def test_what_is_not_safe_is_refused_at_the_start(office_config: Config, officers: Path) -> None:
    proxies = (ip_network("10.0.0.7"),)
    for changed, told in (
        ({"officer_header": "X-User"}, "needs officer_proxies"),
        (
            {"officer_header": "X-User", "officer_proxies": (ip_network("0.0.0.0/0"),)},
            "as good as everywhere",
        ),
        (
            {"officer_header": "X-User", "officer_proxies": proxies, "officers": None},
            "needs officers",
        ),
        ({"store": None, "data": office_config.store}, "needs a store"),
    ):
        with pytest.raises(ConfigError, match=told):
            create_app(replace(office_config, **changed))
    for mode in (0o644, 0o660, 0o602):
        officers.chmod(mode)
        with pytest.raises(ConfigError, match="chmod 600"):
            create_app(office_config)
    officers.chmod(0o600)
    for line, told in (
        ("王,publisher", "NAME, ROLE, HASH"),
        ("王,admin,sso", "no role"),
        ("王,viewer,secret", "the hash is sha256"),
        ("王,viewer,sso\n王,editor,sso", "twice"),
        ("", "names nobody"),
    ):
        officers.write_text(line, encoding="utf-8")
        with pytest.raises(ConfigError, match=told):
            create_app(office_config)


def test_the_command_prints_a_token_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["data", "token", "王某", "editor", "--lang", "en"]) == 0
    said = capsys.readouterr()
    assert re.fullmatch(r"王某,editor,sha256:[0-9a-f]{64}\n", said.out)
    token = said.err.splitlines()[-1]
    assert len(token) > 40
    assert token not in said.out
    assert main(["data", "token", "a,b", "editor"]) == 2


def test_templates_are_those_of_the_current_edition(enter: Enter) -> None:
    browser = enter("viewer")
    listed = re.findall(
        r'href="(/officer/templates/[^"]+)"', browser.get("/officer?year=2031").text
    )
    assert "/officer/templates/prefecture-figures-2031.xlsx" in listed
    answer = browser.get("/officer/templates/zones.xlsx")
    assert answer.data.startswith(b"PK")
    assert browser.get("/officer/templates/nothing.xlsx").status_code == 404
