"""What follows from the declared tables says what they say."""

from __future__ import annotations

from tools.datapackage import DESCRIPTOR, PAGE, descriptor, page

RUN = "run: python -m tools.datapackage"


def test_the_data_package_has_the_declared_schemas() -> None:
    assert DESCRIPTOR.read_text(encoding="utf-8") == descriptor(), RUN


def test_the_page_of_the_tables_says_what_is_declared() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), RUN
