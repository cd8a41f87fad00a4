"""Which property of features is what: the name, and the county that a row states."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from geo.own_geometry.own_shapes import OwnFeature
from geo.own_table.grid import Cell, shown
from geo.own_table.matching import Matcher

NAMES = re.compile(
    r"(?:.*(?:名称|名字|项目|企业|单位|园区|高新区|功能区|片区|地块|标注).*|名|name.*|.*_?name|mc|.*mc|"
    r"title|label|text)",
    re.IGNORECASE,
)
# Columns of databases, which name nothing for a person.
MACHINE = re.compile(
    r"(?:fid|ogc_fid|objectid.*|id|gid|shape_?leng.*|shape_?area|begin|end|timestamp|icon|"
    r"tessellate|extrude|visibility|draworder|altitudemode|序号|编号)",
    re.IGNORECASE,
)
SAMPLE = 400
# So many rows of a column must name counties that it is said to be theirs.
MOSTLY = 0.5
COUNTY = "county"
# As many colors stay apart.
MOST_KINDS = 8


def name_column(features: Sequence[OwnFeature], columns: Sequence[str]) -> str:
    """Return the property that names features: by its header, else the one with most words."""
    few = features[:SAMPLE]
    texts = {
        column: {
            shown(one.properties.get(column)).strip()
            for one in few
            if isinstance(one.properties.get(column), str)
        }
        for column in columns
    }
    filled = [column for column in columns if texts[column] - {""}]
    headed = [one for one in filled if NAMES.fullmatch(one) and not MACHINE.fullmatch(one)]
    usual = [one for one in filled if not MACHINE.fullmatch(one)]
    if headed:
        return max(headed, key=lambda one: (len(texts[one]), -columns.index(one)))
    if usual:
        return max(usual, key=lambda one: (len(texts[one]), -columns.index(one)))
    return ""


def sorting_columns(features: Sequence[OwnFeature], columns: Sequence[str]) -> tuple[str, ...]:
    """Return the properties that sort features into few kinds, by which a map may color them."""
    found = []
    for column in columns:
        words = [shown(one.properties.get(column)).strip() for one in features]
        kinds = set(words) - {""}
        # Where each is of its own kind they are names.
        repeated = len(kinds) < sum(map(bool, words))
        if 1 < len(kinds) <= MOST_KINDS and repeated and not MACHINE.fullmatch(column):
            found.append(column)
    return tuple(found)


def county_column(features: Sequence[OwnFeature], columns: Sequence[str], matcher: Matcher) -> str:
    """Return the property that says in which county a feature lies; blank where none does."""
    found: Counter[str] = Counter()
    few = features[:SAMPLE]
    for one in few:
        found.update(column for column in columns if county_of(one.properties.get(column), matcher))
    best, hits = max(found.items(), key=lambda pair: pair[1], default=("", 0))
    return best if hits >= MOSTLY * len(few) else ""


def county_of(cell: Cell, matcher: Matcher) -> str:
    """Return the code of the county that a cell names; blank where it names none, or several."""
    words = shown(cell).strip()
    if not words:
        return ""
    match = matcher.match(words)
    counties = [one for one in match.places if one.level == COUNTY]
    sure = match.how != "near" and match.role == "place" and len(counties) == 1
    return counties[0].place_id if sure else ""
