"""Who may use the page of officers: a file of names, roles and the hashes of their tokens.

There are no passwords: a token is long and random (``python -m app data token``), so that one hash
of it, without salt and rounds, can be neither guessed nor looked up. Who comes through a single
sign-on has a line without a token.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Literal, get_args

from app.settings.settings import ConfigError
from app.text.messages import said
from geo.files.atomic import why_not

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.settings.origins import Network
    from app.settings.settings import Config

# Each may do what those before it may.
Role = Literal["viewer", "editor", "publisher"]
ROLES: tuple[Role, ...] = get_args(Role)
PARTS = 3
TOKEN_BYTES, LONGEST_NAME = 32, 60
HASH = re.compile(r"sha256:[0-9a-f]{64}")
# In the place of a hash: without a token, through the single sign-on alone.
SSO = "sso"
OTHERS = stat.S_IRWXO | stat.S_IWGRP
# The widest networks whose header is believed: of private ones, 10.0.0.0/8 and a site's IPv6.
WIDEST = {4: 8, 6: 32}


@dataclass(frozen=True)
class Officer:
    """Somebody with a role; ``mark`` is that of the line that says so, and ends with it."""

    name: str
    role: Role
    proof: str

    @property
    def mark(self) -> str:
        """Return what tells this line from any other, without what proves who somebody is."""
        return hashlib.sha256(f"{self.name}\n{self.role}\n{self.proof}".encode()).hexdigest()[:16]

    def may(self, needed: Role) -> bool:
        """Return whether it may do what a role may."""
        return ROLES.index(self.role) >= ROLES.index(needed)


def token_line(name: str, role: str) -> tuple[str, str]:
    """Return a new token, and the line of the file for who has it; raises ConfigError."""
    token = token_urlsafe(TOKEN_BYTES)
    officer = _officer(f"{name},{role},{_hashed(token)}")
    return token, f"{officer.name},{officer.role},{officer.proof}"


def officers_of(path: Path) -> tuple[Officer, ...]:
    """Return everybody in a file; raises ConfigError for one that others can read, or is wrong."""
    try:
        facts = path.stat()
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = why_not(error) if isinstance(error, OSError) else str(error)
        raise ConfigError(said("officers.unreadable", path=str(path), why=why)) from error
    if os.name == "posix" and (facts.st_mode & OTHERS or facts.st_uid not in (0, os.geteuid())):
        raise ConfigError(said("officers.open", path=str(path)))
    found: dict[str, Officer] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            one = _officer(line)
        except ConfigError as error:
            raise _at(path, number, error.args[0]) from None
        if one.name in found:
            raise _at(path, number, said("officers.twice", name=one.name))
        found[one.name] = one
    if not found:
        raise ConfigError(said("officers.none", path=str(path)))
    return tuple(found.values())


def proven(token: str, officers: tuple[Officer, ...]) -> Officer | None:
    """Return whose token this is; it takes as long for a wrong one."""
    given, found = _hashed(token).encode(), None
    for one in officers:
        if hmac.compare_digest(given, one.proof.encode()):
            found = one
    return found


def require_sound(config: Config) -> None:
    """Raise ConfigError unless the settings of the page of officers, if there are any, are safe."""
    if config.officer_header:
        if config.officers is None:
            raise ConfigError(said("officers.file-needed"))
        if not config.officer_proxies:
            raise ConfigError(said("officers.header-alone"))
    for network in _wide(config.officer_proxies):
        raise ConfigError(said("officers.proxies-wide", network=str(network)))
    if config.officers is not None:
        if config.store is None:
            raise ConfigError(said("officers.store"))
        officers_of(config.officers)


def _wide(networks: tuple[Network, ...]) -> Iterator[Network]:
    for one in networks:
        if one.prefixlen < WIDEST[one.version]:
            yield one


def _at(path: Path, number: int, why: str) -> ConfigError:
    return ConfigError(said("officers.line", path=str(path), line=number, why=why))


def _hashed(token: str) -> str:
    return f"sha256:{hashlib.sha256(token.strip().encode()).hexdigest()}"


def _officer(line: str) -> Officer:
    parts = [part.strip() for part in line.split(",")]
    if len(parts) != PARTS:
        raise ConfigError(said("officers.parts"))
    name, word, proof = parts
    if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
        raise ConfigError(said("officers.name", most=LONGEST_NAME))
    role = next((one for one in ROLES if one == word), None)
    if role is None:
        raise ConfigError(said("officers.role", word=word))
    if proof != SSO and not HASH.fullmatch(proof):
        raise ConfigError(said("officers.hash", sso=SSO))
    return Officer(name, role, proof)
