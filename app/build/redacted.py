"""The data without what is sensitive, made once for each content of data and lists."""

from __future__ import annotations

import csv
import hashlib
import json
import logging
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.settings.settings import PROJECT
from geo.errors import AtlasError, CatalogueError, Fault
from geo.files.atomic import FULL, why_not
from geo.files.content_hash import file_hash
from geo.redact.redaction import SensitiveError, Withheld, some, withhold
from geo.redact.rules import rules
from geo.sentences import Said, in_each, lines, said
from layers.typefaces import lacking

if TYPE_CHECKING:
    from app.settings.settings import Config

log = logging.getLogger("atlas")
FOLDER = "published"
MADE_BY = (
    *("redact/rules.py", "redact/redaction.py", "redact/dangling.py"),
    *("redact/registry_withheld.py", "registry/registry_figures.py", "registry/registry_counts.py"),
    *(
        "store/references.py",
        "store/profile_file.py",
        "model/reader_notes.py",
        "files/shape_files.py",
    ),
)
CODE = PROJECT / "geo"


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
        draft = _draft(folder.parent)
        try:
            done = withhold(config.data, found, draft)
            log.info(done.words)
            _note(folder).write_text(_told(config.data, done), encoding="utf-8")
            draft.chmod(0o755)
            draft.rename(folder)
        except AtlasError:
            raise
        except (OSError, ValueError, KeyError, TypeError, csv.Error) as error:
            # Another process may have been first; its content is ours, by the name.
            if not folder.exists():
                if isinstance(error, OSError) and error.errno in FULL:
                    raise _unwritten(folder.parent, error) from error
                raise AtlasError(said("withheld.unreadable", why=repr(error))) from error
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    return replace(config, data=folder, sensitive_words=None, sensitive_areas=None)


def _draft(parent: Path) -> Path:
    """Return a new folder below the cache."""
    try:
        parent.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=".", dir=parent))
    except OSError as error:
        raise _unwritten(parent, error) from error


def _unwritten(folder: Path, error: OSError) -> AtlasError:
    return AtlasError(said("unwritten", path=str(folder), why=why_not(error)))


def refusal(data: Path, faults: Sequence[Fault]) -> AtlasError:
    """Return why data with faults cannot be used.

    Where they are a copy without what the lists name, and the operator's own data have no fault,
    the lists are the reason.
    """
    note = _note(data)
    if not note.exists():
        return CatalogueError(faults)
    from geo.validate import check  # noqa: PLC0415  frictionless

    told = json.loads(note.read_text(encoding="utf-8"))
    own = check(Path(told["data"]), lacking=lacking)
    if own:
        return CatalogueError(own)
    sentence = lines(in_each(fault.in_lang) for fault in faults)
    met = [Said(en, zh) for en, zh in told["met"]]
    return SensitiveError(said("withheld.unfit", faults=sentence, places=some(met)))


def _note(folder: Path) -> Path:
    """Return the file beside a copy that tells what it is a copy of: the copy itself has no say."""
    return folder.with_name(f"{folder.name}.json")


def _told(data: Path, done: Withheld) -> str:
    met = [(str(place), place.zh) for place in done.met]
    return json.dumps({"data": str(data.resolve()), "met": met}, ensure_ascii=False)


def _key(data: Path, lists: list[Path]) -> str:
    digest = hashlib.sha256()
    inside = sorted(path for path in data.rglob("*") if path.is_file())
    for path in (*inside, *lists, *(CODE / name for name in MADE_BY)):
        digest.update(f"{path.name}\n".encode())
        digest.update(bytes.fromhex(file_hash(path)))
    return digest.hexdigest()[:16]
