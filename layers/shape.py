"""Shape: what a printed map is drawn on, a page of paper or a slide of 16:9."""

from __future__ import annotations

from typing import Literal, get_args

Shape = Literal["page", "slide"]
PAGE: Shape = "page"
SHAPES: tuple[Shape, ...] = get_args(Shape)
