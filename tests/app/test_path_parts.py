"""Pages whose path has a part, such as a place: addresses, links, near misses, files, frames."""

from __future__ import annotations

import html
import re

import pytest
from flask.testing import FlaskClient

from app.address.fields import QueryField
from app.address.query import Asked, read
from app.factory import create_app
from app.files.shelf import Shelf
from app.index.atlas import Atlas
from app.pages.embedding.address import named
from app.pages.views import EMBEDDED, VIEWS
from app.publish.site.site_urls import SiteUrls, stem_of
from app.publish.site.states import States
from app.settings.settings import Config
from app.shell.view import View, page_address

OK, FOUND, NOT_FOUND = 200, 302, 404
HERE = "https://atlas.example"
PARTED = tuple(view for view in VIEWS if view.part)
EACH = pytest.mark.parametrize("view", PARTED, ids=lambda view: view.name)
FIELDS = (
    QueryField("place", "word", "", ("a", "b")),
    QueryField("sort", "word", "name", ("name", "size")),
)


def parts(atlas: Atlas, view: View) -> tuple[str, ...]:
    """Return what the path of a view may say."""
    return next(row.choices for row in view.fields(atlas.world) if row.name == view.part)


def test_links_of_a_page_leave_out_what_its_path_says() -> None:
    every = read({"place": "a", "sort": "size", "lang": "en"}, FIELDS)
    asked = Asked(every.fields, every.values, path_field="place")
    assert asked.query == every.query == "place=a&sort=size&lang=en"
    assert asked.link() == "?sort=size&lang=en"
    assert asked.link(sort="name", lang="zh") == "?"
    assert asked.pattern("sort") == "?lang=en&sort={sort}"
    assert asked.carried("sort") == (("lang", "en"),)
    assert every.link(sort="name") == "?place=a&lang=en"


@EACH
def test_every_part_is_a_page_in_both_languages(
    atlas: Atlas, client: FlaskClient, view: View
) -> None:
    titles = set()
    for part in parts(atlas, view):
        for lang in ("zh", "en"):
            answer = client.get(f"{view.path}/{part}?lang={lang}")
            assert answer.status_code == OK, part
            assert f'data-lang="{lang}"' in answer.text
            titles.update(re.findall("<title>(.*?)</title>", answer.text))
    assert len(titles) > len(parts(atlas, view))
    assert client.get(view.path).status_code == OK


@EACH
@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("{path}/{part}/", "{path}/{part}"),
        ("{upper}/{part}", "{path}/{part}"),
        ("{path}?{field}={part}&lang=en", "{path}/{part}?lang=en"),
        ("{path}/{part}?{field}={part}", "{path}/{part}"),
        ("{path}/{part}。", "{path}/{part}"),
    ],
)
def test_near_misses_lead_to_the_page(
    atlas: Atlas, client: FlaskClient, view: View, written: str, meant: str
) -> None:
    said = {
        "path": view.path,
        "upper": view.path.upper(),
        "part": parts(atlas, view)[0],
        "field": view.part,
    }
    answer = client.get(written.format(**said))
    assert answer.status_code == FOUND
    assert answer.headers["Location"] == meant.format(**said)


@EACH
def test_an_unknown_part_is_not_found_and_named_what_is_near(
    atlas: Atlas, client: FlaskClient, view: View
) -> None:
    part = parts(atlas, view)[0]
    for lang in ("zh", "en"):
        answer = client.get(f"{view.path}/{part}x?lang={lang}")
        assert answer.status_code == NOT_FOUND
        query = "" if lang == "zh" else "?lang=en"
        first = re.search(r'<ul class="known">\s*<li><a href="([^"]*)"', answer.text)
        assert first is not None
        assert html.unescape(first[1]) == f"{view.path}/{part}{query}"
    assert client.get(f"{view.path}/{part}/further").status_code == NOT_FOUND
    assert client.get(f"{view.path}/{part}?lang=xx").status_code not in (OK, NOT_FOUND)


@EACH
def test_files_and_frames_are_those_of_the_part(
    atlas: Atlas, client: FlaskClient, view: View
) -> None:
    part = parts(atlas, view)[0]
    page = client.get(f"{view.path}/{part}?lang=en").text
    for name in view.tables:
        file = f"{view.path}/{part}/{name}.csv?lang=en"
        assert f'href="{file}"' in page
        below, beside = (
            client.get(file),
            client.get(f"{view.path}/{name}.csv?{view.part}={part}&lang=en"),
        )
        assert below.status_code == OK
        assert below.data == beside.data
    if view.embedded:
        frame = client.get(f"/embed/{view.name}?{view.part}={part}&lang=en").text
        assert f'href="{view.path}/{part}?lang=en"' in frame


@pytest.mark.parametrize(
    "view", [view for view in PARTED if view.embedded], ids=lambda view: view.name
)
def test_a_page_is_named_by_its_address(atlas: Atlas, view: View) -> None:
    part = parts(atlas, view)[-1]
    for address in (f"{HERE}{view.path}/{part}?lang=en", f"{HERE}{view.path}?{view.part}={part}"):
        found = named(atlas.world, address, here=HERE)
        assert found is not None
        assert found[0] is view
        assert found[1][view.part] == part
    assert named(atlas.world, f"{HERE}{view.path}/{part}/x", here=HERE) is None


@EACH
def test_pages_below_a_prefix_lead_to_each_other(
    toy_config: Config, toy_shelf: Shelf, view: View
) -> None:
    config = Config(data=toy_config.data, cache=toy_config.cache, prefix="/atlas/")
    atlas = create_app(config, shelf=toy_shelf)
    part = parts(atlas, view)[0]
    client = atlas.server.test_client()
    answer = client.get(f"/atlas{view.path}/{part}/")
    assert answer.headers["Location"] == f"/atlas{view.path}/{part}"
    asked = read({view.part: part}, view.fields(atlas.world))
    assert page_address(atlas.world, view, asked) == f"/atlas{view.path}/{part}"
    linked = re.findall(r'href="(/[^"]*)"', client.get(f"/atlas{view.path}/{part}").text)
    assert linked
    assert all(href.startswith("/atlas/") for href in linked)


def test_a_site_has_a_file_for_each_part_beside_the_others() -> None:
    urls = SiteUrls()
    assert urls.page("/place") == "place.html"
    assert urls.page("/place/510700") == "place-510700.html"
    assert urls.page("/place/{id}") == "place-{id}.html"
    # What no file system takes in a name as it stands has a digest.
    assert re.fullmatch(r"place-~[0-9a-f]+", stem_of("place", "绵 阳"))
    assert urls.page("/place/%E7%BB%B5%20%E9%98%B3") == f"{stem_of('place', '绵 阳')}.html"


def test_the_states_below_a_part_are_those_that_say_it() -> None:
    files = {"": "p.html", "place=a": "p-a.html", "place=a&sort=size": "s.html", "place=b": "b"}
    below = States(EMBEDDED[0], {}, files).below("place", "a")
    assert below.files == {"": "p-a.html", "sort=size": "s.html"}
