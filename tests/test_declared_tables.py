"""What follows from the declared tables says what they say."""

from __future__ import annotations

import json

from geo.model.table_schema import Presence, TableSchema
from tools.datapackage import DESCRIPTOR, PAGE, descriptor, page

RUN = "run: python -m tools.datapackage"


def test_the_data_package_has_the_declared_schemas() -> None:
    assert DESCRIPTOR.read_text(encoding="utf-8") == descriptor(), RUN


def test_a_new_table_is_asked_of_every_package_unless_it_is_optional() -> None:
    def new(name: str, presence: Presence) -> TableSchema:
        return TableSchema(name, f"shapes/{name}.geojson", ("id",), (), presence)

    package = json.loads(descriptor([new("needed", "filled"), new("welcome", "optional")]))
    assert package["resources"][-1]["name"] == "needed"
    assert package["optionalResources"][-1]["name"] == "welcome"
    assert package["optionalResources"][-1]["optional"] is True


def test_the_page_of_the_tables_says_what_is_declared() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), RUN
