"""The rules of the house: a rule that is not a test is a wish (docs/architecture.md)."""

from __future__ import annotations

import ast
import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from app.cli import COMMANDS
from app.settings import settings
from app.shell import ids
from layers.palettes import KIND_COLORS
from layers.style import OURS
from tests import house
from tools import rooms

LONGEST_FILE = 400
LEFT_OF = {"geo": {"geo"}, "layers": {"geo", "layers"}, "app": {"geo", "layers", "app"}}
FIRST_PARTY = {*LEFT_OF, "bench", "tools", "tests"}
HEAVY = ("pandas", "numpy", "geopandas", "shapely", "mapclassify", "matplotlib", "folium")
NAMELESS = {"utils.py", "helpers.py", "common.py", "misc.py", "utils.js", "helpers.js", "common.js"}
ALIKE = ("app/pages/", "app/commands/")
VENDORED = "tests/vendor.sha256"

# What is true of one province, of one plan or of one edition stands in the data package.
DIVISION = re.compile(
    r"(?<![\w#.])(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12])[0-9]{4}(?:[0-9]{3})?(?![\w.])"
)
NAMED = re.compile(
    r"四川|成都|绵阳|天府|蜀|[Ss]ichuan|[Cc]hengdu|[Mm]ianyang|Tianfu|\bwcsc\b|\bmst\b"
)
YEAR = re.compile(r"(?<![\w.#/-])(?:19|20)[0-9]{2}(?![\w./])")
# Years that belong to a format or to no province, by file, with the reason.
TRUTHFUL: dict[str, dict[str, str]] = {
    "geo/export/spatial.py": {"2000": "one fixed time: the same rows give the same file"},
    "geo/export/workbook.py": {
        "2000": "one fixed time: the same rows give the same file",
        "1980": "the first year that a ZIP file can say",
    },
    "geo/store/profile_file.py": {"1900": "what may be a year at all"},
    "geo/validate/figure_rules.py": {
        "1949": "what may be a year of a figure at all",
        "2049": "what may be a year of a figure at all",
    },
    "geo/validate/remedies.py": {"2000": "the century that a spreadsheet leaves out"},
}
# Its help says the name of this software.
SOFTWARE = ("app/text/said/help.zh.json",)

# Written in pieces, so that this file may be searched too.
PLACES_OF_ONE_MACHINE = re.compile(r"(?<![\w.:/-])/(?:wor[k]|tm[p]|roo[t]|hom[e]/[a-z]+)/")
PACKAGE_HOSTS = re.compile(r"pyp[i]\.org|pythonhoste[d]\.org|registry\.np[m]js|deb\.debia[n]\.")
EXCUSE = re.compile(r"#\s*(noqa|type:\s*ignore)\b(?!:?\*)")
REASONED = re.compile(r"# noqa: [A-Z0-9, ]+?  \S+|# type: ignore\[[\w, -]+\]  # \S+")
# In a page a color is a token of layers/style.json or layers/palettes.py.
RAW_COLOR = re.compile(r"#(?:[0-9a-fA-F]{3,4}){1,2}\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch)a?\(")
UNSAFE = re.compile(r"\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval)\b")
URL = re.compile(r"""(?:https?:|["'(])//[\w.-]+[^\s"')]*""")
SLEEPS = ("sleep", "wait_for_timeout")
PINNED = re.compile(r"^[\w.-]+==\S+", re.MULTILINE)
HASHED = re.compile(r"^[\w.-]+==.*\\\n    --hash=sha256:", re.MULTILINE)


def test_imports_point_left() -> None:
    wrong = {}
    for name in house.ours():
        first = {module.split(".")[0] for module in house.imports(name)} & FIRST_PARTY
        wrong[name] = sorted(first - LEFT_OF[name.partition("/")[0]])
    assert not house.offenders(wrong)


def test_no_module_imports_one_that_imports_it() -> None:
    """Imports for types count: who reads a module reads what it names, too."""
    try:
        TopologicalSorter(house.graph()).prepare()
    except CycleError as error:
        circle = " -> ".join(error.args[1])
        raise AssertionError(circle) from None


@pytest.mark.parametrize("layer", house.LAYERS)
def test_no_room_imports_one_that_imports_it(layer: str) -> None:
    rooms: dict[str, set[str]] = {}
    for module, imported in house.graph().items():
        here = house.room(module)
        others = {house.room(one) for one in imported} - {here}
        rooms.setdefault(here, set()).update(one for one in others if one.startswith(layer))
    inside = {room: others for room, others in rooms.items() if room.startswith(layer)}
    assert len(inside) > 1
    try:
        TopologicalSorter(inside).prepare()
    except CycleError as error:
        circle = " -> ".join(error.args[1])
        raise AssertionError(circle) from None


@pytest.mark.parametrize("layer", LEFT_OF)
def test_a_file_name_means_one_thing(layer: str) -> None:
    """Pages have the same rooms under the same names; a command is called as it is typed."""
    named: dict[str, list[str]] = {}
    for name in house.ours():
        if name.startswith(f"{layer}/") and not name.startswith(ALIKE):
            named.setdefault(Path(name).name, []).append(name)
    named.pop("__init__.py")
    assert not {file: names for file, names in named.items() if len(names) > 1}


