"""An index made by other rules is refused; nobody has to say that the rules have changed."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest
from blog import post, searcher_of

import index
from index.analysis import fingerprint as fingerprints
from index.analysis.analyzer import analyzer
from index.analysis.fingerprint import module_rules, rule_modules, rules_hash
from index.analysis.tokenizers import tokenizer_version
from index.build import build
from index.errors import IndexOutdated
from index.spelling import folds
from search.searcher import open_searcher

ROOT = Path(index.__file__).parent.parent
TYPES_AND_MESSAGES = {"index.document", "index.errors", "index.language"}


@pytest.fixture(autouse=True)
def _anew() -> Iterator[None]:
    """Each test has the fingerprint taken anew, and leaves none of its own."""
    _forget()
    yield
    _forget()


def _forget() -> None:
    rules_hash.cache_clear()
    analyzer.cache_clear()


def changed(module: ModuleType, change: Callable[[str], str]) -> ModuleType:
    """A module compiled from its source with a change in it."""
    found = ModuleType(module.__name__)
    found.__package__, found.__file__ = module.__package__, module.__file__
    source = change(inspect.getsource(module))
    exec(compile(source, str(module.__file__), "exec", dont_inherit=True), vars(found))
    return found


def test_it_names_the_tokenizer_unicode_and_the_rules() -> None:
    assert re.fullmatch(
        rf"{tokenizer_version('janome')}/unicode-[0-9.]+/rules-[0-9a-f]{{12}}", analyzer("janome").fingerprint
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("_WAVERING", 7),
        ("_LONG_O", re.compile("ウ")),
        ("_SMALL", str.maketrans("ャ", "ヤ")),
        ("_TWO_SPELLINGS", {**folds._TWO_SPELLINGS, "ヴ": "ウ"}),
        ("katakana", lambda text: text),
    ],
)
def test_an_index_made_by_another_fold_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: object
) -> None:
    searcher_of(tmp_path / ".sakuin", [post("one", "猫")])
    monkeypatch.setattr(folds, name, value)
    _forget()
    with pytest.raises(IndexOutdated, match=r"made with another analysis.*sakuin index"):
        open_searcher(tmp_path / ".sakuin")


def test_an_index_made_under_another_unicode_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    searcher_of(tmp_path / ".sakuin", [post("one", "猫")])
    monkeypatch.setattr("unicodedata.unidata_version", "99.0.0")
    analyzer.cache_clear()
    with pytest.raises(IndexOutdated, match="unicode-"):
        open_searcher(tmp_path / ".sakuin")


def test_another_table_makes_another_fingerprint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("kanji.txt", "normal.tsv", "okurigana.txt"):
        (tmp_path / name).write_bytes((ROOT / "index/spelling" / name).read_bytes())
    (tmp_path / "notes.md").write_text("no table")
    monkeypatch.setattr(
        fingerprints, "files", lambda package: tmp_path if package == "index.spelling" else ROOT / "index/analysis"
    )
    rules_hash.cache_clear()
    before = rules_hash()
    (tmp_path / "notes.md").write_text("still no table")
    rules_hash.cache_clear()
    assert rules_hash() == before
    (tmp_path / "kanji.txt").write_text("髙高\n", encoding="utf-8")
    rules_hash.cache_clear()
    assert rules_hash() != before


@pytest.mark.parametrize("name", rule_modules())
def test_comments_docstrings_and_places_change_nothing(name: str) -> None:
    module = import_module(name)
    assert module_rules(changed(module, _with_other_words)) == module_rules(module)


@pytest.mark.parametrize(
    "change",
    [
        lambda source: source.replace("_WORTH_SHORTENING, _WAVERING = 4, 6", "_WORTH_SHORTENING, _WAVERING = 4, 7"),
        lambda source: source.replace("SMALL_KANA = 3", "SMALL_KANA = 4").replace("KANA = 4  #", "KANA = 3  #"),
        lambda source: source.replace("upto: Fold = Fold.LONG_O", "upto: Fold = Fold.KANA"),
        lambda source: source.replace('.replace("ー", "")', '.replace("ー", "-")'),
        lambda source: source.replace("if upto >= Fold.KANA:", "if upto > Fold.KANA:"),
        lambda source: source.replace('"ヴ": "ブ"', '"ヴ": "ウ"'),
    ],
)
def test_a_change_of_the_code_is_one_of_the_rules(change: Callable[[str], str]) -> None:
    assert change(inspect.getsource(folds)) != inspect.getsource(folds)
    assert module_rules(changed(folds, change)) != module_rules(folds)


def test_what_decides_rests_on_nothing_that_is_left_out() -> None:
    covered = {*rule_modules(), *TYPES_AND_MESSAGES}
    imported = {
        name
        for module in rule_modules()
        for node in ast.walk(ast.parse(inspect.getsource(import_module(module))))
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "index"
        for name in ([f"index.{each.name}" for each in node.names] if node.module == "index" else [node.module])
    }
    assert imported <= covered


@pytest.mark.parametrize("seed", ["1", "2"])
def test_it_is_the_same_in_every_process_and_out_of_an_archive(tmp_path: Path, seed: str) -> None:
    archive = tmp_path / "sakuin.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for path in (ROOT / "index").rglob("*"):
            if path.suffix in {".py", ".txt", ".tsv"}:
                file.write(path, path.relative_to(ROOT))
    program = "import sys; sys.path.insert(0, sys.argv[1]); from index.analysis import fingerprint as f; print(f.__file__, f.rules_hash())"
    found = subprocess.run(
        [sys.executable, "-P", "-c", program, str(archive)],
        check=True, capture_output=True, text=True, env={"PYTHONHASHSEED": seed, "PYTHONPATH": ""},
    ).stdout.split()  # fmt: skip
    assert found[0].startswith(str(archive))
    assert found[1] == rules_hash()


def test_building_again_makes_such_an_index_anew_and_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blog = tmp_path / "blog"
    blog.mkdir()
    (blog / "neko.md").write_text("---\ntitle: 猫\n---\n猫がいる。\n", encoding="utf-8")
    assert build(blog, tmp_path / "index").rebuilt is None
    monkeypatch.setattr(folds, "_WAVERING", 7)
    _forget()
    report = build(blog, tmp_path / "index")
    assert "The analysis has changed" in str(report.rebuilt)
    assert report.added == 1
    assert open_searcher(tmp_path / "index").state().documents == 1


def _with_other_words(source: str) -> str:
    """The source with another text in each docstring, and with comments and blank lines before each definition."""
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node):
            said = node.body[0]
            lines[said.lineno - 1] = f'{" " * said.col_offset}"""Something else is said."""'
            lines[said.lineno : said.end_lineno] = [""] * (said.end_lineno - said.lineno)
    return "\n".join(
        f"# a comment\n\n{line}" if line.startswith(("def ", "class ", "_", "@")) else line for line in lines
    )
