"""Themes: an operator's colors, fonts, title and logo; refused where they would be hard to read."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from app.cli import main
from app.factory import create_app
from app.files.bundle import ASSETS, styles
from app.files.shelf import Shelf
from app.settings.contrast import PAIRS, faint, ratio
from app.settings.settings import Config
from app.settings.theme import ThemeError, load
from layers.style import OURS
from tests.catalogues import TOY, of

PLACES = of(TOY).at_level_ids("prefecture")[:2]
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'
BLUE = """
[colors]
paper = "#f3f6fa"
panel = "#fff"
ink = "#14202e"
ink-2 = "#4d5c6e"
rule = "#c8d3df"
accent = "#0b5394"
[fonts]
title = '"Source Han Serif SC", SimSun, serif'
[site]
title_zh = "某市科创地图"
publisher_zh = "某市<b>科技局</b>"
record = "备 0000 号"
title_en = "<Innovation> & Co"
logo = "logo.svg"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a theme and its logo."""
    (tmp_path / "theme.toml").write_text(BLUE, encoding="utf-8")
    (tmp_path / "logo.svg").write_text(DRAWING.format('<path d="M0 0h9"/>'), encoding="utf-8")
    return tmp_path


def refused(folder: Path, text: str) -> list[str]:
    """Return the lines with which a theme of this text is refused."""
    path = folder / "theme.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ThemeError) as caught:
        load(path)
    lines = str(caught.value).splitlines()
    assert all(line.startswith(f"theme {path}: ") for line in lines)
    return [line.removeprefix(f"theme {path}: ") for line in lines]


def test_our_own_colors_can_be_read() -> None:
    assert faint(OURS.colors) == []
    assert ratio("#000000", "#ffffff") == pytest.approx(21)
    assert ratio("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)


def test_every_color_of_text_is_checked() -> None:
    css = "".join((ASSETS / path).read_text(encoding="utf-8") for path in styles())
    texts = set(re.findall(r"(?<![\w-])color: var\(--([\w-]+)\)", css))
    grounds = set(re.findall(r"background: var\(--([\w-]+)\)", css))
    # Lines, bars and marks of a key; on them nothing is written.
    assert texts <= {text for text, _ in PAIRS}
    marks = {"rule", "edge", "good", "amount", "ink-2", "faint", "rank-national"}
    assert grounds - marks <= {ground for _, ground in PAIRS}


def test_a_theme_reaches_page_style_and_words(
    folder: Path, toy_config: Config, toy_shelf: Shelf
) -> None:
    config = replace(toy_config, theme=folder / "theme.toml")
    client = create_app(config, shelf=toy_shelf).server.test_client()
    page = client.get("/").text
    style = re.findall(r'rel="stylesheet" href="([^"]+)"', page)
    assert len(style) == 1
    assert not style[0].endswith(toy_shelf.names["style"])
    served = client.get(style[0]).text
    assert served.startswith(toy_shelf.body("style").decode())
    assert "--accent: #0b5394;" in served.removeprefix(toy_shelf.body("style").decode())
    assert '--font-title: "Source Han Serif SC", SimSun, serif, var(--font-chinese);' in served
    assert "某市科创地图</title>" in page
    assert ">某市科创地图</span>" in page
    assert '<meta name="theme-color" content="#0b5394">' in page
    assert "&lt;Innovation&gt; &amp; Co" in client.get("/?lang=en").text
    for path in ("/", "/zones", "/compare?lang=en"):
        foot = client.get(path).text.partition('class="site-footer"')[2].partition("</footer>")[0]
        assert "某市&lt;b&gt;科技局&lt;/b&gt;" in foot
        assert "备 0000 号" in foot
        assert "2021" in foot
    assert "&lt;Innovation&gt; &amp; Co" in client.get("/nowhere?lang=en").text
    framed = client.get("/embed/zones").text
    assert "某市科创地图</title>" in framed
    frames = re.findall(r'rel="stylesheet" href="([^"]+)"', framed)
    assert not frames[0].endswith(toy_shelf.names["style/zones"])
    assert "--accent: #0b5394;" in client.get(frames[0]).text
    for path in ("/", "/compare"):
        (tag,) = re.findall(r"<img[^>]+>", client.get(path).text)
        assert 'alt=""' in tag
        logo = re.findall(r'src="([^"]+)"', tag)[0]
        answer = client.get(logo)
        assert answer.content_type == "image/svg+xml"
        assert answer.text == (folder / "logo.svg").read_text(encoding="utf-8")
    manifest = re.findall(r'name="atlas-manifest" content="([^"]+)"', page)[0]
    assert client.get(manifest).get_json()["words"]["zh"]["site.title"] == "某市科创地图"


def test_without_a_theme_nothing_changes(toy_config: Config, toy_shelf: Shelf) -> None:
    page = create_app(toy_config, shelf=toy_shelf).server.test_client().get("/").text
    assert f'href="/files/{toy_shelf.names["style"]}"' in page
    assert "site-logo" not in page


def test_faint_text_is_named_and_the_start_refused(
    folder: Path, toy_config: Config, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = refused(folder, '[colors]\nink-2 = "#9a9a9a"\n')
    assert lines[0] == "ink-2 #9a9a9a on paper #f7f5ef has a contrast of 2.58:1; 4.5:1 is needed"
    assert [line.split(" has ")[0] for line in lines[1:]] == [
        "ink-2 #9a9a9a on panel #fffefb",
        "ink-2 #9a9a9a on accent-wash #f6e9e5",
    ]
    theme = str(folder / "theme.toml")
    folders = ["--data", str(toy_config.data), "--cache", str(toy_config.cache)]
    assert main(["serve", "--theme", theme, *folders]) == 2
    assert "ink-2 #9a9a9a on paper" in capsys.readouterr().err


def test_white_on_the_accent_is_checked(folder: Path) -> None:
    assert any(
        "#ffffff on accent #d98c00" in line
        for line in refused(folder, '[colors]\naccent = "#d98c00"')
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("not toml", "cannot be read as TOML"),
        ("[colours]\nink = '#000'", "[colours] is not one of its tables"),
        ("ink = '#000'", "[ink] is not one of its tables"),
        ("[colors]\nlink = '#000'", "colors.link is not known"),
        ("[colors]\nink = 'red'", "'red' is not a color like"),
        ("[colors]\nink = '#000; } body { display: none'", "is not a color like"),
        ("[colors]\nink = 0", "0 is not a text in quotes"),
        ("[fonts]\nui = 'x; } body { color: red'", "is not a list of font names"),
        ("[fonts]\nui = 'url(https://fonts.example/x)'", "is not a list of font names"),
        ("[site]\ntitle_zh = ' '", "has not 1 to 60 characters"),
        ("[site]\nrecord = ''", "has not 1 to 60 characters"),
        ("[site]\nlogo = 'none.svg'", "'none.svg' cannot be read"),
        ("[site]\nlogo = 'theme.toml'", "is neither .svg nor .png"),
    ],
)
def test_a_fault_is_named(folder: Path, text: str, words: str) -> None:
    (line,) = refused(folder, text)
    assert words in line


def test_a_theme_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ThemeError, match=r"theme .*none\.toml: cannot be read"):
        load(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ("<foreignObject/>", "<foreignObject>"),
        ('<image href="x.png"/>', "<image>"),
        ("<style>*{}</style>", "<style>"),
        ("<set/>", "<set>"),
        ('<path onload="x()"/>', "script in onload"),
        ('<use href="https://x.example/a.svg#b"/>', "names another file"),
        ('<use xmlns:x="http://www.w3.org/1999/xlink" x:href="b.svg"/>', "names another file"),
        ('<path fill="url(https://x.example/a)"/>', "names another file"),
        ('<path style="fill:u\\72l(x)"/>', "names another file"),
        ("<path>", "not well-formed"),
        ("<![CDATA[x]]>", "document type or a character section"),
    ],
)
def test_a_logo_that_does_more_than_draw_is_refused(folder: Path, inside: str, words: str) -> None:
    (folder / "logo.svg").write_text(DRAWING.format(inside), encoding="utf-8")
    (line,) = refused(folder, '[site]\nlogo = "logo.svg"')
    assert line.startswith("site.logo: 'logo.svg' ")
    assert words in line


def test_a_logo_with_entities_is_refused(folder: Path) -> None:
    whole = '<!DOCTYPE svg [<!ENTITY a "b">]>' + DRAWING.format("<text>&a;</text>")
    (folder / "logo.svg").write_text(whole, encoding="utf-8")
    assert "document type" in refused(folder, '[site]\nlogo = "logo.svg"')[0]


def test_a_drawing_may_refer_to_itself(folder: Path) -> None:
    inside = '<!-- ours --><linearGradient id="a"/><path fill="url(#a)"/><use href="#a"/>'
    (folder / "logo.svg").write_text(DRAWING.format(inside), encoding="utf-8")
    assert load(folder / "theme.toml").logo is not None


def test_a_png_is_a_png(folder: Path) -> None:
    (folder / "logo.png").write_bytes(b"GIF89a")
    assert "does not begin as a PNG" in refused(folder, '[site]\nlogo = "logo.png"')[0]
    (folder / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(300_000))
    assert "at most 200,000" in refused(folder, '[site]\nlogo = "logo.png"')[0]


def test_the_offline_file_wears_the_theme(
    folder: Path, toyland: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, theme = folder / "map.html", folder / "theme.toml"
    words = ["build", "prefectures", "--data", str(toyland), "--theme", str(theme), "-o", str(out)]
    assert main(words) == 0
    page = out.read_text(encoding="utf-8")
    ours, dress = page.index(f"--accent:{OURS.color('accent')}"), page.index("--accent: #0b5394")
    # What comes last holds; on paper the ground is white all the same.
    assert ours < dress
    assert ":root:root{--paper:var(--white);--panel:var(--white)" in page
    out.unlink()
    theme.write_text('[colors]\nink = "#eeeeee"\n', encoding="utf-8")
    assert main(words) != 0
    assert "4.5:1 is needed" in capsys.readouterr().err
    assert not out.exists()


def test_what_is_taken_away_wears_the_theme(
    folder: Path, toy_config: Config, toy_shelf: Shelf
) -> None:
    config = replace(toy_config, theme=folder / "theme.toml")
    client = create_app(config, shelf=toy_shelf).server.test_client()
    pair = ",".join(PLACES)
    for address in (
        "/download?format=svg",
        f"/compare/picture.svg?places={pair}",
        f"/compare/brief.html?places={pair}",
    ):
        drawn = client.get(address).text.casefold()
        assert "#0b5394" in drawn, address
        assert OURS.color("accent") not in drawn, address
    assert "--accent: #0b5394" in client.get("/download?format=html").text


def test_pictures_of_the_command_line_wear_the_theme(folder: Path) -> None:
    theme = ["--data", str(TOY), "--theme", str(folder / "theme.toml")]
    picture, brief = folder / "map.svg", folder / "brief.html"
    assert main(["picture", "prefectures", *theme, "-o", str(picture)]) == 0
    assert main(["brief", *PLACES, *theme, "-o", str(brief)]) == 0
    for path in (picture, brief):
        drawn = path.read_text(encoding="utf-8").casefold()
        assert "#0b5394" in drawn
        assert OURS.color("accent") not in drawn


def test_a_picture_without_a_script_takes_the_colors_of_its_page(
    toy_config: Config, toy_shelf: Shelf
) -> None:
    client = create_app(toy_config, shelf=toy_shelf).server.test_client()
    frame = client.get("/embed/layer?layer=zones").text
    still = frame[frame.index('<svg class="still"') :]
    assert "var(--outline)" in still
    themable = {OURS.color(name) for name in ("accent", "panel", "ink-2", "outline", "line")}
    assert not themable & set(re.findall("#[0-9a-f]{6}", still))


def test_paler_inks_follow_those_they_are_mixed_of() -> None:
    dressed = OURS.changed({"paper": "#ffffff", "ink-2": "#000000"})
    assert dressed.color("faint") == "#666666"
    assert dressed.color("accent") == OURS.color("accent")
    assert OURS.changed({"faint": "#123456"}).color("faint") == "#123456"
