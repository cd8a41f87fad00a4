"""The data described for programs: what is named there answers, and is what it says."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient

CATALOG = "/api/catalog.jsonld"


def test_every_file_of_the_catalogue_is_there_and_of_its_kind(client: FlaskClient) -> None:
    answer = client.get(CATALOG)
    assert answer.mimetype == "application/ld+json"
    datasets = json.loads(answer.data)["dcat:dataset"]
    assert {one.get("dct:identifier") for one in datasets} >= {"prefectures/gdp", "zones"}
    for dataset in datasets:
        for file in dataset["dcat:distribution"]:
            parts = urlsplit(file["dcat:accessURL"]["@id"])
            found = client.get(f"{parts.path}?{parts.query}")
            assert found.status_code == 200, parts
            assert found.mimetype == file["dcat:mediaType"], parts


def test_each_dataset_says_of_when_it_is_in_both_languages(client: FlaskClient) -> None:
    [gdp] = [
        one
        for one in json.loads(client.get(CATALOG).data)["dcat:dataset"]
        if one.get("dct:identifier") == "prefectures/gdp"
    ]
    assert {one["@language"] for one in gdp["dct:title"]} == {"zh", "en"}
    when = gdp["dct:temporal"]
    assert when["dcat:startDate"]["@value"] == "2020-01-01"
    assert when["dcat:endDate"]["@value"] == "2021-12-31"


@pytest.mark.parametrize("path", ["/", "/map", "/data?lang=en", "/zones"])
def test_pages_lead_to_the_catalogue(client: FlaskClient, path: str) -> None:
    head = client.get(path).get_data(as_text=True).partition("</head>")[0]
    assert f'rel="describedby" type="application/ld+json" href="{CATALOG}"' in head
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', head)
    assert len(blocks) == (path.partition("?")[0] in ("/", "/data")), "the pages about the data"
    for block in blocks:
        named(block, path)


def named(block: str, path: str) -> None:
    """Look at what a page says of the catalogue in its head."""
    told = json.loads(block)
    assert told["@type"] == "dcat:Catalog"
    assert urlsplit(told["@id"]).path == CATALOG
    assert told["dct:title"]["@language"] == ("en" if "lang=en" in path else "zh")


def test_the_data_package_is_sound_where_it_lies(client: FlaskClient, tmp_path: Path) -> None:
    for name in ("datapackage.json", "data-package.zip"):
        (tmp_path / name).write_bytes(client.get(f"/data/{name}").data)
    assert json.loads((tmp_path / "datapackage.json").read_bytes())["resources"]
    # In a process of its own: the library leaves files open that it has read.
    command = [sys.executable, "-m", "frictionless", "validate", "datapackage.json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
