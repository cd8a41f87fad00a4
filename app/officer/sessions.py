"""Who is signed in: a signed cookie says it, and the file of officers has the last word.

Nothing is kept here. A cookie names a line of the file by its mark, so that whoever changes or
removes the line ends every session of it; the signatures are made with a key that lies in the
store, which all workers and the next start share.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from itsdangerous import BadSignature, URLSafeTimedSerializer

from app.settings.settings import ConfigError
from app.text.messages import said
from geo.files.atomic import why_not

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.settings.officers import Officer

# A day of work.
LASTS_S = 10 * 3600
KEY, KEY_BYTES, NONCE_BYTES = "session.key", 32, 16
OWNER_ONLY, FOLDER_OWNER_ONLY = 0o600, 0o700
# What a cookie is good for: each place has its own.
Place = Literal["officer", "preview"]


@dataclass(frozen=True)
class SignedIn:
    """Somebody who is signed in; ``nonce`` is that of the session, blank with a single sign-on."""

    officer: Officer
    nonce: str = ""


class Sessions:
    """Signs who is signed in, and what the forms of whom are."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def begun(self, officer: Officer) -> SignedIn:
        """Return a new session."""
        return SignedIn(officer, secrets.token_urlsafe(NONCE_BYTES))

    def cookie(self, of: SignedIn, place: Place) -> str:
        """Return what a browser keeps of a session."""
        text: str = self._signer(place).dumps([of.officer.name, of.officer.mark, of.nonce])
        return text

    def read(self, cookie: str, officers: Iterable[Officer], place: Place) -> SignedIn | None:
        """Return whose session a cookie is; None where it is forged, over, or of no line."""
        said = self._loaded(cookie, place)
        for one in officers:
            if said[:2] == [one.name, one.mark]:
                return SignedIn(one, str(said[-1]))
        return None

    def form(self, of: SignedIn) -> str:
        """Return what every form of a session carries, and no page of others can know."""
        text: str = self._signer("form").dumps([of.officer.name, of.officer.mark, of.nonce])
        return text

    def is_form(self, text: str, of: SignedIn) -> bool:
        """Return whether a form is of this session."""
        return self._loaded(text, "form") == [of.officer.name, of.officer.mark, of.nonce]

    def _signer(self, place: Place | Literal["form"]) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(self._key, salt=f"atlas-{place}")

    def _loaded(self, text: str, place: Place | Literal["form"]) -> list[object]:
        try:
            found = self._signer(place).loads(text, max_age=LASTS_S)
        except BadSignature:
            return []
        return found if isinstance(found, list) else []


def session_key(folder: Path) -> bytes:
    """Return the key of a folder, which is made where there is none; raises ConfigError."""
    path = folder / KEY
    try:
        folder.mkdir(mode=FOLDER_OWNER_ONLY, parents=True, exist_ok=True)
        if not path.exists():
            # Of two that make one, the first wins, and nobody reads half of it.
            draft = folder / f".{KEY}.{secrets.token_hex(4)}"
            handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
            with os.fdopen(handle, "wb") as file:
                file.write(secrets.token_bytes(KEY_BYTES))
            try:
                os.link(draft, path)
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        return path.read_bytes()
    except OSError as error:
        told = said("officers.key", path=str(path), why=why_not(error))
        raise ConfigError(told) from error
