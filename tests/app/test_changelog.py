"""The changelog: both languages name the same versions, and say as much of what was released."""

from __future__ import annotations

from itertools import islice

from app.files.changelog import MOST, changelogs, files, versions
from app.settings.settings import PROJECT
from geo.languages import LANGS


def test_every_language_has_one_of_its_own() -> None:
    found = changelogs(PROJECT)
    assert set(found) == set(LANGS)
    assert {len(one) for one in found.values()} == {MOST}


def test_they_say_the_same_of_the_newest_versions() -> None:
    texts = [(PROJECT / name).read_text("utf-8") for name in files().values()]
    both = [list(islice(versions(text), MOST)) for text in texts]
    for one, other in zip(*both, strict=True):
        assert (one["version"], one["date"]) == (other["version"], other["date"])
        # While a version grows, a paragraph may be in one language first.
        if one["date"]:
            assert len(one["paragraphs"]) == len(other["paragraphs"]), one["version"]


def test_a_version_is_read_in_pieces() -> None:
    [version] = versions("# Changes\n\n## 1.2.0 · 2026-01-02\n\n**A.** b\nc `d`.\n\ne <f>\n")
    assert (version["version"], version["date"]) == ("1.2.0", "2026-01-02")
    assert version["paragraphs"] == [
        [("strong", "A."), ("text", " b c "), ("code", "d"), ("text", ".")],
        [("text", "e <f>")],
    ]
