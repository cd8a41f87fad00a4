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

from app.text.messages import said

Network = IPv4Network | IPv6Network
T = TypeVar("T")

SEPARATOR = re.compile(r"[\s,]+")
SCHEMES = {"https": 443, "http": 80}
LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
HOST = re.compile(rf"{LABEL}(\.{LABEL})*")
RIGHT = said("origin.right")


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
        raise ValueError(said("origin.wildcard"))
    if entry.strip("'\"").lower() in {"self", "none", "null"}:
        raise ValueError(said("origin.keyword", right=RIGHT))
    if entry.rstrip(":/").lower() in SCHEMES:
        raise ValueError(said("origin.scheme", right=RIGHT))
    try:
        parts = urlsplit(entry)
        port = parts.port
    except ValueError:
        raise ValueError(said("origin.address", right=RIGHT)) from None
    if parts.scheme not in SCHEMES or "://" not in entry:
        raise ValueError(said("origin.begin", right=RIGHT))
    host = _host(parts)
    if port == 0:
        raise ValueError(said("origin.port"))
    shown = "" if port in (None, SCHEMES[parts.scheme]) else f":{port}"
    whole = f"{parts.scheme}://{host}{shown}"
    if parts.path or parts.query or parts.fragment or entry[-1] in "?#":
        raise ValueError(said("origin.more", whole=whole))
    return whole


def _host(parts: SplitResult) -> str:
    if "@" in parts.netloc:
        raise ValueError(said("origin.user", right=RIGHT))
    host = (parts.hostname or "").lower()
    if ":" in host:
        return f"[{_network(host).network_address}]"
    if not host.isascii():
        plain = host.encode("idna").decode("ascii")
        raise ValueError(said("origin.ascii", whole=f"{parts.scheme}://{plain}"))
    if not HOST.fullmatch(host) or parts.netloc.endswith(":"):
        raise ValueError(said("origin.host", right=RIGHT))
    return host


def _network(entry: str) -> Network:
    try:
        return ip_network(entry)
    except ValueError:
        raise ValueError(said("origin.network")) from None


def _each(text: str, read: Callable[[str], T]) -> tuple[T, ...]:
    faults: list[tuple[str, str]] = []
    found: list[T] = []
    for entry in filter(None, SEPARATOR.split(text)):
        try:
            found.append(read(entry))
        except ValueError as error:
            faults.append((entry, error.args[0] if error.args else str(error)))
    if faults:
        raise Entries(faults)
    return tuple(dict.fromkeys(found))
