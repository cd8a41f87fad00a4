"""Inquiry: what one address of the view asks for, computed once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from app.address.query import Asked
from app.shell.footnotes import Footnotes
from app.shell.page_request import PageRequest
from geo.analysis.scenario import Outcome, Scenario, outcome, scenario
from geo.analysis.suggestions import CRITERIA, Suggestion, suggestions
from geo.analysis.zone_status import Aim, Ledger, Moment, aim, base_moment, ledger, moments

if TYPE_CHECKING:
    from app.context.context import World

WEIGHT_LIMITS = (0.0, 10.0)
TABS = ("list", "balance", "next", "requirements", "sources")


@dataclass(frozen=True)
class ZonesRequest(PageRequest):
    """A date with its ledger, and a scenario with its outcome; the base is the plan's base year."""

    page = "zones"
    moment: Moment
    ledger: Ledger
    aim: Aim | None
    outcome: Outcome

    @property
    def scenario(self) -> Scenario:
        """Return the person's assumptions."""
        return self.outcome.scenario

    @property
    def assuming(self) -> bool:
        """Return whether anything is assumed."""
        return not self.scenario.empty

    @property
    def assumed_here(self) -> bool:
        """Return whether the date shown is the one that assumptions are made against."""
        return self.assuming and self.moment.date == self.catalogue.profile.base_year

    @property
    def based(self) -> Asked:
        """Return the same address at the base year, where a new mark is seen at once."""
        return self.asked.but(period=self.catalogue.profile.base_year)

    @property
    def moments(self) -> tuple[Moment, ...]:
        """Return every date that can be shown, the target last."""
        return (*moments(self.catalogue), *((self.aim.target,) if self.aim else ()))

    @property
    def weights(self) -> tuple[float, ...]:
        """Return the weights of the criteria, in their order."""
        return tuple(float(self.asked[criterion.name]) for criterion in CRITERIA)

    @property
    def tab(self) -> str:
        """Return the tab that is open; whoever chose weights sees what they do."""
        usual = tuple(float(criterion.weight) for criterion in CRITERIA)
        return str(self.asked["tab"]) or ("list" if self.weights == usual else "next")

    @cached_property
    def footnotes(self) -> Footnotes:
        """Return the numbers of the sources of the page."""
        return Footnotes(self.catalogue.sources)

    @cached_property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """Return the prefectures ranked for the next zones, in the scenario."""
        return suggestions(self.catalogue, self.outcome, self.weights)


def inquiry(world: World, asked: Asked) -> ZonesRequest:
    """Return what an address asks for."""
    known = world.catalogue
    goal = aim(known)
    every = {moment.date: moment for moment in moments(known)}
    if goal:
        every[goal.target.date] = goal.target
    moment = every.get(asked["period"], base_moment(known))
    distances: Any = world.shelf.facts["distances"]
    return ZonesRequest(
        world=world,
        asked=asked,
        moment=moment,
        ledger=ledger(known, moment),
        aim=goal,
        outcome=outcome(known, scenario(known, asked["up"], asked["new"]), distances),
    )
