"""What a generator declares of how its posts are written."""

from __future__ import annotations

import pickle
import re
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import pytest
from sites import SITES, read_post

from index.reading.markup import code
from index.reading.markup.dialect import Dialect
from index.reading.markup.scanner import Mark, Scanner
from index.reading.postfile import PostFile
from index.reading.sites.jekyll import Jekyll
from index.reading.sites.site import Site
from index.reading.source import fingerprint


def _said(scanner: Scanner, opener: re.Match[str]) -> int:
    """`<<猫>>` shows 「猫」."""
    end = scanner.body.index(">>", opener.end())
    scanner.write(f"「{scanner.body[opener.end() : end]}」")
    return end + 2


class Diary(Site):
    """A generator that nobody here knows of."""

    dialect: ClassVar[Dialect] = Dialect((code.SPAN, Mark("said", "<<", _said, ("<<",))), breaks=True)


def test_a_new_generator_is_a_class_with_a_dialect(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("朝は<<猫>>\n夜は`<<犬>>`{{ x }}", encoding="utf-8")
    document = read_post(tmp_path / "a.md", Diary(tmp_path)).document
    assert document is not None
    assert document.sections[0].text == "朝は「猫」\n夜は<<犬>>{{ x }}"


@pytest.mark.parametrize("kind", SITES)
def test_a_dialect_is_a_value(kind: str) -> None:
    dialect = SITES[kind].dialect
    assert repr(pickle.loads(pickle.dumps(dialect))) == repr(dialect)
    assert " at 0x" not in repr(dialect)


def test_one_name_is_one_mark() -> None:
    marks = {mark for site in SITES.values() for mark in site.dialect.marks}
    names = [(mark.name, mark.pattern, repr(mark.handler)) for mark in marks]
    assert len({name for name, *_ in names}) == len(set(names))


def test_a_dialect_decides_what_a_file_becomes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.md").write_text("本文", encoding="utf-8")
    before = _hash(tmp_path / "a.md")
    assert _hash(tmp_path / "a.md") == before
    monkeypatch.setattr(Jekyll, "dialect", replace(Jekyll.dialect, breaks=True))
    assert _hash(tmp_path / "a.md") != before


def _hash(path: Path) -> str:
    return fingerprint(PostFile(path, Jekyll(path.parent)), drafts=False, future=False)
