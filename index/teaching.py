"""What a blog teaches the analyzer: words that the tokenizer cuts, and that the blog itself uses as one.

tags            as they are
titles          what stands in 「」 or 『』
abbreviations   the long form in LLM（大規模言語モデル） or 大規模言語モデル（LLM）, where several posts have it
                and the short form of each: see `index.abbreviations`
new words       what the tokenizer leaves in single characters, where several titles have it

They are learnt when an index is built from the beginning, and stay with it: a new post does not change the terms of
all others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from index import characters
from index.abbreviations import Explained, agreed, explained
from index.analysis.analyzer import Analyzer
from index.analysis.token import Rule, Token
from index.document import Document
from index.normalize import normalize
from index.reading.source import Reading
from index.store.manifest import Taught

_SEVERAL = 3  # posts

_NEW = frozenset({Rule.WORD, Rule.PREFIX, Rule.SUFFIX})

_JAPANESE = f"[{characters.JAPANESE}]"
_WORD = characters.pattern(rf"{_JAPANESE}{{2,16}}")
_QUOTED = characters.pattern(rf"[「『]({_JAPANESE}{{2,12}})[」』]")
_ABBREVIATED = re.compile(
    rf"[A-Z][A-Za-z0-9-]{{1,9}}[（(]({_JAPANESE}{{4,24}})[）)]"
    rf"|([{characters.KATAKANA}{characters.KANJI}]{{4,24}})[（(][A-Z][A-Za-z0-9-]{{1,9}}[）)]"
)


def teach(posts: Iterable[Reading], analysis: Analyzer) -> Taught:
    """What these posts teach, sorted. They were opened; of their bodies only the source is looked at."""
    certain: set[str] = set()
    counted: Counter[str] = Counter()
    explanations: Counter[Explained] = Counter()
    for post in posts:
        if post.document is None:
            continue
        certain.update(_named(post.document))
        text = f"{post.document.title}\n{post.document.description or ''}\n{post.body}"
        counted.update({*_abbreviated(text), *_new_words(post.document, analysis)})
        explanations.update(explained(text))
    certain.update(word for word, posts in counted.items() if posts >= _SEVERAL)
    abbreviations = agreed(explanations)
    certain.update(word for _, long in abbreviations if _WORD.fullmatch(word := _normal(long)))
    return Taught(tuple(sorted(word for word in certain if _is_cut(word, analysis))), abbreviations)


def _named(document: Document) -> Iterator[str]:
    for tag in map(_normal, document.tags):
        if _WORD.fullmatch(tag):
            yield tag
    yield from _QUOTED.findall(_normal(document.title))


def _abbreviated(text: str) -> Iterator[str]:
    for abbreviated, abbreviation in _ABBREVIATED.findall(text):
        yield _normal(abbreviated or abbreviation)


def _new_words(document: Document, analysis: Analyzer) -> Iterator[str]:
    """Runs of words in a title, most of them a single character; not what follows a number: 2024|年|夏."""
    title = _normal(document.title)
    for run in _touching(_words(title, analysis)):
        single = sum(token.length == 1 for token in run)
        if len(run) > 1 and single * 2 >= len(run) and all(token.rule in _NEW for token in run):
            yield title[run[0].start : run[-1].end]


def _touching(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The runs of words that touch each other."""
    run: list[Token] = []
    for token in tokens:
        if run and (token.rule is Rule.NOTHING or run[-1].end != token.start):
            yield run
            run = []
        if token.rule is not Rule.NOTHING:
            run.append(token)
    if run:
        yield run


def _is_cut(word: str, analysis: Analyzer) -> bool:
    """Whether the tokenizer cuts a word into words: what has particles in it is a phrase."""
    tokens = _words(word, analysis)
    return len(tokens) > 1 and all(token.rule.asked_for for token in tokens) and tokens[-1].rule is not Rule.BASE_FORM


def _words(text: str, analysis: Analyzer) -> list[Token]:
    """The tokens that cover a normalized text, none of them within another."""
    return [token for token in analysis.pieces(text) if token.rule.asked_for or token.rule is Rule.NOTHING]


def _normal(text: str) -> str:
    return normalize(text).text
