"""Another province without a change of code: the shipped data, renumbered and renamed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app.factory import create_app
from app.pages.views import EMBEDDED, VIEWS
from app.settings.settings import Config
from geo.store.profile_file import profile
from geo.validate import check
from layers.typefaces import lacking
from tests.catalogues import REAL

# No division of China has a code that begins with 98.
CODE = re.compile(r"(?<![\d.])51([0-9]{7}|[0-9]{4})(?![\d.])")
PATTERN = re.compile(r'"51(\[0-9\])')
# Names of places are replaced in what sources say too, so that what is left is the code's own.
NAMES = {
    "四川": "青岚",
    "Sichuan": "Qinglan",
    "成都": "澄都",
    "Chengdu": "Chendu",
    "绵阳": "棉洋",
    "Mianyang": "Mianhai",
    "蜀创图": "青岚图",
    "Shu Innovation Atlas": "Qinglan Atlas",
}
IDS = {
    "wcsc": "east",
    "mst": "west",
    "plan-2022": "plan-own",
    "science-city-chengdu": "science-city-east",
    "science-city-mianyang": "science-city-west",
}
LANGS = ("zh", "en")
PAGES = ("/", *(view.path for view in VIEWS), *(f"/embed/{view.name}" for view in EMBEDDED))


def moved(text: str) -> str:
    """Return a text of the data package as another province would have it."""
    for old, new in NAMES.items():
        text = text.replace(old, new)
    for old, new in IDS.items():
        text = re.sub(rf"(?<![\w-]){old}(?![a-z])", new, text)
    return PATTERN.sub(r'"98\1', CODE.sub(r"98\1", text))


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the shipped data as a package of a province that does not exist."""
    folder = tmp_path_factory.mktemp("other") / "data"
    for path in REAL.rglob("*"):
        if path.suffix in (".csv", ".geojson", ".json", ".toml"):
            copy = folder / path.relative_to(REAL)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(moved(path.read_text(encoding="utf-8-sig")), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def client(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """Return a client of an atlas that was built of it."""
    config = Config(data=data, cache=tmp_path_factory.mktemp("cache"))
    with create_app(config).server.test_client() as client:
        yield client


def test_it_is_another_province_and_has_no_fault(data: Path) -> None:
    own = profile(data)
    assert (own.adcode, own.name_zh, own.name_en) == ("980000", "青岚", "Qinglan")
    assert own.city_ids == ("east", "west")
    assert check(data, lacking=lacking) == ()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_of_the_new_province(client: FlaskClient, path: str, lang: str) -> None:
    answer = client.get(f"{path}?lang={lang}")
    assert answer.status_code == 200
    assert ("青岚" if lang == "zh" else "Qinglan") in answer.text
    assert not [name for name in NAMES if name in answer.text]


@pytest.mark.parametrize("lang", LANGS)
def test_what_scripts_say_is_of_the_new_province(client: FlaskClient, lang: str) -> None:
    [address] = set(re.findall(r'href="([^"]*manifest[^"]*\.json)"', client.get("/map").text))
    words = json.loads(client.get(address).text)["words"][lang]
    assert words["site.title"] == ("青岚图" if lang == "zh" else "Qinglan Atlas")
    said = " ".join(words.values())
    assert not [name for name in NAMES if name in said]
    assert "{profile." not in said
    assert "{plan." not in said


@pytest.mark.parametrize(
    "query",
    [
        "/download?layer=science-city-east&format=csv",
        "/science-cities?city=west&place=west-3",
        "/compare?places=980100,980700&mode=difference",
        "/targets",
        "/zones?new=980131",
        "/zones/balance.csv",
        "/platforms/coverage.csv",
    ],
)
def test_what_an_address_asks_for_is_answered(client: FlaskClient, query: str) -> None:
    answer = client.get(query)
    assert answer.status_code == 200
    assert not [name for name in NAMES if name in answer.text]


def test_a_code_of_the_old_province_is_none_here(client: FlaskClient) -> None:
    answer = client.get("/map?place=510100")
    assert answer.status_code == 400
    assert "980100" in answer.text
