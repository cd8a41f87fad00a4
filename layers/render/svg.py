"""Still: what a map of a page shows first, as SVG that needs no script.

It takes sheets as the browser gets them, so a color is the one the map will have, and lies where
the map will lie (see layers.render.svg_paths). Symbols have the size they have on a map of usual
width; what is only roughly known looks as it does there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import floor, log10
from typing import NamedTuple

from markupsafe import Markup

from geo.languages import ORIGINAL
from layers import pale_phrases
from layers.approval_mark import Stamp
from layers.build.beyond import PLACES
from layers.extent import Bounds
from layers.landmarks_shown import NONE, LandmarksShown
from layers.placement import PlacedName
from layers.render import svg_landmarks, svg_names, svg_paths
from layers.render.svg_layer import Prefecture, SvgLayer
from layers.render.svg_marks import StillMark, marks
from layers.render.svg_names import NAME_PX
from layers.render.svg_paths import rounded
from layers.render.svg_symbols import INK, LINE, OUTLINE, PAPER
from layers.spec import FILLED
from layers.symbols import TEXTURES
from layers.words import km_words

# What a map is usually wide, in pixels, alone and beside others: a still does not know its frame.
ALONE_PX, BESIDE_PX = 640.0, 320.0
# What a narrow one is wide, as on a telephone.
NARROW_PX = 360.0
# Letters of a pale phrase, and of one that has little room, in pixels.
PHRASE_PX = (15.0, 12.0)
# Letters of the phrase that all stills of a page use, each at its own scale.
WRITTEN_PX = 10.0
# A scale bar is at most this share of the width, and so far above the edge, in pixels.
BAR_SHARE, BAR_PX, BAR_HIGH_PX = 0.2, 24.0, 16.0
# From one line to the next, in the size of letters.
LINE_STEP = 1.3
HATCH = Markup(
    '<pattern id="still-hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="scale(3) rotate(45)"><rect width="6" height="6" fill="#f0ede5"/>'
    '<path d="M0 0v6" stroke="{}" stroke-width="2"/></pattern>'
).format(TEXTURES["hatch"])


class FixedWords(NamedTuple):
    """Words that stand where they must: drawn, and the box (left, top, width, height) they take."""

    drawn: Markup
    box: Bounds


class Dot(NamedTuple):
    """A point of a picture: where (degrees), in which color, what it is; ``px`` across."""

    at: tuple[float, float]
    color: str
    words: str
    px: float = 12.0


class StillGround(NamedTuple):
    """What a still shows below its layers: prefectures by place, rivers, towns and airports.

    ``dots`` lie above all; ``lang`` is the language of a still without layers.
    """

    prefectures: Mapping[str, Prefecture]
    landmarks: LandmarksShown = NONE
    dots: Sequence[Dot] = ()
    lang: str = ORIGINAL


def shapes(paths: Mapping[str, str], phrase: Sequence[str] = ()) -> Markup:
    """Return what the stills of a page use, once, drawn nowhere itself: shapes, a pale phrase."""
    every = Markup("").join(
        Markup('<path id="still-{}" d="{}"/>').format(place, path) for place, path in paths.items()
    )
    if phrase:
        step = pale_phrases.LEADING * WRITTEN_PX
        every += Markup('<text id="still-phrase" font-size="{:g}">{}</text>').format(
            WRITTEN_PX,
            Markup("").join(
                Markup('<tspan x="0" y="{:.3g}">{}</tspan>').format(
                    (at - (len(phrase) - 1) / 2) * step, line
                )
                for at, line in enumerate(phrase)
            ),
        )
    return Markup(
        '<svg class="still-shapes" width="0" height="0" aria-hidden="true"><defs>{}{}</defs></svg>'
    ).format(HATCH, every)


def stamped(law: Stamp) -> Markup:
    """Return the line of the law, which stands below a map: below its frame, in one line or two.

    What the runtime writes below its maps is the same (app/assets/runtime/stamp.js).
    """
    first, *others = law.lines
    more = Markup("").join(Markup("<span> · {}</span>").format(one) for one in others)
    kind = "" if law.approved else " is-unapproved"
    return Markup('<p class="atlas-stamp{}">{}{}</p>').format(kind, first, more)


def credited(landmarks: LandmarksShown, lang: str) -> Markup:
    """Return the line below a map that says whose the landmarks are; nothing where it has none."""
    words = landmarks.credit(lang)
    return Markup('<p class="still-credit">{}</p>').format(words) if words else Markup("")


def still(
    layers: Sequence[SvgLayer],
    ground: StillGround,
    *,
    bounds: Bounds,
    said: str,
    phrase: Sequence[str] = (),
    wide_px: float = ALONE_PX,
) -> Markup:
    """Return the picture: its ground, what the layers say of areas and places; ``said`` names it.

    ``bounds`` are west, south, east, north in degrees; the picture fits them as the map does, for
    a frame ``wide_px`` wide. What has room in a narrow one, in letters that can be read there,
    stands beside it, and a style chooses. Areas of counties are left to the map. ``phrase`` are the
    lines of a pale phrase (see layers.pale_phrases).
    """
    prefectures, landmarks, dots, lang = ground
    left, top, width, height = svg_paths.box(bounds)
    pixel = width / wide_px
    frame = (left, top, width, height)
    parts = [*_ground(layers, prefectures, pixel)]
    parts += _outlined([one for one, shown in prefectures.items() if shown.marked], pixel)
    drawn = list(marks(layers, svg_paths.around(bounds), pixel))
    lang = str(layers[0].sheet["lang"]) if layers else lang
    middle = (bounds[1] + bounds[3]) / 2

    def lettered(look: str, letters: float, fixed: Sequence[FixedWords]) -> tuple[Markup, Markup]:
        """Return phrases and words of the picture, for a frame whose pixels are so large."""
        words = [*fixed, _bar(frame, middle, letters, lang)]
        boxes = [word.box for word in words]
        placing = svg_names.StillNames(frame, letters, boxes, landmarks)
        names = placing.placed(layers, prefectures, drawn)
        pale = Markup("").join(_phrases(placing, drawn, names, phrase))
        inside = Markup("").join([*(word.drawn for word in words), *placing.written(names)])
        return (
            Markup('<g class="still-{} still-phrases">{}</g>').format(look, pale),
            Markup('<g class="still-{}">{}</g>').format(look, inside),
        )

    looks = [lettered("wide", pixel, list(_beyond(layers, frame, pixel)))]
    if wide_px > NARROW_PX:
        # Beside the map there is no room for what lies beyond it; the legend says it.
        looks.append(lettered("narrow", width / NARROW_PX, ()))
    # Phrases lie below all symbols and words, those of both looks beside each other for the style.
    parts += (pale for pale, _ in looks) if phrase else ()
    parts += svg_landmarks.rivers(landmarks, pixel)
    parts += (one.drawn() for one in drawn)
    parts += (words for _, words in looks)
    parts += (_dotted(one, pixel) for one in dots)
    # Of a picture that is one thing its parts are not read out; links are.
    role = "group" if any(shown.href for shown in prefectures.values()) else "img"
    return Markup(
        '<svg class="still" viewBox="{} {} {} {}" role="{}" aria-label="{}">{}</svg>'
    ).format(*(rounded(one, pixel) for one in frame), role, said, Markup("").join(parts))


def areas(
    layers: Sequence[SvgLayer], prefectures: Mapping[str, Prefecture], *, bounds: Bounds, said: str
) -> Markup:
    """Return the colored prefectures alone, where the map will have them; ``said`` names them.

    For a page whose map comes at once: lines are as wide as its own, whatever the frame, and names
    come with it.
    """
    parts = Markup("").join(_ground(layers, prefectures, 1.0))
    return Markup(
        '<svg class="still" viewBox="{:.0f} {:.0f} {:.0f} {:.0f}" role="img" '
        'aria-label="{}">{}</svg>'
    ).format(*svg_paths.box(bounds), said, parts)


def _ground(
    layers: Sequence[SvgLayer], prefectures: Mapping[str, Prefecture], pixel: float
) -> Iterator[Markup]:
    """Yield every prefecture in its color, or bare where no layer colors prefectures."""
    colors: dict[str, str] = {}
    figures: dict[str, str] = {}
    for layer in layers:
        if layer.kind in FILLED and layer.sheet["level"] == "prefecture":
            colors |= {item["id"]: _fill(look) for _, item, look in layer.looks()}
            figures |= {item["id"]: words for item, words in layer.words()}
    use = Markup('<use href="#still-{}" fill="{}" stroke="{}" stroke-width="{:.1f}"/>')
    # The outline of the province: the edge of a line that lies under all of it.
    yield Markup('<g fill="none" stroke="{}" stroke-width="{:.1f}">{}</g>').format(
        *(OUTLINE, 3 * pixel),
        Markup("").join(Markup('<use href="#still-{}"/>').format(place) for place in prefectures),
    )
    link = Markup('<a href="{}" data-place="{}"><title>{} {}</title>{}</a>')
    for place, shown in prefectures.items():
        fill = colors.get(place) or shown.fill or PAPER
        area = use.format(place, fill, PAPER if colors else LINE, pixel)
        words = figures.get(place, "")
        yield (
            link.format(shown.href, place, shown.told or shown.name, words, area)
            if shown.href
            else area
        )


def _outlined(places: Sequence[str], pixel: float) -> Iterator[Markup]:
    """Yield outlines, each drawn twice, paper under ink, so that it is seen on any color."""
    use = Markup('<use href="#still-{}" fill="none" stroke="{}" stroke-width="{:.1f}"/>')
    for color, wide in ((PAPER, 6), ("var(--accent)", 3)):
        for place in places:
            yield use.format(place, color, wide * pixel)


def _dotted(dot: Dot, pixel: float) -> Markup:
    x, y = (rounded(one, pixel) for one in svg_paths.plane(*dot.at))
    return Markup(
        '<circle cx="{}" cy="{}" r="{:.1f}" fill="{}" stroke="{}" stroke-width="{:.1f}">'
        "<title>{}</title></circle>"
    ).format(x, y, dot.px / 2 * pixel, dot.color, PAPER, 1.5 * pixel, dot.words)


def _fill(look: Mapping[str, str]) -> str:
    return (
        "url(#still-hatch)" if look.get("pattern") == "hatch" else look.get("fill", look["color"])
    )


def _beyond(layers: Sequence[SvgLayer], frame: Bounds, pixel: float) -> Iterator[FixedWords]:
    """Yield what lies beyond an edge: its name and why it stands there, within the edge."""
    left, top, width, height = frame
    seen = [layer.sheet for layer in layers if layer.whole]
    named = {one["label"]: one for sheet in seen for one in sheet.get("beyond", ())}
    line = Markup('<tspan x="{}" dy="{:.1f}">{}</tspan>')
    size = NAME_PX * pixel
    for at, one in enumerate(named.values()):
        across, down = PLACES[one["edge"]]
        x, y = left + width * across, top + height * down + at * 3 * size
        drawn = Markup(
            '<text class="still-beyond" data-edge="{}" y="{}" font-size="{:.1f}">{}{}</text>'
        ).format(
            *(one["edge"], rounded(y, pixel), size),
            line.format(rounded(x, pixel), 0, one["label"]),
            line.format(rounded(x, pixel), LINE_STEP * size, one["about"]),
        )
        long = max(svg_names.width(one[key], size) for key in ("label", "about"))
        yield FixedWords(drawn, (x - long * across, y - size, long, (LINE_STEP + 2) * size))


def _bar(frame: Bounds, lat: float, pixel: float, lang: str) -> FixedWords:
    """Return a scale bar above the lower left corner, right at a latitude (degrees)."""
    left, top, width, height = frame
    wanted = width * BAR_SHARE / svg_paths.metres(1000, lat)
    size = 10 ** floor(log10(wanted))
    km = max(size * step for step in (1, 2, 5) if size * step <= wanted)
    # Below a kilometre it says a part of one.
    said = km_words(km, lang, decimals=max(0, -floor(log10(km))))
    long, y = svg_paths.metres(km * 1000, lat), top + height - BAR_PX * pixel
    # A bar that is shorter than its words would push them over the edge.
    wide = max(long, svg_names.width(said, NAME_PX * pixel))
    drawn = Markup(
        '<path d="M{},{}v{}h{}v{}" fill="none" stroke="{}" stroke-width="{:.3g}"/>'
        '<text x="{}" y="{}" font-size="{:.3g}">{}</text>'
    ).format(
        *(rounded(one, pixel) for one in (left, y - 5 * pixel, 5 * pixel, long, -5 * pixel)),
        *(INK, pixel),
        *(rounded(one, pixel) for one in (left + wide / 2, y - 8 * pixel)),
        *(NAME_PX * pixel, said),
    )
    # What the law asks stands below it.
    high = (BAR_PX + BAR_HIGH_PX) * pixel
    return FixedWords(drawn, (left, top + height - high, wide, high))


def _phrases(
    placing: svg_names.StillNames,
    drawn: Sequence[StillMark],
    names: Sequence[PlacedName],
    lines: Sequence[str],
) -> Iterator[Markup]:
    """Yield pale phrases where they cover no symbol and no words of a picture."""
    if not lines:
        return
    stand = (box for name in names for box in name.boxes)
    barred = [*placing.barred(), *placing.symbols(drawn), *stand]
    pixel = placing.pixel

    def measure(size: float) -> tuple[float, float]:
        wide = max(svg_names.width(line, size) for line in lines)
        return wide, pale_phrases.height(len(lines), size)

    for one in pale_phrases.spread(placing.within(), barred, measure=measure, sizes=PHRASE_PX):
        yield Markup(
            '<use href="#still-phrase" transform="translate({} {}) rotate({:g}) scale({:.2g})"/>'
        ).format(
            *(rounded(at * pixel, pixel) for at in (one.at[0], -one.at[1])),
            *(-one.turn, one.size * pixel / WRITTEN_PX),
        )
