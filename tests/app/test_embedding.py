"""The embed builder and oEmbed without a browser: what is pasted works, what is bad is said."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from ipaddress import ip_network
from urllib.parse import urlencode, urlsplit

import pytest
from flask.testing import FlaskClient

from app.factory import create_app
from app.index.atlas import Atlas
from app.pages.embedding import size
from app.pages.views import EMBEDDED
from app.settings.settings import Config
from app.shell.view import View
from app.text import view_words
from geo.languages import LANGS
from tests.catalogues import REAL

OK, BAD, NOT_FOUND, NOT_IMPLEMENTED = 200, 400, 404, 501
HERE = "http://localhost"
EACH = pytest.mark.parametrize("view", EMBEDDED, ids=lambda view: view.name)
HOSTILE = '"></textarea><script>alert(1)</script>'
PROXY = "127.0.0.1"


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    """Return the real atlas, behind a proxy that it trusts, below a prefix of its own."""
    return create_app(
        Config(
            data=REAL,
            public_url=HERE,
            prefix="/atlas/",
            trusted_proxies=(ip_network(f"{PROXY}/32"),),
        )
    )


@pytest.fixture
def client(atlas: Atlas) -> Iterator[FlaskClient]:
    """Return a client of it."""
    with atlas.server.test_client() as client:
        yield client


class Pasted(HTMLParser):
    """The elements of a snippet, as a portal's page would read them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element with its attributes."""
        self.found.append((tag, dict(attrs)))

    def one(self, tag: str) -> dict[str, str | None]:
        """Return the attributes of the only element of a kind."""
        (only,) = [attributes for name, attributes in self.found if name == tag]
        return only


def snippet(page: str) -> str:
    """Return what stands in the first field to copy from, the lines of the frame."""
    found = re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", page, re.DOTALL)
    assert found
    return html.unescape(found[1])


def builder(client: FlaskClient, **query: str) -> str:
    """Return the builder's page for some choices."""
    answer = client.get("/atlas/embedding", query_string=query)
    assert answer.status_code == OK
    return answer.text


def path(address: str | None) -> str:
    """Return the part of one of our full addresses that a client of ours asks for."""
    assert address
    assert address.startswith(f"{HERE}/atlas/")
    return address.removeprefix(HERE)


@EACH
@pytest.mark.parametrize("lang", LANGS)
def test_the_snippet_of_every_view_shows_it(client: FlaskClient, view: View, lang: str) -> None:
    pasted = Pasted(snippet(builder(client, page=view.name, lang=lang)))
    assert [tag for tag, _ in pasted.found] == ["iframe", "script", "noscript", "p", "a"]
    frame = pasted.one("iframe")
    shown = client.get(path(frame["src"]))
    assert shown.status_code == OK
    assert f'data-lang="{lang}"' in shown.text
    assert f"<title>{html.escape(frame['title'] or '', quote=False)}</title>" in shown.text
    assert frame["loading"] == "lazy"
    assert frame["referrerpolicy"] == "strict-origin-when-cross-origin"
    assert frame["sandbox"] == (
        "allow-scripts allow-same-origin allow-popups allow-forms allow-downloads"
    )
    assert "data-shu-atlas" in frame
    assert (frame["width"], frame["height"]) == ("100%", str(size.height(768)))
    assert client.get(path(pasted.one("script")["src"])).mimetype == "text/javascript"
    full = client.get(path(pasted.one("a")["href"]))
    assert full.status_code == OK
    assert f'data-lang="{lang}"' in full.text


def test_choices_reach_the_frame_and_only_it(client: FlaskClient) -> None:
    page = builder(
        client,
        page="zones",
        query="?period=2020",
        theme="white",
        without="title,table",
        wheel="1",
        size="side",
        speech="en",
    )
    pasted = Pasted(snippet(page))
    query = "period=2020&theme=white&without=title,table&wheel=1&lang=en"
    assert path(pasted.one("iframe")["src"]) == f"/atlas/embed/zones?{query}"
    assert path(pasted.one("a")["href"]) == "/atlas/zones?period=2020&lang=en"
    preview = Pasted(page.partition("embedding-desk")[2]).one("iframe")
    assert preview["src"] == f"/atlas/embed/zones?{query}"
    assert (preview["width"], preview["height"]) == ("340", str(size.height(340)))


