"""Which tags of a blog are spellings of one: AI and ＡＩ, GitHub Actions and GitHubActions, サーバ and サーバー, Promise and Promises."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property

from index.characters import HIRAGANA_WORD, KATAKANA_WORD
from index.labels import label_key, label_reading
from index.normalize import normalize
from index.spelling.folds import Fold, fold
from search.reports.tags import Difference, Spelling, Spellings

_SIGNS = r"[\s\-_./・=゠]+"
_BETWEEN_WORDS = re.compile(rf"(?<=[^\W\d]){_SIGNS}(?=\w)|(?<=\d){_SIGNS}(?=[^\W\d])")  # 1.0 is no 10
_PLURAL = re.compile(r"(?<=[a-z]{3})s\b")  # of no short word: aws and ios are none
_NO_PLURAL = re.compile(r"(?:ss|us|is|news|windows|rails|kubernetes|redis|pages|postgres)$")
_KANA = re.compile(f"[{HIRAGANA_WORD}{KATAKANA_WORD}]{{2,}}")


class TagSpellings:
    """The tags of a blog, each with the number of its posts."""

    def __init__(self, posts: Mapping[str, int]) -> None:
        self._posts = posts

    @cached_property
    def groups(self) -> tuple[Spellings, ...]:
        """The groups of spellings of one tag, those with the most posts first."""
        groups = [_group(several, self._posts) for several in self._together() if len(several) > 1]
        return tuple(sorted(groups, key=lambda group: (-sum(each.posts for each in group.others), group.best.tag)))

    @cached_property
    def best(self) -> dict[str, Spelling]:
        """The spelling that most posts have, by each of the others."""
        return {other.tag: group.best for group in self.groups for other in group.others}

    def named(self, text: str) -> str:
        """The tag that a text is a spelling of; "" for none."""
        return self._by_key.get(tag_key(text), [""])[0]

    @cached_property
    def _by_key(self) -> dict[str, list[str]]:
        by_key: dict[str, list[str]] = defaultdict(list)
        for tag in self._posts:
            by_key[tag_key(tag)].append(tag)
        return dict(by_key)

    def _together(self) -> Iterator[list[str]]:
        """The tags that have one key; and of one reading a tag in kana with the only one in kanji: ねこ with 猫."""
        by_key = self._by_key
        by_reading: dict[str, list[str]] = defaultdict(list)
        for key in by_key:
            by_reading[fold(label_reading(key))].append(key)
        for keys in by_reading.values():
            in_kana = [key for key in keys if _KANA.fullmatch(key)]
            if len(keys) == 2 and len(in_kana) == 1:
                yield [tag for key in keys for tag in by_key[key]]
            else:
                yield from (by_key[key] for key in keys)


def tag_key(tag: str) -> str:
    """Tags with equal keys are spellings of one."""
    return _of(tag, "plural")


def _of(tag: str, upto: Difference) -> str:
    """A tag without the differences up to this one."""
    key = normalize(tag.strip()).text
    if upto == "width or case":
        return key
    key = _BETWEEN_WORDS.sub("", label_key(tag))
    if upto == "separator":
        return key
    key = fold(key, Fold.LONG_VOWEL)
    if upto == "long vowel":
        return key
    key = fold(key, Fold.KANA)
    if upto == "kana":
        return key
    return key if _NO_PLURAL.search(key) else _PLURAL.sub("", key)


_DIFFERENCES: tuple[Difference, ...] = ("width or case", "separator", "long vowel", "kana", "plural", "reading")


def _group(tags: list[str], posts: Mapping[str, int]) -> Spellings:
    best, *others = sorted(tags, key=lambda tag: (-posts[tag], tag.isascii() and tag.islower(), tag))
    differences = (difference for difference in _DIFFERENCES[:-1] if len({_of(tag, difference) for tag in tags}) == 1)
    return Spellings(
        best=Spelling(best, posts[best]),
        others=tuple(Spelling(tag, posts[tag]) for tag in others),
        difference=next(differences, "reading"),
    )
