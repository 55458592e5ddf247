"""A query to what is looked up for it: each word to terms, each quote to a literal."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice, pairwise
from typing import TypeGuard

from index import characters
from index.analysis.technical import is_spaced
from index.normalize import normalize
from search.query.bigrams import bigrams_of
from search.query.parse import is_wanted
from search.query.resolved import MOST_TERMS, Adjacent, Resolved
from search.query.tree import (
    And,
    AnyLeaf,
    Clause,
    Filter,
    Leaf,
    Literal,
    Not,
    Or,
    Query,
    Quote,
    Term,
    Word,
    conjunction,
    leaves,
    replaced,
    simplified,
)
from search.query.word import CutWord, literal

MOST_BIGRAMS = 256

_YEAR = re.compile(r"(?:19|20)\d\d")
_KANA = re.compile(f"[{characters.KANA_WORD}]")
_NUMBER = re.compile(r"[\d,.]+")
_WHAT_IS = re.compile(
    r"(?:とは|って)(?:(?:何|なに|なん)(?:ですか|でしょうか|だろうか?|なのか)?)?\??"
)  # behind what is asked: 索引 とは


class Resolver:
    """Resolves queries for one index. `cut` cuts a word into tokens; `known` says whether any post has all of some leaves, in
    any spelling; `synonyms` gives those of a normalized word. In an `exact` query each word means its own spelling alone."""

    def __init__(
        self,
        *,
        cut: Callable[[Word, bool], CutWord],
        known: Callable[[Sequence[Leaf]], bool],
        synonyms: Callable[[str], tuple[str, ...]],
        exact: bool = False,
    ) -> None:
        self._known, self._exact = known, exact
        self._synonyms = synonyms if not exact else lambda _: ()
        self._cut_word = cache(cut)  # a word that is longer than any that is remembered is cut once, too

    def resolve(self, query: And) -> Resolved:
        """What a query asks for beside its filters. A word without any term (a particle, a symbol) is passed over, unless the
        whole query is of that kind: then it is looked for as it stands."""
        typed = [part for part in query.parts if is_wanted(part)]
        parts = tuple(self._joined([part for part in typed if not _asks(part)] or typed))
        trees = [(part, tree) for part in parts if (tree := self._resolve(part)) is not None]
        wanted = [each for _, tree in trees for each in conjunction(tree).parts] or self._as_typed(parts)
        others = self._all([part for part in query.parts if not (is_wanted(part) or isinstance(part, Filter))])
        words = [self._cut(word) for part in parts for word in leaves(part) if _is_everywhere(word)]
        terms = dict(islice(((token.term, word.term(token)) for word in words for token in word.wanted), MOST_TERMS))
        alone = [part for part in parts if _is_everywhere(part)]
        return Resolved(
            wanted=_distinct(wanted),
            lesser=_distinct(tuple(self._lesser(trees)) or wanted),
            needed=tuple(others),
            helpful=_distinct([leaf for word in words for leaf in word.not_told]),
            adjacent=tuple(dict.fromkeys(each for word in alone for each in self._adjacent(word)))[:MOST_TERMS],
            bigrams=_bigrams(words),
            words=tuple(terms.values()),
            pairs=tuple(dict.fromkeys(pair for word in words for pair in word.pairs if terms.keys() >= set(pair))),
            typed="".join(word.word.text for word in words),
            defined=_defined([word.text for word in typed if _is_everywhere(word)]),
        )

    def _resolve(self, query: Query) -> Query | None:
        """What is looked up for a part of a query; None where nothing can be."""
        match query:
            case Word():
                return self._either(self._alternatives(query), self._synonyms_of(query))
            case Quote():
                return self._literal(query)
            case And(parts):
                every = self._all(tuple(self._joined(parts)))
                return And(tuple(every)) if every else None
            case Or(parts):
                either = (self._resolve(part) for part in parts)
                return self._either([part for part in either if part is not None])
            case Not(part):
                excluded = self._resolve(part)
                return Not(replaced(excluded, _said_itself)) if excluded is not None else None
        return query

    def _all(self, parts: Sequence[Query]) -> list[Query]:
        """What is looked up for each part, the terms of one word apart."""
        found = (self._resolve(part) for part in parts)
        return [each for tree in found if tree is not None for each in conjunction(tree).parts]

    def _lesser(self, trees: Sequence[tuple[Query, Query]]) -> Iterator[Query]:
        """What is looked up for parts and their trees where no post has all of them: of a word each piece for itself."""
        for part, tree in trees:
            word = self._cut(part) if isinstance(part, Word) else None
            if word and word.is_sentence:
                yield from word.leaves
            elif word and self._is_whole(word, tree) and word.pieces:
                whole = word.in_pieces if word.in_pieces in leaves(tree) else tree
                yield from (Or((piece, whole)) for piece in word.pieces)
            else:
                yield from conjunction(tree).parts

    def _is_whole(self, word: CutWord, tree: Query) -> bool:
        """Whether a post must have all of a word as one: 味噌作り, 食べ過ぎ."""
        return word.in_pieces in leaves(tree) or bool(word.with_verb) or (word.is_one_term and not word.is_one_token)

    def _as_typed(self, parts: Sequence[Query]) -> list[Query]:
        def literally(leaf: AnyLeaf) -> Query:
            return self._literal(leaf) if isinstance(leaf, Word | Quote) else leaf

        return [replaced(part, literally) for part in parts]

    def _either(self, alternatives: Sequence[Query], synonyms: Sequence[Query] = ()) -> Query | None:
        if not alternatives:
            return None
        return simplified(Or((*alternatives, *synonyms)))

    def _alternatives(self, typed: Word) -> list[Query]:
        """What a word may mean: the terms that it is cut into, or all of it as one word, which the tokenizer takes for
        something else: といあわせ for two words, ひっこし for a form of a verb, 野野村 for two names, ぬい活 for 縫う and 活."""
        word = self._cut(typed)
        if is_spaced(word.text):
            return [word.whole]
        if word.is_held_together:
            return [word.literal]
        if word.with_verb:
            return list(word.with_verb)
        terms = word.told
        every: list[Query] = [And(terms)] if terms else []
        if word.is_one_term or not (word.is_sound or (word.is_japanese and not word.is_sentence)):
            return every
        every = [] if word.is_misread else every
        if self._known((word.whole,)):
            if word.is_sound and not word.is_one_token:
                return [word.whole] if terms else [word.whole, word.literal]
            if word.unknown:
                return [word.whole, *word.unknown]
            return [*every, word.whole, *([] if word.is_one_token else [word.in_pieces])]
        if word.is_sound and not word.is_words_and_particles:
            return [word.in_pieces if terms else word.literal]
        return list(word.unknown) or [*every, word.in_pieces]

    def _synonyms_of(self, typed: Word) -> list[Query]:
        """The synonyms of a word; one that is several words, 猫の手, is found only as it stands."""
        found: list[Query] = []
        for text in self._synonyms(normalize(typed.text).text):
            word = self._cut(replace(typed, text=text))
            found += [word.in_pieces] if len(word.wanted) > 1 else self._alternatives(word.word)

        def meant(leaf: AnyLeaf) -> Query:
            return replace(leaf, synonym_of=typed.text) if isinstance(leaf, Term | Literal) else leaf

        return [replaced(each, meant) for each in found]

    def _joined(self, parts: Sequence[Query]) -> Iterator[Query]:
        """The parts, with two words joined that are one: React 19, which does not mean React and iOS 19; 100 円; and what has a
        synonym, machine learning."""
        joined = False
        for part, following in pairwise((*parts, None)):
            together = self._together(part, following) if not joined else None
            if not joined and part is not None:
                yield together or part
            joined = together is not None

    def _together(self, before: Query | None, after: Query | None) -> Word | None:
        if not (_is_everywhere(before) and _is_everywhere(after)):
            return None
        spaced = Word(f"{before.text} {after.text}")
        text = normalize(spaced.text).text
        if (is_spaced(text) and not _YEAR.fullmatch(after.text)) or self._synonyms(text):
            return spaced
        if not _NUMBER.fullmatch(before.text) or after.text.isascii():
            return None
        counted = self._cut(Word(before.text + after.text))
        return counted.word if counted.is_one_term else None

    def _adjacent(self, word: Word) -> Iterator[Adjacent]:
        synonyms = self._synonyms_of(word)
        return (replace(each, synonym=Or(tuple(synonyms)) if synonyms else None) for each in self._cut(word).adjacent)

    def _cut(self, word: Word) -> CutWord:
        return self._cut_word(word, self._exact)

    def _literal(self, clause: Clause) -> Literal:
        return literal(clause, exact=self._exact)


def _is_everywhere(part: Query | None) -> TypeGuard[Word]:
    """Whether a part is a word that is looked for in every field."""
    return isinstance(part, Word) and not part.title


def _asks(part: Query) -> bool:
    """Whether a part only makes a question of the others; no answer repeats it."""
    return _is_everywhere(part) and _WHAT_IS.fullmatch(normalize(part.text).text) is not None


def _defined(words: Sequence[str]) -> str:
    """What is asked for its definition, if anything is: 索引 of 索引とは何ですか."""
    text = normalize("".join(words)).text
    return next((text[: end.start()] for end in _WHAT_IS.finditer(text) if end.end() == len(text)), "")


def _said_itself(leaf: AnyLeaf) -> Query:
    """A term that is excluded only as a word of its own: -本 does not exclude 日本, nor -指定 シティ."""
    return replace(leaf, alone=False) if isinstance(leaf, Term) else leaf


def _distinct(wanted: Sequence[Query]) -> tuple[Query, ...]:
    """Each part once. Of a word that was typed alone and beside another, as in 鉄 撮り鉄, only the latter stays, which finds
    fewer posts."""
    lax = {replace(part, alone=True) for part in wanted if isinstance(part, Term) and not part.alone}
    return tuple(dict.fromkeys(part for part in wanted if part not in lax))


def _bigrams(words: Sequence[CutWord]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(bigram for word in words for bigram in bigrams_of(word.text)))[:MOST_BIGRAMS]
