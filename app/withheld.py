"""The data without what is sensitive, made once for each content of data and lists."""

from __future__ import annotations

import csv
import hashlib
import logging
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import AtlasError
from geo.sensitive import rules
from geo.withhold import withhold

if TYPE_CHECKING:
    from app.config import Config

log = logging.getLogger("atlas")
FOLDER = "published"
CODE = Path(__file__).resolve().parent.parent / "geo"


def withheld(config: Config) -> Config:
    """Return settings whose data folder has nothing in it that the operator's lists name.

    The settings as they are where no list is given. Raises RulesError for a list that cannot be
    used, SensitiveError for what the operator has not decided.
    """
    lists = [path for path in (config.sensitive_words, config.sensitive_areas) if path]
    if not lists or not config.data.is_dir():
        return config
    found = rules(config.sensitive_words, config.sensitive_areas)
    folder = config.cache / FOLDER / _key(config.data, lists)
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=".", dir=folder.parent))
        try:
            log.info(withhold(config.data, found, draft))
            draft.chmod(0o755)
            draft.rename(folder)
        except AtlasError:
            raise
        except (OSError, ValueError, KeyError, TypeError, csv.Error) as error:
            # Another process may have been first; its content is ours, by the name.
            if not folder.exists():
                said = "the data cannot be read: `python -m app check` lists what is wrong"
                raise AtlasError(f"{said} ({error!r})") from error
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    return replace(config, data=folder, sensitive_words=None, sensitive_areas=None)


def _key(data: Path, lists: list[Path]) -> str:
    digest = hashlib.sha256()
    inside = sorted(path for path in data.rglob("*") if path.is_file())
    for path in (*inside, *lists, CODE / "sensitive.py", CODE / "withhold.py"):
        digest.update(f"{path.name}\n".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]
