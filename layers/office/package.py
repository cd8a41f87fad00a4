"""Package: what a library wrote as an office file becomes the same bytes for the same words."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from unicodedata import category
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from layers.typefaces import inked

CONTENTS, CORE, APP = "[Content_Types].xml", "docProps/core.xml", "docProps/app.xml"
# What the libraries' own empty files carry along, and how parts say that they belong to them.
UNUSED, RELATIONS = re.compile(r"thumbnail|printerSettings"), ".rels"
RELATED = re.compile(rb"<Relationship [^>]*(?:thumbnail|printerSettings)[^>]*/>")
# What ends a line in a cell of a table, a paragraph or a shape.
BREAKS = re.compile(r"[\r\n\t\v\f\u2028\u2029]+")
_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    "<cp:coreProperties"
    ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>{title}</dc:title><dc:creator>{maker}</dc:creator>"
    "<dc:language>{tag}</dc:language></cp:coreProperties>"
)
_APP = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties'
    ' xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)


def written(text: str) -> str:
    """Return a text as it may stand in a file: one line, without what leaves no ink.

    Marks that turn the direction of reading would show a name as another.
    """
    line = BREAKS.sub(" ", inked(text))
    return "".join(one for one in line if category(one) not in ("Cc", "Cs", "Cn"))


def linked(address: str) -> str:
    """Return an address that a file may lead to, or nothing: plain https, and no more.

    >>> linked("https://example.org/a"), linked("http://example.org"), linked("https://a b")
    ('https://example.org/a', '', '')
    """
    return address if re.fullmatch(r"https://[^\s\"<>\\^`{|}\x00-\x1f]+", address) else ""


def packed(
    body: bytes,
    *,
    title: str,
    maker: str,
    tag: str,
    changed: Callable[[str, bytes], bytes] = lambda _, part: part,
) -> bytes:
    """Return an office file with its parts in order, without dates and the library's own words.

    ``title``, ``maker`` and ``tag``, a language, are what its properties say; ``changed`` has the
    last word on every other part, by its name.
    """
    said = {name: escape(written(text)) for name, text in
            {"title": title, "maker": maker, "tag": tag}.items()}  # fmt: skip
    ours = {CORE: _CORE.format(**said).encode(), APP: _APP.encode()}
    out = io.BytesIO()
    with ZipFile(io.BytesIO(body)) as old, ZipFile(out, "w") as new:
        names = [name for name in old.namelist() if not UNUSED.search(name)]
        for name in sorted(names, key=lambda name: (name != CONTENTS, name)):
            # Its date is the first that an archive can say: nothing tells when it was made.
            entry = ZipInfo(name)
            entry.compress_type = ZIP_DEFLATED
            part = ours.get(name) or changed(name, old.read(name))
            new.writestr(entry, RELATED.sub(b"", part) if name.endswith(RELATIONS) else part)
    return out.getvalue()
