"""What the browser runs: our scripts and styles, in the order they must come.

Classic scripts in one file: each adds itself to the ``atlas`` namespace, so a script only
follows those it names while it loads. ``RUNTIME`` draws maps and knows no Dash, so the embedded
page and the offline file take it alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import rcssmin
import rjsmin

from app.files.shelf import named
from layers import symbols
from layers.style import OURS

ASSETS = Path(__file__).parent.parent / "assets"
PAGES = Path(__file__).parent.parent / "pages"
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
PAGE = (
    "page/expired.js",
    "page/files.js",
    "page/words.js",
    "page/banner.js",
    "page/search.js",
    "page/share.js",
    "page/drawn.js",
    "page/dash.js",
)
EXPLORE = (
    "explore/answers.js",
    "explore/cards.js",
    "explore/sound.js",
    "explore/codec.js",
    "explore/inputs.js",
    "explore/choices.js",
    "explore/controls.js",
    "explore/panels.js",
    "explore/found.js",
    "explore/manual.js",
    "explore/view.js",
    "explore/acts.js",
    "explore/address.js",
    "explore/plate.js",
    "explore/stage.js",
    "explore/draw.js",
    "explore/begin.js",
)
EMBED = (
    "page/expired.js",
    "embed/options.js",
    "page/files.js",
    "page/words.js",
    "page/banner.js",
    "page/drawn.js",
    "views/together.js",
    "views/cameras.js",
    "views/plates.js",
    "views/swipe.js",
    "views/linked.js",
    "views/written.js",
    "views/turn.js",
    "embed/talk.js",
    "embed/begin.js",
)
# For the pages of others: it fits the frames that show ours.
HOST = "embed/host.js"
# Runs the scripts of a page in a frame when its pictures are painted.
LOAD = "embed/load.js"
VIEWS = (
    "views/together.js",
    "views/cameras.js",
    "views/plates.js",
    "views/swipe.js",
    "views/linked.js",
    "views/written.js",
    "views/turn.js",
    "views/copy.js",
    "views/begin.js",
)


# The others take what this one offers while they load; among themselves they wait to be called.
FIRST = "dom.js"
# Starts a map from data that stands in the page: for the offline file.
STANDALONE = "standalone.js"
TOKENS = "css/00-tokens.css"
# The styles that the offline file needs: a map, its legend, its table, paper.
STANDALONE_STYLES = ("tokens", "base", "map", "approval", "embed", "print")
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
# The styles of pages follow those that are numbered lower: what small screens change is stronger.
BETWEEN = "60"
# The pages that others may show in a frame say so by how they look in one.
FRAMED = tuple(sorted(path.parent.name for path in PAGES.glob("*/frame.html")))
# Tables and rankings drawn by the browser: in a frame the server writes them.
LISTS = ("runtime/table.js", "runtime/ranking.js")


def runtime() -> tuple[str, ...]:
    """Return the scripts of the map runtime."""
    names = sorted(path.name for path in (ASSETS / "runtime").glob("*.js"))
    rest = [name for name in names if name not in (FIRST, STANDALONE)]
    return tuple(f"runtime/{name}" for name in (FIRST, *rest))


def styles() -> tuple[str, ...]:
    """Return the style sheets as paths from ASSETS, libraries first.

    Ours follow by the number in their name; those of the pages stand between.
    """
    shared = sorted(path.name for path in (ASSETS / "css").glob("*.css"))
    before = [f"css/{name}" for name in shared if name < BETWEEN]
    after = [f"css/{name}" for name in shared if name > BETWEEN]
    pages = (path.relative_to(PAGES).as_posix() for path in sorted(PAGES.glob("*/*.css")))
    return (*VENDOR_STYLES, *before, *(f"../pages/{path}" for path in pages), *after)


def scripts() -> Mapping[str, tuple[str, ...]]:
    """Return the script files of each bundle, by the bundle's name."""
    base = (*VENDOR, *runtime())
    return {
        "runtime": (*base, f"runtime/{STANDALONE}"),
        "explore": (*base, *PAGE, *EXPLORE),
        # The preview of the embed builder fits itself as it will elsewhere.
        "views": (*base, *PAGE, *VIEWS, HOST),
        "embed": (*(one for one in base if one not in LISTS), *EMBED),
        "host": (HOST,),
        "load": (LOAD,),
    }


def script(name: str) -> str:
    """Return one bundle of scripts as one text.

    Each file ends with a line break and a semicolon, so none can swallow the next.
    """
    drawing = any(path.startswith("runtime/") for path in scripts()[name])
    return (_style() if drawing else "") + "".join(
        f"{_read(path)}\n;\n" for path in scripts()[name]
    )


def _style() -> str:
    """Return the symbols of the map, as the other renderers read them, as a script."""
    known = json.loads(symbols.FILE.read_text(encoding="utf-8"))
    return f"(window.atlas=window.atlas||{{}}).style={json.dumps(known, separators=(',', ':'))};\n"


def sheets() -> Mapping[str, str]:
    """Return the style files: ``style`` is all, ``style/<view>`` what its frame needs.

    What paper needs is for frames a file of its own, ``style/paper``: nobody waits for it.
    """
    framed = {page: style((*FRAMED_STYLES, page)) for page in FRAMED}
    paper = "".join(f"{_read(path)}\n" for path in styles() if _name(path) in PAPER_STYLES)
    return {
        "style": style(),
        **{f"style/{name}": text for name, text in framed.items()},
        "style/paper": paper,
    }


def style(ours: Sequence[str] = ()) -> str:
    """Return all style sheets as one text; of ours only those with the names ``ours``, if any."""
    paths = (path for path in styles() if not ours or path in VENDOR_STYLES or _name(path) in ours)
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
    text = FONT.sub(lambda found: f'url("{_served(found[1])}")', text)
    if not path.endswith(".css"):
        return str(rjsmin.jsmin(text))
    # The colors are those of every renderer.
    return (OURS.css() if path == TOKENS else "") + str(rcssmin.cssmin(text))


def fonts() -> Mapping[str, bytes]:
    """Return the fonts that style sheets name, by their name without ending."""
    return {path.stem: path.read_bytes() for path in sorted((ASSETS / "fonts").glob("*.woff2"))}


def _served(font: str) -> str:
    """Return what a font is called beside a style sheet that is served: its name has its hash."""
    return named(font, "woff2", (ASSETS / f"fonts/{font}.woff2").read_bytes())


def _unmapped(text: str) -> str:
    # A source map of a library names a file we do not serve: browsers with open tools would ask.
    lines = text.splitlines()
    return "\n".join(line for line in lines if "sourceMappingURL=" not in line)
