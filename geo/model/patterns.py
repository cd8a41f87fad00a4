"""Forms of codes, identifiers and dates that columns ask for, as regular expressions."""

from __future__ import annotations

YEAR = "(19|20)[0-9]{2}"
DATE = f"{YEAR}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
INFERRED = rf"{DATE}( \(inferred\))?"

# Codes of divisions (GB/T 2260), of towns in the statistical register, of parts of science cities.
# They are those of one province: only its profile has the expressions (code_patterns).
CODES = ("<division>", "<prefecture>", "<province>", "<town>", "<area>")
DIVISION, PREFECTURE, PROVINCE_CODE, TOWN, AREA = CODES

INDICATOR = "[a-z][a-z0-9_]*"
ZONE = "htz-[a-z]+(-[a-z]+)*"
SOURCE = "[a-z]+-[A-Za-z0-9-]+"
PLATFORM = "[a-z]+[0-9]{3,}"
REQUIREMENT = "(national|provincial)(-[a-z]+)+"
# Of an entry in the national catalogue of development zones.
CATALOGUE = "[GS][0-9]{6}"

# Of an airport.
IATA = "[A-Z]{3}"

URL = r"https?://\S+"
WORD = "[a-z]+"
WORDS = "[a-z-]+"
# A count; with a plus sign, more than that.
COUNTED = r"[0-9]+\+?"
