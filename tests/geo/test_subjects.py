"""Subjects: two to six of one kind, and for everything else a message that says what is right."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.analysis.subjects import (
    FEWEST,
    LONGEST_NAME,
    MOST,
    offered,
    own_word,
    sorted_out,
    subject,
    subjects,
    words_of,
)
from geo.errors import AtlasError, Unfit, UnknownWord
from tests.catalogues import REAL, TOY, of, rows

KNOWN, TOYLAND = of(REAL), of(TOY)
# No deadline: a busy machine is no fault.
FEW = settings(max_examples=60, deadline=None)
PREFECTURES = KNOWN.at_level_ids("prefecture")
NAMES = st.text(st.characters(exclude_characters=",", exclude_categories=("C", "Z")), min_size=1)


def test_places_of_one_kind_in_the_order_asked() -> None:
    found = subjects(KNOWN, ["510700", "510100"])
    assert [one.name("zh") for one in found] == ["绵阳市", "成都市"]
    assert {one.kind for one in found} == {"prefecture"}
    assert found[0].members == ("510700",)
    zones = subjects(KNOWN, ["htz-luzhou", "htz-chengdu"])
    assert [one.level for one in zones] == ["zone", "zone"]


def test_regions_and_named_groups_hold_what_their_tables_say() -> None:
    stated = [r["prefecture_adcode"] for r in rows(REAL, "regions") if r["region_id"] == "south"]
    south, three = subjects(KNOWN, ["region:south", "group:cdm"])
    assert list(south.members) == stated
    assert south.source_ids == ("region-2018", "region-five")
    assert three.members == ("510100", "510600", "510700")
    assert {south.kind, three.kind, south.level} == {"group", "prefecture"}
    assert len(offered(KNOWN, "group")) == 5 + 1


def test_a_group_of_one_s_own() -> None:
    one = subject(KNOWN, "own:川南两市:510300+510500")
    assert (one.name_zh, one.name_en, one.own) == ("川南两市", "川南两市", True)
    assert one.members == ("510300", "510500")
    assert subject(KNOWN, "own:川南两市:510300 510500") == one
    # The name is a reader's own: its letters stay as they were written.
    assert words_of("own:²:510300+510500,５１０１００") == ("own:²:510300+510500", "510100")


@FEW
@given(NAMES.filter(lambda name: len(name) <= LONGEST_NAME), st.sets(st.sampled_from(PREFECTURES)))
def test_an_own_group_survives_its_address(name: str, members: set[str]) -> None:
    word = own_word(name, sorted(members))
    if len(members) < FEWEST:
        with pytest.raises(AtlasError):
            subject(KNOWN, word)
        return
    found = subject(KNOWN, word)
    assert (found.word, found.name_zh, found.members) == (word, name, tuple(sorted(members)))
    assert words_of(f" {word} ,,510100") == (word, "510100")


@FEW
@given(st.lists(st.sampled_from(PREFECTURES), min_size=FEWEST, max_size=MOST, unique=True))
def test_every_choice_of_two_to_six_prefectures_stands(words: list[str]) -> None:
    assert [one.word for one in subjects(KNOWN, words)] == words


@pytest.mark.parametrize(
    ("words", "rule", "says"),
    [
        ([], "too-few", ["2 to 6"]),
        (["990100"], "too-few", ["'990100'", "2 to 6"]),
        (["990100", "990100"], "twice", ["'990100'"]),
        (["990100", "htz-one"], "mixed", ["'htz-one'", "zone", "prefecture"]),
        (["region:north", "990300"], "mixed", ["'990300'", "group"]),
        (["region:north", "own:mine:990200+990100"], "twice", ["own:mine", "region:north"]),
        (["own:a:990100+990200", "own:a:990300+990400"], "same-name", ["own:a:990300+990400"]),
        (["region:north", "own::990100+990200"], "group-name", ["own::990100+990200", "own:name:"]),
        (["region:north", "own:x:990100"], "group-of-one", ["own:x:990100", "2 or more"]),
        (["region:north", "own:x:990100+990100"], "member-twice", ["'990100' twice"]),
    ],
)
def test_what_does_not_fit_is_said_with_what_would(
    words: Sequence[str], rule: str, says: Sequence[str]
) -> None:
    with pytest.raises(Unfit) as caught:
        subjects(TOYLAND, words)
    assert caught.value.rule == rule
    for one in says:
        assert one in str(caught.value)


def test_seven_are_too_many() -> None:
    with pytest.raises(Unfit, match="7 are too many: compare 2 to 6") as caught:
        subjects(KNOWN, PREFECTURES[:7])
    assert caught.value.words == (PREFECTURES[6],)


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("510200", "510100"),
        ("510000", "510100"),
        ("510104", "510100"),
        ("htz-chengdou", "Did you mean 'htz-chengdu'"),
        ("region:soth", "Did you mean 'region:south'"),
        ("group:none", "group:cdm"),
        ("tribe:none", "own:name:510100+510300"),
        ("own:x:510300+htz-luzhou", "510300"),
        ("own:x:510300+", "510300"),
    ],
)
def test_an_unknown_word_is_named_with_those_that_are_known(word: str, near: str) -> None:
    with pytest.raises(UnknownWord) as caught:
        subjects(KNOWN, ["510700", word])
    assert near in str(caught.value)
    assert caught.value.word in word


def test_the_rest_of_a_comparison_stands_beside_its_faults() -> None:
    found = sorted_out(KNOWN, ["510100", "510999", "htz-luzhou", "510700", "510100"])
    assert [one.word for one in found.subjects] == ["510100", "510700"]
    assert [type(fault) for fault in found.faults] == [UnknownWord, Unfit, Unfit]
    many = sorted_out(KNOWN, PREFECTURES[:8])
    assert [one.word for one in many.subjects] == list(PREFECTURES[:6])
    assert len(many.faults) == 1
