"""The folder that an approval office asks for: pictures, layers, names, sources, boundaries."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app import scenes
from app.approval import approval_of
from app.boundary_files import grounds
from app.config import PROJECT
from app.text import LANGUAGES
from geo.approval import sums
from geo.export.files import write_file
from geo.export.table import Cell, Column, Table, source_table
from geo.export.text import csv_text
from geo.places import LEVELS
from layers.published import LAYERS
from layers.sheets import offered
from layers.spec import CHOOSING
from layers.stamp import stamp
from layers.words import text

if TYPE_CHECKING:
    from app.config import Config
    from geo.approval import Approval
    from geo.catalogue import Catalogue

PICTURES = "pictures"
KEY = "pictures.sha256"
# The zooms at which a page shows something else, and what it shows (app/assets/runtime/labels.js).
NAMED_FROM = {"prefecture": 0.0, "zone": 7.5, "area": 7.5, "county": 8.0, "platform": 11.5}
FAR, CLOSE = "far", "close"
CODE = ("geo/**/*.py", "layers/**/*.py", "layers/**/*.json", "app/scenes.py", "app/review.py")


@dataclass(frozen=True)
class View:
    """One picture of the folder: a layer as a page shows it within some zooms."""

    layer: str
    name: str
    zooms: str

    @property
    def file(self) -> str:
        """Return the path of the picture inside the folder."""
        return f"{PICTURES}/{self.layer}-{self.name}.png"


def views(catalogue: Catalogue, deepest: int) -> Iterator[View]:
    """Yield every layer from afar and, where a page may be enlarged so far, with the counties.

    A layer of which the data have no indicator is not published.
    """
    close = NAMED_FROM["county"]
    for layer, spec in LAYERS.items():
        if isinstance(spec, CHOOSING) and not offered(spec, catalogue):
            continue
        yield View(layer, FAR, f"–{min(close, deepest):g}")
        if deepest >= close:
            yield View(layer, CLOSE, f"{close:g}–{deepest}")


def write(config: Config, catalogue: Catalogue, out: Path) -> tuple[int, int]:
    """Write the folder and return how many pictures were drawn and how many stood already.

    The same data, settings and day give the same bytes; a picture is drawn again only if what it
    is made of has changed.
    """
    approval = approval_of(config, zoom=config.map_max_zoom)
    wanted = tuple(views(catalogue, config.map_max_zoom))
    (out / PICTURES).mkdir(parents=True, exist_ok=True)
    key = _key(config, approval)
    kept = out / KEY
    fresh = kept.exists() and kept.read_text("utf-8").strip() == key
    if not fresh:
        kept.unlink(missing_ok=True)
    missing = [view for view in wanted if not (fresh and (out / view.file).exists())]
    for view in missing:
        write_file(out / view.file, _picture(config, catalogue, view, approval))
    for table in _tables(config, catalogue, wanted):
        write_file(out / f"{table.name}.csv", csv_text(table).encode("utf-8-sig"))
    write_file(out / "README.md", _readme(approval, len(wanted)).encode())
    write_file(kept, f"{key}\n".encode())
    return len(missing), len(wanted) - len(missing)


def _picture(config: Config, catalogue: Catalogue, view: View, approval: Approval) -> bytes:
    from layers.renderers import static  # noqa: PLC0415  matplotlib

    over = scenes.COUNTIES if view.name == CLOSE else ""
    asked = scenes.Wish(view.layer, over=over)
    scene, _ = scenes.scene(catalogue, asked, approval=approval)
    return static.picture(scene, ground=grounds(config.data, static.LEVELS), form="png")


def _tables(config: Config, catalogue: Catalogue, wanted: tuple[View, ...]) -> Iterator[Table]:
    yield _table("layers", "layer_id title_zh title_en kind level indicators zooms picture",
                 [_layer(catalogue, view) for view in wanted])  # fmt: skip
    yield _table("names", "level place_id name_zh name_en from_zoom", list(_names(catalogue)))
    header, rows = source_table(catalogue.sources.values())
    yield _table("sources", " ".join(header), list(rows))
    found = [
        (name, total, (config.data / "shapes" / name).stat().st_size)
        for name, total in sums(config.data).items()
    ]
    yield _table("boundaries", "file sha256 bytes", list(found))


def _table(name: str, columns: str, rows: list[tuple[Cell, ...]]) -> Table:
    return Table(name, name, tuple(map(Column, columns.split())), tuple(rows))


def _layer(catalogue: Catalogue, view: View) -> tuple[Cell, ...]:
    spec = LAYERS[view.layer]
    chosen = offered(spec, catalogue) if isinstance(spec, CHOOSING) else ()
    titles = [_title(catalogue, view.layer, lang) for lang in LANGUAGES]
    names = ";".join(one.indicator_id for one in chosen)
    return (view.layer, *titles, spec.kind, spec.level, names, view.zooms, view.file)


def _title(catalogue: Catalogue, layer: str, lang: str) -> str:
    known = text(lang).get(f"title.{layer}")
    return known or scenes.themed(catalogue, scenes.Wish(layer, lang=lang)).title


def _names(catalogue: Catalogue) -> Iterator[tuple[Cell, ...]]:
    """Yield every name that a map may carry, and from which zoom a page shows it."""
    for level in LEVELS:
        for place in catalogue.at_level(level):
            zoom = NAMED_FROM.get(level)
            yield level, place.place_id, place.name("zh"), place.name("en"), zoom


def _key(config: Config, approval: Approval) -> str:
    """Return the hash of all that a picture is made of."""
    digest = hashlib.sha256(repr(stamp(approval, LANGUAGES[0])).encode())
    data = sorted(path for path in config.data.rglob("*") if path.is_file())
    code = sorted(path for pattern in CODE for path in PROJECT.glob(pattern))
    for path in (*data, *code):
        digest.update(path.name.encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _readme(approval: Approval, count: int) -> str:
    why = "".join(f"- {one}\n" for one in approval.why)
    law = stamp(approval, "en")
    return (
        "# 送审材料 · Material for map review\n\n"
        f"{law.words}\n\n"
        f"State of the approval: {approval.state}\n{why}\n"
        f"- `{PICTURES}/` — {count} pictures: every published layer, from afar and enlarged "
        "(图层图样)\n"
        "- `layers.csv` — every layer, its indicators, zooms and picture (图层清单)\n"
        "- `names.csv` — every name on the maps and from which zoom it is shown (地名清单)\n"
        "- `sources.csv` — where every figure comes from (资料来源)\n"
        "- `boundaries.csv` — SHA-256 of the boundary files; these go into the approval file "
        "(边界文件校验值)\n\n"
        "底图数据 · Boundary data: "
        f"{text('zh')['credit.boundaries']} {text('en')['credit.boundaries']}\n"
    )
