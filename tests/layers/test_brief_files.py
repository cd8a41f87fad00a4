"""Briefs as files: two pages that hold all they should, a page that needs nothing else."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from geo.languages import LANGS
from layers.documents.brief.compose import brief
from layers.documents.brief.document import Brief, cite_words, plain
from layers.print.canvas import Paper
from layers.render import brief_html, brief_pdf
from tests.catalogues import REAL, TOY, ground, of

PAIR = ("510100", "510700")
CROWDED = {
    "prefectures": ("510100", "510700", "510600", "511500", "510500", "510300"),
    "groups": ("region:south", "region:chengdu-plain", "region:northeast", "region:panxi",
               "region:northwest", "group:cdm"),
    "areas": ("wcsc-1", "wcsc-2", "wcsc-3", "mst-1", "mst-2"),
}  # fmt: skip
EVIL = ("990100", "990400")
PAGE = re.compile(rb"/Type /Page\b(?!s)")


class Reader(HTMLParser):
    """Reads the table of a page, everything it says, and whatever it would fetch."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.numbers: list[str] = []
        self.words: list[str] = []
        self.fetched: list[str] = []
        self.tags: list[str] = []
        self.linked: list[str] = []
        self._number = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what a browser would load, and where a number of the table begins."""
        self.tags.append(tag)
        named = dict(attrs)
        self._number = named.get("class") == "number"
        for name in ("src", "srcset", "data", "poster", "action"):
            if named.get(name):
                self.fetched.append(str(named[name]))
        if tag == "link":
            self.linked.append(str(named.get("href")))

    def handle_data(self, data: str) -> None:
        """Keep words."""
        self.words.append(data)
        if self._number:
            self.numbers.append(data)
            self._number = False


def of_real(*words: str, lang: str = "zh") -> Brief:
    return brief(of(REAL), words, lang=lang)


def page(one: Brief) -> Reader:
    return Reader(brief_html.html(one, ground=ground(REAL)))


def texts(paper: Paper) -> list[Text]:
    return [one for axes in paper.figure.axes for one in axes.texts if one.get_text()]


def written(papers: tuple[Paper, ...]) -> list[str]:
    return [one.get_text() for paper in papers for one in texts(paper)]


@pytest.mark.parametrize("lang", LANGS)
def test_the_pdf_has_two_pages_and_repeats(lang: str) -> None:
    one = of_real(*PAIR, lang=lang)
    body = brief_pdf.pdf(one, ground=ground(REAL))
    assert body.startswith(b"%PDF")
    assert len(PAGE.findall(body)) == 2
    assert b"/CreationDate" not in body
    assert body == brief_pdf.pdf(of_real(*PAIR, lang=lang), ground=ground(REAL))


@pytest.mark.parametrize("kind", CROWDED)
def test_the_paper_holds_all_and_nothing_runs_over(kind: str) -> None:
    one = of_real(*CROWDED[kind], lang="en" if kind == "prefectures" else "zh")
    papers = brief_pdf.pages(one, ground=ground(REAL))
    said = written(papers)
    for line in one.lines:
        for figure in line.figures:
            assert figure.words in said
            assert cite_words(figure.cites) in (*said, "")
    joined = "".join("".join(said).split())
    for citation in one.citations:
        assert "".join(citation.words.split()) in joined
    for sentence in one.sentences:
        for run in sentence:
            # A sentence is broken into lines and pieces: they follow one another.
            assert "".join(run.words.split()) in joined
    assert "GS(2024)0650" in joined
    for paper in papers:
        FigureCanvasAgg(paper.figure)
        scale = 72 / paper.figure.dpi
        for found in texts(paper):
            if found.get_clip_on():
                # A pale phrase ends where its map ends.
                continue
            box = found.get_window_extent()
            assert box.x0 * scale > brief_pdf.MARGIN - 4, found.get_text()
            # Letters drawn as pixels are a little wider than on paper.
            assert box.x1 * scale < brief_pdf.WIDTH - brief_pdf.MARGIN + 8, found.get_text()
            assert box.y0 * scale > brief_pdf.MARGIN / 4, found.get_text()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("words", [PAIR, ("htz-chengdu", "htz-luzhou"), ("wcsc-1", "mst-1")])
def test_the_page_says_what_the_brief_says(words: tuple[str, ...], lang: str) -> None:
    one = of_real(*words, lang=lang)
    read = page(one)
    assert read.numbers == [figure.words for line in one.lines for figure in line.figures]
    said = "".join("".join(read.words).split())
    for sentence in one.sentences:
        for run in sentence:
            assert "".join(run.words.split()) in said
    for citation in one.citations:
        assert "".join(citation.words.split()) in said
    assert "".join(one.credit.split()) in said


def test_the_page_needs_nothing_else_and_repeats() -> None:
    made = brief_html.html(of_real(*PAIR), ground=ground(REAL))
    assert made == brief_html.html(of_real(*PAIR), ground=ground(REAL))
    read = Reader(made)
    assert read.fetched
    assert all(one.startswith("data:image/svg+xml;base64,") for one in read.fetched)
    assert read.linked == ["data:,"]
    assert not {"script", "iframe", "object"} & set(read.tags)
    # Its letters are in it.
    assert re.findall(r"url\(.{23}", made) == ['url("data:font/woff2;base64']
    assert "@import" not in made


def test_every_cite_leads_to_its_source() -> None:
    made = brief_html.html(of_real(*PAIR), ground=ground(REAL))
    asked = set(re.findall(r'href="#(source-\d+)"', made))
    assert asked == set(re.findall(r'id="(source-\d+)"', made))


@pytest.mark.parametrize("lang", LANGS)
def test_words_of_data_are_text(lang: str) -> None:
    one = brief(of(TOY), EVIL, lang=lang)
    made = brief_html.html(one, ground=ground(TOY))
    assert "<i>South</i>" not in made
    assert one.title in "".join(Reader(made).words)
    assert one.title in "".join(written(brief_pdf.pages(one, ground=ground(TOY))))


def test_a_sentence_with_its_sources_is_one_text() -> None:
    said = plain(of_real(*PAIR).findings[0])
    assert re.fullmatch(r"地区生产总值.*亿元\[\d+\].*亿元\[\d+\].*倍。", said)
