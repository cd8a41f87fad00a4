"""Tiles of another server below the map, as an operator chooses them."""

from __future__ import annotations

from urllib.parse import urlsplit

TIANDITU_URL = (
    "https://t0.tianditu.gov.cn/vec_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER=vec"
    "&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk="
)


def ground(url: str, credit: str, key: str, zoom: int) -> dict[str, str | int] | None:
    """Return what the browser needs to draw tiles; None where there is no address and no key."""
    if not url and key:
        url, credit = TIANDITU_URL + key, credit or "底图：天地图"
    if not url:
        return None
    return {"url": url, "attribution": credit, "maxZoom": zoom}


def tile_host(url: str) -> str:
    """Return the origin tiles come from, for the content security policy."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.replace('{s}', '*')}"
