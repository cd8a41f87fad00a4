"""Lists of settings that decide who may do what: origins of pages, addresses of proxies.

An origin that is written loosely lets in more than was meant, so nothing is guessed: an entry is
taken as browsers write it, or refused with the words that would be right.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import TypeVar
from urllib.parse import SplitResult, urlsplit

Network = IPv4Network | IPv6Network
T = TypeVar("T")

SEPARATOR = re.compile(r"[\s,]+")
SCHEMES = {"https": 443, "http": 80}
LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
HOST = re.compile(rf"{LABEL}(\.{LABEL})*")
RIGHT = "write a full origin, like https://portal.example"


class Entries(ValueError):
    """Entries of a list cannot be used; ``faults`` are (entry, why) of each."""

    def __init__(self, faults: list[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{entry!r} {why}" for entry, why in faults))
        self.faults = tuple(faults)


def origins(text: str) -> tuple[str, ...]:
    """Return the origins of a list (commas or blanks between), as ``event.origin`` says them.

    Raises Entries for wildcards, bare schemes and hosts, paths, keywords and foreign schemes.
    """
    return _each(text, origin)


def networks(text: str) -> tuple[Network, ...]:
    """Return the addresses of a list: 10.0.0.7, 10.0.0.0/24, ::1. Raises Entries."""
    return _each(text, _network)


def origin(entry: str) -> str:
    """Return one origin: scheme, host in small letters, and the port unless it is the usual one.

    Raises ValueError saying why it is none and what to write.
    """
    if "*" in entry:
        raise ValueError(f"has a wildcard: name every origin, like {RIGHT.rpartition(' ')[2]}")
    if entry.strip("'\"").lower() in {"self", "none", "null"}:
        raise ValueError(f"is a keyword: {RIGHT}; our own pages need no entry")
    if entry.rstrip(":/").lower() in SCHEMES:
        raise ValueError(f"is a scheme without a host: {RIGHT}")
    try:
        parts = urlsplit(entry)
        port = parts.port
    except ValueError:
        raise ValueError(f"is no address with a host and a port: {RIGHT}") from None
    if parts.scheme not in SCHEMES or "://" not in entry:
        raise ValueError(f"does not begin with https:// or http://: {RIGHT}")
    host = _host(parts)
    if port == 0:
        raise ValueError("has port 0: ports are 1 to 65535")
    shown = "" if port in (None, SCHEMES[parts.scheme]) else f":{port}"
    whole = f"{parts.scheme}://{host}{shown}"
    if parts.path or parts.query or parts.fragment or entry[-1] in "?#":
        raise ValueError(f"has more than an origin: write {whole}")
    return whole


def _host(parts: SplitResult) -> str:
    if "@" in parts.netloc:
        raise ValueError(f"has a user name: {RIGHT}")
    host = (parts.hostname or "").lower()
    if ":" in host:
        return f"[{_network(host).network_address}]"
    if not host.isascii():
        plain = host.encode("idna").decode("ascii")
        raise ValueError(f"has a host that is not ASCII: write {parts.scheme}://{plain}")
    if not HOST.fullmatch(host) or parts.netloc.endswith(":"):
        raise ValueError(f"has no valid host: {RIGHT}")
    return host


def _network(entry: str) -> Network:
    try:
        return ip_network(entry)
    except ValueError:
        raise ValueError(
            "is no IP address or network: write 10.0.0.7, 10.0.0.0/24 or ::1"
        ) from None


def _each(text: str, read: Callable[[str], T]) -> tuple[T, ...]:
    faults: list[tuple[str, str]] = []
    found: list[T] = []
    for entry in filter(None, SEPARATOR.split(text)):
        try:
            found.append(read(entry))
        except ValueError as error:
            faults.append((entry, str(error)))
    if faults:
        raise Entries(faults)
    return tuple(dict.fromkeys(found))
