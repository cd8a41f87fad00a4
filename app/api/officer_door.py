"""The door of the page of officers: who comes in, from where, with which form; what it logs."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from flask import Response, current_app, g, make_response, request
from werkzeug.exceptions import HTTPException

from app.address import urls
from app.address.fields import StateError, parse
from app.address.query import LANG
from app.api.same_origin import same_origin
from app.index.html import strip
from app.officer.office import Office
from app.officer.sessions import LASTS_S, Place, SignedIn
from app.pages.officer import OfficerPage, page
from app.server.logs import FACTS
from geo.errors import AtlasError, CatalogueError, UnknownWord
from geo.languages import LANGS, ORIGINAL
from geo.sentences import Said

if TYPE_CHECKING:
    from app.context.context import World
    from app.settings.officers import Role

log = logging.getLogger("atlas.officer")
# The office of an atlas, by which routes find it.
OFFICE = "office"
COOKIES: dict[Place, str] = {"officer": "atlas_officer", "preview": "atlas_preview"}
FORM = "form"
FOUND, BAD, UNKNOWN, FOREIGN, MISSING, CONFLICT = 200, 400, 401, 403, 404, 409
LENGTHLESS, LARGE, UNFIT, OFTEN, BUSY = 411, 413, 422, 429, 503
# What goes with a file in a form: names of fields and what is typed into them.
FIELDS_SIZE = 1 << 17
PEER = "werkzeug.proxy_fix.orig"
ALONE = {
    # Somebody signs in here: no window that opened this one may keep hold of it.
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex",
}
Act = Callable[..., Response]


class Refusal(AtlasError):
    """Why a request is not answered as it was meant, with the status that says so."""

    def __init__(self, said: Said, status: int, wait_s: int = 0) -> None:
        """Keep the status, and in how many seconds another try makes sense."""
        self.status, self.wait_s = status, wait_s
        super().__init__(said)


class Door:
    """Lets people in, one request at a time."""

    def __init__(self, world: World) -> None:
        self.world = world

    @property
    def office(self) -> Office:
        """Return the office of this atlas."""
        office: Office = current_app.extensions[OFFICE]
        return office

    def for_role(self, needed: Role, act: Act) -> Act:
        """Return what answers those who have a role, and says to others why it does not.

        ``act`` is given who is signed in, and the parts of the path.
        """

        @wraps(act)
        def answered(**parts: str) -> Response:
            signed = self.signed_in("officer") if self.office.open else None
            try:
                if not self.office.open:
                    answer = self.shut()
                elif signed is None:
                    answer = self.sign_in()
                else:
                    self._require(signed, needed)
                    answer = act(signed, **parts)
            except CatalogueError as error:
                answer = self.unfit(signed, error, UNFIT, faults=error.faults)
            except Refusal as error:
                answer = self.unfit(signed, error, error.status)
                if error.wait_s:
                    answer.headers["Retry-After"] = str(error.wait_s)
            except UnknownWord as error:
                answer = self.unfit(signed, error, MISSING)
            except AtlasError as error:
                answer = self.unfit(signed, error, UNFIT)
            except HTTPException as error:
                # What is too large, or no form at all; the page of errors says it.
                self.noted(signed, error.code or BAD)
                raise
            self.noted(signed, answer.status_code)
            return self.dressed(answer)

        return answered

    def signed_in(self, place: Place) -> SignedIn | None:
        """Return who asks, by the cookie of a place or by a single sign-on that is trusted."""
        office = self.office
        # Who comes through the sign-on of the office is that one, whoever sat here before.
        if found := office.by_header(self._header(), request_peer()):
            return found
        cookie = request.cookies.get(COOKIES[place], "")
        return office.sessions.read(cookie, office.officers, place) if cookie else None

    def _header(self) -> str:
        name = self.office.config.officer_header
        said = request.headers.get(name, "") if name else ""
        # Headers are Latin-1 to WSGI; names of people are UTF-8.
        return said.encode("latin-1", "replace").decode("utf-8", "replace").strip()

    def _require(self, signed: SignedIn, needed: Role) -> None:
        """Raise Refusal for who has another role, comes from elsewhere, or with another's form."""
        if not signed.officer.may(needed):
            key = f"role.needed.{needed}"
            raise self.refusal(key, FOREIGN)
        if request.method != "POST":
            return
        if not same_origin(self.office.config, unsaid=False):
            raise self.refusal("form.foreign", FOREIGN)
        self._room_for_body(signed)
        if not self.office.sessions.is_form(request.form.get(FORM, ""), signed):
            raise self.refusal("form.old", FOREIGN)

    def _room_for_body(self, signed: SignedIn) -> None:
        """Refuse what is too large or comes too often, before any of it is read."""
        office, length = self.office, request.content_length
        if not (request.mimetype or "").startswith("multipart/"):
            return
        most = office.config.upload_bytes
        if length is None:
            raise self.refusal("upload.lengthless", LENGTHLESS)
        if length > most + FIELDS_SIZE:
            raise self.refusal("upload.large", LARGE, most=most)
        if wait := office.uploads.take(signed.officer.name):
            raise self.refusal("upload.often", OFTEN, int(wait) + 1, most=office.config.upload_rate)
        request.max_content_length = most + FIELDS_SIZE
        request.max_form_memory_size = FIELDS_SIZE

    def refusal(self, key: str, status: int, wait_s: int = 0, **parts: object) -> Refusal:
        """Return a sentence of the page's words as a refusal."""
        said = {lang: self.world.phrases(lang, "officer")[key] for lang in LANGS}
        told = {lang: text.format(**parts) if parts else text for lang, text in said.items()}
        other = next(lang for lang in LANGS if lang != ORIGINAL)
        return Refusal(Said(told[other], told[ORIGINAL]), status, wait_s)

    # --- answers ---

    def page(
        self, name: str, signed: SignedIn | None, status: int = FOUND, /, **context: object
    ) -> Response:
        """Return one of the pages."""
        form = self.office.sessions.form(signed) if signed else ""
        lang = language()
        of = OfficerPage(self.world, lang, signed, form, strip(self.world, lang), self.office.host)
        return make_response(page(of, name, context), status)

    def shut(self) -> Response:
        """Return the page that says what an administrator has to set."""
        return self.page("shut", None, MISSING)

    def sign_in(self, wrong: str = "", status: int = UNKNOWN) -> Response:
        """Return the page that asks for a token."""
        header = self.office.config.officer_header
        unknown = self._header() if header and self.trusted_peer() else ""
        return self.page("sign_in", None, status, wrong=wrong, sso=bool(header), unknown=unknown)

    def unfit(
        self, signed: SignedIn | None, error: AtlasError, status: int, **more: object
    ) -> Response:
        """Return the page that says why something was not done."""
        context = {"told": error, "faults": (), "back": "", **more}
        return self.page("refused", signed, status, **context)

    def trusted_peer(self) -> bool:
        """Return whether the other end is one whose header is believed."""
        return self.office.trusts(request_peer())

    def dressed(self, answer: Response) -> Response:
        """Return an answer with the headers of this page, and of no other."""
        answer.headers.update(ALONE)
        return answer

    def give_cookies(self, answer: Response, signed: SignedIn) -> None:
        """Let a browser keep a session, for these pages alone."""
        for place, name in COOKIES.items():
            answer.set_cookie(
                name,
                self.office.sessions.cookie(signed, place),
                max_age=LASTS_S,
                path=self.path_of(place),
                secure=self.secure,
                httponly=True,
                samesite="Strict",
            )

    def take_cookies(self, answer: Response) -> None:
        """Let a browser forget a session."""
        for place, name in COOKIES.items():
            answer.delete_cookie(
                name,
                path=self.path_of(place),
                secure=self.secure,
                httponly=True,
                samesite="Strict",
            )

    def path_of(self, place: Place) -> str:
        """Return below which path the cookie of a place is sent."""
        paths = {"officer": self.world.urls.officer, "preview": self.world.urls.preview()}
        return paths[place].rstrip("/")

    @property
    def secure(self) -> bool:
        """Return whether readers come by TLS, as far as this process is told."""
        return request.is_secure or self.office.config.public_url.startswith("https:")

    def came(self, outcome: str) -> None:
        """Let the log say what came of this request."""
        g.officer_outcome = outcome

    def noted(self, signed: SignedIn | None, status: int, outcome: str = "") -> None:
        """Log who asked for what, and what came of it; never what was typed."""
        who = signed.officer.name if signed else ""
        role = signed.officer.role if signed else ""
        what = f"{request.method} {request.path}"
        came = outcome or g.get("officer_outcome", "") or ("done" if status < BAD else "refused")
        facts = {"who": who, "role": role, "what": what, "outcome": came, "status": status}
        told = (status, who or "-", role or "-", what, came)
        log.info("officer: %d %s (%s): %s: %s", *map(_plain, told), extra={FACTS: facts})


def request_peer() -> str:
    """Return the address at the other end of the connection, whatever headers say of others."""
    before: dict[str, Any] = request.environ.get(PEER) or {}
    return str(before.get("REMOTE_ADDR") or request.environ.get("REMOTE_ADDR") or "")


def language() -> str:
    """Return the language of the page that is asked for."""
    try:
        return str(parse(LANG, request.args.get(LANG.name, ORIGINAL)))
    except StateError:
        return ORIGINAL


def here(world: World, rest: str = "") -> str:
    """Return the address of one of these pages, in the language of the request."""
    path = f"/{urls.OFFICER}{f'/{rest}' if rest else ''}"
    lang = language()
    return world.urls.page(path, {} if lang == ORIGINAL else {LANG.name: lang})


def _plain(word: object) -> object:
    """Return a word that cannot break a line of a log."""
    if not isinstance(word, str):
        return word
    return "".join(c if c.isprintable() else "?" for c in word)
