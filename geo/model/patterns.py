"""Forms of codes, identifiers and dates that columns ask for, as regular expressions."""

from __future__ import annotations

YEAR = "(19|20)[0-9]{2}"
DATE = f"{YEAR}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
INFERRED = rf"{DATE}( \(inferred\))?"

# Codes of divisions (GB/T 2260), and of towns in the statistical register.
PROVINCE_CODE = "510000"
DIVISION = "51[0-9]{4}"
PREFECTURE = "51[0-9]{2}00"
TOWN = "51[0-9]{7}"

INDICATOR = "[a-z][a-z0-9_]*"
ZONE = "htz-[a-z]+(-[a-z]+)*"
AREA = "(wcsc|mst)-[0-9]+"
SOURCE = "[a-z]+-[A-Za-z0-9-]+"
PLATFORM = "[a-z]+[0-9]{3,}"
REQUIREMENT = "(national|provincial)(-[a-z]+)+"
# Of an entry in the national catalogue of development zones.
CATALOGUE = "[GS][0-9]{6}"

URL = r"https?://\S+"
WORD = "[a-z]+"
WORDS = "[a-z-]+"
# A count; with a plus sign, more than that.
COUNTED = r"[0-9]+\+?"
