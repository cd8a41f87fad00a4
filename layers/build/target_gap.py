"""Gap sheets: how far places are from their path to a target, under a named allocation.

The rows are fixed and mirror one another about the path: a half and a double are as far from it.
On the path is a row of its own. The colors are of one hue: an allocation is an assumption, so no
place may look like a failure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_EVEN, Decimal

from geo.analysis.ranks import fewest_ranked, ranks
from geo.analysis.target_gap import Gap, aims, gap, periods, weight
from geo.analysis.target_track import Path, path_of
from geo.languages import ENGLISH, ORIGINAL, TABLE_LANGS
from geo.model.indicators import Indicator
from geo.model.targets import Target
from geo.store.catalogue import Catalogue
from layers.build.assemble import Parts, assembled
from layers.build.items import place_item
from layers.data import Cell, Frame, Sheet
from layers.palettes import ramp
from layers.scale import NO_DATA, NOT_APPLICABLE, ScaleRow
from layers.spec import GapLayer as Spec
from layers.words import MINUS, as_of_words, least_words, say, say_of, text, value_words

# Below −50 is row 0, on the path row 3, above 100 row 6: four fifths and five fourths, a half and
# a double are as far from the path on both sides.
BELOW, ABOVE = (50, 20), (25, 100)
NEUTRAL = len(BELOW) + 1
FEWEST_DIGITS, MOST_DIGITS = 1, 9
ROWS = 2 * NEUTRAL + 1
COLORS = ramp("blues", ROWS)


def gaps(spec: Spec, catalogue: Catalogue, indicator: Indicator, lang: str) -> Sheet:
    """Return the gaps of every place to the province's target for an indicator, by year.

    The sheet's indicator is the gap itself, in per cent of the path.
    """
    target = next(
        aim
        for aim in aims(catalogue, spec.allocation)
        if aim.indicator_id == indicator.indicator_id
    )
    places = [place for place in catalogue.places.values() if place.level == spec.level]
    told = _Telling(catalogue, spec, target, indicator, lang)
    frames = {
        period: told.frame(period, [place.place_id for place in places])
        for period in periods(catalogue, target)
    }
    items = [place_item(place, lang) for place in places]
    parts = Parts(items, frames, told.measure(), rows=rows(lang), note=told.note())
    return assembled(spec, catalogue, lang, parts)


def rows(lang: str) -> tuple[ScaleRow, ...]:
    """Return the legend's rows, from far below the path to far above it."""
    far, near = BELOW
    close, wide = ABOVE
    labels = (
        say(lang, "gap.row.below", low=far),
        say(lang, "gap.row.under", low=near, high=far),
        say(lang, "gap.row.just-under", high=near),
        say(lang, "gap.row.on"),
        say(lang, "gap.row.just-over", high=close),
        say(lang, "gap.row.over", low=close, high=wide),
        say(lang, "gap.row.above", low=wide),
    )
    return tuple(ScaleRow(label, color) for label, color in zip(labels, COLORS, strict=True))


def code(percent: float) -> str:
    """Return the row of a gap as one character; it is classed as it is shown, its sign exactly.

    >>> [code(p) for p in (-60, -50, -20, -0.01, 0, 0.01, 25, 100, 300)]
    ['0', '1', '2', '2', '3', '4', '4', '5', '6']
    """
    shown = float(_shown(percent))
    if shown < 0:
        return str(sum(-shown <= bound for bound in BELOW))
    return str(NEUTRAL + (shown > 0) + sum(shown > bound for bound in ABOVE))


def percent_words(percent: float) -> str:
    """Return a gap with its sign; what is not exactly zero never reads as zero.

    >>> [percent_words(p) for p in (12.34, -56.78, 0, -0.0004)]
    ['+12.3%', '−56.8%', '0%', '−0.0004%']
    """
    shown = _shown(percent)
    sign = "+" if shown > 0 else MINUS if shown < 0 else ""
    return f"{sign}{abs(shown):,f}%"


def _shown(percent: float) -> Decimal:
    """Return a gap with one decimal, or with as many as it needs not to read as zero."""
    exact = Decimal(repr(percent))
    if exact == 0:
        return Decimal(0)
    for digits in range(FEWEST_DIGITS, MOST_DIGITS):
        shown = exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_EVEN)
        if shown:
            return shown
    return exact


