"""Lacking: what a page that this edition of the data does not have is answered with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from werkzeug.exceptions import NotFound

if TYPE_CHECKING:
    from app.shell.view import View


class Lacking(NotFound):
    """A view of ours that needs data which this edition does not have.

    ``error.lacking.<view>`` says so, and ``error.lacking.<view>.more`` what there is instead.
    """

    def __init__(self, view: View) -> None:
        super().__init__(f"this edition of the data has no {view.needs}")
        self.words = f"error.lacking.{view.name}"