@pytest.mark.parametrize(
    ("pasted", "shown"),
    [
        (f"{HERE}/atlas/targets?verdict=behind&lang=en", "targets?verdict=behind&lang=en"),
        (f"{HERE}:80/atlas/embed/zones?period=2020&theme=white", "zones?period=2020"),
        ("/atlas/?indicator=gdp_per_person", "layer?indicator=gdp_per_person"),
    ],
)
def test_a_whole_address_names_its_view(client: FlaskClient, pasted: str, shown: str) -> None:
    made = Pasted(snippet(builder(client, page="compare", query=pasted)))
    assert path(made.one("iframe")["src"]) == f"/atlas/embed/{shown}"


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("period=1066", "1066"),
        ("https://elsewhere.example/atlas/zones", "https://elsewhere.example/atlas/zones"),
        (f"{HERE}/atlas/nowhere", f"{HERE}/atlas/nowhere"),
        ("http://[::1/atlas/zones", "http://[::1/atlas/zones"),
        ("lang=fr", "fr"),
        (f"period={HOSTILE}", HOSTILE),
    ],
)
@pytest.mark.parametrize("lang", LANGS)
def test_a_bad_query_is_said_once_and_the_form_stays(
    client: FlaskClient, query: str, word: str, lang: str
) -> None:
    page = builder(client, page="zones", query=query, lang=lang)
    said = re.findall(r'role="alert">([^<]+)<', page)
    assert len(said) == 1
    assert word in html.unescape(said[0])
    assert html.escape(view_words("embedding", lang)["snippet.none"]) in html.unescape(page)
    assert "<textarea" not in page
    assert "<iframe" not in page
    assert '<option value="zones" selected>' in page
    value = re.search(r'id="embedding-query" value="([^"]*)"', page)
    assert value
    assert html.unescape(value[1]) == query


@pytest.mark.parametrize("query", [f"host={HOSTILE}", f"{HOSTILE}=1", f"host=%22&{HOSTILE}"])
def test_text_of_a_query_is_text(client: FlaskClient, query: str) -> None:
    page = builder(client, page="platforms", query=query)
    assert "<script>alert" not in page
    pasted = Pasted(snippet(page))
    assert [tag for tag, _ in pasted.found] == ["iframe", "script", "noscript", "p", "a"]
    shown = client.get(path(pasted.one("iframe")["src"]))
    assert shown.status_code == OK
    assert "<script>alert" not in shown.text


def test_what_means_nothing_is_left_out_and_said(client: FlaskClient) -> None:
    page = builder(client, page="zones", query="period=2020&utm_source=x&panel=table")
    assert "panel, utm_source" in page
    assert path(Pasted(snippet(page)).one("iframe")["src"]) == "/atlas/embed/zones?period=2020"


@pytest.mark.parametrize(("field", "word"), [("view", "x"), ("size", "1"), ("theme", "neon")])
def test_a_bad_choice_gets_a_page_that_says_so(client: FlaskClient, field: str, word: str) -> None:
    answer = client.get("/atlas/embedding", query_string={field: word, "lang": "en"})
    assert answer.status_code == BAD
    assert f"cannot be “{word}”" in answer.text


def test_only_the_builder_may_show_frames(client: FlaskClient) -> None:
    policies = {
        one: client.get(f"/atlas/{one}").headers["Content-Security-Policy"]
        for one in ("embedding", "embedding/", "zones", "embed/zones", "")
    }
    may = {one for one, policy in policies.items() if "frame-src 'self'" in policy}
    assert may == {"embedding", "embedding/"}
    assert all("frame-ancestors 'none'" in policies[one] for one in may)