class _Telling:
    """What a gap sheet says in one language: of a place, of a year, and of the whole."""

    def __init__(
        self, catalogue: Catalogue, spec: Spec, target: Target, indicator: Indicator, lang: str
    ) -> None:
        self.catalogue, self.spec, self.target = catalogue, spec, target
        self.indicator, self.lang = indicator, lang
        path = path_of(catalogue, target)
        if path is None:  # aims() offers no target without one
            raise ValueError(f"{target.target_id} has no path")
        self.path: Path = path

    def measure(self) -> Indicator:
        """Return the gap as an indicator: its name says the allocation, its unit is per cent."""
        names = {
            lang: say(
                lang,
                "gap.name",
                name=self.indicator.name(lang),
                allocation=allocation_words(self.catalogue, self.spec.allocation, self.path, lang),
            )
            for lang in TABLE_LANGS
        }
        return replace(
            self.indicator,
            name_zh=names[ORIGINAL],
            name_en=names[ENGLISH],
            unit_zh="%",
            unit_en="%",
            kind="ratio",
            decimals=FEWEST_DIGITS,
        )

    def note(self) -> str:
        """Return what the whole sheet measures: formula, path, allocation, caveat."""
        path, lang = self.path, self.lang
        key = "stated" if path.stated else "sourced"
        parts = {
            "start": value_words(path.start, self.indicator, lang),
            "end": value_words(path.end, self.indicator, lang),
            "from_year": path.start_year,
            "to_year": path.end_year,
            "rule": text(lang)[f"gap.rule.{path.rule}"],
            "source": self.catalogue.sources[path.source_ids[0]].title,
            "allocation": allocation_words(self.catalogue, self.spec.allocation, path, lang),
        }
        lines = [say(lang, "gap.formula"), say(lang, f"gap.path.{key}", **parts)]
        lines.append(
            say_of(self.catalogue.phrase_parts, lang, f"gap.how.{self.spec.allocation}", **parts)
        )
        return " ".join([*lines, self.indicator.note(lang)]).strip()

    def frame(self, period: str, place_ids: Sequence[str]) -> Frame:
        """Return a year: a cell for each place, ranked where enough places have a gap."""
        found = [
            gap(self.catalogue, self.target, place, period, self.spec.allocation)
            for place in place_ids
        ]
        order = ranks([one.percent for one in found])
        of = sum(rank is not None for rank in order)
        cells = [
            self.cell(one)
            if rank is None or of < fewest_ranked(len(order))
            else replace(self.cell(one), rank=rank, of=of)
            for one, rank in zip(found, order, strict=True)
        ]
        idle = sum(one.lack == "no-share" for one in found)
        parts = {"known": of, "all": len(found), "idle": idle, "weight": self.weight_words()}
        said = [say(self.lang, "gap.coverage", **parts)]
        said += [say(self.lang, "gap.idle", **parts)] if idle else []
        return Frame(
            period,
            tuple(cells),
            " · ".join(said),
            (say(self.lang, f"gap.warning.{self.spec.allocation}"),),
            codes="".join(
                NOT_APPLICABLE
                if one.lack == "outside"
                else NO_DATA
                if one.percent is None
                else code(one.percent)
                for one in found
            ),
        )

    def cell(self, found: Gap) -> Cell:
        """Return what is said of one place in one year."""
        figure = found.figure
        if figure is None or found.percent is None or found.path is None:
            parts = {
                "weight": self.weight_words(),
                "from_year": self.path.start_year,
                "to_year": self.path.end_year,
            }
            words = say(self.lang, f"gap.lack.{found.lack}", **parts)
            return Cell("not-applicable" if found.lack == "outside" else "no-data", words)
        words = percent_words(found.percent)
        floor = figure.status == "floor"
        return Cell(
            state="value",
            words=least_words(words, self.lang, least=floor),
            value=found.percent,
            floor=floor,
            status=text(self.lang)["status.derived"],
            source_ids=found.source_ids,
            as_of=as_of_words(figure.as_of, self.lang),
            quote=figure.quote,
            note=self.arithmetic(found, figure.value, found.path),
        )

    def arithmetic(self, found: Gap, value: float, due: float) -> str:
        """Return how the gap came about, in numbers."""
        lang = self.lang
        digits = replace(self.indicator, decimals=max(self.indicator.decimals, FEWEST_DIGITS))
        parts = {"value": value_words(value, self.indicator, lang)}
        parts["path"] = value_words(due, digits, lang)
        if found.own:
            return say(lang, "gap.sum.own", **parts)
        if found.share is None:
            return say(lang, "gap.sum.path", **parts)
        weigh = weight(self.catalogue, self.target, self.spec.allocation) or self.indicator
        return say(
            lang,
            "gap.sum.share",
            **parts,
            part=value_words(found.share.part, weigh, lang),
            whole=value_words(found.share.whole, weigh, lang),
            province=value_words(due * found.share.whole / found.share.part, digits, lang),
        )

    def weight_words(self) -> str:
        """Return what shares are taken from, with its year."""
        weigh = weight(self.catalogue, self.target, self.spec.allocation)
        year = self.path.start_year if self.spec.allocation == "base" else ""
        return say_of(
            self.catalogue.phrase_parts,
            self.lang,
            f"gap.weight.{self.spec.allocation}",
            year=year,
            name=weigh.name(self.lang) if weigh else "",
        )


def allocation_words(catalogue: Catalogue, allocation: str, path: Path, lang: str) -> str:
    """Return how the target was shared out, and by the figures of which year."""
    return say_of(
        catalogue.phrase_parts, lang, f"gap.allocation.{allocation}", year=path.start_year
    )
