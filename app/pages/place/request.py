"""Request: what one address of a place's page asks for, computed once."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from app.context.place_pages import PAGED_LEVELS, place_address
from app.files.once import once
from app.pages.compare.places import opening
from app.shell.footnotes import Footnotes
from app.shell.page_request import PageRequest
from geo.analysis.peers import FEWEST_SHARED, measures, peers
from geo.analysis.rank_groups import rivals
from geo.analysis.subjects import COMMA, offered
from geo.model.figures import Measure, Value
from geo.model.periods import WELL_COVERED
from geo.model.subject import Subject
from geo.owned import owned

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.store.catalogue import AnyPlace, Catalogue

# A place is compared with its nearest two; with more, no row of a comparison fits a screen.
BESIDE = 2
# So many of the places most like one are named, and drawn beside it.
PEERS = 3


@owned(once(len(PAGED_LEVELS)))
def _usual(catalogue: Catalogue, level: str) -> tuple[Measure, ...]:
    """Return the measures by which places are likened: usual ones that most places have.

    Distances by the same measures are one order, for all places but a few.
    """
    places = catalogue.at_level_ids(level)
    return tuple(
        measure
        for measure in measures(catalogue, level)
        if measure.indicator_id in catalogue.profile.indicators.likeness
        and sum(bool(catalogue.cell(p, *astuple(measure))) for p in places)
        >= len(places) * WELL_COVERED
    )


@dataclass(frozen=True)
class PlaceRequest(PageRequest):
    """A place with its figures, the places most like it, and the sources that are cited."""

    page = "place"
    place: AnyPlace

    @property
    def place_id(self) -> str:
        """Return the id of the place."""
        return self.place.place_id

    @cached_property
    def footnotes(self) -> Footnotes:
        """Return the sources that are cited so far."""
        return Footnotes(self.catalogue.sources)

    @cached_property
    def series(self) -> Mapping[str, tuple[Value, ...]]:
        """Return the figure that is shown of each period, oldest first, by indicator as listed."""
        found: dict[str, list[Value]] = {}
        for cell in self.catalogue.figures(self.place_id):
            found.setdefault(cell[0].indicator_id, []).append(cell[0])
        return {name: tuple(values) for name, values in found.items()}

    @cached_property
    def rivals(self) -> tuple[str, ...]:
        """Return the places that this one is compared with, itself among them."""
        sets = rivals(self.catalogue, self.place.level)
        return next((one for one in sets if self.place_id in one), ())

    @cached_property
    def subject(self) -> Subject | None:
        """Return the place as a subject of a comparison; None where its level is not compared."""
        known = offered(self.catalogue, "zone"), offered(self.catalogue, "prefecture")
        every = (*known[0], *known[1], *offered(self.catalogue, "area"))
        return next((subject for subject in every if subject.word == self.place_id), None)

    @cached_property
    def peers(self) -> tuple[str, ...]:
        """Return the places most like it; none where too few indicators tell places apart."""
        subject = self.subject
        if subject is None:
            return ()
        picked = _usual(self.catalogue, subject.level)
        if len(picked) < FEWEST_SHARED:
            return ()
        groups = peers(self.catalogue, subject, picked).groups
        return tuple(peer.place_id for group in groups for peer in group)[:PEERS]

    @property
    def compared(self) -> str:
        """Return the place and the nearest, or those a comparison opens with, as one text.

        Nothing where its level is not compared.
        """
        if self.subject is None:
            return ""
        beside = self.peers[:BESIDE] or tuple(
            word for word in opening(self.catalogue, self.subject.kind) if word != self.subject.word
        )
        return COMMA.join((self.subject.word, *beside[:BESIDE]))

    def name_of(self, place_id: str) -> str:
        """Return the short name of a place."""
        return self.catalogue.place(place_id).name(self.lang)

    def address_of(self, place_id: str) -> str:
        """Return the address of the page of a place."""
        return place_address(self.world.urls, self.lang, place_id)