def test_it_says_who_may_embed(client: FlaskClient) -> None:
    assert view_words("embedding", "en")["who.nobody"] in builder(client, lang="en")
    portals = ("https://one.example", "https://two.example")
    known = create_app(Config(data=REAL, frame_ancestors=portals, message_origins=portals[:1]))
    page = known.server.test_client().get("/embedding?lang=en").text
    assert all(f"<li><code>{one}</code></li>" in page for one in portals)
    deaf = page.partition(view_words("embedding", "en")["who.deaf"])[2].partition("</p>")[0]
    assert "two.example" in deaf
    assert "one.example" not in deaf


def test_a_wall_is_filled_whatever_the_frame_would_ask_for(client: FlaskClient) -> None:
    pasted = Pasted(snippet(builder(client, page="zones", size="wall")))
    assert [tag for tag, _ in pasted.found] == ["iframe"]
    assert "data-shu-atlas" not in pasted.one("iframe")
    assert "height:100%" in (pasted.one("iframe")["style"] or "")


def test_an_editor_is_told_whom_to_ask_and_no_switches() -> None:
    for lang in LANGS:
        known = create_app(Config(data=REAL))
        page = known.server.test_client().get(f"/embedding?lang={lang}").text
        assert html.escape(view_words("embedding", lang)["who.ask"], quote=False) in html.unescape(
            page
        )
        assert "--frame-ancestors" not in page


@pytest.mark.parametrize("page", ["start", "place", "compare"])
@pytest.mark.parametrize("lang", LANGS)
def test_every_excerpt_of_a_page_is_listed_and_framed_as_high_as_it_is(
    client: FlaskClient, page: str, lang: str
) -> None:
    view = next(view for view in EMBEDDED if view.name == page)
    for name, excerpt in view.excerpts.items():
        text = builder(client, page=page, show=name, lang=lang)
        assert f'<option value="{name}" selected>' in text
        frame = Pasted(snippet(text)).one("iframe")
        assert frame["height"] == str(size.height(768, excerpt.shape))
        shown = client.get(path(frame["src"]))
        assert shown.status_code == OK
        assert f'data-shape="{excerpt.shape}"' in shown.text
        assert client.get(path(Pasted(snippet(text)).one("a")["href"])).status_code == OK
        if excerpt.picks:
            which = text.partition('id="embedding-which"')[2].partition("</select>")[0]
            *_, last = re.findall(r'<option value="([^"]*)"', which)
            other = builder(client, page=page, show=name, which=last, lang=lang)
            assert last in (Pasted(snippet(other)).one("iframe")["src"] or "")
        # What is chosen for one page means nothing to another.
        assert "<iframe" in builder(client, page="zones", show=name, lang=lang)


@pytest.mark.parametrize("page", ["layer", "zones", "platforms"])
def test_where_no_frame_is_taken_a_picture_with_a_link_is(client: FlaskClient, page: str) -> None:
    text = builder(client, page=page, lang="en")
    found = re.search(r'id="embedding-picture"[^>]*>\n?(.*?)</textarea>', text, re.DOTALL)
    assert found
    pasted = Pasted(html.unescape(found[1]))
    assert [tag for tag, _ in pasted.found] == ["a", "img"]
    assert pasted.one("img")["alt"]
    assert client.get(path(pasted.one("a")["href"])).status_code == OK
    # Of a layer that names no year it shows the newest, whichever that is.
    assert page != "layer" or "period=" not in (pasted.one("img")["src"] or "")


@pytest.mark.parametrize("lang", LANGS)
def test_a_map_that_only_its_page_knows_has_no_picture_and_says_so(
    client: FlaskClient, lang: str
) -> None:
    text = html.unescape(builder(client, page="targets", lang=lang))
    assert view_words("embedding", lang)["picture.none"] in text
    assert 'id="embedding-picture"' not in text


