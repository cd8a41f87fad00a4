"""What an offline file shows without a script: its picture, its legend, and its table with sources.

It is made from the very JSON that the file's script would draw, so the two say the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from layers.build.beyond import shows_all
from layers.map import PaintedMap
from layers.render.svg import StillGround, credited, shapes, stamped, still
from layers.render.svg_layer import Prefecture, SvgLayer
from layers.render.svg_legend import legend
from layers.render.svg_paths import outlines, wider
from layers.render.web import painted_json

Json = Mapping[str, Any]
NAMED = "prefectures"


def unscripted(shown: PaintedMap, *, places: Json, words: Mapping[str, str]) -> Markup:
    """Return a map as HTML that needs no script.

    ``places`` is the topology of kind places (see geo.store.boundaries), ``words`` are those of the
    runtime in the map's language.
    """
    all_of_it = shows_all(shown.seen, places.get("bbox", shown.bounds))
    drawn = [
        SvgLayer(painted_json(layer), layer.frame.period, whole=all_of_it, named=shown.names)
        for layer in shown.layers
    ]
    paths = outlines(places)[NAMED]
    landmarks = shown.landmarks_in(wider(shown.seen))
    picture = still(
        drawn,
        StillGround(_prefectures(places, paths, shown), landmarks),
        bounds=shown.seen,
        said=shown.title,
        phrase=shown.stamp.phrase,
    )
    return Markup(
        '<main class="unscripted"><h1>{}</h1><div class="map-slot">{}{}{}</div>'
        '<div class="unscripted-legends">{}</div>{}{}</main>'
    ).format(
        shown.title,
        picture,
        credited(landmarks, shown.lang),
        stamped(shown.stamp),
        legend(drawn),
        Markup("").join(_table(one, words) for one in drawn),
        shapes(paths, shown.stamp.phrase),
    )


def _prefectures(
    places: Json, paths: Mapping[str, str], shown: PaintedMap
) -> dict[str, Prefecture]:
    names = (f"short_{shown.lang}", f"name_{shown.lang}", "name_en")
    known = [shape["properties"] for shape in places["objects"][NAMED]["geometries"]]
    return {
        one["adcode"]: Prefecture(
            next(one[name] for name in names if one.get(name)) if shown.names else "",
            (one["label"][0], one["label"][1]),
            paths[one["adcode"]],
        )
        for one in known
    }


def _table(drawn: SvgLayer, words: Mapping[str, str]) -> Markup:
    # As in the browser: a word that is not there is said by its key.
    keys = (f"map.{name}" for name in ("place", "value", "rank", "source"))
    heads = [words.get(key, key) for key in keys]
    return Markup(
        '<table class="atlas-table"><caption>{}</caption><thead><tr>{}</tr></thead>'
        "<tbody>{}</tbody></table>"
    ).format(
        drawn.sheet["title"],
        Markup("").join(Markup('<th scope="col">{}</th>').format(head) for head in heads),
        Markup("").join(_rows(drawn)),
    )


def _rows(drawn: SvgLayer) -> Iterator[Markup]:
    """Yield a row for each place, the first in rank above, those without a figure last."""
    cells: Sequence[Json] = drawn.frame["cells"]
    pairs = zip(drawn.sheet["items"], cells, strict=True)
    for item, cell in sorted(pairs, key=lambda pair: pair[1].get("rank") or len(cells) + 1):
        rank = f"{cell['rank']}/{cell['of']}" if cell.get("rank") else ""
        said = [cell["words"], cell.get("status", ""), cell.get("as_of", ""), cell.get("note", "")]
        sources = [drawn.sheet["sources"][at] for at in cell.get("sources", ())]
        yield Markup(
            '<tr><th scope="row">{}</th><td>{}</td><td class="is-number">{}</td><td>{}</td></tr>'
        ).format(
            item["name"], " · ".join(filter(None, said)), rank, "; ".join(map(_source, sources))
        )


def _source(source: Json) -> str:
    return " · ".join(filter(None, (source["title"], source["publisher"], source["published"])))
