"""Somebody at the page of officers: a browser's cookies, and forms with what stands in them."""

from __future__ import annotations

import re
from collections.abc import Callable

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

HERE = {"Sec-Fetch-Site": "same-origin"}
ROLES = ("viewer", "editor", "publisher")


class Browser:
    """What a browser does: it keeps cookies, and sends a form with what stands in it."""

    def __init__(self, client: FlaskClient, token: str) -> None:
        self.client, self.token = client, token

    def sign_in(self) -> TestResponse:
        return self.client.post("/officer/sign-in", data={"token": self.token}, headers=HERE)

    def get(self, path: str = "/officer") -> TestResponse:
        return self.client.get(path)

    def form(self) -> str:
        found = re.search(r'name="form" value="([^"]+)"', self.get().text)
        return found[1] if found else ""

    def post(self, path: str, **fields: object) -> TestResponse:
        sent = {"form": self.form(), **fields}
        return self.client.post(path, data=sent, headers=HERE)


Enter = Callable[[str], Browser]
