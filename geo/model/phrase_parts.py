"""What phrases leave open for a province: its name, its years, its science cities, its zones.

A phrase has ``{profile.province}`` where the name of the province belongs, and so on (ProfileWords
has them all), and ``{plan.zones}`` where the number of zones that the plan counts does. A key with
``{version}`` is one phrase for each version of planned areas, one with ``{city}`` or ``{layer}``
one for each science city, which the phrase itself calls ``{name}`` or ``{short}``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from geo.model.profile import Profile

OPEN = re.compile(r"\{(profile|plan)\.(\w+)\}")
# What is said instead of a phrase where the plan does not count the zones.
WITHOUT_COUNTS = ".without-counts"


@dataclass(frozen=True)
class PhraseParts:
    """A profile, and what the tables say of its plan.

    ``zones`` are how many there are in the base year, ``zones_aimed`` how many the plan aims at,
    ``candidates`` how many it names for national level, ``published`` is the year it came out.
    """

    profile: Profile
    zones: int | None = None
    zones_aimed: int | None = None
    candidates: int = 0
    published: str = ""

    def fill(self, phrases: Mapping[str, str], lang: str) -> Mapping[str, str]:
        """Return phrases of a language with these parts in them; other parts stay open."""
        made = dict(self._each(phrases, lang))
        counted = self.zones is not None and self.zones_aimed is not None
        for key in [key for key in made if key.endswith(WITHOUT_COUNTS)]:
            plain = made.pop(key)
            if not counted:
                made[key.removesuffix(WITHOUT_COUNTS)] = plain
        parts = {"profile": self.profile.words(lang), "plan": self}
        return {
            key: OPEN.sub(lambda at: str(getattr(parts[at[1]], at[2])), phrase)
            for key, phrase in made.items()
        }

    def _each(self, phrases: Mapping[str, str], lang: str) -> Iterator[tuple[str, str]]:
        """Yield each phrase, those of a version or a science city once for every one."""
        for key, phrase in phrases.items():
            if "{version}" in key:
                for version in self.profile.versions:
                    yield key.replace("{version}", version), phrase.replace("{version}", version)
            elif "{city}" in key or "{layer}" in key:
                for city in self.profile.cities:
                    own = key.replace("{city}", city.city).replace("{layer}", city.layer_id)
                    named = phrase.replace("{name}", city.name(lang))
                    yield own, named.replace("{short}", city.short(lang))
            else:
                yield key, phrase
