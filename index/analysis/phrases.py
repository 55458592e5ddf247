"""Phrases: so much of a sentence that no rule reaches out of it, as 開発|環境 and を in 開発環境を整える. Blogs say the same phrases again and
again: each is cut into tokens once.

A rule looks at morphemes side by side. Between two of them a phrase ends where content meets grammar, unless one may change what the other is,
or a word that the blog has taught goes across.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from operator import attrgetter

from index.analysis.content import changes_with_next, changes_with_previous, content_of, content_tokens
from index.analysis.joining import Vocabulary, is_causative, joined, with_numbers, with_wholes
from index.analysis.pieces import Phrase
from index.analysis.token import Morpheme, Rule, Token
from index.dictionary.lookup import compound_parts
from index.spelling.folds import modern

_REMEMBERED_WORDS = 100_000
_REMEMBERED_PHRASES = 100_000
_LONGEST_REMEMBERED = 12  # morphemes

# Kinds of words, a character each, so that one pattern finds where the phrases of a sentence end.
_GRAMMAR, _CONTENT = "g", "c"
_HELD_BY_NEXT = "n"  # it is another word before some words
_HELD_BY_PREVIOUS = "p"  # it is another word behind some words
_HELD_BY_BOTH = "b"
_ENDS = re.compile("(?<=g)(?=[cn])|(?<=[cp])(?=g)")


@dataclass(frozen=True, eq=False, slots=True)
class _Word:
    """A morpheme as it is written. There is one for all places where it stands, so that a phrase is known by its words at once. `longer` are
    the words of the blog that begin with it."""

    morpheme: Morpheme
    surface: str
    kind: str
    longer: tuple[str, ...]


_kind_of, _longer_of = attrgetter("kind"), attrgetter("longer")


class Phrases:
    """Cuts sentences into phrases. It joins the words of `vocabulary` where the tokenizer cuts them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._word = lru_cache(_REMEMBERED_WORDS)(self._new_word)
        self._known = lru_cache(_REMEMBERED_PHRASES)(self._cut)

    def of(self, morphemes: Sequence[Morpheme], sentence: str) -> tuple[Phrase, ...]:
        """The phrases of a sentence. Each morpheme is as long as what stands there, though it may be in the spelling of today."""
        surfaces = [each.surface for each in morphemes]
        places = list(accumulate(map(len, surfaces), initial=0))
        if "".join(surfaces) != sentence:
            surfaces = [sentence[low:high] for low, high in pairwise(places)]
        words = list(map(self._word, morphemes, surfaces))
        ends = [match.start() for match in _ENDS.finditer("".join(map(_kind_of, words)))]
        taught = list(_taught(words, places, sentence)) if any(map(_longer_of, words)) else ()
        if taught:
            ends = [end for end in ends if not any(low < places[end] < high for low, high in taught)]
        return tuple(
            [(self._tokens(tuple(words[low:high])), places[low]) for low, high in pairwise((0, *ends, len(words)))]
        )

    def _tokens(self, phrase: tuple[_Word, ...]) -> tuple[Token, ...]:
        return self._known(phrase) if len(phrase) <= _LONGEST_REMEMBERED else self._cut(phrase)

    def _cut(self, phrase: tuple[_Word, ...]) -> tuple[Token, ...]:
        text = "".join(word.surface for word in phrase)
        found = list(with_numbers(content_tokens([word.morpheme for word in phrase], text), text))
        return tuple(with_wholes(with_parts(joined(found, text, self._vocabulary))))

    def _new_word(self, morpheme: Morpheme, surface: str) -> _Word:
        taught = self._vocabulary.get(surface[0], ())
        longer = tuple(word for word in taught if word.startswith(surface) and word != surface)
        return _Word(morpheme, surface, _kind(morpheme, surface), longer)


def _taught(words: Sequence[_Word], places: Sequence[int], sentence: str) -> Iterator[tuple[int, int]]:
    """Where in a sentence the words of the blog are that begin with one of these words and go on."""
    for word, at in zip(words, places, strict=False):
        if word.longer and sentence.startswith(word.longer, at):
            yield at, at + max(map(len, word.longer))


def _kind(morpheme: Morpheme, surface: str) -> str:
    term, rule = content_of(morpheme, surface)
    by_next, by_previous = changes_with_next(morpheme, rule), changes_with_previous(morpheme) or is_causative(surface)
    if by_next:
        return _HELD_BY_BOTH if by_previous else _HELD_BY_NEXT
    if by_previous:
        return _HELD_BY_PREVIOUS
    return _CONTENT if term else _GRAMMAR


def with_parts(tokens: Iterable[Token]) -> Iterator[Token]:
    """The tokens, each compound followed by its parts: 関西国際空港, 関西, 国際, 空港."""
    for token in tokens:
        yield token
        if token.rule is not Rule.WORD or token.length <= 2:
            continue
        at = token.start
        for part in compound_parts(modern(token.term)):
            term = token.term[at - token.start : at - token.start + len(part)]
            yield Token(term, at, len(part), Rule.COMPOUND)
            at += len(part)
