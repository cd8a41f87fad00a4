"""Cooperations: partners beyond the province that a document names, as context of the zones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from geo.languages import cell
from geo.model.patterns import WORDS, ZONE
from geo.model.shared_columns import Clause, Quote, SourceIds
from geo.model.table_schema import ColumnSchema, row_table

EDGES = ("north", "east", "south", "west")


@dataclass(frozen=True)
class Cooperation:
    """A partner, or an undertaking with it, and the words of the document that names it.

    ``edge`` is the side of a map of the province beyond which it lies, blank where no map names
    it: no source gives it a point here, and none is made up. ``zone_id`` is who works with it.
    """

    cooperation_id: Annotated[
        str, ColumnSchema("Cooperation", "Identifier.", required=True, unique=True, pattern=WORDS)
    ]
    name_zh: Annotated[
        str, ColumnSchema("Name", "The partner or the undertaking in Chinese.", required=True)
    ]
    name_en: Annotated[str, ColumnSchema("Name in English", "The same in English.", required=True)]
    zone_id: Annotated[
        str,
        ColumnSchema(
            "Zone",
            "The zone of the province that is to work with it; blank where none is named.",
            pattern=ZONE,
            refers_to=("zones.zone_id",),
        ),
    ]
    edge: Annotated[
        str,
        ColumnSchema(
            "Edge",
            (
                "The edge of a map of the province beyond which it lies, where maps name it; "
                "blank: on no map."
            ),
            enum=EDGES,
        ),
    ]
    clause: Clause
    quote: Quote
    quote_en: Annotated[
        str, ColumnSchema("Quote in English", "The same words, translated.", required=True)
    ]
    source_ids: SourceIds

    def name(self, lang: str) -> str:
        """Return the name in Chinese (``zh``) or English (``en``)."""
        return cell(self, "name", lang)

    @property
    def quote_zh(self) -> str:
        """Return the document's own words."""
        return self.quote

    def words(self, lang: str) -> str:
        """Return the document's words, in English as a translation."""
        return cell(self, "quote", lang)


COOPERATIONS = row_table(Cooperation, "cooperations", ("cooperation_id",), tuple, "present")
