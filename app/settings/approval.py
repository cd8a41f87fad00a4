"""The approval of the maps of this atlas: the operator's file, today, and what is drawn."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from app.text.messages import said
from geo.approval.document import grant
from geo.approval.state import Approval, approval, landmark_sums, sums
from geo.errors import AtlasError
from geo.languages import ORIGINAL
from geo.sentences import sequel
from geo.store.profile_file import profile
from layers.catalogue import layers as published
from layers.words import text

if TYPE_CHECKING:
    from app.settings.settings import Config

# The days of an approval are those of Beijing.
BEIJING = timezone(timedelta(hours=8))


class NotApproved(AtlasError):
    """A map that may not be published was to be; the message says why it may not."""


def today(config: Config) -> date:
    """Return the day it is: the setting's, or the clock's."""
    return config.today or datetime.now(BEIJING).date()


def approval_of(
    config: Config, *, layers: Iterable[str] | None = None, zoom: int | None = None
) -> Approval:
    """Return the state of maps of some layers, of all we publish unless told otherwise.

    ``zoom`` is how far a reader may enlarge them, None for a picture. Raises GrantError for a
    file that cannot be used, CatalogueError for a profile that cannot.
    """
    granted, every = None, tuple(published(profile(config.data)))
    if config.map_approval is not None:
        strange = (config.basemap_attribution, text(ORIGINAL)["credit.boundaries"])
        granted = grant(config.map_approval, layers=every, strange=strange)
    return approval(
        granted,
        today=today(config),
        boundaries=sums(config.data),
        landmarks=landmark_sums(config.data),
        layers=every if layers is None else layers,
        zoom=zoom,
    )


def require_approved(found: Approval) -> None:
    """Raise NotApproved unless maps of this state may be published."""
    if not found.approved:
        state = said(f"approval.state.{found.state}")
        raise NotApproved(said("not-approved", state=state, why=sequel(found.why)))
