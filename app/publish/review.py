"""The folder that an approval office asks for: pictures, layers, names, sources, boundaries."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.build.progress import Progress
from app.context.landmark_ground import Files, landmark_ground
from app.jobs import map_request
from app.publish.review_pictures import (
    PICTURES,
    ReviewPicture,
    ground_key,
    landmark_views,
    made_of,
    map_of,
    picture,
    views,
)
from app.settings.approval import approval_of
from app.text.messages import said
from geo.approval.state import MISSING, landmark_sums, sums
from geo.export.table import Cell, Column, Table, source_table
from geo.export.text import csv_text
from geo.files.atomic import write_file
from geo.languages import ENGLISH, LANGS, ORIGINAL
from geo.levels import LEVELS
from geo.model.landmarks import FILE_OF
from geo.sentences import Said, in_each, in_words
from layers.approval_mark import stamp
from layers.catalogue import layer
from layers.placement import NAMED_FROM
from layers.words import text

if TYPE_CHECKING:
    from app.settings.settings import Config
    from geo.approval.state import Approval
    from geo.store.catalogue import Catalogue

# What each picture is, and what it was made of: by this the next run knows which may stay.
INDEX = "pictures"
INDEX_COLUMNS = ("picture", "sha256", "made_of")
OURS = re.compile(rf"{PICTURES}/[a-z0-9_.-]+\.png")


def write(
    config: Config,
    catalogue: Catalogue,
    out: Path,
    progress: Progress | None = None,
    *,
    lang: str = ENGLISH,
) -> tuple[int, int]:
    """Write the folder and return how many pictures were drawn and how many stood already.

    The same data, settings, day and language give the same bytes.
    A picture is drawn again only if what it is made of has changed, or
    its bytes; one of a layer that is no more goes.
    """
    progress = progress or Progress()
    approval = approval_of(config, zoom=config.map_max_zoom)
    files = landmark_ground(catalogue, config.data) if approval.landmarks else ()
    more = landmark_views(catalogue, config.map_max_zoom) if files else ()
    wanted = (*views(catalogue, config.map_max_zoom), *more)
    (out / PICTURES).mkdir(parents=True, exist_ok=True)
    stood, ground = _index(out), ground_key(config)
    made: dict[str, tuple[str, str]] = {}
    drawn = 0
    try:
        for number, view in enumerate(wanted, start=1):
            shown = map_of(catalogue, view, approval, files)
            key = made_of(shown, ground=ground)
            old = stood.get(view.file)
            if old is not None and old == (_sum(out / view.file), key):
                made[view.file] = old
                continue
            with progress.step(
                said("step.drawing-one", number=number, count=len(wanted), file=view.file)
            ):
                body = picture(config, shown)
            write_file(out / view.file, body)
            made[view.file] = (hashlib.sha256(body).hexdigest(), key)
            drawn += 1
    finally:
        # Whoever stops it half way finds the pictures that are done the next time.
        left = {name: sums for name, sums in stood.items() if name not in made}
        _write_table(out, _index_table({**left, **made}), lang)
    for name in left:
        (out / name).unlink(missing_ok=True)
    _write_table(out, _index_table(made), lang)
    for table in _tables(config, catalogue, wanted, files):
        _write_table(out, table, lang)
    write_file(out / "README.md", _readme(approval, len(wanted), lang).encode())
    return drawn, len(wanted) - drawn


def _index(out: Path) -> dict[str, tuple[str, str]]:
    """Return what the index says of pictures: their own hash, and that of what they are made of."""
    path = out / f"{INDEX}.csv"
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.reader(file) if len(row) == len(INDEX_COLUMNS)]
    # It names what we wrote: a path that leads elsewhere is somebody else's.
    return {row[0]: (row[1], row[2]) for row in rows if OURS.fullmatch(row[0])}


def _index_table(made: dict[str, tuple[str, str]]) -> Table:
    rows: list[tuple[Cell, ...]] = [(name, *sums) for name, sums in sorted(made.items())]
    return _table(INDEX, " ".join(INDEX_COLUMNS), rows)


def _sum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _write_table(out: Path, table: Table, lang: str) -> None:
    columns = tuple(
        replace(column, name=said(f"review.column.{column.name}").in_lang(lang))
        for column in table.columns
    )
    # What is one of a few words of ours is said in the language; names and ids stay.
    rows = tuple(
        tuple(in_words(cell, lang) if isinstance(cell, str) else cell for cell in row)
        for row in table.rows
    )
    told = replace(table, columns=columns, rows=rows)
    write_file(out / f"{table.name}.csv", csv_text(told).encode("utf-8-sig"))


def _tables(
    config: Config, catalogue: Catalogue, wanted: tuple[ReviewPicture, ...], landmarks: Files
) -> Iterator[Table]:
    columns = (
        "layer_id indicator_id title_zh title_en period kind level zooms names counties picture"
    )
    yield _table("layers", columns, [_layer(catalogue, view) for view in wanted])
    named = [*_names(catalogue), *_landmarks(landmarks)]
    yield _table("names", "level place_id name_zh name_en from_zoom", named)
    header, rows = source_table(catalogue.sources.values())
    yield _table("sources", " ".join(header), list(rows))
    found = [
        (name, total, (config.data / "shapes" / name).stat().st_size)
        for name, total in sums(config.data).items()
    ]
    if landmarks:
        sizes = {Path(file).name: (config.data / file).stat().st_size for file in FILE_OF.values()
                 if (config.data / file).exists()}  # fmt: skip
        found += [(name, s, sizes[name]) for name, s in landmark_sums(config.data).items()]
    yield _table("boundaries", "file sha256 bytes", list(found))


def _table(name: str, columns: str, rows: list[tuple[Cell, ...]]) -> Table:
    return Table(name, name, tuple(map(Column, columns.split())), tuple(rows))


def _layer(catalogue: Catalogue, view: ReviewPicture) -> tuple[Cell, ...]:
    spec, shown = layer(catalogue.profile, view.layer), map_of(catalogue, view, MISSING)
    titles = [_title(catalogue, view, lang) for lang in LANGS]
    period, named = shown.theme.frame.period, ";".join(shown.named)
    borders = said("review.yes" if shown.counties else "review.no")
    kind, level = said(f"review.kind.{spec.kind}"), said(f"review.level.{spec.level}")
    return (view.layer, view.indicator, *titles, period, kind, level, view.zooms, named,
            borders, view.file)  # fmt: skip


def _title(catalogue: Catalogue, view: ReviewPicture, lang: str) -> str:
    return map_request.themed(
        catalogue, map_request.MapRequest(view.layer, view.indicator, lang=lang)
    ).title


def _names(catalogue: Catalogue) -> Iterator[tuple[Cell, ...]]:
    """Yield every name that a map may carry, and from which zoom a page shows it."""
    for level in LEVELS:
        for place in catalogue.at_level(level):
            zoom = NAMED_FROM.get(level)
            yield (
                said(f"review.level.{level}"),
                place.place_id,
                place.name(ORIGINAL),
                place.name(ENGLISH),
                zoom,
            )


def _landmarks(files: Files) -> Iterator[tuple[Cell, ...]]:
    """Yield the name of every river, town and airport, and from which zoom a page shows it."""
    for file in files:
        for one in file["features"]:
            zoom = file["zooms"][one["class"]]["from"]
            level = said(f"review.level.{file['kind']}")
            yield level, "", one["name"][ORIGINAL], one["name"][ENGLISH], zoom


def _readme(approval: Approval, count: int, lang: str) -> str:
    why = "".join(f"- {in_words(one, lang)}\n" for one in approval.why)
    return said(
        "review.readme",
        law=in_each(lambda lang: stamp(approval, lang).words),
        state=Said(approval.state, said(f"approval.state.{approval.state}").zh),
        why=Said(why, why),
        pictures=PICTURES,
        count=count,
        index=INDEX,
        credit=in_each(lambda lang: text(lang)["credit.boundaries"]),
    ).in_lang(lang)
