"""The view and its address: every view comes back as it went."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.address.explore import (
    FIELDS,
    ViewState,
    Vocabulary,
    decode,
    encode,
)
from app.address.fields import StateError
from layers.scale import SCHEMES

FIRST_INDICATOR = "hnte_per_10k_people"
WORDS = Vocabulary(
    layers=("prefectures", "zones"),
    sheets={
        "prefectures/gdp": ("2020", "2021"),
        f"prefectures/{FIRST_INDICATOR}": ("2023",),
        "zones": ("",),
    },
    overlays=("zones", "counties", "names"),
    first=FIRST_INDICATOR,
    places=frozenset({"990100", "htz-one"}),
    examples=("990100", "htz-one"),
)
INDICATOR_PERIODS = [
    ("gdp", ""),
    ("gdp", "2020"),
    ("gdp", "2021"),
    (FIRST_INDICATOR, ""),
    (FIRST_INDICATOR, "2023"),
]
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


def _subsets(words: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(words), unique=True).map(tuple)


@st.composite
def views(draw: st.DrawFn) -> ViewState:
    """Return any view that the words allow."""
    layer = draw(st.sampled_from(WORDS.layers))
    indicator, period = draw(st.sampled_from(INDICATOR_PERIODS))
    scheme = draw(st.sampled_from(SCHEMES))
    least = 1 if scheme == "manual" else 0
    breaks = draw(st.lists(NUMBERS, unique=True, min_size=least, max_size=6))
    lat, lng = draw(st.integers(-850, 850)), draw(st.integers(-1800, 1800))
    zoom = draw(st.integers(0, 190))
    return ViewState(
        layer=layer,
        indicator=indicator,
        period="" if layer == "zones" else period,
        scheme=scheme,
        k=draw(st.integers(3, 7)),
        lock=draw(st.sampled_from(("free", "locked"))),
        breaks=tuple(sorted(breaks)),
        over=draw(_subsets(WORDS.overlays)),
        hide=draw(_subsets(("-", "z", "0", "4"))),
        place=draw(st.sampled_from(("", "990100", "htz-one"))),
        lang=draw(st.sampled_from(("zh", "en"))),
        panel=draw(_subsets(("table", "ranking"))),
        view=draw(st.sampled_from(("", f"{lat / 10},{lng / 10},{zoom / 10}"))),
    )


@given(views())
def test_every_view_comes_back_as_it_went(view: ViewState) -> None:
    assert decode(encode(view, FIRST_INDICATOR), WORDS) == view


@given(views())
def test_an_address_is_shortest(view: ViewState) -> None:
    defaults = ViewState(indicator=FIRST_INDICATOR)
    for name in encode(view, FIRST_INDICATOR):
        assert getattr(view, name) != getattr(defaults, name)


@given(st.dictionaries(st.sampled_from([row.name for row in FIELDS]), st.text()))
def test_any_text_is_read_or_refused(query: dict[str, str]) -> None:
    try:
        view = decode(query, WORDS)
    except StateError:
        return
    assert decode(encode(view, FIRST_INDICATOR), WORDS) == view


def test_keys_that_messengers_add_are_left_alone() -> None:
    assert decode({"from": "groupmessage", "isappinstalled": "0"}, WORDS) == ViewState(
        indicator=FIRST_INDICATOR
    )


@pytest.mark.parametrize(
    ("query", "kind", "known"),
    [
        ({"layer": "roads"}, "layer", ("prefectures", "zones")),
        ({"indicator": "joy"}, "indicator", ("gdp", FIRST_INDICATOR)),
        ({"period": "1999"}, "period", ("2023",)),
        ({"indicator": FIRST_INDICATOR, "period": "2020"}, "period", ("2023",)),
        ({"scheme": "magic"}, "scheme", SCHEMES),
        ({"k": "9"}, "k", ("3", "4", "5", "6", "7")),
        ({"k": "five"}, "k", ("3", "4", "5", "6", "7")),
        ({"over": "zones,rivers"}, "over", ("zones", "counties", "names")),
        ({"place": "999999"}, "place", ("990100", "htz-one")),
        ({"lang": "fr"}, "lang", ("zh", "en")),
        ({"panel": "kitchen"}, "panel", ("table", "ranking")),
    ],
)
def test_unknown_word_is_refused_with_the_known(
    query: dict[str, str], kind: str, known: tuple[str, ...]
) -> None:
    with pytest.raises(StateError) as caught:
        decode(query, WORDS)
    assert (caught.value.kind, caught.value.known) == (kind, known)


@pytest.mark.parametrize(
    "query",
    [
        {"view": "north"},
        {"view": "91,104,7"},
        {"view": "30,104,99"},
        {"breaks": "1,1"},
        {"breaks": "2,1"},
        {"breaks": "nan"},
        {"breaks": "inf"},
        {"breaks": "1,2,3,4,5,6,7"},
        {"scheme": "manual"},
    ],
)
def test_bad_number_is_refused_with_an_example(query: dict[str, str]) -> None:
    with pytest.raises(StateError) as caught:
        decode(query, WORDS)
    assert caught.value.known


@pytest.mark.parametrize("field", ["place", "view", "breaks", "over", "hide", "panel", "period"])
def test_empty_text_means_none(field: str) -> None:
    empty: Any = getattr(decode({field: ""}, WORDS), field)
    assert empty in ("", ())


def test_a_year_alone_shows_what_has_that_year() -> None:
    assert decode({"period": "2021"}, WORDS).indicator == "gdp"
    assert decode({"period": "2023"}, WORDS).indicator == FIRST_INDICATOR
