"""Destinations: the pages of ours that a search may lead to, and what they are called there.

A name is a key of ``app/text/destinations.*.json``; ``more.<name>`` has the other words by which
readers look for it.
"""

from __future__ import annotations

from typing import NamedTuple

from app.address.urls import EMBEDDING, MAP


class Destination(NamedTuple):
    """A page, or a part of one; ``served`` says that plain files do not have it.

    ``needs`` names the fact that the build tells of data that not every edition has.
    """

    name: str
    path: str
    served: bool = False
    needs: str = ""


# In the order of the head, each page before its parts.
DESTINATIONS = (
    Destination("start", "/"),
    Destination("map", MAP),
    Destination("places", "/place"),
    Destination("compare", "/compare"),
    Destination("zones", "/zones"),
    Destination("cities", "/science-cities"),
    Destination("targets", "/targets"),
    Destination("platforms", "/platforms"),
    Destination("registry", "/registry", needs="registry"),
    Destination("data", "/data"),
    Destination("coverage", "/data#coverage"),
    Destination("sources", "/data#sources"),
    Destination("files", "/data#files"),
    Destination("method", "/data#method"),
    Destination("terms", "/data#terms"),
    Destination("own", "/data#own"),
    Destination("changes", "/data#changes"),
    Destination("indicators", "/indicator"),
    Destination("embedding", EMBEDDING, served=True),
)
