"""Spellings of places: one form of what people write, and the names that a place may have.

What is left of a text when width, blanks, traditional characters, accents and capitals no longer
tell is its plain form; names and cells are compared in it, and in nothing looser.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from geo.model.names import shortened

# Traditional characters of names of divisions, each before the simplified one. No converter is
# needed: only names are compared, and a character that stands in none of them decides nothing.
_PAIRS = (
    "萬万東东豐丰樂乐鄉乡雲云儀仪會会興兴農农涼凉劍剑華华縣县雙双敘叙敍叙臺台壩坝墊垫寧宁寶宝賓宾"
    "壽寿爾尔崍崃廣广慶庆開开榮荣滎荥橋桥稜棱漢汉瀘泸溫温鹽盐蓋盖礦矿簡简納纳紅红經经綿绵羅罗蘆芦"
    "蒼苍營营鎣蓥覺觉貢贡資资邊边達达遠远連连鄰邻長长閣阁閬阆陽阳隴陇順顺馬马驛驿龍龙溝沟灘滩鋒锋"
    "內内錦锦銅铜遊游區区嶽岳裏里裡里國国單单發发麗丽陸陆來来關关鎮镇瓊琼齊齐鳳凤黃黄鶴鹤貴贵貝贝"
)
SIMPLE = str.maketrans(dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True)))
CHINESE = re.compile(r"[㐀-鿿]")
# What stands between the parts of a name and says nothing.
BETWEEN = re.compile(r"[\s·•・\-‐‑–—_/\\>,，、.。:：'’‘`\"“”]+")
UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")
# 某某藏族羌族自治州, 某某彝族自治县: the peoples are left out by everybody.
AUTONOMOUS = re.compile(r"(.{2,}?)(?:.{1,4}?族)+自治([州县])")
ENDINGS = ("市", "区", "县", "州", "盟", "旗")
# What a name in Latin letters ends with, in English and in pinyin.
LATIN_ENDINGS = (
    *("autonomousprefecture", "autonomouscounty", "prefecture", "district", "county", "city"),
    *("hightechzone", "htz"),
)
# What stands for the last character of a Chinese name, in pinyin and in English.
LATIN_FOR = {
    "市": ("shi", "city"),
    "区": ("qu", "district"),
    "县": ("xian", "county"),
    "州": ("zhou", "prefecture", "autonomousprefecture"),
}
SHORTEST = 2


def plain(text: str) -> str:
    """Return the form in which names are compared.

    >>> plain(" 資　陽 市"), plain("Guang'an City"), plain("Garzê"), plain("Chéng dū")
    ('资阳市', 'guangancity', 'garze', 'chengdu')
    """
    flat = UNSEEN.sub("", unicodedata.normalize("NFKC", text)).casefold().translate(SIMPLE)
    flat = BETWEEN.sub("", flat)
    if flat.isascii():
        return flat
    # Accents are of Latin letters alone: they are written apart from them and left out.
    apart = unicodedata.normalize("NFD", flat)
    return "".join(c for c in apart if not unicodedata.combining(c))


def short_names(name: str) -> Iterator[str]:
    """Yield what a Chinese name is called for short, in plain form.

    >>> list(short_names("北川羌族自治县")), list(short_names("武侯区")), list(short_names("泸县"))
    (['北川县', '北川自治县', '北川'], ['武侯'], [])
    """
    if found := AUTONOMOUS.fullmatch(name):
        yield plain(found[1] + found[2])
        yield plain(f"{found[1]}自治{found[2]}")
        yield plain(found[1])
        return
    short = shortened(name)
    if short == name and name.endswith(ENDINGS):
        short = name[:-1]
    if short != name and len(short) >= SHORTEST:
        yield plain(short)


def latin_names(name: str, chinese: str) -> Iterator[str]:
    """Yield how a name in Latin letters is written, with its English ending, in pinyin, without.

    >>> list(latin_names("Jinjiang District", "锦江区"))
    ['jinjiang', 'jinjiangqu', 'jinjiangdistrict']
    >>> list(latin_names("Ngawa (Aba)", "阿坝藏族羌族自治州"))[:3]
    ['ngawaaba', 'ngawa', 'ngawazhou']
    """
    found = [_latin(name)]
    for part in filter(None, re.split(r"[()（）]", name)):
        # Of Beichuan Qiang Autonomous County the first word alone is used as well.
        for stem in (_stem(part), _latin(part.split()[0])):
            found += [stem, *(f"{stem}{end}" for end in LATIN_FOR.get(chinese[-1:], ()))]
    whole = found.pop(0)
    yield from dict.fromkeys([*([whole] if whole not in found else []), *found])


def _latin(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", plain(name))


def _stem(name: str) -> str:
    whole = _latin(name)
    for ending in LATIN_ENDINGS:
        if whole.endswith(ending) and len(whole) > len(ending):
            return whole.removesuffix(ending)
    return whole


def one_off(text: str) -> frozenset[str]:
    """Return a text and what is left of it without any one of its characters.

    Two texts that share one of these differ by one character, one more or fewer, or by two that
    changed places.
    """
    return frozenset({text, *(text[:at] + text[at + 1 :] for at in range(len(text)))})
