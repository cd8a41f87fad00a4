"""Spelling: how Chinese names are typed on a keyboard of letters, for the search.

A search by pinyin knows syllables: "yan fa" is found by "yanfa" and by its initials, "yf".
"""

from __future__ import annotations

import re
from itertools import islice, product

# Readings of one name that are tried: of a name of many characters with several each, the first.
MOST = 512
CHINESE = re.compile(r"[㐀-鿿]+")


def spelled(name: str, latin: str = "") -> str:
    """Return the syllables of the Chinese characters of a name, with blanks; nothing without any.

    ``latin`` is its name in Latin letters where there is one, its own name first: of several
    readings of a character it says which is meant (长 in Changning, 都 in Pidu).

    >>> spelled("研发经费（R&D）")
    'yan fa jing fei'
    >>> spelled("长宁县", "Changning County"), spelled("长虹")
    ('chang ning xian', 'chang hong')
    """
    from pypinyin import Style, lazy_pinyin, pinyin  # noqa: PLC0415  the build alone spells

    text = "".join(CHINESE.findall(name))
    usual = lazy_pinyin(text)
    official = latin.partition(" ")[0].replace("'", "").lower()
    if official and not "".join(usual).startswith(official):
        every = product(*pinyin(text, style=Style.NORMAL, heteronym=True))
        near = (one for one in islice(every, MOST) if "".join(one).startswith(official))
        usual = list(next(near, tuple(usual)))
    return " ".join(usual)
