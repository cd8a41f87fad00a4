"""The page of officers over HTTP: signing in, what stands, templates, and an earlier edition."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flask import Response, make_response, redirect, request

from app.address.urls import OFFICER
from app.api import officer_drafts, officer_preview
from app.api.officer_door import FOREIGN, MISSING, OFTEN, Door, here
from app.api.same_origin import same_origin
from app.build.editions import kept_store
from app.officer.apart import apart
from app.officer.journal_state import journal_state
from app.officer.release import Signature, rolled_back
from app.officer.template_file import template_body
from app.pages.officer.home import Standing, home
from geo.export import MEDIA_TYPES
from geo.model.patterns import YEAR

if TYPE_CHECKING:
    from app.context.context import World
    from app.index.atlas import Atlas
    from app.officer.sessions import SignedIn

SEE_OTHER = 303
LONGEST = 500


def register(app: Atlas, world: World) -> None:
    """Answer at and below ``/officer``; without a file of officers, what has to be set for it."""
    if world.config.preview:
        return
    desk = _Desk(world)
    door = desk.door
    root = f"{world.urls.prefix}{OFFICER}"
    for path in (root, f"{root}/"):
        app.server.add_url_rule(path, f"{path} home", door.for_role("viewer", desk.home))
    rules = (
        ("templates/<name>", door.for_role("viewer", desk.template), "GET"),
        ("roll-back", door.for_role("publisher", desk.roll_back), "POST"),
        ("sign-out", door.for_role("viewer", desk.sign_out), "POST"),
        ("sign-in", desk.sign_in, "POST"),
        ("<path:rest>", door.for_role("viewer", desk.nowhere), "GET"),
    )
    officer_drafts.register(app, door)
    officer_preview.register(app, door)
    for rule, answer, method in rules:
        app.server.add_url_rule(f"{root}/{rule}", f"{OFFICER} {rule}", answer, methods=[method])


class _Desk:
    """What somebody at the door may ask for."""

    def __init__(self, world: World) -> None:
        self.world, self.door = world, Door(world)

    def home(self, signed: SignedIn) -> Response:
        """Say what stands."""
        office, known = self.door.office, self.world.catalogue
        store = kept_store(office.config)
        state = journal_state(store)
        folder = store.edition(state.current).folder
        asked = request.args.get("year", "")
        year = asked if re.fullmatch(YEAR, asked) else known.newest_year
        context = home(
            Standing(state, self.world.config.edition), office.drafts.all(), folder, year
        )
        return self.door.page("home", signed, **context)

    def template(self, _signed: SignedIn, name: str) -> Response:
        """Give a template of the current edition away."""
        store = kept_store(self.door.office.config)
        body = apart(template_body, store.edition(store.current()).folder, name)
        answer = make_response(body)
        answer.content_type = MEDIA_TYPES[name.rpartition(".")[2]]
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer

    def roll_back(self, signed: SignedIn) -> Response:
        """Give readers an earlier edition again."""
        why, to = request.form.get("why", "")[:LONGEST], request.form.get("to", "")
        row = rolled_back(self.door.office.config, Signature(signed.officer.name, why), to)
        self.door.came(f"readers get {row.to} again, no longer {row.base}")
        return self.led()

    def sign_in(self) -> Response:
        """Let somebody in who has a token; it is read here, and stands nowhere afterwards."""
        door = self.door
        if not door.office.open:
            return door.dressed(door.shut())
        wait = door.office.tries.take(request.remote_addr or "")
        if not same_origin(door.office.config, unsaid=False):
            answer = door.sign_in("form.foreign", FOREIGN)
        elif wait:
            answer = door.sign_in("sign-in.often", OFTEN)
            answer.headers["Retry-After"] = str(int(wait) + 1)
        else:
            return self._entered(request.form.get("token", ""))
        door.noted(None, answer.status_code, "sign-in refused")
        return door.dressed(answer)

    def _entered(self, token: str) -> Response:
        door, officer = self.door, self.door.office.by_token(token[:LONGEST])
        if officer is None:
            answer = door.sign_in("sign-in.wrong", FOREIGN)
            door.noted(None, answer.status_code, "a token that nobody has")
            return door.dressed(answer)
        signed = door.office.sessions.begun(officer)
        answer = self.led()
        door.give_cookies(answer, signed)
        door.noted(signed, answer.status_code, "signed in")
        return door.dressed(answer)

    def sign_out(self, _signed: SignedIn) -> Response:
        """Let a browser forget who was signed in."""
        answer = self.led()
        self.door.take_cookies(answer)
        return answer

    def nowhere(self, _signed: SignedIn, **_parts: str) -> Response:
        """Say that there is no such page."""
        raise self.door.refusal("nowhere", MISSING)

    def led(self, *rest: str) -> Response:
        """Lead to one of the pages after something was done."""
        return make_response(redirect(here(self.world, "/".join(rest)), SEE_OTHER))
