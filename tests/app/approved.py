"""Maps in every state before the law: settings, and what must stand on whatever they give."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from app.settings.settings import Config
from geo.approval.state import State, sums
from geo.store.profile_file import profile
from layers.catalogue import layers

# Nobody can take it for a number.
NUMBER = "（测试号 0）"
LAW = "本图未标注审图号，仅供内部审查，不得公开"
BEFORE, AFTER = date(2026, 1, 2), date(2031, 1, 2)


def granted(data: Path, **other: object) -> dict[str, object]:
    """Return the fields of an approval of everything, with others in their place."""
    return {
        "number": NUMBER,
        "holder": "玩具省",
        "authority": "玩具省自然资源厅",
        "issued": "2026-01-01",
        "expires": "2030-12-31",
        "layers": list(layers(profile(data))),
        "max_zoom": 15,
        "boundaries": sums(data),
        **other,
    }


def in_state(state: State, config: Config, folder: Path) -> Config:
    """Return settings whose maps are in a state; ``folder`` takes the file of the approval."""
    fields = granted(config.data)
    if state == "mismatch":
        fields["boundaries"] = {**sums(config.data), "counties.geojson": "0" * 64}
    path = folder / "approval.json"
    path.write_text(json.dumps(fields, ensure_ascii=False), encoding="utf-8")
    return replace(
        config,
        map_approval=None if state == "missing" else path,
        today=AFTER if state == "expired" else BEFORE,
    )


def arguments(config: Config) -> list[str]:
    """Return the settings as a person gives them on the command line."""
    given = ["--data", str(config.data), "--today", str(config.today)]
    return [*given, *(["--map-approval", str(config.map_approval)] if config.map_approval else [])]


def said(content: str, state: State) -> bool:
    """Return whether a content says what its state demands, and nothing of the other."""
    number, law = NUMBER in content, LAW in content
    return (number, law) == ((True, False) if state == "approved" else (False, True))
