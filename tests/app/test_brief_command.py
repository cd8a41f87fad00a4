"""``brief``, run as a person runs it, mistakes included."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.jobs.briefs import BriefJob
from geo.errors import UnknownWord
from tests.app.test_commands import fine, misused, refused, started
from tests.catalogues import REAL, TOY, of

PAIR = ("990100", "990200")
SEVEN = ("510100", "510300", "510400", "510500", "510600", "510700", "510800")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_brief_is_written_and_repeats(lang: str, tmp_path: Path) -> None:
    one, other = tmp_path / "one.pdf", tmp_path / "other.pdf"
    for command, path in ((started, one), (fine, other)):
        assert command("brief", *PAIR, "-o", str(path), "--lang", lang) == ""
    assert one.read_bytes() == other.read_bytes()
    assert one.read_bytes().startswith(b"%PDF")
    page = tmp_path / "one.html"
    fine("brief", *PAIR, "-o", str(page), "--lang", lang)
    assert page.read_bytes() == BriefJob(PAIR, lang).written(of(TOY), TOY, form="html")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("510100", "nowhere"), "unknown place to compare 'nowhere'"),
        (("510100",), "'510100' is not enough: choose 2 to 6 of one kind"),
        (SEVEN, "7 are too many: compare 2 to 6"),
        (("510100", "htz-chengdu"), "compare 2 to 6 of one kind"),
        (("510100", "own:x:510300"), "has one member"),
        (("510100", "510700", "--period", "1999"), "unknown period '1999'"),
        (("510100", "510700", "--lang", "fr"), "unknown language 'fr'"),
        (("htz-chengdu", "htz-luzhou", "--indicator", "gdp"), "unknown indicator of a map"),
    ],
)
def test_mistakes_are_one_clear_line(
    words: tuple[str, ...], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "brief.pdf"
    complaint = misused(capsys, "brief", *words, "-o", str(path), data=REAL)
    lines = [line for line in complaint.splitlines() if not line.startswith("[")]
    assert len(lines) == 1
    assert said in lines[0]
    assert not path.exists()


def test_an_unknown_ending_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    said = refused("brief", *PAIR, "-o", str(tmp_path / "brief.odt"))
    assert "unknown format 'odt'" in said
    with pytest.raises(UnknownWord, match="format"):
        BriefJob(PAIR).written(of(TOY), TOY, form="odt")
