"""What monitors ask: alive, ready, which version, how many requests; and what a log line says."""

from __future__ import annotations

import json
import logging
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from app.context.changes import Changes
from app.factory import create_app
from app.files.shelf import Shelf
from app.index.atlas import Atlas
from app.server import ready
from app.server.counts import BUCKETS, Counts
from app.server.logs import REQUESTS, JsonLines
from app.settings.settings import Config
from geo.files.content_hash import hash_of
from layers.typefaces import REGULAR


@pytest.fixture
def own(toy_config: Config, toy_shelf: Shelf) -> Atlas:
    """Return an atlas that nobody else asks."""
    return create_app(toy_config, shelf=toy_shelf)


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/version", "/metrics"])
def test_no_cache_keeps_what_monitors_ask(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"


def test_ready_says_what_it_checked(client: FlaskClient) -> None:
    said = client.get("/readyz").get_json()
    assert said["status"] == "ready"
    # Nobody asked whether the public may see it: that is a limit, not a good answer.
    assert said["checks"] == {"shelf": "ok", "data": "ok"}


def test_ready_says_what_cannot_be_done_and_why(
    own: Atlas, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    client = own.server.test_client()
    said = client.get("/readyz").get_json()
    assert said["status"] == "ready"
    assert set(said["limits"]) == {"publishing"}
    assert said["limits"]["publishing"].startswith("not approved: internal use only (")
    (cut := tmp_path / "Cut.otf").write_bytes(REGULAR.read_bytes()[:9000])
    (other := tmp_path / "Other.ttf").write_bytes(b"<html>")
    monkeypatch.setattr(ready, "FILES", (REGULAR, cut, other, tmp_path / "Gone.otf"))
    own.server.extensions["studio"].trouble = "the reason"
    answer = client.get("/readyz")
    limits = answer.get_json()["limits"]
    assert answer.status_code == 200, "its pages and maps need neither"
    assert limits["drawing"].endswith("could not be drawn: the reason")
    assert limits["fonts"] == (
        "no picture and no brief can be drawn: Cut.otf: it is cut off; Other.ttf: it is no font; "
        "Gone.otf: No such file or directory"
    )


def test_an_atlas_for_the_public_is_not_ready_without_approval(
    toy_config: Config, toy_shelf: Shelf
) -> None:
    public = replace(toy_config, public=True)
    known = ready.Known(create_app(toy_config, shelf=toy_shelf).world, Changes(toy_config.data, ""))
    known = replace(known, world=replace(known.world, config=public))
    assert ready.approval(known).startswith("the map approval is ")


def test_changed_data_are_not_ready(toy_config: Config, toy_shelf: Shelf, tmp_path: Path) -> None:
    data = tmp_path / "data"
    copytree(toy_config.data, data)
    client = create_app(replace(toy_config, data=data), shelf=toy_shelf).server.test_client()
    assert client.get("/readyz").status_code == 200
    (data / "datapackage.json").write_text("{}", encoding="utf-8")
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "changed after the start" in answer.get_json()["checks"]["data"]
    assert client.get("/healthz").status_code == 200


def test_a_damaged_file_of_the_cache_is_not_ready(toy_config: Config, toy_shelf: Shelf) -> None:
    name = toy_shelf.names["style"]
    files = {**toy_shelf.files, name: replace(toy_shelf.files[name], plain=b"damaged")}
    client = create_app(toy_config, shelf=replace(toy_shelf, files=files)).server.test_client()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert name in answer.get_json()["checks"]["shelf"]


def test_version_names_data_and_code(client: FlaskClient, toy_config: Config) -> None:
    said = client.get("/version").get_json()
    assert said["data"] == hash_of(toy_config.data)
    assert re.fullmatch("[0-9a-f]{64}", said["code"])
    assert re.fullmatch(r"\d+\.\d+\.\d+", said["version"])
    assert said["python"].startswith("3.")


def test_the_hash_of_data_follows_names_and_bytes(tmp_path: Path) -> None:
    folders = [tmp_path / "a", tmp_path / "b"]
    for folder in folders:
        folder.mkdir()
        (folder / "x.csv").write_text("1", encoding="utf-8")
    assert hash_of(folders[0]) == hash_of(folders[1])
    (folders[1] / "x.csv").rename(folders[1] / "y.csv")
    assert hash_of(folders[0]) != hash_of(folders[1])


def samples(client: FlaskClient) -> dict[tuple[str, str, str], float]:
    """Return the samples of /metrics by name, route and status or bound, as Prometheus parses them.

    Each has its help and its type.
    """
    answer = client.get("/metrics")
    assert answer.content_type == "text/plain; version=0.0.4; charset=utf-8"
    found = {}
    for family in text_string_to_metric_families(answer.text):
        assert family.documentation
        assert family.type in ("counter", "gauge", "histogram")
        for one in family.samples:
            kind = one.labels.get("status") or one.labels.get("le") or ""
            found[one.name, one.labels.get("route", ""), kind] = one.value
    return found


def test_requests_are_counted_by_route_and_status(own: Atlas) -> None:
    client = own.server.test_client()
    for path in ("/", "/", "/files/secret-of-a-reader.js", "/secret-of-a-reader", "/download?x=1"):
        client.get(path).close()
    client.post("/health").close()
    found = samples(client)
    assert found["atlas_requests_total", "/", "200"] == 2
    assert found["atlas_requests_total", "/files/<name>", "404"] == 1
    assert found["atlas_requests_total", "/<path:path>", "404"] == 1
    assert found["atlas_requests_total", "none", "405"] == 1
    assert found["atlas_request_seconds_count", "/", ""] == 2
    assert found["atlas_request_seconds_bucket", "/", "+Inf"] == 2
    assert found["atlas_request_seconds_sum", "/", ""] > 0
    assert found["atlas_info", "", ""] == 1
    assert 0 <= time.time() - found["atlas_start_time_seconds", "", ""] < 600
    assert not [name for name in found if "secret" in str(name)]


def test_buckets_hold_everything_below() -> None:
    counts = Counts(["/"])
    for seconds in (0.001, 0.005, 0.3, 99.0):
        counts.add("/", 200, seconds)
    (row,) = counts.rows()
    assert row.buckets[BUCKETS.index(0.005)] == 2
    assert row.buckets[BUCKETS.index(0.5)] == 3
    assert row.buckets[BUCKETS.index(30.0)] == 3
    assert row.buckets[-1] == row.requests == 4
    assert row.seconds == pytest.approx(99.306)


def test_workers_add_up_and_strange_statuses_have_a_name() -> None:
    counts = Counts(["/"], slots=2)
    for slot, status in ((0, 200), (1, 200), (1, 418)):
        counts.claim(slot)
        counts.add("/", status, 0.1)
        counts.add("/never", status, 0.1)
    assert [row.statuses for row in counts.rows()] == [{"200": 2, "other": 1}] * 2
    assert [row.route for row in counts.rows()] == ["/", "none"]


class Kept(logging.Handler):
    """Keeps the lines that a log would have."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(JsonLines())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one line."""
        self.lines.append(self.format(record))


@pytest.fixture
def log() -> Iterator[Kept]:
    """Return the log of requests, as JSON lines."""
    kept, level = Kept(), REQUESTS.level
    REQUESTS.addHandler(kept)
    REQUESTS.setLevel(logging.INFO)
    yield kept
    REQUESTS.removeHandler(kept)
    REQUESTS.setLevel(level)


def test_a_request_is_one_line_with_its_id(own: Atlas, log: Kept) -> None:
    answer = own.server.test_client().get("/?lang=en", headers={"X-Request-Id": "front-7.a_b"})
    assert answer.headers["X-Request-Id"] == "front-7.a_b"
    answer.close()
    (line,) = log.lines
    said = json.loads(line)
    assert said["request_id"] == "front-7.a_b"
    assert (said["method"], said["path"], said["route"]) == ("GET", "/?lang=en", "/")
    assert (said["status"], said["level"]) == (200, "info")
    assert said["ms"] > 0
    assert said["bytes"] > 1000
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", said["time"])


@pytest.mark.parametrize("bad", ["", "x" * 65, "a b", '"}', "é", "../x", "-x"])
def test_a_strange_id_is_replaced(own: Atlas, bad: str) -> None:
    client = own.server.test_client()
    found = {client.get("/health", headers={"X-Request-Id": bad}).headers["X-Request-Id"]}
    found.add(client.get("/health").headers["X-Request-Id"])
    assert len(found) == 2
    assert all(re.fullmatch("[0-9a-f]{32}", one) for one in found)


def test_an_address_cannot_break_a_line(own: Atlas, log: Kept) -> None:
    own.server.test_client().get("/a%0Ab%1B[31m" + "x" * 900 + "?q=%0A\x7f").close()
    (line,) = log.lines
    path = json.loads(line)["path"]
    assert path.startswith("/a%0Ab%1B%5B31m")
    assert path.isprintable()
    assert len(path) <= 500


def test_a_failure_is_one_line_with_its_traceback_inside() -> None:
    with pytest.raises(ValueError, match="invalid literal") as raised:
        int("of a test")
    caught = (raised.type, raised.value, raised.tb)
    record = logging.LogRecord("app", logging.ERROR, "x.py", 1, "failed: %s", ("why",), caught)
    line = JsonLines().format(record)
    assert "\n" not in line
    said = json.loads(line)
    assert said["message"] == "failed: why"
    assert "ValueError: invalid literal" in said["exception"]
