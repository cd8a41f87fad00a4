"""Inquiry: what one address of the view asks for: subjects, two sides, rows; computed once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from app.address.query import Asked
from app.context.manifest import sheets_of
from app.pages.compare.measures import figured, filled, word
from app.pages.compare.places import Chosen, chosen
from app.shell.page_request import PageRequest
from geo.analysis.cautions import Caution
from geo.analysis.comparability import cautions
from geo.analysis.subject_profile import ProfileRow, profile, row
from geo.languages import LANGUAGES
from geo.levels import level_facts
from geo.model.figures import Measure
from geo.model.names import shortened
from geo.model.periods import opening, years_of
from geo.model.science_cities import PLANNED
from geo.model.subject import Kind, Subject
from geo.store.breaks import broken
from layers.documents.brief.document import Numbering
from layers.palettes import CATEGORIES

if TYPE_CHECKING:
    from app.context.context import World

PREFECTURES, CITIES, GAPS = "prefectures", "science-city-", "gap-"
MODES = ("side", "swipe", "difference")
# What stands below the table, one at a time.
TREND, RANK, SCATTER, MAPS, NOTES, LIKE = TABS = (
    "trend", "rank", "scatter", "maps", "notes", "like",
)  # fmt: skip
# An address that says one of these and no tab is about that tab.
ABOUT_MAPS = ("mode", "a", "period_a", "b", "period_b", "sync", "way")
ABOUT_LIKE = ("like", "by")
# What varies inside a prefecture, the first that the data have.
INSIDE = ("platforms-field", "zones", "host-counties")
SIDES = ("a", "b")


@dataclass(frozen=True)
class Side:
    """One side of a comparison: a published sheet at a period, and its indicator if it has one.

    What is compared is of one date: ``periods`` are those that have one.
    """

    sheet_id: str
    title: str
    periods: tuple[str, ...]
    period: str
    indicator_id: str
    level: str

    @property
    def measure(self) -> Measure | None:
        """Return what is compared, where the sheet shows an indicator as it is."""
        return Measure(self.figure_id, self.period) if self.figure_id and self.period else None

    @property
    def figure_id(self) -> str:
        """Return the indicator whose figures the map shows; blank for gaps and for kinds."""
        if self.sheet_id.startswith(CITIES):
            return PLANNED
        return "" if self.sheet_id.startswith(GAPS) else self.indicator_id


@dataclass(frozen=True)
class CompareRequest(PageRequest):
    """The subjects of an address and what is asked of them."""

    page = "compare"
    chosen: Chosen

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """Return what is compared."""
        return self.chosen.subjects

    @property
    def kind(self) -> Kind:
        """Return the kind that is compared."""
        return self.chosen.kind

    @property
    def level(self) -> str:
        """Return the level of the places compared."""
        return self.subjects[0].level if self.subjects else "prefecture"

    @property
    def heading(self) -> str:
        """Return what stands above all, which names the kind that is compared."""
        phrases = self.world.phrases(self.lang, "compare")
        return phrases[f"title.{self.kind}" if self.subjects else "nav.compare"]

    @property
    def mode(self) -> str:
        """Return how maps are compared: side by side, swipe or difference."""
        return str(self.asked["mode"])

    @cached_property
    def tab(self) -> str:
        """Return which tab is open: the one asked for, or the one that the address is about."""
        tab = str(self.asked["tab"]) or self._about
        return TREND if tab == LIKE and self.kind == "group" else tab

    @property
    def _about(self) -> str:
        changed = {row.name for row in self.asked.fields if self.asked[row.name] != row.default}
        if changed & set(ABOUT_MAPS):
            return MAPS
        return LIKE if changed & set(ABOUT_LIKE) else TREND

    @cached_property
    def numbering(self) -> Numbering:
        """Return the numbers of the sources that the page cites, by the order it is read in."""
        return Numbering()

    @cached_property
    def based(self) -> Asked:
        """Return the same address with its subjects said in one field: every link leads from it."""
        rest = {"find": "", "pick": "", "name": "", "with": ()}
        words = self.chosen.joined(*self.chosen.words)
        return self.asked.but(places=words, **rest) if words else self.asked.but(**rest)

    @cached_property
    def rows(self) -> tuple[ProfileRow, ...]:
        """Return the profile: every indicator of the subjects."""
        return profile(self.catalogue, self.subjects, period=self.asked["year"])

    @cached_property
    def cautions(self) -> tuple[Caution, ...]:
        """Return every caution of the profile."""
        return cautions(self.catalogue, self.rows)

    @cached_property
    def sheets(self) -> dict[str, dict[str, Any]]:
        """Return what the build said of each published sheet.

        For a difference of zones or areas: of each indicator that can be subtracted.
        """
        return self._figured or sheets_of(self.world.shelf)

    @cached_property
    def _figured(self) -> dict[str, dict[str, Any]]:
        if self.mode != "difference":
            return {}
        return figured(self.catalogue, self.level, self.subjects)

    @cached_property
    def _filled(self) -> tuple[Measure, Measure] | None:
        """Return what zones or areas are subtracted, as the address wishes, or as there is."""
        wishes = [
            Measure(self._indicator(self.asked[name]), self.asked[period])
            for name, period in (("a", "period_a"), ("b", "period_b"))
        ]
        return filled(self.catalogue, self.subjects, wishes[0], wishes[1])

    @property
    def _first(self) -> str:
        """Return what is drawn first for the kind: for prefectures what Explore opens with."""
        first = self.catalogue.profile.indicators
        inside = [sheet for sheet in INSIDE if sheet in self.sheets]
        # One color fills a whole prefecture: side by side stands what differs inside of it.
        divided = level_facts(self.level).division and self.kind != "group"
        if divided and self.asked["tab"] == MAPS and self.mode == MODES[0]:
            return (*inside, f"{PREFECTURES}/{first.map}")[0]
        return {
            "prefecture": f"{PREFECTURES}/{first.map}",
            "group": f"{PREFECTURES}/{first.groups}",
            "zone": "zones",
            "area": self.catalogue.profile.cities[0].layer_id,
        }[self.kind]

    def _indicator(self, sheet_id: str) -> str:
        """Return the indicator of a sheet, if it is one that can be subtracted here."""
        about = self._figured.get(sheet_id) or sheets_of(self.world.shelf).get(sheet_id, {})
        name = PLANNED if sheet_id.startswith(CITIES) else str(about.get("indicator") or "")
        return name if word(self.level, name) in self._figured else ""

    @cached_property
    def a(self) -> Side:
        """Return side A: what every map shows, or what is subtracted from."""
        if self._figured and self._filled:
            return self._figures("a", self._filled[0])
        side = self._side("a", self.asked["a"] or self._first, self.asked["period_a"])
        if self.mode != "difference" or any(
            self.asked[name] for name in ("period_a", "b", "period_b")
        ):
            return side
        # The later one minus the earlier one: what grew is above zero.
        common = self._common(side)
        return _at(side, common[1]) if side.period in common[:1] and common[1:] else side

    @cached_property
    def b(self) -> Side:
        """Return side B: without a choice the same in the period before, or another one beside."""
        if self._figured and self._filled:
            return self._figures("b", self._filled[1])
        sheet, period = self.asked["b"] or self.a.sheet_id, self.asked["period_b"]
        if self.asked["b"] and not period and self.asked["b"] != self.a.sheet_id:
            period = self.a.period
        if not self.asked["b"] and not period:
            period = self._before(self.a)
        return self._side("b", sheet, period)

    def _before(self, side: Side) -> str:
        """Return the period before that of a side, of those that all have and without a break."""
        for offered in (self._common(side), side.periods):
            before = [period for period in offered if period < side.period]
            whole = [period for period in before if not self._broken(side, period)]
            if before:
                return (whole or before)[-1]
        after = [period for period in side.periods if period > side.period]
        return after[0] if after else ""

    def _broken(self, side: Side, period: str) -> bool:
        """Return whether the series of every subject breaks between a period and a side's."""
        if side.measure is None or self.level != side.level:
            return False
        name, known = side.figure_id, self.catalogue
        return all(
            broken(known, subject.members, name, period, side.period) for subject in self.subjects
        )

    def _side(self, name: str, sheet_id: str, period: str) -> Side:
        if sheet_id not in self.sheets:
            sheet_id = self._published(sheet_id)
        about = self.sheets[sheet_id]
        side = Side(
            sheet_id=sheet_id,
            title=str(about["title"][self.lang]),
            periods=years_of(about["periods"]),
            period=str(about["default_year"]),
            indicator_id=str(about["indicator"] or ""),
            level=str(about["level"]),
        )
        if period in side.periods:
            return _at(side, period)
        common = self._common(side)
        if not common or (name == "b" and period):
            return side
        covered = {one: about["covered"].get(one, 0) for one in common}
        return _at(side, opening(covered, about["of"]))

    def _published(self, sheet_id: str) -> str:
        """Return a published sheet of the same figures; else what the kind opens with."""
        level, _, name = sheet_id.partition("/")
        same = (
            one
            for one, about in self.sheets.items()
            if name and about["indicator"] == name and about["level"] == level.removesuffix("s")
        )
        first = self._first
        return next(same, first if first in self.sheets else next(iter(self.sheets)))

    def _figures(self, name: str, measure: Measure) -> Side:
        """Return a side of zones or areas: what the address names, and the rest as it is best."""
        asked = self._indicator(self.asked[name]) or measure.indicator_id
        period = self.asked["period_a" if name == "a" else "period_b"]
        known = self._figured[word(self.level, asked)]["periods"]
        if period not in known:
            period = measure.period if asked == measure.indicator_id else known[-1]
        return self._side(name, word(self.level, asked), period)

    def _common(self, side: Side) -> tuple[str, ...]:
        """Return the periods for which every subject that has any figure has one."""
        if side.measure is None or not self.subjects:
            return ()
        if not level_facts(self.level).division or side.level != self.level:
            return ()
        found = row(self.catalogue, side.figure_id, self.subjects)
        known = [set(cell.periods) for cell in found.cells if cell.periods]
        return tuple(sorted(set.intersection(*known))) if known else ()

    @cached_property
    def active(self) -> ProfileRow | None:
        """Return the row of what the maps show, at their period; None for other layers."""
        if not self.subjects or not self.a.figure_id or self.level != self.a.level:
            return None
        return row(self.catalogue, self.a.figure_id, self.subjects, period=self.a.period)

    @cached_property
    def focus(self) -> ProfileRow | None:
        """Return the row of the one indicator that trend and rank show; None without a subject.

        The one asked for, else that of the maps, else the first that most of them have.
        """
        if not self.subjects:
            return None
        if self.asked["indicator"]:
            return row(
                self.catalogue, self.asked["indicator"], self.subjects, period=self.asked["year"]
            )
        if self.active is not None and self.active.known:
            return self.active
        return max(self.rows, key=lambda one: one.known, default=None)

    def color(self, word: str) -> str:
        """Return the color of a subject in chips and charts, by its position."""
        return CATEGORIES[self.chosen.words.index(word)]

    def names(self, *words: str) -> str:
        """Return the names of subjects or prefectures, joined as the language does."""
        known = {subject.word: subject.name(self.lang) for subject in self.subjects}
        return LANGUAGES[self.lang].comma.join(
            known.get(word) or self.place_name(word) for word in words
        )

    def short(self, word: str) -> str:
        """Return a name that a drawing has room for; cut where even that is long."""
        known = self.catalogue
        name = self.names(word)
        if word in known.zones:
            name = known.zones[word].short(self.lang)
        elif word in known.areas:
            name = known.areas[word].short(self.lang)
        elif word in known.places:
            name = shortened(name)
        most = LANGUAGES[self.lang].room
        return name if len(name) <= most else f"{name[: most - 1]}…"

    def place_name(self, word: str) -> str:
        """Return the name of a place; the word itself where it is none."""
        known = self.catalogue
        place = known.places.get(word) or known.zones.get(word) or known.areas.get(word)
        return place.name(self.lang) if place else word


def _at(side: Side, period: str) -> Side:
    return Side(side.sheet_id, side.title, side.periods, period, side.indicator_id, side.level)


def inquiry(world: World, asked: Asked) -> CompareRequest:
    """Return what an address asks for."""
    return CompareRequest(world, asked, chosen(world.catalogue, asked))
