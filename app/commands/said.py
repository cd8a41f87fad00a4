"""What the command line says, in both languages; the templates lie in ``text/said``."""

from __future__ import annotations

from app.text import FOLDER
from geo.sentences import sayer

said = sayer(FOLDER / "said")
