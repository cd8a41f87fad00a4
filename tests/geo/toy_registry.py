"""A registry of Toyland with a zone that has a boundary, and the rows to hold it against."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from geo.editing.draft import Draft, begun
from geo.editing.draft_registry import registry_added
from geo.registry.registry_import import RegistryFiles, import_registry, known_places
from geo.registry.registry_package import RegistryPackage, registry_of
from tests.catalogues import TOY, of

ROWS = 2_000
DAY = "2023-06-30"
# Of the first county, all of zone one and none of zone two.
ZONE = [[104.4, 31.4], [104.6, 31.4], [104.6, 31.6], [104.4, 31.6], [104.4, 31.4]]
FIELDS = ("电子信息", "生物医药", "")
SOURCE = "toy-bulletin"


def toy_with_zone(folder: Path) -> Path:
    """Return a copy of Toyland in which one zone has a published boundary."""
    shutil.copytree(TOY, folder)
    feature = {
        "type": "Feature",
        "properties": {"zone_id": "htz-one", "source_id": SOURCE},
        "geometry": {"type": "Polygon", "coordinates": [ZONE]},
    }
    whole = json.dumps({"type": "FeatureCollection", "features": [feature]})
    (folder / "shapes" / "zones.geojson").write_text(whole, encoding="utf-8")
    return folder


def rows(count: int = ROWS, *, synthetic: bool = False) -> pd.DataFrame:
    """Return enterprises: most with a point, some known by county or prefecture only."""
    random = np.random.default_rng(count)
    points = random.uniform((104, 30), (106, 32), (count, 2)).round(4)
    coded = random.random(count) < 1 / 5
    codes = random.choice(["990101", "990201", "990100", "990300"], count)
    prefix = "SYNTHETIC-" if synthetic else "T"
    return pd.DataFrame(
        {
            "id": [f"{prefix}{at:05}" for at in range(count)],
            "name": [f"第{at}家公司" for at in range(count)],
            "field": random.choice(FIELDS, count),
            "status": random.choice(["存续", "注销", ""], count),
            "year": random.integers(1995, 2024, count).astype(str),
            "lon": np.where(coded, "", points[:, 0].astype(str)),
            "lat": np.where(coded, "", points[:, 1].astype(str)),
            "code": np.where(coded, codes, ""),
        }
    )


def imported(folder: Path, data: Path, given: pd.DataFrame, day: str = DAY) -> Path:
    """Return the registry that rows are in a data folder, imported beside it."""
    folder.mkdir(exist_ok=True)
    path, out = folder / "rows.csv", folder / "imported"
    given.to_csv(path, index=False)
    files = RegistryFiles((path,), SOURCE, day)
    import_registry(files, out, known_places(data, of(data)), data)
    return out


def with_registry(folder: Path, given: pd.DataFrame | None = None, day: str = DAY) -> Draft:
    """Return a draft of Toyland with a registry in it."""
    data = toy_with_zone(folder / "toy")
    draft = begun(folder / "draft", data, "0" * 16)
    registry = imported(folder / "registry", data, rows() if given is None else given, day)
    registry_added(draft, registry, {"source_id": ""})
    return draft


def registry_in(draft: Draft) -> RegistryPackage:
    """Return the registry of a draft."""
    found = registry_of(draft.data)
    assert found is not None
    return found


@cache
def truth(data: Path) -> pd.DataFrame:
    """Return the rows of a registry: what figures are counted of here, by other means."""
    found = registry_of(data)
    assert found is not None
    table = pq.read_table(found.rows_path)
    frame: pd.DataFrame = table.drop(["geometry"]).to_pandas()
    points = table["geometry"].to_pylist()
    frame["x"] = [at["x"] if at else np.nan for at in points]
    frame["y"] = [at["y"] if at else np.nan for at in points]
    for name in ("field", "status", "place", "zone"):
        frame[name] = frame[name].astype(object)
    return frame


def expected(data: Path, kept: pd.Series) -> Mapping[str, float]:
    """Return how many of the rows that are kept are in each place, by hand."""
    known, own = of(data), truth(data)[kept].groupby("place").size()
    counties = {p.place_id: own.get(p.place_id, 0) for p in known.divisions("county")}
    wholes = {p.place_id: own.get(p.place_id, 0) for p in known.divisions("prefecture")}
    for county in known.divisions("county"):
        wholes[county.prefecture] += counties[county.place_id]
    return {known.profile.adcode: int(kept.sum()), **wholes, **counties}