def test_the_picture_is_renewed_at_its_address(client: FlaskClient) -> None:
    address = "/atlas/embed/picture.png?indicator=gdp&lang=en"
    answer = client.get(address)
    assert answer.mimetype == "image/png"
    assert answer.data.startswith(b"\x89PNG")
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    again = client.get(address, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert client.get("/atlas/embed/picture.png?period=1066").status_code == BAD


@EACH
def test_every_view_leads_to_the_builder_with_its_address(client: FlaskClient, view: View) -> None:
    page = client.get(f"/atlas{view.path}?lang=en").text
    (link, *_) = re.findall(r'<a href="(/atlas/embedding[^"]*)"', page) + re.findall(
        r'class="(?:tool|act) embed-link" href="([^"]*)"', page
    )
    assert client.get(html.unescape(link)).status_code == OK
    if view.path != "/map":
        assert f"page={view.name}" in link
        assert "lang=en" in link


def test_the_link_carries_what_is_shown(client: FlaskClient) -> None:
    page = client.get("/atlas/targets?verdict=behind&kind=level").text
    (link,) = re.findall(r'class="tool embed-link" href="([^"]*)"', page)
    made = Pasted(snippet(client.get(html.unescape(link)).text))
    assert path(made.one("iframe")["src"]) == "/atlas/embed/targets?verdict=behind&kind=level"


@EACH
def test_oembed_is_found_and_gives_the_frame(client: FlaskClient, view: View) -> None:
    page = client.get(f"/atlas{view.path}?lang=en").text
    found = re.search(
        r'<link rel="alternate" type="application/json\+oembed" href="([^"]*)">', page
    )
    assert found
    answer = client.get(path(html.unescape(found[1])))
    assert answer.status_code == OK
    assert answer.mimetype == "application/json"
    said = answer.get_json()
    assert (said["version"], said["type"]) == ("1.0", "rich")
    assert said["provider_name"] == "Shu Innovation Atlas"
    frame = Pasted(said["html"]).one("iframe")
    assert frame["title"] == said["title"]
    assert (frame["width"], frame["height"]) == (str(said["width"]), str(said["height"]))
    assert urlsplit(frame["src"] or "").path == f"/atlas/embed/{view.name}"
    assert client.get(path(frame["src"])).status_code == OK


def test_oembed_keeps_to_the_size_that_is_asked_for(client: FlaskClient) -> None:
    asks = {"url": f"{HERE}/atlas/zones"}
    for most, width, height in (
        ((400, 300), 400, 300),
        ((400, 9999), 400, size.height(400)),
        ((99999, 9999), 768, size.height(768)),
    ):
        sized = {**asks, "maxwidth": str(most[0]), "maxheight": str(most[1])}
        said = client.get("/atlas/oembed", query_string=sized).get_json()
        assert (said["width"], said["height"]) == (width, height)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"url": "https://elsewhere.example/atlas/zones"}, NOT_FOUND),
        ({"url": f"{HERE}/zones"}, NOT_FOUND),
        ({"url": f"{HERE}/atlas/files/x.js"}, NOT_FOUND),
        ({"url": f"{HERE}/atlas/embedding"}, NOT_FOUND),
        ({"url": f"{HERE}.elsewhere.example/atlas/zones"}, NOT_FOUND),
        ({"url": "http://localhost@elsewhere.example/atlas/zones"}, NOT_FOUND),
        ({"url": "javascript:alert(1)"}, NOT_FOUND),
        ({"url": f"{HERE}/atlas/zones?period=1066"}, NOT_FOUND),
        ({"url": f"{HERE}/atlas/zones", "format": "xml"}, NOT_IMPLEMENTED),
        ({"url": f"{HERE}/atlas/zones", "maxwidth": "0"}, BAD),
        ({"url": f"{HERE}/atlas/zones", "maxheight": "tall"}, BAD),
        ({}, BAD),
    ],
)
def test_oembed_refuses_in_words(client: FlaskClient, query: dict[str, str], status: int) -> None:
    answer = client.get(f"/atlas/oembed?{urlencode(query)}")
    assert answer.status_code == status
    assert answer.get_json()["error"]


def test_a_page_in_a_frame_says_where_its_answer_is(client: FlaskClient) -> None:
    said = client.get("/atlas/embed/zones?lang=en").headers["Link"]
    address = re.match(r"<([^>]+)>; rel=\"alternate\"; type=\"application/json\+oembed\", ", said)
    assert address
    answer = client.get(address[1])
    assert answer.status_code == 200
    assert "/atlas/embed/zones?lang=en" in answer.get_json()["html"]
