"""Patterns of the codes of one province, as its profile has them."""

from __future__ import annotations

from collections.abc import Mapping

from geo.model.patterns import CODES
from geo.model.profile import Profile
from geo.sentences import Said, said


def code_patterns(profile: Profile) -> Mapping[str, str]:
    """Return the regular expression of every code that geo.model.patterns only names."""
    patterns = (
        f"{profile.prefix}[0-9]{{4}}",
        f"{profile.prefix}[0-9]{{2}}00",
        profile.adcode,
        f"{profile.prefix}[0-9]{{7}}",
        f"({'|'.join(profile.city_ids)})-[0-9]+",
    )
    return dict(zip(CODES, patterns, strict=True))


def code_words(profile: Profile) -> Mapping[str, Said]:
    """Return what each of these patterns asks for, in words and with a code that would do."""
    ids = profile.city_ids
    starts = [f"{one}-" for one in ids]
    parts = {
        "province": Said(profile.name_en, profile.name_zh),
        "adcode": profile.adcode,
        "prefix": profile.prefix,
        "cities": Said(" or ".join(starts), " 或 ".join(starts)),
        "city": ids[0],
    }
    return {
        pattern: said(f"form.{code.strip('<>')}", **parts)
        for code, pattern in code_patterns(profile).items()
    }
