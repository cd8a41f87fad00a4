"""A theme: the operator's colors, fonts, title, logo and name, from one small TOML file.

It becomes part of the style file that we serve, so no page needs a style of its own; and a theme
that cannot be read well is refused at the start.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from app.files.shelf import Shelf, Stored
from app.settings.contrast import ENOUGH, faint
from app.settings.logo import logo
from app.text.messages import said
from geo.errors import AtlasError
from geo.files.operator_files import FileProblem, written
from geo.languages import LANGS
from geo.sentences import Said, lines
from layers.palettes import KIND_COLORS
from layers.style import OURS, Style

COLORS = ("paper", "panel", "sea", "ink", "ink-2", "rule", "accent", "accent-wash")
FONTS = ("title", "ui", "num")
# Of the site: its texts, by language where they differ, and a file.
TEXTS = (
    *(f"{name}_{lang}" for name in ("title", "publisher") for lang in LANGS),
    "record",
    "contact",
)
SITE = (*TEXTS, "logo")
KNOWN = {"colors": COLORS, "fonts": FONTS, "site": SITE}
COLOR = re.compile(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
FONT = re.compile(r"""([\w .-]+|"[\w .-]+"|'[\w .-]+')(, *([\w .-]+|"[\w .-]+"|'[\w .-]+'))*""")
LONGEST_TEXT = 60


class ThemeError(AtlasError):
    """A theme cannot be used; each line names the file, the entry and what would be right."""


@dataclass(frozen=True)
class Theme:
    """What an operator changed; an empty theme is ours.

    ``fonts`` are by token, ``titles`` and ``publishers`` by language. ``record`` is the number by
    which a site is registered, ``contact`` how its publisher is reached.
    """

    colors: Style = OURS
    fonts: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    publishers: Mapping[str, str] = field(default_factory=dict)
    record: str = ""
    contact: str = ""
    logo: Stored | None = None

    @property
    def accent(self) -> str:
        """Return the color that a browser gives its own frame."""
        return self.colors.color("accent")

    def phrases(self, lang: str, phrases: Mapping[str, str]) -> Mapping[str, str]:
        """Return words of the interface with the operator's title and name in them."""
        own: dict[str, str] = {}
        if title := self.titles.get(lang):
            own |= {"site.title": title, "site.full-title": title}
        if self.publishers:
            # A name in one language is better than none.
            own["site.publisher"] = self.publishers.get(lang, next(iter(self.publishers.values())))
        return {**phrases, **own} if own else phrases

    def style(self) -> str:
        """Return what comes after our style sheets; empty if nothing changes."""
        ours = OURS.colors
        changed = ((name, color) for name, color in self.colors.rows if color != ours[name])
        colors = "".join(f" --{name}: {color};" for name, color in changed)
        # Where none of an operator's fonts has Chinese, ours has.
        fonts = "".join(
            f" --font-{name}: {names}, var(--font-chinese);" for name, names in self.fonts.items()
        )
        # The English page has fonts of its own, which an operator's go before; an embed page on
        # white keeps its white.
        rules = ((":root", colors), (":root, html[lang]", fonts))
        return "".join(f"{selector} {{{style} }}\n" for selector, style in rules if style)

    def dressed(self, shelf: Shelf) -> Shelf:
        """Return the shelf with this theme's style files and logo."""
        style = self.style()
        made = {"logo": self.logo} if self.logo else {}
        sheets = [name for name in shelf.names if name.partition("/")[0] == "style"]
        for what in sheets if style else ():
            made[what] = Stored.of(what.replace("/", "-"), "css", shelf.body(what) + style.encode())
        return replace(
            shelf,
            files={**shelf.files, **{stored.name: stored for stored in made.values()}},
            names={**shelf.names, **{what: stored.name for what, stored in made.items()}},
        )


def load(path: Path | None) -> Theme:
    """Return the theme of a file, ours if there is none; raise ThemeError with every fault."""
    if path is None:
        return Theme()
    try:
        entries = written(path, kind=".toml")
    except FileProblem as error:
        raise ThemeError(said("theme", path=str(path), message=error.message)) from error
    faults = list(_faults(entries))
    if not faults:
        theme = _theme(entries)
        faults = list(_faint(theme))
        drawn, fault = _logo(path, entries.get("site", {}).get("logo"))
        if not (faults := [*faults, *fault]):
            return replace(theme, logo=drawn)
    raise ThemeError(lines(said("theme", path=str(path), message=fault) for fault in faults))


def _logo(path: Path, name: str | None) -> tuple[Stored | None, list[Said]]:
    """Return the logo that stands beside the theme's file, and what is wrong with it."""
    if name is None:
        return None, []
    try:
        return logo(path.parent / name), []
    except OSError as error:
        return None, [said("theme.logo-unreadable", name=name, why=error.strerror)]
    except ValueError as error:
        return None, [said("theme.logo", name=name, why=error.args[0])]


def _faults(entries: Mapping[str, Any]) -> Iterator[Said]:
    for table, rows in entries.items():
        if table not in KNOWN or not isinstance(rows, dict):
            yield said("theme.table", table=table, known=tuple(f"[{one}]" for one in KNOWN))
            continue
        for name, value in rows.items():
            if name not in KNOWN[table]:
                yield said("theme.unknown", table=table, name=name, known=KNOWN[table])
            elif not isinstance(value, str):
                yield said("theme.text", table=table, name=name, value=value)
            elif table == "colors" and not COLOR.fullmatch(value):
                yield said("theme.color", table=table, name=name, value=value)
            elif table == "fonts" and not FONT.fullmatch(value):
                yield said("theme.font", table=table, name=name, value=value)
            elif name in TEXTS and not 0 < len(value.strip()) <= LONGEST_TEXT:
                facts = {"table": table, "name": name, "value": value}
                yield said("theme.text-length", **facts, longest=LONGEST_TEXT)


def _theme(entries: Mapping[str, Any]) -> Theme:
    site, given = entries.get("site", {}), entries.get("colors", {})
    given = {name: _long(given[name]) for name in COLORS if name in given}
    colors = OURS.changed(given)
    return Theme(
        colors=colors,
        fonts=entries.get("fonts", {}),
        titles=_by_language("title", site),
        publishers=_by_language("publisher", site),
        record=site.get("record", "").strip(),
        contact=site.get("contact", "").strip(),
    )


def _by_language(name: str, site: Mapping[str, str]) -> Mapping[str, str]:
    return {lang: site[f"{name}_{lang}"].strip() for lang in LANGS if f"{name}_{lang}" in site}


def _faint(theme: Theme) -> Iterator[Said]:
    whole = {**KIND_COLORS, **theme.colors.colors}
    for text, ground, found in faint(whole):
        # A name says what the operator may change; of the other colors only what they are.
        above, below = (
            f"{name} {whole[name]}" if name in COLORS else whole[name] for name in (text, ground)
        )
        pair = said("theme.on", text=above, ground=below)
        # Cut, not rounded: 4.499 is not enough and must not read as if it were.
        yield said("theme.faint", pair=pair, found=int(found * 100) / 100, enough=ENOUGH)


def _long(color: str) -> str:
    digits = color[1:].lower()
    return f"#{''.join(one * 2 for one in digits) if len(digits) == 3 else digits}"  # noqa: PLR2004  #rgb
