"""The prefectures without a zone, each with how far the nearest zone of another one is."""

from __future__ import annotations

from geo.analysis.scenario import Outcome
from geo.store.catalogue import Catalogue
from layers.build.assemble import Parts, assembled
from layers.build.items import place_item
from layers.build.scenario import FAR_COLOR, HOST, HOST_COLOR, nearest_words, sentence
from layers.data import Cell, Frame, Painted
from layers.paint import paint
from layers.scale import ScaleRow
from layers.spec import Hosts
from layers.words import text

FAR = "1"


def without_zones(catalogue: Catalogue, result: Outcome, lang: str) -> Painted:
    """Return the prefectures with a listed zone and those without, in a scenario where one is."""
    phrases, places = text(lang), catalogue.divisions("prefecture")
    stands = {one.prefecture: one.every for one in result.balances}
    found = [stands[place.place_id] for place in places]
    words = ["" if one.km_after is None else nearest_words(one.km_after, lang) for one in found]
    codes = [HOST if one.after else FAR for one in found]
    cells = tuple(
        Cell(state="value", words=said if code == FAR else phrases["far.own"])
        for said, code in zip(words, codes, strict=True)
    )
    shown = Frame(
        "",
        cells,
        "" if result.scenario.empty else sentence(catalogue, result, lang),
        codes="".join(codes),
        written=tuple(said if code == FAR else "" for said, code in zip(words, codes, strict=True)),
    )
    parts = Parts(
        [place_item(place, lang) for place in places],
        {"": shown},
        rows=(
            ScaleRow(phrases["far.own"], HOST_COLOR),
            ScaleRow(phrases["far.none"], FAR_COLOR),
        ),
    )
    return paint(assembled(Hosts("zones-far", level="prefecture"), catalogue, lang, parts))
