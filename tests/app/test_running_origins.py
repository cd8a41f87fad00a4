"""Who may frame us, whose messages are heeded, which proxies are believed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Response, request, request_started
from flask.testing import FlaskClient
from werkzeug.test import Client

from app.cli import main
from app.factory import create_app
from app.files.shelf import Shelf
from app.index.atlas import Atlas
from app.server.proxies import Proxies
from app.settings.settings import Config, ConfigError, load

LISTS = ("frame_ancestors", "message_origins", "cors_origins")
REFUSED = [
    ("*", "wildcard"),
    ("https://*", "wildcard"),
    ("https://*.portal.example", "wildcard"),
    ("https:", "scheme without a host"),
    ("https://", "scheme without a host"),
    ("data:", "does not begin"),
    ("portal.example", "does not begin"),
    ("ftp://portal.example", "does not begin"),
    ("//portal.example", "does not begin"),
    ("https:portal.example", "does not begin"),
    ("'self'", "keyword"),
    ("null", "keyword"),
    ("https://portal.example/", "write https://portal.example"),
    ("https://portal.example/maps", "write https://portal.example"),
    ("https://portal.example?", "write https://portal.example"),
    ("https://me@portal.example", "user name"),
    ("https://portal.example:0", "port 0"),
    ("https://portal.example:99999", "no address"),
    ("https://portal.example:", "no valid host"),
    ("https://portal_example", "no valid host"),
    ("https://-portal.example", "no valid host"),
    ("https://portal.example;script-src", "no valid host"),
    ("https://[nonsense]", "no address"),
    ("https://四川.example", "https://xn--"),
]


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(("entry", "why"), REFUSED)
def test_a_loose_origin_is_refused_in_one_line(name: str, entry: str, why: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load({f"SHU_{name.upper()}": f"https://good.example {entry}"})
    (line,) = str(caught.value).splitlines()
    assert line.startswith(f"{name} (SHU_{name.upper()}): {entry!r} ")
    assert why in line


def test_every_wrong_entry_has_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--frame-ancestors", "*, https://a.example, https:, b.example/x"]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert [line.split("'")[1] for line in lines] == ["*", "https:", "b.example/x"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ()),
        ("https://portal.example", ("https://portal.example",)),
        ("https://Portal.Example:443", ("https://portal.example",)),
        ("http://10.0.0.8:8080", ("http://10.0.0.8:8080",)),
        ("http://[2001:DB8::1]:81", ("http://[2001:db8::1]:81",)),
        ("https://a.example,https://b.example", ("https://a.example", "https://b.example")),
        ("https://a.example\n https://a.example", ("https://a.example",)),
    ],
)
def test_origins_are_kept_as_browsers_say_them(text: str, found: tuple[str, ...]) -> None:
    assert load({}, chosen={"frame_ancestors": text}).frame_ancestors == found


def policy_of(client: FlaskClient, path: str) -> dict[str, str]:
    """Return the content security policy of an answer, by directive."""
    parts = client.get(path).headers["Content-Security-Policy"].split("; ")
    return {name: value for name, _, value in (part.partition(" ") for part in parts)}


@pytest.fixture
def listed(toy_config: Config, toy_shelf: Shelf) -> Atlas:
    """Return an atlas that two portals may frame."""
    portals = ("https://portal.example", "https://b.example:8443")
    return create_app(replace(toy_config, frame_ancestors=portals), shelf=toy_shelf)


def test_only_embed_pages_take_the_list(listed: Atlas) -> None:
    client = listed.server.test_client()
    framed = policy_of(client, "/embed/anything")["frame-ancestors"]
    assert framed == "'self' https://portal.example https://b.example:8443"
    others = ("/", "/map", "/compare", "/health", "/embedded", "/map/_dash-layout")
    for path in (*others, "/compare/embed/"):
        assert policy_of(client, path)["frame-ancestors"] == "'none'", path
        assert client.get(path).headers["X-Frame-Options"] == "DENY", path
    assert "X-Frame-Options" not in client.get("/embed/anything").headers


def test_a_prefix_moves_the_embed_pages(toy_config: Config, toy_shelf: Shelf) -> None:
    config = replace(toy_config, prefix="/atlas/", frame_ancestors=("https://portal.example",))
    client = create_app(config, shelf=toy_shelf).server.test_client()
    assert "portal" in policy_of(client, "/atlas/embed/x")["frame-ancestors"]
    assert policy_of(client, "/embed/x")["frame-ancestors"] == "'none'"


def test_scripts_have_no_unsafe_leave(client: FlaskClient) -> None:
    policy = policy_of(client, "/")
    assert policy["default-src"] == "'none'"
    assert "unsafe" not in policy["script-src"]
    assert "*" not in " ".join(policy.values())


def test_features_a_map_does_not_need_are_denied(client: FlaskClient) -> None:
    headers = client.get("/").headers
    denied = headers["Permissions-Policy"].split(", ")
    assert {"camera=()", "geolocation=()", "microphone=()", "payment=()", "usb=()"} <= set(denied)
    assert {row for row in denied if not row.endswith("=()")} == {
        "clipboard-write=(self)",
        "fullscreen=(self)",
    }
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_no_answer_sets_a_cookie(atlas: Atlas, client: FlaskClient) -> None:
    rules = [rule.rule for rule in atlas.server.url_map.iter_rules()]
    for rule in rules:
        path = rule.replace("<form>", "csv").replace("<name>", "x").replace("<path:path>", "x")
        for answer in (client.get(path), client.post(path, json={})):
            # As long as nobody signs in, a window that opened us has nothing to learn.
            assert "Set-Cookie" not in answer.headers, path
            assert answer.headers["X-Content-Type-Options"] == "nosniff", path


SAID = {
    "X-Forwarded-For": "203.0.113.9",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "evil.example",
    "Forwarded": "for=203.0.113.9",
}


def heard(config: Config, *, peer: str) -> dict[str, str]:
    """Return what a request with forwarded headers looks like to the application."""

    def echo(environ: dict[str, str], start: object) -> list[bytes]:
        with_request = Response()
        seen.update({k: str(environ.get(k, "")) for k in KEYS})
        return list(with_request(environ, start))  # type: ignore[arg-type]  # a WSGI call

    seen: dict[str, str] = {}
    behind = Proxies(echo, config.trusted_proxies)
    Client(behind).get("/", headers=SAID, environ_base={"REMOTE_ADDR": peer})
    return seen


KEYS = ("REMOTE_ADDR", "wsgi.url_scheme", "HTTP_HOST", "HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED")


@pytest.mark.parametrize(("trusted", "peer"), [("", "10.0.0.7"), ("10.0.0.8", "10.0.0.7")])
def test_a_stranger_is_not_believed(trusted: str, peer: str) -> None:
    seen = heard(load({}, chosen={"trusted_proxies": trusted}), peer=peer)
    assert seen == dict(zip(KEYS, (peer, "http", "localhost", "", ""), strict=True))


@pytest.mark.parametrize(
    ("trusted", "peer"), [("10.0.0.0/24", "10.0.0.7"), ("192.0.2.1 ::1", "::1")]
)
def test_a_trusted_proxy_is_believed(trusted: str, peer: str) -> None:
    seen = heard(load({}, chosen={"trusted_proxies": trusted}), peer=peer)
    assert seen["REMOTE_ADDR"] == "203.0.113.9"
    assert seen["wsgi.url_scheme"] == "https"
    assert seen["HTTP_HOST"] == "evil.example"


@pytest.mark.parametrize("entry", ["proxy.example", "10.0.0.1/24", "*", "10.0.0"])
def test_a_proxy_is_an_address(entry: str) -> None:
    with pytest.raises(ConfigError, match="is no IP address or network"):
        load({"SHU_TRUSTED_PROXIES": entry})


def test_the_server_asks_the_proxies(toy_config: Config, toy_shelf: Shelf) -> None:
    trusted = load({}, chosen={"trusted_proxies": "::1"}).trusted_proxies
    app = create_app(replace(toy_config, trusted_proxies=trusted), shelf=toy_shelf).server
    seen = []

    def note(_: object) -> None:
        seen.append((request.remote_addr, request.scheme))

    with request_started.connected_to(note, app):
        for peer in ("::1", "10.0.0.1"):
            app.test_client().get("/health", headers=SAID, environ_base={"REMOTE_ADDR": peer})
    assert seen == [("203.0.113.9", "https"), ("10.0.0.1", "http")]
