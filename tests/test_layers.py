"""Imports point one way, index <- search <- web, and each library has its room."""

import ast
import re
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = sorted(path for room in ("index", "search", "web") for path in (ROOT / room).rglob("*.py"))

ALLOWED = {"index": {"index"}, "search": {"index", "search"}, "web": {"index", "search", "web"}}
ROOMS = {
    "whoosh": {"index/store"},
    "janome": {
        "index/analysis/tokenizers.py",
        "index/dictionary/ipadic.py",
        "index/dictionary/janome_files.py",
        "index/dictionary/transducer.py",
    },
    "fugashi": {"index/analysis/tokenizers.py"},
    "jaconv": {"index/spelling/romaji.py"},
    "rapidfuzz": {"search/slip.py", "search/vocabulary.py"},
    "sqlite3": {"index/analysis/sentence_cache.py", "search/querylog.py"},
    "cachetools": {"web/responses.py"},
    "flask": {"web"},
    "waitress": {"web"},
    "gunicorn": {"web/serving/gunicorn.py"},
    "prometheus_client": {"web/api/metrics.py"},
    "click": {
        "index/analyze.py",
        "index/cli.py",
        "index/terminal.py",
        "web/cli.py",
        "web/commands",
    },
}


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} has a relative import"
            yield node.module


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports(path):
    name = path.relative_to(ROOT).as_posix()
    room = name.split("/")[0]
    for module in imports(path):
        library = module.split(".")[0]
        if library in ALLOWED:
            assert library in ALLOWED[room], f"{name} imports {module}"
        if library in ROOMS:
            assert {room, name, name.rpartition("/")[0]} & ROOMS[library], f"{name} imports {module}"


@pytest.mark.parametrize("package", ["index", "search", "web"])
def test_rooms_import_in_no_circle(package):
    """A room is a folder of the package, or a file beside those folders."""
    rooms = {}
    for path in (ROOT / package).rglob("*.py"):
        room = path.relative_to(ROOT / package).with_suffix("").parts[0]
        used = [module.split(".")[1] for module in imports(path) if module.startswith(f"{package}.")]
        rooms.setdefault(room, set()).update(set(used) - {room})
    TopologicalSorter(rooms).prepare()


def test_only_the_settings_read_the_environment():
    readers = {path.name for path in FILES if "os.environ" in path.read_text(encoding="utf-8")}
    assert readers <= {"settings.py", "terminal.py"}  # terminal.py asks for the language of the help texts


def texts(path):
    """What a file says as texts, its docstrings left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    statements = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in statements:
            yield node.value


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.is_relative_to(ROOT / "search")], ids=lambda path: path.name
)
def test_search_knows_no_address_of_ours_and_makes_no_html(path):
    ours = re.compile(
        r"/(?:api|search|p|feed|suggest|static|help)\b|https?://|</?(?:mark|a|p|b|em|span|div|br|code)[ />]|&(?:lt|amp|quot);"
    )
    assert [text for text in texts(path) if ours.search(text)] == []
