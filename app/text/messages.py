"""What the program says of itself, in both languages; the templates lie in ``said`` beside it."""

from __future__ import annotations

from app.text import FOLDER
from geo.sentences import sayer

said = sayer(FOLDER / "said")
