"""Patterns of paths: those of generators, and those of an index's owner."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from index.reading.sites.glob import covers, from_micromatch, matches


@pytest.mark.parametrize(
    ("pattern", "path", "matched"),
    [
        ("/a/**", "/a/b/c", True),
        ("/a/**", "/a", False),
        ("/a/*", "/a/b/c", False),
        ("**/c", "/a/b/c", True),
        ("/?/b/c", "/a/b/c", True),
        ("/a?b/c", "/a/b/c", False),
        ("a?.md", "ab.md", True),
        ("/a.b", "/axb", False),
        ("{/x,/a/*}/c", "/a/b/c", True),
        ("/{a,b}/{b,c}/*", "/a/b/c", True),
        ("/{a,b{c,d*}}.md", "/bde.md", True),
        ("/{a,b{c,d*}}.md", "/b.md", False),
        ("a{,b}", "a", True),
        ("{a}", "a", True),
        ("a,{b,c}", "a,c", True),
        ("a}{,.md", "a}{,.md", True),
        ("{a{b,c}", "{ac", True),
        ("[a-c]1.md", "b1.md", True),
        ("[!a-c]1.md", "b1.md", False),
        ("[a", "[a", True),
        ("**a" * 40, "/" + "a" * 39, False),
        ("**a" * 40, "/" + "a" * 40, True),
        ("{a,b}" * 40, "ab" * 20, True),
        ("*a" * 2_000, "a" * 1_000, False),
    ],
)
def test_matches(pattern: str, path: str, matched: bool) -> None:
    assert matches(path, pattern) == matched


@pytest.mark.parametrize(
    ("pattern", "path", "matched"),
    [
        ("**/left/**", "/source/_posts/left/a.md", True),
        ("**/left/**", "/source/_posts/left", True),
        ("**/left/**", "left", True),
        ("**/*.{bak,old}.md", "/source/a.old.md", True),
        ("*.md", "/source/a.md", False),
        ("a/**/b", "a/b", True),
        ("a/**/b", "a/c/d/b", True),
        ("a/**/b", "ab", False),
        ("**/**/b", "b", True),
    ],
)
def test_as_micromatch_has_them(pattern: str, path: str, matched: bool) -> None:
    assert matches(path, from_micromatch(pattern)) == matched


@pytest.mark.parametrize(
    ("pattern", "path", "covered"),
    [
        ("memo/*", "memo/a.md", True),
        ("memo/*", "memo/2024/a.md", True),
        ("memo", "memo/2024/a.md", True),
        ("/memo/", "memo", True),
        ("memo", "memory/a.md", False),
        ("*.tmp.md", "a/b.tmp.md", True),
        ("{memo,note}/*", "note/a.md", True),
        ("2024-0[1-3]-*", "2024-02-05-a.md", True),
        ("", "a.md", False),
        ("/", "a.md", False),
    ],
)
def test_covers(pattern: str, path: str, covered: bool) -> None:
    assert covers(pattern, PurePosixPath(path)) == covered
