"""Near misses of addresses: taken as what they mean, or refused with what would be right."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.address.explore import FIELDS
from app.address.lenient import Twice, name_of, said
from app.index.atlas import Atlas
from app.settings.settings import ConfigError, load

OK, BAD, NOT_FOUND = 200, 400, 404
# A page, and a choice of it in our own words.
PAGES: Mapping[str, Mapping[str, str]] = {
    "/map": {
        "indicator": "gdp",
        "period": "2020",
        "k": "4",
        "over": "zones,counties",
        "lang": "en",
    },
    "/zones": {"place": "htz-one", "lang": "en"},
    "/science-cities": {"city": "far", "lang": "en"},
    "/targets": {"kind": "total", "verdict": "behind", "lang": "en"},
    "/compare": {"places": "990100,990200", "mode": "swipe", "lang": "en"},
    "/platforms": {"level": "national", "lang": "en"},
    "/embedding": {"page": "zones", "size": "side", "lang": "en"},
    "/embed/layer": {"indicator": "gdp", "period": "2020", "over": "zones", "lang": "en"},
    "/embed/zones": {"place": "htz-one", "lang": "en"},
    "/embed/cities": {"city": "far", "lang": "en"},
    "/embed/targets": {"kind": "total", "without": "title,link", "lang": "en"},
    "/embed/compare": {"places": "990100,990200", "lang": "en"},
    "/embed/platforms": {"level": "national", "theme": "white", "lang": "en"},
    "/zones/zones.csv": {"lang": "en"},
    "/compare/comparison.csv": {"places": "990100,990200", "lang": "en"},
    "/download": {"indicator": "gdp", "period": "2020", "format": "csv", "lang": "en"},
    "/paint": {
        "indicator": "gdp",
        "period": "2020",
        "scheme": "manual",
        "breaks": "1,2",
        "lang": "en",
    },
}
Asking = Mapping[str, str]


def _query(asks: Asking, between: str = "&", *, sign: str = "=") -> str:
    return between.join(f"{quote(name)}{sign}{quote(value)}" for name, value in asks.items())


def _many(asks: Asking, change: Callable[[str], str]) -> str:
    """Return the query with a change to every value that is a list."""
    return _query({name: change(text) if "," in text else text for name, text in asks.items()})


NEAR: Mapping[str, Callable[[str, Asking], str]] = {
    "a slash behind": lambda path, asks: f"{path.rstrip('/')}/?{_query(asks)}",
    "an escaped ampersand": lambda path, asks: f"{path}?{_query(asks, '&amp;')}",
    "escaped twice": lambda path, asks: f"{path}?{_query(asks, '&amp;amp;')}",
    "every key twice": lambda path, asks: f"{path}?{_query(asks)}&{_query(asks)}",
    "an empty value before": lambda path, asks: (
        f"{path}?{_query(dict.fromkeys(asks, ''))}&{_query(asks)}"
    ),
    "language of a region": lambda path, asks: f"{path}?{_query({**asks, 'lang': 'en-US'})}",
    "language of a locale": lambda path, asks: f"{path}?{_query({**asks, 'lang': 'en_GB'})}",
    "language in capitals": lambda path, asks: f"{path}?{_query({**asks, 'lang': 'EN'})}",
    "keys in capitals": lambda path, asks: (
        f"{path}?{_query({k.upper(): v for k, v in asks.items()})}"
    ),
    "a comma behind": lambda path, asks: f"{path}?{_many(asks, lambda text: f'{text},')}",
    "full-width commas": lambda path, asks: (
        f"{path}?" + _many(asks, lambda text: text.replace(",", "，"))
    ),
    "commas of a list": lambda path, asks: (
        f"{path}?" + _many(asks, lambda text: text.replace(",", "、"))
    ),
    "blanks": lambda path, asks: f"{path}?{_many(asks, lambda text: text.replace(',', ' , '))}",
    "blanks around": lambda path, asks: f"{path}?{_query({k: f' {v} ' for k, v in asks.items()})}",
    "brackets": lambda path, asks: (
        f"{path}?"
        + "&".join(
            f"{name}[]={quote(one)}" for name, text in asks.items() for one in text.split(",")
        )
    ),
    "full-width digits": lambda path, asks: (
        f"{path}?"
        + _query({k: v.translate({48 + d: 0xFF10 + d for d in range(10)}) for k, v in asks.items()})
    ),
}


def _shown(answer: TestResponse) -> str:
    """Return what an answer says, without what names its own address."""
    text = html.unescape(answer.text)
    # Dash's configuration has a number of its own for each request; a link without a script
    # hands on what was asked.
    return re.sub(r'<noscript>.*?</noscript>|oembed\?url=[^"]*|"end_id": ?"[^"]*"', "", text)


@pytest.mark.parametrize("miss", NEAR)
@pytest.mark.parametrize("path", PAGES)
def test_a_near_miss_shows_what_it_means(client: FlaskClient, path: str, miss: str) -> None:
    asks = PAGES[path]
    right = client.get(f"{path}?{_query(asks)}")
    assert right.status_code == OK, right.text
    given = client.get(NEAR[miss](path, asks), follow_redirects=True)
    assert given.status_code == OK, given.text[-900:]
    assert _shown(given) == _shown(right)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_one_address(client: FlaskClient, path: str) -> None:
    asks = PAGES[path]
    assert client.get(f"{path}?{_query(asks)}").status_code == OK
    if path in ("/download", "/paint") or path.endswith(".csv"):
        return
    led = client.get(f"{path}?{_query(asks, '&amp;')}")
    assert led.status_code == 302
    assert (
        led.headers["Location"].replace("%2C", ",") == f"{path}?{_query(asks).replace('%2C', ',')}"
    )


@pytest.mark.parametrize(
    ("path", "right"),
    [
        ("/map?lang=fr", "en"),
        ("/zones?lang=cn", "zh"),
        ("/embed/layer?k=nine", "5"),
        ("/map?indicator=gdp&indicator=hnte", "hnte"),
        ("/embed/layer?indicator=gdp&amp;indicator=hnte", "hnte"),
        ("/zones?place=htz-one&place=htz-two", "htz-two"),
        ("/map?lang=zh&lang=en", "en"),
        ("/map?scheme=manual&breaks=1,2,3,4,5,6,7,8", "10,100,1000"),
        ("/download?k=4&k=5", "5"),
        ("/zones/zones.csv?place=htz-one&place=htz-two", "htz-two"),
    ],
)
def test_what_could_mean_two_things_is_refused_with_what_would_be_right(
    client: FlaskClient, path: str, right: str
) -> None:
    answer = client.get(path)
    assert answer.status_code == BAD
    assert f"<code>{right}</code>" in answer.text


def test_too_many_breaks_are_told_how_many_may_be(client: FlaskClient) -> None:
    assert "1 至 6 个" in client.get("/map?scheme=manual&breaks=1,2,3,4,5,6,7").text
    assert "1 to 6" in client.get("/map?scheme=manual&breaks=1,2,3,4,5,6,7&lang=en").text
    assert client.get("/map?scheme=manual&breaks=1,2,3,4,5,6").status_code == OK


@pytest.mark.parametrize(
    "path",
    [
        "/map?k=",
        "/map?lang=",
        "/map?scheme=",
        "/map?place=&period=",
        "/zones?lang=",
        "/embed/layer?k=",
    ],
)
def test_what_is_empty_says_nothing(client: FlaskClient, path: str) -> None:
    usual = client.get(path.partition("?")[0])
    assert _shown(client.get(path, follow_redirects=True)) == _shown(usual)


def test_an_empty_list_says_none(client: FlaskClient) -> None:
    # Both ways to show a layer: nothing lies over it.
    assert client.get("/map?over=").status_code == OK
    assert 'data-map="main"' in client.get("/embed/layer?over=").text
    assert "htz-one" not in client.get("/embed/layer?over=").text.partition("data-maps=")[2][:4000]


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/Zones", "/zones"),
        ("/embed/Layer/?k=4", "/embed/layer?k=4"),
        ("/compare。", "/compare"),
        ("/embed/zones/,", "/embed/zones"),
    ],
)
def test_a_path_that_means_one_of_ours_leads_there(
    client: FlaskClient, path: str, place: str
) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["Location"]) == (302, place)


@pytest.mark.parametrize("path", ["/nowhere/", "/embed/nothing/", "/files/none.js/"])
def test_a_path_that_means_none_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(path, follow_redirects=True).status_code == NOT_FOUND


def test_keys_of_messengers_stay_as_they_are(client: FlaskClient) -> None:
    led = client.get("/zones?from=Group&amp;Lang=EN&UTM_x=1+2")
    assert led.headers["Location"] == "/zones?from=Group&lang=en&UTM_x=1%202"


@pytest.mark.parametrize("kind", ["layer", "indicator"])
def test_every_layer_and_every_indicator_opens_by_its_name_alone(
    client: FlaskClient, atlas: Atlas, kind: str
) -> None:
    words = atlas.world.vocabulary.choices(kind)
    assert words
    for word in words:
        for page in ("/", "/embed/layer"):
            answer = client.get(f"{page}?{kind}={word}", follow_redirects=True)
            assert answer.status_code == OK, word
            assert answer.request.args[kind] == word


def test_a_layer_and_an_indicator_that_do_not_go_together_are_refused(client: FlaskClient) -> None:
    for page in ("/", "/embed/layer"):
        answer = client.get(f"{page}?layer=counties&indicator=rd_share")
        assert answer.status_code == BAD
        assert "<code>" in answer.text


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("amp;period", "period"),
        ("amp;amp;period", "period"),
        ("places[]", "places"),
        ("places[3]", "places"),
        (" Lang ", "lang"),
        ("ｌａｎｇ", "lang"),
        ("utm_source", "utm_source"),
    ],
)
def test_a_key_means_a_name(key: str, name: str) -> None:
    assert name_of(key) == name


def test_one_value_may_be_given_once() -> None:
    assert said([("k", "5"), ("k", "5"), ("over", "a"), ("over", "b")], FIELDS) == {
        "k": "5",
        "over": "a,b",
    }
    with pytest.raises(Twice) as caught:
        said([("k", "5"), ("k", "6")], FIELDS)
    assert caught.value.known == ("5", "6")


@pytest.mark.parametrize(
    "prefix", ["/科创", "/a b", "/a?b", "/a#b", "/a//b", "/../b", "/a%20b", "."]
)
def test_a_prefix_that_an_address_cannot_carry_is_refused_at_the_start(prefix: str) -> None:
    with pytest.raises(ConfigError, match=r"--prefix.*such as /atlas"):
        load({}, chosen={"prefix": prefix})


@pytest.mark.parametrize(
    ("prefix", "kept"), [("atlas", "/atlas/"), ("/a/b-c.d_e~1/", "/a/b-c.d_e~1/"), ("/", "/")]
)
def test_a_prefix_in_plain_letters_is_taken(prefix: str, kept: str) -> None:
    assert load({}, chosen={"prefix": prefix}).prefix == kept
