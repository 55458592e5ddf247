"""Which posts speak of a tag, whether they have it or not."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from index.characters import HIRAGANA_WORD, KANJI, KATAKANA_WORD
from index.document import Document
from search.editing.tagspellings import tag_key
from search.reports.tags import Lacking

_SCRIPTS = (f"[{KATAKANA_WORD}]", f"[{KANJI}]", f"[{HIRAGANA_WORD}]", "[a-z0-9+#]")
_OFTEN = 8  # times in a post that also has it in a heading
_POSTS = 3  # that have a tag and speak of it: of fewer nobody can tell when they use it
_SHARE = 0.75  # of the posts that speak of a tag: where so many have it, the others may have forgotten it


class TagWords:
    """The tags of a blog, each with the number of its posts, and the posts that were noted."""

    def __init__(self, posts: Mapping[str, int]) -> None:
        self._tags = {_plain(tag): tag for tag in sorted(posts, key=lambda tag: posts[tag]) if posts[tag] >= _POSTS}
        self._bounded: dict[str, re.Pattern[str]] = {}
        self._tagged: Counter[str] = Counter()
        self._lacking: dict[str, list[str]] = defaultdict(list)

    def note(self, document: Document) -> None:
        """Remember of which tags a post speaks: in its title, or in a heading and some times below."""
        own = {tag_key(tag) for tag in document.tags}
        plain = [_plain(tag) for tag in document.tags]
        for word in self._said(document):
            tag = self._tags[word]
            if tag_key(tag) in own:
                self._tagged[tag] += 1
            elif not any(word in other for other in plain):  # 生成AI says AI as well
                self._lacking[tag].append(document.path)

    def lacking(self) -> tuple[Lacking, ...]:
        """The tags that most of the posts that speak of them have, and that others lack, the most posts first."""
        every = (
            Lacking(tag, said=self._tagged[tag] + len(paths), tagged=self._tagged[tag], paths=tuple(sorted(paths)))
            for tag, paths in self._lacking.items()
        )
        sure = [each for each in every if each.tagged >= max(_POSTS, _SHARE * each.said)]
        return tuple(sorted(sure, key=lambda each: (-len(each.paths), each.tag)))

    def _said(self, document: Document) -> Iterator[str]:
        title = _plain(document.title)
        headings = _plain("\n".join(section.heading for section in document.sections))
        text = ""
        for word in self._tags:
            if word in title and self._stands_in(word, title):
                yield word
            elif word in headings and self._stands_in(word, headings):
                text = text or _plain("\n".join(section.text for section in document.sections))
                if text.count(word) >= _OFTEN:
                    yield word

    def _stands_in(self, word: str, text: str) -> bool:
        """Whether a word stands in a text for itself: no 京都 in 東京都, no go in google."""
        if word not in self._bounded:
            self._bounded[word] = re.compile(f"{_no_more(word[0], '<!')}{re.escape(word)}{_no_more(word[-1], '!')}")
        return self._bounded[word].search(text) is not None


def _no_more(character: str, look: str) -> str:
    """A look for no further letter of the script of a character."""
    script = next((script for script in _SCRIPTS if re.fullmatch(script, character)), "")
    return f"(?{look}{script})" if script else ""


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
