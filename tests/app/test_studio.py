"""The studio: one child that draws, is told apart from its failures, and never outlives us."""

from __future__ import annotations

import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator
from threading import Event, Thread

import pytest
from flask.testing import FlaskClient

from app.files.shelf import Shelf
from app.index.atlas import Atlas
from app.jobs.worker import KEPT_BYTES, WAITING, Studio, Undrawn
from app.settings.settings import Config
from geo.errors import AtlasError, Unfit, UnknownWord
from tests.app.orders import Endless, Large, Word, Wrong
from tests.catalogues import TOY, of
from tests.test_house import HEAVY
from tools.serving import PROJECT

DEADLINE_S = 60.0
# A server that is told to end while its child draws; both hold the pipe the test reads.
SERVER = """
from app.jobs.worker import Studio
from tests.app.orders import Endless
from tests.catalogues import TOY, of
Studio(of(TOY), TOY).drawn(Endless(), form="drawing")
"""
WORKER = f"""
import sys
from pathlib import Path
from app.settings.settings import Config
from app.factory import create_app
app = create_app(Config(data=Path(sys.argv[1]), cache=Path(sys.argv[2])))
with app.server.test_client() as client:
    for address in sys.argv[3:]:
        print(client.get(address).status_code, end=" ")
print(*(name for name in {HEAVY!r} if name in sys.modules))
"""


@pytest.fixture
def studio() -> Iterator[Studio]:
    """Open a studio of Toyland."""
    opened = Studio(of(TOY), TOY)
    yield opened
    opened.close()


def until_gone(opened: Studio) -> None:
    """Wait until a studio has no child."""
    pause = Event()
    for _ in range(int(DEADLINE_S * 100)):
        if opened.pid is None:
            return
        pause.wait(0.01)
    pytest.fail("the child did not end")


def why(opened: Studio, order: Endless | Wrong) -> str:
    with pytest.raises(Undrawn) as caught:
        opened.drawn(order, form="pdf")
    return caught.value.why


def test_one_child_draws_all_and_keeps_what_it_drew(studio: Studio) -> None:
    assert studio.pid is None
    first = studio.drawn(Word(), form="pdf")
    assert first.decode() == f"one pdf {studio.pid} {len(of(TOY).places)} {TOY.name}"
    assert studio.drawn(Word("two"), form="pdf").split()[2] == first.split()[2]
    studio.close()
    assert studio.pid is None
    assert studio.drawn(Word(), form="pdf") == first, "kept, though its child is gone"
    assert studio.drawn(Word(), form="html").split()[2] != first.split()[2]


def test_what_cannot_be_met_is_said_and_the_next_is_drawn(studio: Studio) -> None:
    with pytest.raises(UnknownWord) as caught:
        studio.drawn(Wrong("unknown"), form="1999")
    assert (caught.value.kind, caught.value.word) == ("period", "1999")
    assert caught.value.known == ("2023", "2024")
    assert studio.trouble == ""
    assert why(studio, Wrong("ours")) == "unable"
    assert "no font" in studio.trouble
    assert studio.drawn(Word("between"), form="pdf")
    assert studio.trouble == ""
    assert why(studio, Wrong("fault")) == "unable"
    drawing = studio.pid
    assert drawing is not None, "a fault in one order does not end the child"
    assert why(studio, Wrong("end")) == "failed"
    assert studio.drawn(Word(), form="pdf").split()[2] != str(drawing).encode()


def test_an_order_that_takes_too_long_is_stopped() -> None:
    hasty = Studio(of(TOY), TOY, patience_s=1.0)
    assert why(hasty, Endless()) == "slow"
    assert hasty.pid is None, "what it was drawing is not drawn on"


def test_a_child_without_orders_ends() -> None:
    restless = Studio(of(TOY), TOY, idle_s=0.05)
    restless.drawn(Word(), form="pdf")
    until_gone(restless)
    assert restless.drawn(Word("again"), form="pdf").startswith(b"again")
    until_gone(restless)