def test_a_class_name_means_one_thing() -> None:
    named: dict[str, list[str]] = {}
    for name in house.ours():
        for node in house.public(name):
            if isinstance(node, ast.ClassDef):
                named.setdefault(node.name, []).append(name)
    assert not {word: names for word, names in named.items() if len(names) > 1}


def test_the_architecture_names_every_room() -> None:
    said = house.text("docs/architecture.md")
    folders = {"/".join(Path(name).parts[:2]) for name in house.ours() if name.count("/") > 1}
    assert len(folders) > 10
    assert not sorted(folder for folder in folders if f"\n{folder} " not in said)


def test_the_picture_of_the_rooms_is_of_this_code() -> None:
    assert rooms.FILE.read_text(encoding="utf-8") == rooms.drawn(), "run python -m tools.rooms"


def test_paths_in_the_architecture_exist() -> None:
    said = house.text("docs/architecture.md")
    paths = re.findall(r"`((?:geo|layers|app|tests|tools)/[\w./-]*\w)`", said)
    assert len(paths) > 20
    assert not [path for path in paths if not (house.PROJECT / path).exists()]


def test_no_cache_of_a_module_keeps_an_edition_alive() -> None:
    keeping = {
        f"{name}: {node.name}"
        for name in house.ours()
        for node in house.nodes(name)
        if isinstance(node, ast.FunctionDef)
        for mark in node.decorator_list
        if re.match(r"(lru_)?cache\b|once\b", ast.unparse(mark))
        for given in node.args.args
        if given.annotation and ast.unparse(given.annotation) in ("Catalogue", "World")
    }
    assert not keeping, f"kept by a module rather than by its owner (geo.owned): {keeping}"


def test_web_worker_stays_light() -> None:
    script = f"import sys, app.factory; print(*(m for m in {HEAVY!r} if m in sys.modules))"
    heavy = _python("-c", script).strip()
    assert not heavy, f"app.factory imports {heavy}"


def test_files_are_short() -> None:
    lines = {name: house.text(name).count("\n") for name in house.files(".py", ".js", ".css")}
    long = {name: count for name, count in lines.items() if count > LONGEST_FILE}
    assert not long, "a second noun is hiding in a long file"


def test_public_things_have_a_docstring() -> None:
    bare = {}
    for name in house.ours():
        things = [house.tree(name), *house.public(name)]
        bare[name] = [getattr(one, "name", "file") for one in things if not ast.get_docstring(one)]
    assert not house.offenders(bare)


def test_files_are_named_after_nouns() -> None:
    named = {name for name in house.files() if Path(name).name in NAMELESS}
    assert not named, "a function lives with the noun it serves"


def test_every_excuse_states_its_reason() -> None:
    bare = {
        f"{name}:{number}": comment
        for name in house.files(".py")
        if EXCUSE.search(house.text(name))
        for number, comment in house.comments(name)
        if EXCUSE.search(comment) and not REASONED.search(comment)
    }
    assert not bare


def test_no_test_sleeps() -> None:
    """A test waits for what it waits for."""
    sleeping = {
        name: [f"{name}:{call.lineno}" for word in SLEEPS for call in house.calls(name, word)]
        for name in house.files(".py")
        if name.startswith("tests/")
    }
    assert not house.offenders(sleeping)


def test_words_from_data_are_text() -> None:
    assert not house.offenders({name: UNSAFE.findall(_code(name)) for name in house.scripts()})


def test_colors_are_tokens() -> None:
    names = [name for name in house.files(".js", ".css") if name.startswith("app/")]
    raw = house.offenders({name: RAW_COLOR.findall(_code(name)) for name in names})
    assert not raw, "give it a name in layers/style.json"


def test_every_variable_of_a_style_is_set() -> None:
    code = "".join(_code(name) for name in house.files(".js", ".css", ".html"))
    asked = set(re.findall(r"var\(--([\w-]+)\)", code))
    given = {*OURS.colors, *KIND_COLORS, *re.findall(r"--([\w-]+)[\"']?[:,]", code)}
    assert len(asked) > len(OURS.colors)
    assert asked <= given, f"nothing sets {sorted(asked - given)}"


def test_assets_fetch_nothing_foreign() -> None:
    foreign = {
        name: [url for url in URL.findall(_code(name)) if "//www.w3.org/" not in url]
        for name in house.files(".js", ".css", ".svg")
    }
    assert not house.offenders(foreign)


def test_no_javascript_in_python_strings() -> None:
    for name in house.ours():
        for call in house.calls(name, "clientside_callback"):
            assert not isinstance(call.args[0], (ast.Constant, ast.JoinedStr)), name


