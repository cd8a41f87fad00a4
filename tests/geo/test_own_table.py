"""A table that somebody brings is read as a person would read it, or a question is asked."""

from __future__ import annotations

import contextlib
import io
import random
import zipfile
from functools import cache
from pathlib import Path

import pytest
from openpyxl import Workbook

from geo.own_table.choices import Choices
from geo.own_table.grid import Cell, Marked, OwnSheet, UnreadableFile
from geo.own_table.layout import Undecided
from geo.own_table.limits import Limits
from geo.own_table.own_file import OwnFile, Reading, from_json, read_file, to_json
from geo.own_table.place_index import PlaceIndex
from geo.own_table.report import TableReport
from geo.own_table.report_words import sentence
from geo.own_table.understanding import understood
from tests.catalogues import REAL, of
from tests.geo.offices import book

HERE = Path(__file__).parent
CELLS: tuple[Cell, ...] = (
    *("成都市", "绵阳", "市中区", "广安", "达县", "成都市（不含简阳）", "510100", 510700.0, "合计"),
    *(
        "单位：万元",
        "2021年",
        2022.0,
        44561.0,
        "年份",
        "地区",
        "（家）",
        "—",
        "<1",
        "1.2万",
        "注：x",
    ),
    *(1.5, -2, 1e300, float("inf"), float("nan"), None, None, None, True, "=1+1", "\x1b[31m"),
    *("*" * 59, "（" * 3_000, "1 " * 2_000, "单" * 500 + " " * 5_000, "-" * 5_000, "市" * 59),
    *(Marked("date", "2021-12-31"), Marked("error", "#N/A"), Marked("uncomputed", "")),
    Marked("percent", 0.1),
)
SPANS = ((0, 0, 0, 9), (1, 0, 2, 0), (5, 5, 9, 9), (3, 2, 1, 1))
Row = list[object]


@cache
def index() -> PlaceIndex:
    """Return what the shipped catalogue's places are called."""
    return PlaceIndex(of(REAL))


def read(body: bytes, choices: Choices | None = None, how: Reading | None = None) -> TableReport:
    """Return the report of a file that went through the pipe."""
    file = read_file(body, Limits(), how or Reading(index().letters()))
    return understood(from_json(to_json(file)), index(), choices or Choices())


def workbook(*rows: Row, merged: tuple[str, ...] = ()) -> bytes:
    whole = Workbook()
    sheet = whole.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for span in merged:
        sheet.merge_cells(span)
    out = io.BytesIO()
    whole.save(out)
    return out.getvalue()


def taken(report: TableReport) -> dict[str, float | None]:
    """Return the first figure of each row that has a place, by the id of that."""
    return {r.place.place_id: r.values[0].figure.value for r in report.rows if r.place}


def told(report: TableReport) -> dict[int, str]:
    return {row.number: row.reason or row.verdict for row in report.rows}


@pytest.mark.parametrize("seed", range(40))
def test_workbooks_of_offices_are_whole(seed: int) -> None:
    places = {one.place_id: one.name_zh for one in of(REAL).divisions("prefecture")}
    made = book(seed, places)
    report = read(made.body)
    got = {
        (row.place.place_id, one.measure.name, one.period): one.figure.value
        for row in report.rows
        if row.place
        for one in row.values
    }
    meant = {key: number for key, number in made.meant.items() if number is not None}
    assert {key: value for key, value in got.items() if value is not None} == pytest.approx(meant)
    assert bool(report.sums) == made.total_row
    assert all(one.agrees for one in report.sums)
    assert sum(report.counts.values()) == len(report.rows)


WORDS = "地区,数值\r\n成都市,10\r\n绵阳市,５\r\n"
OLD = "地區;數值\r\n綿陽市;5\r\n成都市;10\r\n瀘州市;3\r\n"


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (WORDS.encode(), "utf-8"),
        (WORDS.encode("utf-8-sig"), "utf-8-sig"),
        (WORDS.encode("gb18030"), "gb18030"),
        (WORDS.encode("utf-16"), "utf-16"),
        (WORDS.replace(",", "\t").encode("utf-16-le"), "utf-16-le"),
        (WORDS.encode("utf-16-be"), "utf-16-be"),
        (OLD.encode("big5"), "big5hkscs"),
        (WORDS.replace(",", "，").encode(), "utf-8"),
        (f"sep=;\r\n{WORDS.replace(',', ';')}".encode("gb18030"), "gb18030"),
    ],
)
def test_texts_of_every_encoding(body: bytes, encoding: str) -> None:
    report = read(body)
    [guess] = [one for one in report.guesses if one.what == "encoding"]
    assert guess.value == encoding
    assert taken(report).items() >= {"510100": 10.0, "510700": 5.0}.items()


def test_a_person_may_say_the_encoding_otherwise() -> None:
    asked = Reading(encoding="gb18030")
    assert taken(read(WORDS.encode("gb18030"), how=asked)) == {"510100": 10.0, "510700": 5.0}
    with pytest.raises(UnreadableFile, match="line 1 is not utf-8"):
        read(WORDS.encode("gb18030"), how=Reading(encoding="utf-8"))


