"""Parts of a sheet: each place keeps what the whole says of it, and the words are the part's."""

from __future__ import annotations

import pytest

from tests.browser.runtime.conftest import Bench, toy

pytestmark = pytest.mark.browser
PART = """async ([name, whole]) => {
  const { part } = await import("/app/assets/runtime/sheets.js");
  return part(bench.content.sheets[name], whole);
}"""


@pytest.mark.parametrize("name", ["squares", "revenue", "platforms"])
def test_a_part_says_of_each_place_what_the_whole_says(bench: Bench, name: str) -> None:
    whole = toy(name)
    wanted = [item["id"] for item in whole["items"]][::2]
    words = {"coverage": "some of them", "credit": "those who say so"}
    legend = {"rows": [["0", 2, 1]], "confidences": [], "unplaced": "one of them"}
    part = bench.page.evaluate(PART, [name, {"place_ids": wanted[::-1], **words, **legend}])
    assert (part["confidences"], part["unplaced"]) == ([], "one of them")
    assert [item["id"] for item in part["items"]] == wanted
    kept = [at for at, item in enumerate(whole["items"]) if item["id"] in wanted]
    assert part["frames"].keys() == whole["frames"].keys()
    for period, frame in part["frames"].items():
        full = whole["frames"][period]
        assert frame["cells"] == [full["cells"][at] for at in kept]
        for key, (scale, codes, rows) in frame["paints"].items():
            assert (scale, codes, rows) == (
                full["paints"][key][0],
                "".join(full["paints"][key][1][at] for at in kept),
                legend["rows"],
            )
        for list_name in ("sizes", "circles"):
            assert frame.get(list_name) == (
                [full[list_name][at] for at in kept] if list_name in full else None
            )
        assert {"coverage": frame["coverage"], "credit": frame["credit"]} == words
