"""What the browser runs: bundles of our scripts behind the libraries, and our styles in order.

Scripts are modules below ``assets``; ``make bundle`` makes one classic script of those that an
entry file needs (tools/bundle.mjs), because a page opened as a file loads no modules.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import rcssmin

from app.files.shelf import named
from layers.palettes import KIND_COLORS
from layers.style import OURS, rule

PROJECT = Path(__file__).parents[2]
ASSETS = PROJECT / "app" / "assets"
PAGES = PROJECT / "app" / "pages"
# Keeps the room of letters that come late; it is carried by pages and styles themselves.
WAITING = "wait"
FONT = re.compile(r'url\("\.\./fonts/([\w-]+)\.woff2"\)')

VENDOR = (
    "vendor/leaflet-1.9.4/leaflet.js",
    "vendor/leaflet.markercluster-1.5.3/leaflet.markercluster.js",
    "vendor/topojson-client-3.1.0/topojson-client.min.js",
)
VENDOR_STYLES = (
    "vendor/leaflet-1.9.4/leaflet.css",
    "vendor/leaflet.markercluster-1.5.3/MarkerCluster.css",
)
# What is made of the scripts in the folders beside it, by tools/bundle.mjs; kept, so that to
# serve the atlas takes no Node.
FOLDER = "app/assets/bundles"
BUNDLES = PROJECT / FOLDER
RECORD = BUNDLES / "sources.json"
# Those that draw maps stand behind the libraries; the first is of the offline file.
DRAWING = ("standalone", "explore", "views", "embed")
# ``host`` is for the pages of others: it fits the frames that show ours. ``load`` runs the scripts
# of a page in a frame when its pictures are painted. ``registry`` lays its cells over a map that
# another bundle has drawn. ``excerpt`` is for what a frame shows that has no map.
SCRIPTS = (*DRAWING, "registry", "host", "load", "excerpt")
# The map for Dash apps of others, which bring React; Dash serves it (app/__init__.py).
COMPONENT = "component"
TOKENS = "css/00-tokens.css"
# The styles that the offline file needs: a map, its legend, its table, paper.
STANDALONE_STYLES = ("tokens", "base", "map", "lists", "approval", "embed", "print")
# What a page in a frame needs of the styles beside those of the page; paper comes beside them.
FRAMED_STYLES = (
    "tokens",
    "letters",
    "base",
    "panels",
    "map",
    "approval",
    "view",
    "embed",
    "small",
    "frame",
)
PAPER_STYLES = ("print", "print-views")
# Beside them, of pages whose tiles and charts are framed alone: they say which (excerpts.py).
EXCERPT = "excerpt"
# What few people need is a file of its own: a page without maps, for those who keep the data.
OFFICER = "officer"
OFFICER_STYLES = ("tokens", "letters", "base", "layout", "panels", "approval", "view", OFFICER)
# The styles of pages follow those that are numbered lower: what small screens change is stronger.
BETWEEN = "60"
# The pages that others may show in a frame say so by how they look in one.
FRAMED = tuple(sorted(path.parent.name for path in PAGES.glob("*/frame.html")))


def styles() -> tuple[str, ...]:
    """Return the style sheets as paths from ASSETS, libraries first.

    Ours follow by the number in their name; those of the pages stand between.
    """
    shared = sorted(path.name for path in (ASSETS / "css").glob("*.css"))
    before = [f"css/{name}" for name in shared if name < BETWEEN]
    after = [f"css/{name}" for name in shared if name > BETWEEN]
    pages = (path.relative_to(PAGES).as_posix() for path in sorted(PAGES.glob("*/*.css")))
    return (*VENDOR_STYLES, *before, *(f"../pages/{path}" for path in pages), *after)


def script(name: str) -> str:
    """Return one bundle of scripts as one text, behind the libraries where it draws maps."""
    ours = (BUNDLES / f"{name}.js").read_text(encoding="utf-8")
    return (libraries() if name in DRAWING else "") + ours


def libraries() -> str:
    """Return the libraries that draw maps with us, as they were released.

    Each file ends with a line break and a semicolon, so none can swallow the next.
    """
    return "".join(f"{_read(path)}\n;\n" for path in VENDOR)


def stale() -> Sequence[str]:
    """Return what is no longer what the bundles were made from, or made as: paths in the project.

    Empty where a build would make the same bundles again (``make bundle``).
    """
    record = json.loads(RECORD.read_text(encoding="utf-8"))
    bundles = {f"{FOLDER}/{name}": digest for name, digest in record["bundles"].items()}
    recorded = {**record["sources"], **bundles}
    return [path for path, digest in recorded.items() if _sha256(path) != digest]


def _sha256(path: str) -> str:
    file = PROJECT / path
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""


def sheets() -> Mapping[str, str]:
    """Return the style files: ``style`` is all, ``style/<view>`` what its frame needs.

    What paper needs is for frames a file of its own, ``style/paper``: nobody waits for it.
    """
    framed = {page: style(_framed_styles(page)) for page in FRAMED}
    paper = "".join(f"{_read(path)}\n" for path in styles() if _name(path) in PAPER_STYLES)
    return {
        "style": style(),
        f"style/{OFFICER}": style(OFFICER_STYLES),
        **{f"style/{name}": text for name, text in framed.items()},
        "style/paper": paper,
    }


def _framed_styles(page: str) -> Sequence[str]:
    excerpts = (EXCERPT,) if (PAGES / page / "excerpts.py").exists() else ()
    return (*FRAMED_STYLES, *excerpts, page)


def style(ours: Sequence[str] = ()) -> str:
    """Return the style sheets of readers as one text, or of ours only those named ``ours``."""
    wanted = ours or [name for name in map(_name, styles()) if name != OFFICER]
    paths = (path for path in styles() if path in VENDOR_STYLES or _name(path) in wanted)
    return "".join(f"{_read(path)}\n" for path in paths)


def _name(path: str) -> str:
    """Return what a style sheet is called: its file without number and ending, or its page."""
    folder, _, file = path.rpartition("/")
    return Path(folder).name if folder.startswith("../pages") else Path(file).stem.partition("-")[2]


def _read(path: str) -> str:
    """Return a file as it is served: ours without comments, a library's as it was released."""
    text = (ASSETS / path).read_text(encoding="utf-8")
    if path.startswith("vendor/"):
        return _unmapped(text)
    text = FONT.sub(lambda match: f'url("{_served(match[1])}")', text)
    # The colors are those of every renderer.
    colors = OURS.css() + rule(KIND_COLORS) if path == TOKENS else ""
    return colors + str(rcssmin.cssmin(text))


def fonts() -> Mapping[str, bytes]:
    """Return the fonts that style sheets ask for, by their name without ending."""
    paths = sorted((ASSETS / "fonts").glob("*.woff2"))
    return {path.stem: path.read_bytes() for path in paths if path.stem != WAITING}


def waiting() -> str:
    """Return the font that keeps the room of others, as an address that is the font itself."""
    body = (ASSETS / f"fonts/{WAITING}.woff2").read_bytes()
    return f"data:font/woff2;base64,{base64.b64encode(body).decode()}"


def _served(font: str) -> str:
    """Return what a font is called beside a style sheet that is served: its name has its hash."""
    if font == WAITING:
        return waiting()
    return named(font, "woff2", (ASSETS / f"fonts/{font}.woff2").read_bytes())


def _unmapped(text: str) -> str:
    # A source map of a library names a file we do not serve: browsers with open tools would ask.
    lines = text.splitlines()
    return "\n".join(line for line in lines if "sourceMappingURL=" not in line)