def test_clientside_names_exist() -> None:
    scripts = "".join(_code(name) for name in house.scripts())
    for name in house.ours():
        for call in house.calls(name, "ClientsideFunction"):
            words = [*call.args, *(keyword.value for keyword in call.keywords)]
            space, function = (ast.literal_eval(word) for word in words)
            where = f"{name}:{call.lineno} names {space}.{function}"
            assert re.search(rf"dash_clientside\b[^;]*?\b{space}\b", scripts, re.DOTALL), where
            assert re.search(rf"\b{function}\b\s*[:,(=}}]", scripts), f"{where}: not in any script"


def test_ids_in_scripts_exist_in_python() -> None:
    known = {value for key, value in vars(ids).items() if key.isupper()}
    asked = re.compile(r"""getElementById\(\s*["']([\w-]+)["']""")
    queried = re.compile(r"""querySelector(?:All)?\(\s*["'`]#([\w-]+)""")
    for name in house.scripts():
        found = {*asked.findall(_code(name)), *queried.findall(_code(name))}
        strange = {one for one in found if one not in known and _stem(one) not in known}
        assert not strange, (
            f"{name} asks for ids that app/shell/ids.py does not know: {sorted(strange)}"
        )


def test_readme_names_every_setting_and_command() -> None:
    readme = house.text("README.md")
    missing = [s.variable for s in settings.settings() if s.variable not in readme]
    missing += [s.flag for s in settings.settings() if s.flag not in readme]
    missing += [c.name for c in COMMANDS if f"app {c.name}" not in readme]
    assert not missing, f"README.md does not name {missing}"


@pytest.mark.parametrize("name", list(house.files("zh.json")))
def test_both_languages_say_the_same_things(name: str) -> None:
    english = f"{name.removesuffix('zh.json')}en.json"
    zh, en = json.loads(house.text(name)), json.loads(house.text(english))
    assert zh.keys() == en.keys(), f"{name} and {english}: {sorted(zh.keys() ^ en.keys())}"
    for key in zh:
        assert zh[key].strip() or not en[key].strip(), f"{name}: {key} says nothing"


def test_vendored_files_are_unmodified() -> None:
    lines = (line.partition("  ") for line in house.text(VENDORED).splitlines())
    recorded = {name: digest for digest, _, name in lines}
    found = {
        path.relative_to(house.PROJECT).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in (house.VENDOR, *house.FONTS)
        for path in (house.PROJECT / folder).rglob("*")
        if path.is_file()
    }
    assert found == recorded, f"{VENDORED} records other files than lie there"
    for library in {name.rpartition("/")[0] for name in found}:
        assert f"{library}/LICENSE" in found, f"{library} stands without its licence"


def test_nothing_points_at_one_machine() -> None:
    rules = PLACES_OF_ONE_MACHINE, PACKAGE_HOSTS
    assert not house.offenders(
        {
            name: [at for rule in rules for at in rule.findall(house.text(name))]
            for name in house.files()
        }
    )


def test_no_province_in_the_code() -> None:
    """Codes, names and years of one province or plan are read from the profile of the data."""
    found = {
        name: [
            f"{name}:{line} says {match[0]}"
            for line, text in _constants(name)
            for rule in (DIVISION, NAMED, YEAR)
            for match in rule.finditer(text)
            if match[0] not in TRUTHFUL.get(name, {})
        ]
        for name in house.ours()
    }
    assert not house.offenders(found), "ask the profile"


def test_excused_years_are_there() -> None:
    for name, years in TRUTHFUL.items():
        found = " ".join(text for _, text in _constants(name))
        assert not [year for year in years if year not in found], name


WORDED = [
    name
    for name in house.files(".json", ".html", ".js", ".css")
    if name.split("/")[0] in LEFT_OF and name not in SOFTWARE
]


def test_no_province_in_words_and_pages() -> None:
    told = house.offenders({name: NAMED.findall(house.text(name)) for name in WORDED})
    assert not told, "a phrase has {profile.province} there"


def test_locks_name_no_host() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = house.text(name)
        assert "://" not in text
        assert len(PINNED.findall(text)) == len(HASHED.findall(text)) > 0


def _python(*arguments: str) -> str:
    ran = subprocess.run(
        [sys.executable, *arguments], cwd=house.PROJECT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def _code(name: str) -> str:
    """Return a script, style sheet or drawing without its comments."""
    text = re.sub(r"/\*.*?\*/|<!--.*?-->", "", house.text(name), flags=re.DOTALL)
    return re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE)


def _constants(name: str) -> Iterator[tuple[int, str]]:
    """Yield line and text of every string and whole number of a file; docstrings are no code."""
    told = {
        id(node.body[0].value)
        for node in house.nodes(name)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))
        and isinstance(node.body[0], ast.Expr)
    }
    for node in house.nodes(name):
        if isinstance(node, ast.Constant) and id(node) not in told:
            if isinstance(node.value, bytes):
                yield node.lineno, node.value.decode("latin-1")
            elif isinstance(node.value, str | int) and not isinstance(node.value, bool):
                yield node.lineno, str(node.value)


def _stem(word: str) -> str:
    """Return the id a derived id is made of: the field of a control is named after it."""
    return word.removesuffix("-field")