def test_only_so_many_wait() -> None:
    crowded = Studio(of(TOY), TOY, patience_s=3.0)
    said: list[str] = []
    ready = [Event() for _ in range(WAITING + 1)]

    def ask(at: int) -> None:
        ready[at].set()
        said.append(why(crowded, Endless()))

    threads = [Thread(target=ask, args=(at,)) for at in range(WAITING + 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(DEADLINE_S)
    assert len(said) == WAITING + 1
    assert said.count("busy") >= 1
    assert said.count("slow") >= 1
    crowded.close()


def test_kept_files_are_bounded(studio: Studio) -> None:
    size = KEPT_BYTES // 3
    for at in range(5):
        assert len(studio.drawn(Large(size + at), form="png")) == size + at
    assert sum(map(len, studio._kept.values())) <= KEPT_BYTES
    assert (Large(size + 4), "png") in studio._kept


@pytest.mark.parametrize(
    "error",
    [UnknownWord("place", "x", ("a", "b")), Unfit("too-few", ("a",), ("2",), "one is too few")],
)
def test_errors_travel_whole(error: AtlasError) -> None:
    again = pickle.loads(pickle.dumps(error))  # noqa: S301  our own
    assert type(again) is type(error)
    assert vars(again) == vars(error)
    assert str(again) == str(error)


def test_the_child_ends_with_the_server() -> None:
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER], cwd=PROJECT, stderr=subprocess.PIPE, text=True
    )
    assert server.stderr is not None
    assert server.stderr.readline() == "drawing waits\n"
    server.send_signal(signal.SIGTERM)
    # The end of the pipe: nobody holds it any more, the child neither.
    _, said = server.communicate(timeout=DEADLINE_S)
    assert server.returncode == -signal.SIGTERM
    assert "Traceback" not in said


def test_the_worker_stays_light(toy_config: Config, toy_shelf: Shelf) -> None:
    assert toy_shelf.names
    pair = "places=990100,990200"
    asked = (f"brief.html?{pair}", f"brief.pdf?{pair}&year=1999", f"picture.png?{pair}")
    done = subprocess.run(
        [sys.executable, "-c", WORKER, str(toy_config.data), str(toy_config.cache),
         *(f"/compare/{one}" for one in asked)],
        cwd=PROJECT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.split() == ["200", "400", "200"], (
        "the worker imported what only a child needs"
    )


@pytest.mark.parametrize("reason", ["slow", "failed", "busy"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_not_drawn_has_a_page(
    atlas: Atlas, client: FlaskClient, monkeypatch: pytest.MonkeyPatch, reason: str, lang: str
) -> None:
    def refuse(*_order: object, **_form: object) -> bytes:
        raise Undrawn(reason)  # type: ignore[arg-type]  # one of the three words

    monkeypatch.setattr(atlas.server.extensions["studio"], "drawn", refuse)
    answer = client.get(f"/compare/brief.pdf?places=990100,990200&lang={lang}")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "10"
    assert ("try again" if lang == "en" else "稍后再试") in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("because", [None, AtlasError("there is no folder DATA")])
def test_what_this_server_cannot_draw_is_not_promised_for_later(
    atlas: Atlas, client: FlaskClient, monkeypatch: pytest.MonkeyPatch,
    lang: str, because: AtlasError | None,
) -> None:  # fmt: skip
    data = atlas.world.config.data
    if because is not None:
        because = AtlasError(str(because).replace("DATA", str(data)))

    def refuse(*_order: object, **_form: object) -> bytes:
        raise Undrawn("unable", because)

    monkeypatch.setattr(atlas.server.extensions["studio"], "drawn", refuse)
    answer = client.get(f"/compare/brief.pdf?places=990100,990200&lang={lang}")
    assert answer.status_code == 503
    assert "Retry-After" not in answer.headers
    assert ("will not help" if lang == "en" else "重试无效") in answer.text
    assert ("try again in" if lang == "en" else "稍后") not in answer.text
    assert (f"there is no folder {data.name}" in answer.text) == (because is not None)
    assert str(data) not in answer.text, "where folders lie is for the log"


@pytest.mark.parametrize(("lang", "said"), [("zh", "空框"), ("en", "an empty box")])
@pytest.mark.parametrize("file", ["brief.pdf", "picture.png", "picture.svg"])
def test_names_without_letters_are_the_readers_to_change(
    client: FlaskClient, lang: str, said: str, file: str
) -> None:
    groups = "own:\U0001f600:990100+990200,own:乙:990300+990400"
    answer = client.get(f"/compare/{file}", query_string={"places": groups, "lang": lang})
    assert answer.status_code == 400
    assert "U+1F600" in answer.text
    assert said in answer.text
