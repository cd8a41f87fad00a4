"""Sayings of a picture: the figures of its subjects, in the words of the table, with sources."""

from __future__ import annotations

from collections.abc import Sequence

from geo.analysis.difference import Difference, Differences
from geo.analysis.subject_profile import ProfileRow
from geo.model.subject import Subject
from layers.build.difference import apart_words, arithmetic, bounded, lack_words
from layers.data import Cell, Painted
from layers.documents.brief.context import Telling
from layers.documents.brief.document import BriefMap, Run, Sentence
from layers.documents.brief.figures import lack
from layers.refusals import joined_words, refused_words
from layers.words import least_words, say, value_words


def titled(painted: Painted) -> str:
    """Return what a layer shows: its title, unit and period."""
    sheet, lang = painted.sheet, painted.sheet.lang
    unit = say(lang, "brief.unit", unit=sheet.unit) if sheet.unit else ""
    period = sheet.period_words[painted.frame.period]
    return f"{sheet.title}{unit}{f' · {period}' if period else ''}"


def subject_said(
    subject: Subject, view: BriefMap, row: ProfileRow | None, telling: Telling
) -> Sentence:
    """Return what a map shows of its subject: its figure and rank, or the words of its mark."""
    if row is None:
        cell = _cell(subject, view)
        return (Run(cell.words, telling.cite(cell.source_ids)),) if cell else ()
    found = next(cell for cell in row.cells if cell.entry.subject.word == subject.word)
    figure = found.entry.figure
    if figure is None:
        refused = refused_words(found.entry.refusals, telling.lang)
        return (Run(joined_words(lack(found, telling), refused, telling.lang)),)
    words = value_words(figure.value, row.indicator, telling.lang)
    words = least_words(words, telling.lang, least=found.entry.floor)
    rank = found.rank
    standing = telling.say("picture.rank", at=rank.at, known=rank.known) if rank else ""
    return (Run(words + standing, telling.cite(figure.source_ids)),)


def _cell(subject: Subject, view: BriefMap) -> Cell | None:
    """Return what a layer says of a subject; None where it is about others, or of a group."""
    for painted in (view.painted, *view.over):
        for item, cell in zip(painted.sheet.items, painted.frame.cells, strict=True):
            if item.place_id == subject.word:
                return cell
    return None


def beside_said(
    compared: Sequence[Subject],
    views: Sequence[BriefMap],
    rows: Sequence[ProfileRow | None],
    telling: Telling,
) -> tuple[Sentence, ...]:
    """Return a sentence for each subject: what the one map shows of it, and what the other."""
    sentences = []
    for subject in compared:
        parts: list[Run] = []
        for side, view, row in zip(("a", "b"), views, rows, strict=True):
            said = subject_said(subject, view, row, telling)
            if said:
                parts += [Run(telling.say(f"picture.{side}")), *said, Run(telling.say("semicolon"))]
        if parts:
            sentences.append(
                (Run(telling.say("picture.of", name=telling.name(subject))), *parts[:-1])
            )
    return tuple(sentences)


def apart_said(difference: Difference, differences: Differences, telling: Telling) -> Sentence:
    """Return the difference of one subject and the two figures it comes from."""
    lang, name = telling.lang, telling.say("picture.of", name=telling.name(difference.subject))
    if difference.value is None:
        return (Run(name + lack_words(difference, lang)),)
    words = bounded(difference, apart_words(difference.value, differences, lang), lang)
    sides = [side.figure for side in (difference.a, difference.b) if side.figure is not None]
    cites = telling.cite(source for side in sides for source in side.source_ids)
    sums = say(lang, "brief.paren", words=arithmetic(difference, telling.catalogue, lang))
    return (Run(f"{name}{words}{sums}", cites),)
