"""What an office file holds, read as an archive: its words, what it leads to, what it could run."""

from __future__ import annotations

import io
import re
import zipfile
from xml.etree import ElementTree as ET

RELATED = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# What a reader's program would follow, run or ask about.
ACTIVE = re.compile(
    r"vbaProject|oleObject|activeX|embeddings/|attachedTemplate|externalLink|ppaction://(?!hlink)"
)
FIELD = re.compile(r'w:instr="\s*([A-Z]+)[^"]*"|<w:instrText')


class OfficeFile:
    """The parts of one file by their names."""

    def __init__(self, body: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            self.dates = {entry.date_time for entry in archive.infolist()}
            self.parts = {name: archive.read(name) for name in archive.namelist()}

    @property
    def xml(self) -> dict[str, str]:
        """Return the parts that are text; each can be parsed."""
        found = {
            name: part.decode()
            for name, part in self.parts.items()
            if name.endswith((".xml", ".rels"))
        }
        for part in found.values():
            ET.fromstring(part)  # noqa: S314  our own file
        return found

    @property
    def outside(self) -> list[tuple[str, str]]:
        """Return what lies outside the file: the kind of each and its address."""
        return [
            (one.get("Type", "").rpartition("/")[2], one.get("Target", ""))
            for name, part in self.xml.items()
            if name.endswith(".rels")
            for one in ET.fromstring(part).iter(RELATED)  # noqa: S314  our own file
            if one.get("TargetMode") == "External"
        ]

    @property
    def fields(self) -> set[str]:
        """Return the kinds of fields."""
        return {found[1] or "" for part in self.xml.values() for found in FIELD.finditer(part)}

    def words(self, name: str) -> str:
        """Return all text of a part in its order, without blanks."""
        root = ET.fromstring(self.parts[name])  # noqa: S314  our own file
        return squeezed("".join(one.text or "" for one in root.iter() if one.tag.endswith("}t")))


def squeezed(text: str) -> str:
    """Return a text without blanks: a line may end anywhere."""
    return "".join(text.split())


def assert_inert(file: OfficeFile) -> None:
    """Nothing leads out of a file but plain links, nothing runs, nothing says when it was made."""
    assert file.dates == {(1980, 1, 1, 0, 0, 0)}
    assert {kind for kind, _ in file.outside} <= {"hyperlink"}
    assert all(address.startswith("https://") for _, address in file.outside)
    for name, part in file.xml.items():
        assert not ACTIVE.search(name + part), name
        assert "<w:altChunk" not in part
    assert not [name for name in file.parts if "thumbnail" in name or "printer" in name]
    assert "dcterms" not in file.xml["docProps/core.xml"]
