"""An operator's logo: taken if it is a picture and nothing else."""

from __future__ import annotations

import gzip
import hashlib
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import brotli

from app.files.shelf import HASH_LENGTH, Stored
from app.text.messages import said

LARGEST = 200_000
PNG = b"\x89PNG\r\n\x1a\n"
TYPES = {".svg": "image/svg+xml", ".png": "image/png"}
# What a drawing is made of. Scripts, foreign content, links, images and animations are not here.
ELEMENTS = frozenset(
    (
        "svg",
        "g",
        "defs",
        "symbol",
        "use",
        "title",
        "desc",
        "metadata",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "text",
        "tspan",
        "linearGradient",
        "radialGradient",
        "stop",
        "clipPath",
        "mask",
    )
)
REFERENCE = re.compile(r"url\(\s*['\"]?(?!#)", re.IGNORECASE)


def logo(path: Path) -> Stored:
    """Return a logo as a file named by its content.

    Raises ValueError saying what in it is no picture and what would be right; OSError if it
    cannot be read.
    """
    extension = path.suffix.lower()
    if extension not in TYPES:
        raise ValueError(said("logo.kind"))
    body = path.read_bytes()
    if len(body) > LARGEST:
        raise ValueError(said("logo.large", bytes=len(body), most=LARGEST))
    if extension == ".svg":
        _check_drawing(body)
    elif not body.startswith(PNG):
        raise ValueError(said("logo.png"))
    digest = hashlib.sha256(body).hexdigest()[:HASH_LENGTH]
    return Stored(
        name=f"logo.{digest}{extension}",
        type=TYPES[extension],
        plain=body,
        br=brotli.compress(body),
        gz=gzip.compress(body, mtime=0),
    )


def _check_drawing(body: bytes) -> None:
    # Before anything reads it: a declaration can name other files, or grow without end.
    if b"\0" in body:
        raise ValueError(said("logo.utf8"))
    if b"<!" in re.sub(rb"<!--.*?-->", b"", body, flags=re.DOTALL):
        raise ValueError(said("logo.doctype"))
    if b"<?xml-stylesheet" in body:
        raise ValueError(said("logo.style"))
    try:
        root = ET.fromstring(body)  # noqa: S314  without declarations, and the operator's
    except ET.ParseError as error:
        raise ValueError(said("logo.svg", why=str(error))) from None
    for element in root.iter():
        name = str(element.tag).rpartition("}")[2]
        if name not in ELEMENTS:
            raise ValueError(said("logo.element", name=name))
        for key, value in element.attrib.items():
            _check_attribute(key.rpartition("}")[2], value.strip())


def _check_attribute(name: str, value: str) -> None:
    if name.lower().startswith("on"):
        raise ValueError(said("logo.script", name=name))
    if name == "href" and not value.startswith("#"):
        raise ValueError(said("logo.other", name=name, value=value[:60]))
    if REFERENCE.search(value) or "\\" in value:
        raise ValueError(said("logo.other", name=name, value=value[:60]))
