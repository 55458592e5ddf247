"""An index made by other rules is refused; nobody has to say that the rules have changed."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from blog import post, searcher_of

import index
from index.analysis import fingerprint as fingerprints
from index.analysis.analyzer import analyzer
from index.analysis.fingerprint import rule_files, rules_hash, rules_of
from index.analysis.tokenizers import tokenizer_version
from index.build import build
from index.errors import IndexOutdated
from search.searcher import open_searcher

ROOT = Path(index.__file__).parent.parent
TYPES_AND_MESSAGES = {"index.document", "index.errors", "index.extras", "index.language"}
MODULES = [Path(str(file)) for file in rule_files() if file.name.endswith(".py")]

ChangeSpelling = Callable[[str, str, str], None]


@pytest.fixture(autouse=True)
def _anew() -> Iterator[None]:
    """Each test has the fingerprint taken anew, and leaves none of its own."""
    _forget()
    yield
    _forget()


def _forget() -> None:
    rules_hash.cache_clear()
    analyzer.cache_clear()


@pytest.fixture
def change_spelling(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ChangeSpelling:
    """Puts other words in place of some in a file of `index.spelling`, as the fingerprint sees it."""
    folder = tmp_path / "spelling"
    shutil.copytree(ROOT / "index/spelling", folder)
    monkeypatch.setattr(fingerprints, "files", lambda name: folder if name == "index.spelling" else files(name))

    def change(name: str, before: str, after: str) -> None:
        text = (folder / name).read_text(encoding="utf-8") if (folder / name).exists() else ""
        assert before in text
        (folder / name).write_text(text.replace(before, after), encoding="utf-8")
        _forget()

    return change


def test_it_names_the_tokenizer_unicode_and_the_rules() -> None:
    assert re.fullmatch(
        rf"{tokenizer_version('janome')}/unicode-[0-9.]+/rules-[0-9a-f]{{12}}", analyzer("janome").fingerprint
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("_WORTH_SHORTENING, _WAVERING = 4, 6", "_WORTH_SHORTENING, _WAVERING = 4, 7"),
        ("SMALL_KANA = 4", "SMALL_KANA = 7"),
        ("upto: Fold = Fold.LONG_O", "upto: Fold = Fold.KANA"),
        ('.replace("ー", "")', '.replace("ー", "-")'),
        ("if upto >= Fold.KANA:", "if upto > Fold.KANA:"),
        ('"ヴ": "ブ"', '"ヴ": "ウ"'),
        ('_SMALL = str.maketrans("ャュョッ", "ヤユヨツ")', '_SMALL = str.maketrans("ャ", "ヤ")'),
        ("return text.translate(_TO_KATAKANA)", "return text"),
    ],
)
def test_an_index_made_by_another_fold_is_refused(
    tmp_path: Path, change_spelling: ChangeSpelling, before: str, after: str
) -> None:
    searcher_of(tmp_path / ".sakuin", [post("one", "猫")])
    change_spelling("folds.py", before, after)
    with pytest.raises(IndexOutdated, match=r"made with another analysis.*sakuin index"):
        open_searcher(tmp_path / ".sakuin")


def test_an_index_made_under_another_unicode_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    searcher_of(tmp_path / ".sakuin", [post("one", "猫")])
    monkeypatch.setattr("unicodedata.unidata_version", "99.0.0")
    analyzer.cache_clear()
    with pytest.raises(IndexOutdated, match="unicode-"):
        open_searcher(tmp_path / ".sakuin")


def test_another_table_makes_another_fingerprint(change_spelling: ChangeSpelling) -> None:
    before = rules_hash()
    change_spelling("notes.md", "", "no table")
    assert rules_hash() == before
    change_spelling("kanji.txt", "學学", "學字")
    assert rules_hash() != before


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_comments_and_docstrings_change_nothing(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    changed = _with_other_words(source)
    assert changed != source
    assert rules_of(changed.encode()) == rules_of(source.encode())


def test_what_decides_rests_on_nothing_that_is_left_out() -> None:
    covered = {".".join(path.relative_to(ROOT).with_suffix("").parts) for path in MODULES}
    imported = {
        name
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "index"
        for name in ([f"index.{each.name}" for each in node.names] if node.module == "index" else [node.module])
    }
    assert imported <= covered | TYPES_AND_MESSAGES


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


def test_building_again_makes_such_an_index_anew_and_says_why(tmp_path: Path, change_spelling: ChangeSpelling) -> None:
    blog = tmp_path / "blog"
    blog.mkdir()
    (blog / "neko.md").write_text("---\ntitle: 猫\n---\n猫がいる。\n", encoding="utf-8")
    assert build(blog, tmp_path / "index").rebuilt is None
    change_spelling("folds.py", "_WAVERING = 4, 6", "_WAVERING = 4, 7")
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
    return "".join(
        f"# a comment\n\n{line}\n" if line.startswith(("def ", "class ", "_", "@")) else f"{line}\n"
        for line in lines or [""]
    )
