"""Warnings: the cautions of a comparison in words, a paragraph for each kind, with its numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from geo.analysis.cautions import Caution, Number
from geo.analysis.subject_profile import ProfileRow
from geo.levels import level_facts
from geo.model.subject import Subject
from layers.documents.brief.context import Telling
from layers.documents.brief.document import Run, Sentence
from layers.words import extent_words, km2_words, published_words, say

Teller = Callable[[Caution, "_Names"], Iterator[Run]]


class _Names:
    """The names of the subjects of a profile by their words."""

    def __init__(self, rows: Sequence[ProfileRow], telling: Telling) -> None:
        self.telling = telling
        self._subjects: Mapping[str, Subject] = {
            cell.entry.subject.word: cell.entry.subject for cell in rows[0].cells
        }
        self.level = rows[0].cells[0].entry.subject.level

    def of(self, word: str) -> str:
        """Return the name of a subject, or of a place that is none."""
        subject = self._subjects.get(word)
        return self.telling.name(subject) if subject else self.telling.place(word)


def warnings(
    rows: Sequence[ProfileRow], cautions: Sequence[Caution], telling: Telling
) -> tuple[Sentence, ...]:
    """Return a paragraph for every kind of caution, in the order in which they were found.

    It begins with the caution's name and says what it means, then where it holds.
    """
    kinds: dict[str, list[Caution]] = {}
    for caution in cautions:
        kinds.setdefault(caution.key, []).append(caution)
    names = _Names(rows, telling)
    return tuple(tuple(_paragraph(key, cautions, names)) for key, cautions in kinds.items())


def _paragraph(key: str, cautions: Sequence[Caution], names: _Names) -> Iterator[Run]:
    telling = names.telling
    yield Run(telling.say(f"caution.{key}", limit=f"{cautions[0].limit or 0:g}"))
    if key == "raw-counts":
        # The indicators differ in who has a figure, not in how large anybody is.
        yield from _sizes(max(cautions, key=lambda caution: caution.ratio or 0), names)
    tell = TELLERS.get(key)
    concerned = [caution for caution in cautions if caution.indicator_id]
    if tell is None:
        told = telling.listed(telling.indicator(caution.indicator_id) for caution in concerned)
        if told:
            yield Run(telling.say("caution.concerned", names=told))
        return
    for at, one in enumerate(cautions):
        if at:
            yield Run(telling.say("semicolon"))
        if one.indicator_id:
            yield Run(telling.say("caution.of", name=telling.indicator(one.indicator_id)))
        yield from tell(one, names)
    yield Run(telling.say("stop"))


def _sizes(caution: Caution, names: _Names) -> Iterator[Run]:
    """Yield the sizes of the largest and the smallest, and how many times as large that is."""
    telling = names.telling
    numbers = [number for number in caution.numbers if not isinstance(number.value, str)]
    ordered = sorted(numbers, key=lambda number: -float(number.value))
    runs = []
    for one in (ordered[0], ordered[-1]):
        said = _size(one, names)
        runs.append(Run(said, telling.cite(one.source_ids)))
    yield runs[0]
    yield Run(telling.say("semicolon"))
    yield runs[1]
    yield Run(telling.say("size.ratio", ratio=f"{caution.ratio or 0:,.1f}"))


def _size(one: Number, names: _Names) -> str:
    """Return a size with the digits that the table shows such figures with."""
    telling, number, subject = names.telling, float(one.value), names.of(one.subject)
    if not level_facts(names.level).division:
        return telling.say("size.km2", subject=subject, words=km2_words(number, telling.lang))
    return telling.say("size.people", subject=subject, words=f"{number:,.0f}")


def _periods(caution: Caution, names: _Names) -> Iterator[Run]:
    yield from _each(
        caution, names, lambda number: Run(f"{names.of(number.subject)} {number.value}")
    )


def _figures(caution: Caution, names: _Names) -> Iterator[Run]:
    """Yield figures in words: a value, and after it what other sources say instead."""
    telling = names.telling
    # The province's figure is disputed once, not once for each subject that is a share of it.
    once = {(number.name, number.figure or number.subject): number for number in caution.numbers}
    for at, one in enumerate(once.values()):
        if at:
            yield Run(telling.say("comma" if one.name != "other" else "caution.or"))
        if one.figure is None:
            yield Run(names.of(one.subject))
            continue
        indicator = telling.catalogue.indicator(one.figure.indicator_id)
        # Rounded, two sources that disagree might read alike.
        words = published_words(one.figure.value, indicator, telling.lang)
        words = f"≥ {words}" if one.figure.status == "floor" else words
        if one.name != "other":
            place = names.of(one.figure.place_id)
            if one.figure.indicator_id != caution.indicator_id:
                of = {"place": place, "indicator": indicator.name(telling.lang)}
                place = say(telling.lang, "figure-of", **of)
            parts = {"place": place, "period": one.period}
            words = telling.say("caution.figure", words=words, **parts)
        yield Run(words, telling.cite(one.source_ids))


def _below(caution: Caution, names: _Names) -> Iterator[Run]:
    """Yield small denominators with their unit."""
    telling = names.telling
    indicator = telling.catalogue.indicator(caution.indicator_id)

    def told(number: Number) -> Run:
        unit = telling.say(f"below.{indicator.denominator or 'province'}")
        said = f"{names.of(number.subject)} {float(number.value):,.10g} {unit}".rstrip()
        return Run(said, telling.cite(number.source_ids))

    yield from _each(caution, names, told)


def _confidences(caution: Caution, names: _Names) -> Iterator[Run]:
    def told(number: Number) -> Run:
        said = extent_words(str(number.value or "none"), names.level, names.telling.lang)
        return Run(f"{names.of(number.subject)} {said}")

    yield from _each(caution, names, told)


def _shared(caution: Caution, names: _Names) -> Iterator[Run]:
    telling = names.telling
    pair = telling.say("caution.pair", one=names.of(caution.subjects[0]),
                       other=names.of(caution.subjects[1]))  # fmt: skip
    shared = telling.listed(dict.fromkeys(names.of(number.subject) for number in caution.numbers))
    yield Run(f"{pair}{say(telling.lang, 'brief.paren', words=shared)}" if shared else pair)


def _changes(caution: Caution, names: _Names) -> Iterator[Run]:
    telling = names.telling
    yield from _each(
        caution,
        names,
        lambda number: Run(
            f"{names.of(number.subject)} {number.value}", telling.cite(number.source_ids)
        ),
    )


def _subjects(caution: Caution, names: _Names) -> Iterator[Run]:
    yield Run(names.telling.listed(names.of(word) for word in caution.subjects))


def _each(caution: Caution, names: _Names, told: Callable[[Number], Run]) -> Iterator[Run]:
    for at, number in enumerate(caution.numbers):
        if at:
            yield Run(names.telling.say("comma"))
        yield told(number)


# Kinds whose numbers are told for each indicator; of the others only the indicators are named.
TELLERS: Mapping[str, Teller] = {
    "mixed-years": _periods,
    "other-year": _periods,
    "conflict": _figures,
    "floor": _figures,
    "tiny-denominator": _below,
    "boundary-confidence": _confidences,
    "boundary-changed": _changes,
    "overlap": _shared,
    "size-unknown": _subjects,
}