def test_the_unit_of_a_title_a_header_and_a_choice() -> None:
    rows: list[Row] = [["单位：万元"], ["地区", "甲", "乙（亿元）"], ["成都市", 20_000, 3]]
    report = read(workbook(*rows), Choices(unit="亿元"))
    first, second = report.rows[0].values
    assert (first.figure.value, first.figure.factor, str(first.figure.unit)) == (2, 1e-4, "亿元")
    assert (second.figure.value, second.figure.factor) == (3, 1)


def test_a_parent_column_and_parent_rows_settle_names() -> None:
    beside = workbook(
        ["市州", "区县", "值"],
        ["内江市", "市中区", 1],
        [None, "东兴区", 2],
        ["乐山市", "市中区", 3],
        [None, "沙湾区", 4],
        ["广元市", "市中区", 5],
        ["合计", None, 15],
        merged=("A2:A3", "A4:A5"),
    )
    report = read(beside)
    expected = {"511002": 1, "511011": 2, "511102": 3, "511111": 4, "510802": 5}
    assert taken(report) == expected
    assert [one.agrees for one in report.sums] == [True]
    above = workbook(["地区", "值"], ["内江市", 9], ["市中区", 1], ["乐山市", 9], ["市中区", 3])
    choice = Choices(level="county")
    assert taken(read(above, choice)) == {"511002": 1, "511102": 3}
    assert told(read(above, choice))[2] == "other_level"


def test_what_all_other_rows_are_settles_a_name() -> None:
    cities = workbook(["地区", "值"], ["成都", 1], ["广安", 2], ["阿坝", 3])
    assert taken(read(cities)) == {"510100": 1, "511600": 2, "513200": 3}
    counties = workbook(["地区", "值"], ["岳池县", 1], ["广安", 2], ["武胜县", 3])
    assert taken(read(counties)) == {"511621": 1, "511602": 2, "511622": 3}


def test_a_place_that_stands_twice_is_asked_about() -> None:
    report = read(workbook(["地区", "值"], ["成都市", 1], ["绵阳市", 2], ["四川省成都市", 3]))
    assert told(report) == {2: "twice", 3: "taken", 4: "twice"}
    assert report.rows[0].also == (4,)
    assert "4" in sentence(report.rows[0]).zh


def test_a_code_and_a_name_that_disagree_are_asked_about() -> None:
    report = read(
        workbook(["代码", "地区", "值"], [510100.0, "成都市", 1], [510700.0, "德阳市", 2])
    )
    assert told(report) == {2: "taken", 3: "disagree"}
    assert {one.place_id for one in report.rows[1].match.places} == {"510700", "510600"}


def test_a_person_decides_what_was_asked() -> None:
    body = workbook(["地区", "值"], ["成都市", 1], ["锦阳市", 2], ["宜宾县", 3])
    assert told(read(body)) == {2: "taken", 3: "near", 4: "divided"}
    decided = read(body, Choices(places={"锦阳市": "510700"}))
    assert taken(decided) == {"510100": 1, "510700": 2}


def test_a_sum_that_differs_is_said() -> None:
    report = read(workbook(["地区", "值"], ["成都市", 1.5], ["绵阳市", 2], ["全省", 4.5]))
    [one] = report.sums
    assert (one.taken, one.stated, one.agrees) == (3.5, 4.5, False)


def test_years_of_columns_of_headers_of_titles_and_none() -> None:
    dated: list[Row] = [["成都市", "二〇二一年", 1], ["绵阳市", 44561, 2], ["德阳市", "2021/6", 3]]
    report = read(workbook(["地区", "年份", "值"], *dated))
    assert {one.values[0].period for one in report.rows} == {"2021"}
    wide = read(workbook(["地区", 2020.0, "2021年"], ["成都市", 1, 2]))
    assert [one.period for one in wide.rows[0].values] == ["2020", "2021"]
    titled = read(workbook(["二〇二二年主要指标"], ["地区", "值"], ["成都市", 1]))
    assert titled.rows[0].values[0].period == "2022"
    span = read(workbook(["2020—2022年主要指标"], ["地区", "值"], ["成都市", 1]))
    assert span.rows[0].values[0].period == ""
    said = read(workbook(["地区", "值"], ["成都市", 1]), Choices(period="2019"))
    assert said.rows[0].values[0].period == "2019"


