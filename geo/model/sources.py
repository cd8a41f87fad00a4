"""Sources: the documents that figures were read from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from geo.model.patterns import SOURCE, URL
from geo.model.table_schema import ColumnSchema, by, row_table
from geo.sentences import Said, in_each, in_words, said

GRADES = ("A", "B", "C")
AGGREGATOR = "C"


@dataclass(frozen=True)
class Source:
    """A document figures were read from; ``grade`` A official, B press, C aggregator.

    ``publisher`` made the text; ``read_in`` is the reprint or mirror it was read in, if any. What
    they and ``published`` remark is a sentence in both languages (geo.model.reader_notes).
    """

    source_id: Annotated[
        str,
        ColumnSchema(
            "Source",
            "Identifier that every figure points to.",
            required=True,
            unique=True,
            pattern=SOURCE,
        ),
    ]
    title: Annotated[
        str, ColumnSchema("Title", "Title of the document or page, as printed.", required=True)
    ]
    publisher: Annotated[
        str,
        ColumnSchema(
            "Publisher", "Who made the text, as far as the copy that was read says.", required=True
        ),
    ]
    read_in: Annotated[
        str,
        ColumnSchema(
            "Read in",
            (
                "Where the text was read, if not with who made it: a reprint, a mirror, a "
                "collection. Blank: the publisher's own page."
            ),
        ),
    ]
    published: Annotated[
        str,
        ColumnSchema(
            "Published",
            (
                "Date of publication as far as it is known: a date, a year, or words such as "
                "'undated'."
            ),
            required=True,
        ),
    ]
    url: Annotated[
        str,
        ColumnSchema(
            "Address", "Where it can be read. Blank where no lasting address is known.", pattern=URL
        ),
    ]
    grade: Annotated[
        str,
        ColumnSchema(
            "Grade",
            (
                "A official page; B mainstream press, or a repost of an official text; C "
                "aggregator or encyclopaedia."
            ),
            required=True,
            enum=GRADES,
        ),
    ]
    note: Annotated[str, ColumnSchema("Note", "What a reader should know before relying on it.")]

    @property
    def origin(self) -> Said:
        """Return who made the text and, where it was read elsewhere, in what."""
        if not self.read_in:
            return in_each(lambda lang: in_words(self.publisher, lang))
        return said("source.read-in", publisher=self.publisher, read_in=self.read_in)

    def maker(self, lang: str) -> str:
        """Return who made the text; the text itself where nobody is named."""
        return in_words(self.publisher, lang) or self.title

    def dated(self, lang: str) -> str:
        """Return when it was published, or what is known of that."""
        return in_words(self.published, lang)


SOURCES = row_table(Source, "sources", ("source_id",), by("source_id"))
