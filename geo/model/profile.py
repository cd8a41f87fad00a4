"""The profile: which province an atlas is of, with its plan, its dates and its defaults.

No code names a province: what is true of one only stands in ``profile.toml`` of its data package.
"""

from __future__ import annotations

from dataclasses import dataclass

from geo.languages import LANGUAGES, cell
from geo.model.subject import Kind


@dataclass(frozen=True)
class CityNames:
    """A science city: its areas are called ``<city>-0`` and so on, its layer ``layer_id``."""

    city: str
    layer_id: str
    name_zh: str
    name_en: str
    short_zh: str
    short_en: str

    def name(self, lang: str) -> str:
        """Return the name in Chinese (``zh``) or English (``en``)."""
        return cell(self, "name", lang)

    def short(self, lang: str) -> str:
        """Return the name that a heading has room for."""
        return cell(self, "short", lang)


@dataclass(frozen=True)
class Opening:
    """The ids that a comparison opens with, by kind of subject; groups are ``group:<id>``."""

    prefecture: tuple[str, ...]
    zone: tuple[str, ...]
    area: tuple[str, ...]
    group: tuple[str, ...]

    def of(self, kind: Kind) -> tuple[str, ...]:
        """Return the ids of one kind."""
        ids: tuple[str, ...] = getattr(self, kind)
        return ids


@dataclass(frozen=True)
class FirstIndicators:
    """The indicators that stand before others, by their ids.

    ``map`` is what a map opens with, ``groups`` what groups are compared by (it adds up), ``gap``
    whose way to its aim is shown. ``key_figures`` head the page of a place, ``headlines`` a brief,
    the most telling first; ``likeness`` are the measures by which places are alike.
    """

    map: str
    groups: str
    gap: str
    key_figures: tuple[str, ...]
    headlines: tuple[str, ...]
    likeness: tuple[str, ...]


@dataclass(frozen=True)
class Albers:
    """An equal-area projection for one province: two parallels and a middle, in degrees."""

    parallels: tuple[float, float]
    longitude: float
    latitude: float

    @property
    def definition(self) -> str:
        """Return it as PROJ reads it, on the ellipsoid of CGCS2000, in metres."""
        south, north = self.parallels
        return (
            f"+proj=aea +lat_1={south:g} +lat_2={north:g} +lat_0={self.latitude:g} "
            f"+lon_0={self.longitude:g} +ellps=GRS80 +units=m"
        )


@dataclass(frozen=True)
class LaboratoryWords:
    """What a page says of the system of laboratories, in one language."""

    title: str
    rule: str
    caption: str
    rest: str


@dataclass(frozen=True)
class Laboratories:
    """The system of laboratories that the plan names: the type of its platforms, and words.

    ``rest`` are those of the plan's laboratories that no source names.
    """

    platform_type: str
    zh: LaboratoryWords
    en: LaboratoryWords

    def in_lang(self, lang: str) -> LaboratoryWords:
        """Return the words of one language."""
        words: LaboratoryWords = getattr(self, lang, self.en)
        return words


@dataclass(frozen=True)
class ProfileWords:
    """What phrases say of a profile in one language, as ``{profile.province}``."""

    title: str
    province: str
    example: str
    cities: str
    base_year: str
    first_year: str
    last_year: str
    census_year: str
    first_version: str
    latest_version: str
    gdp_year: str
    hnte_year: str


@dataclass(frozen=True)
class Profile:
    """What a data package says of its province.

    ``adcode`` (six digits) is the province's own; the codes of its divisions begin with its first
    two. ``name_zh`` and ``name_en`` are its name within a sentence (四川, not 四川省), ``title_zh``
    and ``title_en`` that of the atlas. ``plan_source`` is the source (of sources.csv) whose
    figures come before all others. Years are text of four digits, as in the tables: the plan runs
    from ``first_year`` to ``last_year`` and counts from ``base_year``; ``census_year`` is that of
    the indicator population_census. ``versions`` are the two periods of planned areas, the older
    first. ``indicators`` stand before others. ``gdp_year`` and ``hnte_year`` are the years by
    which new zones are suggested. A plan without a system of laboratories has no
    ``laboratories``.
    """

    adcode: str
    name_zh: str
    name_en: str
    title_zh: str
    title_en: str
    plan_source: str
    first_year: str
    last_year: str
    base_year: str
    census_year: str
    versions: tuple[str, str]
    cities: tuple[CityNames, ...]
    opening: Opening
    indicators: FirstIndicators
    projection: Albers
    gdp_year: str
    hnte_year: str
    laboratories: Laboratories | None = None

    @property
    def prefix(self) -> str:
        """Return the two digits that all codes of the province begin with."""
        return self.adcode[:2]

    @property
    def years(self) -> tuple[str, ...]:
        """Return every year of the plan."""
        return tuple(map(str, range(int(self.first_year), int(self.last_year) + 1)))

    @property
    def city_ids(self) -> tuple[str, ...]:
        """Return the ids of the science cities, as listed."""
        return tuple(city.city for city in self.cities)

    def city(self, city: str) -> CityNames:
        """Return a science city by its id; KeyError where the profile names none such."""
        return {city_names.city: city_names for city_names in self.cities}[city]

    def name(self, lang: str) -> str:
        """Return the name of the province within a sentence."""
        return cell(self, "name", lang)

    def title(self, lang: str) -> str:
        """Return the name of the atlas."""
        return cell(self, "title", lang)

    def words(self, lang: str) -> ProfileWords:
        """Return what phrases of a language say of it."""
        return ProfileWords(
            title=self.title(lang),
            province=self.name(lang),
            example=self.opening.prefecture[0],
            cities=LANGUAGES[lang].joint.join(city.name(lang) for city in self.cities),
            base_year=self.base_year,
            first_year=self.first_year,
            last_year=self.last_year,
            census_year=self.census_year,
            first_version=self.versions[0],
            latest_version=self.versions[1],
            gdp_year=self.gdp_year,
            hnte_year=self.hnte_year,
        )
