"""The columns of a registry: what they are called, in files and here."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from geo.errors import AtlasError
from geo.sentences import said

# What headers call each column, folded; the first is its own name.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "enterprise_id", "统一社会信用代码", "社会信用代码", "企业编号", "编号"),
    "name": ("name", "企业名称", "单位名称", "名称"),
    "field": ("field", "领域", "技术领域", "高新技术领域", "产业领域"),
    "status": ("status", "状态", "经营状态", "登记状态"),
    "year": ("year", "founded", "成立年份", "成立日期", "注册日期"),
    "lon": ("lon", "lng", "longitude", "经度"),
    "lat": ("lat", "latitude", "纬度"),
    "code": ("code", "adcode", "区划代码", "行政区划代码", "所在地代码"),
}
POINT, CODE = ("lon", "lat"), "code"


def columns_of(header: Sequence[str], chosen: Mapping[str, str]) -> dict[str, str]:
    """Return which column of a file is which of ours, by our names.

    ``chosen`` says so by hand: it goes before what headers say. Raises AtlasError for a choice
    that names nothing, for two columns of one meaning, and where an id or a place is missing.
    """
    for ours, theirs in chosen.items():
        if ours not in COLUMNS:
            raise AtlasError(said("registry.column", word=ours, known=tuple(COLUMNS)))
        if theirs not in header:
            raise AtlasError(said("registry.header", word=theirs, known=tuple(header)))
    found = dict(chosen)
    for ours, words in COLUMNS.items():
        if ours in found:
            continue
        fitting = [word for word in header if _folded(word) in words]
        if len(fitting) > 1:
            raise AtlasError(said("registry.two", column=ours, words=tuple(fitting)))
        if fitting:
            found[ours] = fitting[0]
    if "id" not in found:
        raise AtlasError(said("registry.no-id", known=tuple(header)))
    if CODE not in found and not all(side in found for side in POINT):
        raise AtlasError(said("registry.no-place", known=tuple(header)))
    return found


def _folded(word: str) -> str:
    return unicodedata.normalize("NFKC", word).strip().casefold()
