"""Forwarded headers: believed from the proxies that are named, dropped from anybody else."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import ip_address
from typing import TYPE_CHECKING

from werkzeug.middleware.proxy_fix import ProxyFix

from app.settings.origins import Network

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

FORWARDED = ("HTTP_FORWARDED", "HTTP_X_FORWARDED_")


class Proxies:
    """A WSGI application behind proxies: ``trusted`` say who asked, how and for which host.

    One proxy is believed, the last one, which is ours: what stands before its own entry in
    X-Forwarded-For was said by whoever asked it.
    """

    def __init__(self, inner: WSGIApplication, trusted: tuple[Network, ...]) -> None:
        self.inner = inner
        self.trusted = trusted
        self.believing = ProxyFix(inner, x_for=1, x_proto=1, x_host=1, x_port=1)

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Answer, with the forwarded headers heeded or gone."""
        if self._trusts(environ.get("REMOTE_ADDR", "")):
            return self.believing(environ, start)
        for name in [name for name in environ if name.startswith(FORWARDED)]:
            del environ[name]
        return self.inner(environ, start)

    def _trusts(self, text: str) -> bool:
        try:
            address = ip_address(text)
        except ValueError:
            return False
        return any(address in network for network in self.trusted)
