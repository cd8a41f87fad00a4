"""CSV on the Web: every CSV file is what its description says, by the rules of the W3C."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

from flask.testing import FlaskClient

ADDRESS = "/data/csv-metadata.json"
FLAGS = ("true", "false")


def described(client: FlaskClient) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(client.get(ADDRESS).data)
    return told


def rows_of(client: FlaskClient, url: str) -> list[dict[str, str]]:
    """Return the rows of a CSV file that lies beside the description."""
    answer = client.get(f"/data/{url}")
    assert answer.status_code == 200, url
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))


def fits(cell: str, datatype: dict[str, Any]) -> bool:
    """Return whether a cell is of a datatype."""
    match datatype["base"]:
        case "string":
            return re.fullmatch(datatype.get("format", "(?s:.*)"), cell) is not None
        case "boolean":
            return cell in FLAGS
        case "integer" if not re.fullmatch(r"-?[0-9]+", cell):
            return False
        case _:
            low, high = datatype.get("minimum", "-inf"), datatype.get("maximum", "inf")
            return float(low) <= float(cell) <= float(high)


def test_every_cell_is_what_its_column_says(client: FlaskClient) -> None:
    told = described(client)
    assert told["@context"][0] == "http://www.w3.org/ns/csvw"
    assert told["dc:rights"]
    assert {"values.csv", "indicators.csv", "sources.csv"} <= {one["url"] for one in told["tables"]}
    for table in told["tables"]:
        rows = rows_of(client, table["url"])
        columns = table["tableSchema"]["columns"]
        names = [column["name"] for column in columns]
        assert names == [column["titles"] for column in columns]
        header = client.get(f"/data/{table['url']}").data.decode("utf-8-sig").splitlines()[0]
        assert header.split(",") == names
        for column in columns:
            for row in rows:
                cell = row[column["name"]]
                if not cell:
                    assert not column.get("required"), (table["url"], column["name"])
                    continue
                separator = column.get("separator")
                for part in cell.split(separator) if separator else [cell]:
                    assert fits(part.strip(), column["datatype"]), (table["url"], column, part)


def test_keys_are_unique_and_lead_to_rows(client: FlaskClient) -> None:
    tables = {one["url"]: one["tableSchema"] for one in described(client)["tables"]}
    keyed = led = 0
    for url, schema in tables.items():
        rows = rows_of(client, url)
        key = schema.get("primaryKey", ())
        keys = [tuple(row[name] for name in key) for row in rows]
        assert not key or len(set(keys)) == len(keys), url
        keyed += bool(key)
        for foreign in schema["foreignKeys"]:
            there = foreign["reference"]
            known = {
                tuple(row[name] for name in there["columnReference"])
                for row in rows_of(client, there["resource"])
            }
            for row in rows:
                cells = tuple(row[name] for name in foreign["columnReference"])
                assert cells in known or not all(cells), (url, cells)
            led += 1
    assert keyed > 5
    assert led
