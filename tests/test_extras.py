"""What is optional is installed from a folder: nobody publishes a package of our name, and whoever did would be installed."""

import re
import sys
from pathlib import Path

import pytest

from index.analysis import tokenizers
from index.errors import InputUnusable
from index.extras import to_install

ROOT = Path(__file__).parents[1]
KEPT_OUT = {
    ".venv",
    ".git",
    "output",
    "__pycache__",
    ".hypothesis",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    "dist",
}
# pip install sakuin, 'sakuin[mecab]', -U sakuin; pipx, uv and requirement files of that name.
BY_NAME = re.compile(r"(?:pipx?3?|uvx?)(?: [\w-]+)* +['\"]?sakuin\b(?![/-])|sakuin\[\w|^sakuin(?:==|$)", re.MULTILINE)


def texts():
    for path in ROOT.rglob("*"):
        if path.is_file() and not KEPT_OUT & set(path.relative_to(ROOT).parts) and path != Path(__file__):
            try:
                yield path, path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue


def test_nothing_tells_anybody_to_install_a_package_of_that_name():
    found = [(str(path.relative_to(ROOT)), match.group()) for path, text in texts() for match in BY_NAME.finditer(text)]
    assert found == []


@pytest.mark.parametrize(
    ("text", "is_by_name"),
    [
        ("pip install 'sakuin[mecab]'", True),
        ("pip install sakuin", True),
        ("pip3 install --upgrade sakuin", True),
        ("uv pip install sakuin", True),
        ("uv tool install sakuin", True),
        ("pip install '.[mecab]'", False),
        ("pip install '/source[mecab]'", False),
        ("pip install ~/src/sakuin/", False),
    ],
)
def test_what_is_taken_for_that(text, is_by_name):
    assert bool(BY_NAME.search(text)) == is_by_name


@pytest.mark.parametrize("extra", ["mecab", "metrics"])
def test_the_command_is_one_for_a_checkout(extra, monkeypatch):
    assert re.fullmatch(r".*pip install '\.\[\w+\]'", to_install(extra).ja)
    assert f"pip install '.[{extra}]' in the folder" in to_install(extra).en
    assert f"\n{extra} = [" in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    monkeypatch.setenv("PATH", "/nowhere")
    assert to_install(extra).en.startswith(f"{sys.executable} -m pip install")


def test_mecab_that_is_not_installed(monkeypatch):
    monkeypatch.setitem(sys.modules, "fugashi", None)
    with pytest.raises(InputUnusable, match=r"pip install '\.\[mecab\]'"):
        tokenizers._mecab_dictionary()