def test_a_long_table_says_in_each_row_what_its_figure_is_of() -> None:
    head: Row = ["地区", "指标", "年份", "单位", "数值"]
    rows: list[Row] = [
        ["成都市", "地区生产总值", 2021, "亿元", 19_917],
        ["成都市", "高新技术企业", 2021, "家", 7_821],
        ["绵阳市", "地区生产总值", 2021, "亿元", 3_350],
        ["全省", "地区生产总值", 2021, "亿元", 23_267],
    ]
    report = read(workbook(head, *rows))
    assert told(report) == {2: "taken", 3: "taken", 4: "taken", 5: "total"}
    first = [row.values[0] for row in report.rows]
    assert [one.measure.name for one in first[:2]] == ["地区生产总值", "高新技术企业"]
    assert [str(one.figure.unit) for one in first[:2]] == ["亿元", "家"]
    assert [(one.taken, one.agrees) for one in report.sums] == [(23_267, True)]
    places = read(workbook(["项目", 2021, 2022], ["成都市", 1, 2], ["绵阳市", 3, 4]))
    assert taken(places) == {"510100": 1, "510700": 3}
    assert {row.values[0].measure.name for row in places.rows} == {""}


def test_formulas_percentages_and_errors_of_a_workbook() -> None:
    whole = Workbook()
    sheet = whole.active
    assert sheet is not None
    for row in (["地区", "值"], ["成都市", "=1+1"], ["绵阳市", 0.082], ["德阳市", "#N/A"]):
        sheet.append(row)
    sheet["B3"].number_format = "0.0%"
    out = io.BytesIO()
    whole.save(out)
    report = read(out.getvalue())
    assert told(report) == {2: "uncomputed", 3: "noted", 4: "error"}
    assert taken(report) == {"510700": 8.2}


def test_other_workbooks() -> None:
    old = (HERE / "uploads" / "prefectures.xls").read_bytes()
    assert taken(read(old)) == {"510100": 11_000, "510700": 700}
    assert taken(read(ods(["地区", "值"], ["成都市", "3"]))) == {"510100": 3}


def test_tables_that_cannot_be_understood_say_what_to_do() -> None:
    with pytest.raises(Undecided, match="transpose"):
        read(workbook(["年份", "成都市", "绵阳市"], [2021, 1, 2]))
    with pytest.raises(Undecided, match="no column names places"):
        read(b"a,b\n1,2\n")
    with pytest.raises(Undecided, match="no sheet '乙'; there are: Sheet"):
        read(workbook(["地区", "值"], ["成都市", 1]), Choices(sheet="乙"))
    with pytest.raises(Undecided, match="A to B"):
        read(workbook(["地区", "值"], ["成都市", 1]), Choices(key="Q"))


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b'{"type": "FeatureCollection"}', "geometries"),
        (b"SQLite format 3\0", "geometries"),
        (b"<html><table>", "web page"),
        (b"%PDF-1.7", "PDF"),
        (b" \r\n", "empty"),
        (b"PK\x03\x04 and then nothing", "damaged"),
        (b'a,"b\nc,d', "columns|quotation|places"),
    ],
)
def test_files_that_are_no_tables_are_told_apart_by_their_bytes(body: bytes, why: str) -> None:
    with pytest.raises((UnreadableFile, Undecided), match=why) as raised:
        read(body)
    assert raised.value.in_lang("zh") != raised.value.in_lang("en")


@pytest.mark.parametrize("seed", range(6))
def test_whatever_stands_in_a_sheet_every_row_has_one_verdict(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  a test draws
    for _ in range(60):
        rows = tuple(
            tuple(chance.choices(CELLS, k=chance.randint(0, 6)))
            for _ in range(chance.randint(1, 14))
        )
        spans = tuple(chance.choices(SPANS, k=chance.randint(0, 2)))
        file = OwnFile("xlsx", (OwnSheet("甲", rows, spans),))
        choice = Choices(
            first_row=chance.choice((0, 0, 1, 5, 99)), unit=chance.choice(("", "万元"))
        )
        with contextlib.suppress(Undecided):
            report = understood(file, index(), choice)
            assert sum(report.counts.values()) == len(report.rows)
            assert all(row.match.places for row in report.rows if row.verdict == "asked")
            assert all(sentence(row).zh and str(sentence(row)) for row in report.rows)


@pytest.mark.parametrize(
    "answer",
    [
        b"{}",
        b"[]",
        b'{"kind":"exe","grids":[],"encoding":"","delimiter":"","whys":{}}',
        b'{"kind":"xlsx","grids":[{"name":"a","merged":[],"rows":[[["code","x"]]]}]}',
        b'{"kind":"xlsx","grids":[{"name":"\\ud800","merged":[],"rows":[]}]}',
        b'{"kind":"xlsx","grids":[{"name":"a","merged":[],"rows":[[1' + b"0" * 400 + b"]]}]}",
        b"\xff\xfe",
    ],
)
def test_what_a_reader_that_was_taken_over_answers_is_not_believed(answer: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  any of them says that it is none
        from_json(answer)


def ods(*rows: list[str]) -> bytes:
    """Return a sheet as OpenDocument has it."""
    spaces = {
        one: f"urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"
        for one in ("office", "table", "text")
    }
    named = " ".join(f'xmlns:{short}="{uri}"' for short, uri in spaces.items())
    cells = [
        "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p>'
            "</table:table-cell>"
            for cell in row
        )
        for row in rows
    ]
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
    content = (
        f'<office:document-content {named} office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="甲">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return out.getvalue()
