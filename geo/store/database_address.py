"""The address of a store in a database, which is said without its password.

Nothing is imported for it: the settings are read before anybody knows whether a driver is there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, unquote

from geo.errors import AtlasError
from geo.sentences import said

SCHEME = re.compile(r"postgres(?:ql)?://", re.IGNORECASE)
HOST = r"(?:[A-Za-z0-9._%-]*|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?"
# What libpq reads as an address; anything else might be a part of a password.
ADDRESS = re.compile(
    rf"postgres(?:ql)?://(?:(?P<user>[^:@/?#\s]*)(?::(?P<password>[^@/?#\s]*))?@)?"
    rf"(?P<hosts>{HOST}(?:,{HOST})*)/(?P<name>[\w.-]+)(?:\?(?P<more>[^#\s]*))?",
    re.ASCII,
)
SECRETS = ("password", "sslpassword", "oauth_client_secret", "passfile")
HIDDEN = "…"


@dataclass(frozen=True)
class DatabaseAddress:
    """Where a database of PostgreSQL is: ``postgresql://user@host,other/name?options``.

    As text it has neither password nor options; ``whole`` is what the driver gets. Raises
    AtlasError for what is no such address, and does not repeat it.
    """

    whole: str = field(repr=False)
    shown: str = field(init=False)

    def __post_init__(self) -> None:
        """Read what may be said of it."""
        found = ADDRESS.fullmatch(self.whole)
        if found is None:
            raise AtlasError(said("store.address"))
        user = f"{found['user']}@" if found["user"] else ""
        hosts = found["hosts"] or dict(parse_qsl(found["more"] or "")).get("host", "")
        object.__setattr__(self, "shown", f"postgresql://{user}{hosts}/{found['name']}")

    def __str__(self) -> str:
        """Return it as it may be said."""
        return self.shown

    def without_secrets(self, words: str) -> str:
        """Return words of others, a driver for one, without what only the driver may know."""
        found = ADDRESS.fullmatch(self.whole)
        more = parse_qsl(found["more"] or "") if found else ()
        secrets = [value for name, value in more if name in SECRETS]
        if found and found["password"]:
            secrets += [found["password"], unquote(found["password"])]
        for secret in (self.whole, *sorted(filter(None, secrets), key=len, reverse=True)):
            words = words.replace(secret, HIDDEN)
        return words


StoreAddress = Path | DatabaseAddress


def store_address(text: str) -> StoreAddress | None:
    """Return where a store is, by its folder or the address of its database; None for a blank.

    Raises as DatabaseAddress does: what was given is not said, it may hold a password.
    """
    words = text.strip()
    if SCHEME.match(words):
        return DatabaseAddress(words)
    return Path(words).expanduser().resolve() if words else None


def sayable(text: str) -> str:
    """Return what was given as a setting, or no more than the beginning where it may be secret."""
    begins = SCHEME.match(text.strip())
    return f"{begins[0]}{HIDDEN}" if begins else text
