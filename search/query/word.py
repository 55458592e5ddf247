"""A word of a query as the analyzer cuts it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from index import characters
from index.analysis.analyzer import Analyzer, lead_back
from index.analysis.joining import are_whole
from index.analysis.separated import closed
from index.analysis.token import Rule, Token
from index.analyzed import Field
from index.normalize import Normalized, normalize
from index.spelling.folds import katakana, modern, older
from index.spelling.romaji import kanas_of
from search.query.asking import only_ask, says_something
from search.query.misread import is_misread, is_one_kana, is_scrap
from search.query.resolved import Adjacent
from search.query.tree import EVERYWHERE, IN_TITLE, Clause, Leaf, Literal, Term, Word

_JAPANESE = characters.pattern(f"[{characters.JAPANESE}]{{2,16}}")
_KANA = re.compile(f"[{characters.HIRAGANA_WORD}]{{2,16}}|[{characters.KATAKANA_WORD}]{{2,16}}")
# What punctuation holds together: addresses, paths, 12:30, I/O and A/Bテスト; not HTML/CSS, which are two words.
_HELD = characters.pattern(
    rf"(?=[!-~]+[{characters.KATAKANA}{characters.KANJI}]*$)(?:.*://|[~.]{{0,2}}/\w|.*\d[:/]\d|(?:.*[^0-9a-z])?[a-z]/[a-z](?![0-9a-z]))"
)

_HIRAGANA = re.compile(f"[{characters.HIRAGANA_WORD}]+")
_AFFIXES = (Rule.PREFIX, Rule.SUFFIX)
_GRAMMAR = re.compile(rf"[^\W\d_{characters.LONG_VOWEL}]")
_NUMBER = re.compile("[0-9]+")
# Verbs that make one word with the verb before them, in kanji and in kana: 食べ過ぎ, 飲みかけ, 焼きたて.
_BEHIND_VERB = (
    ("過ぎ", "すぎ"), ("始め", "はじめ"), ("掛け", "かけ"), ("続け", "つづけ"), ("終わ", "おわ"), ("終え", "おえ"), ("忘れ", "わすれ"),
    ("立て", "たて"), ("直", "なお"), ("っ放し", "っぱなし"), ("勝ち", "がち"),
)  # fmt: skip
_PARTICLES = frozenset(["が", "は", "を", "に", "へ", "と", "で", "も", "の", "や", "から", "まで", "より"])
_LONG_HIRAGANA = re.compile(f"[{characters.HIRAGANA}]+ー[{characters.HIRAGANA}ー]*")


@dataclass(frozen=True)
class CutWord:
    """A word as typed, with its tokens in reading order, each followed by those of its parts."""

    word: Word
    exact: bool
    normalized: Normalized
    tokens: tuple[Token, ...]

    @cached_property
    def wanted(self) -> list[Token]:
        """The tokens that a post must have: of a sentence those that say something."""
        return list(filter(says_something, self._content)) if self.is_sentence else self._content

    @property
    def pairs(self) -> Iterator[tuple[str, str]]:
        """Each two terms that follow each other in it."""
        return ((one.term, other.term) for one, other in pairwise(self.wanted) if one.term != other.term)

    @cached_property
    def _content(self) -> list[Token]:
        return [token for token in self.tokens if token.term and token.rule.asked_for]

    @property
    def text(self) -> str:
        return self.normalized.text

    @cached_property
    def is_sound(self) -> bool:
        """Whether it may be one word though the tokenizer cuts it: といあわせ, which it takes for と and いあわせ, or ten'in."""
        return bool(_KANA.fullmatch(self.text) or ("'" in self.text and kanas_of(self.text)))

    @cached_property
    def is_japanese(self) -> bool:
        return _JAPANESE.fullmatch(self.closed) is not None

    @cached_property
    def is_sentence(self) -> bool:
        """Whether it is three words or more with grammar between them: particles, endings, pronouns."""
        return self._number_of_words > 2 and any(
            token.rule is Rule.NOTHING and _GRAMMAR.match(self.text, token.start) for token in self.tokens
        )

    @property
    def _number_of_words(self) -> int:
        return len(self._content) - sum(self._are_scraps(*pair) for pair in pairwise(self._content))

    @property
    def is_held_together(self) -> bool:
        """Whether it is an address, a path, a time: 12:30, I/O."""
        return _HELD.match(self.text) is not None

    @cached_property
    def is_misread(self) -> bool:
        """Whether the tokenizer does not know the word: たら|鍋."""
        return self.is_japanese and not self.is_sentence and is_misread(self.text, self._content)

    @property
    def is_words_and_particles(self) -> bool:
        """Whether it is words with nothing but particles between and behind them: うみ|と|やま, not かい|だん, nor ななくさ|が|ゆ."""
        covering = [token for token in self.tokens if token.rule.asked_for or token.rule is Rule.NOTHING]
        rest = [self.text[token.start : token.end] for token in covering if token.rule is Rule.NOTHING]
        words = all(not is_one_kana(self.text, token) for token in self._content)
        return words and covering[0].rule is not Rule.NOTHING and _PARTICLES.issuperset(rest)

    @property
    def is_one_token(self) -> bool:
        return len(self.wanted) == 1 and self.wanted[0].length == len(self.text)

    @cached_property
    def unknown(self) -> tuple[Literal, ...]:
        """A word that the tokenizer does not know and cuts into single kanji, as it is written today and was before: 滝壺, 瀧壺."""
        runs = list(self._runs())
        if len(runs) != 1 or not self._is_scraps:
            return ()
        now = modern(self.text)
        return tuple(map(self._in_pieces, dict.fromkeys((self.text, now, *older(now)))))

    @cached_property
    def with_verb(self) -> tuple[Literal, ...]:
        """A verb and another behind it that make one word, in both spellings of the latter: 食べ過ぎ and 食べすぎ."""
        if len(self.wanted) != 1 or self.wanted[0].rule is not Rule.BASE_FORM:
            return ()
        end = self.wanted[0].end
        for spellings in _BEHIND_VERB:
            if self.text.startswith(spellings, end):
                return tuple(self._in_pieces(self.text[:end] + each) for each in spellings)
        return ()

    @cached_property
    def pieces(self) -> tuple[Leaf, ...]:
        """The words that it is made of, as far as each says something by itself: what is looked for where no post has the word."""
        if self.is_sound and not self.is_words_and_particles:
            return ()
        stems = ([token] for run in self._runs() for token in _without_affixes(run))
        return tuple(dict.fromkeys(self._leaf(stem) for stem in stems if self._tells(stem[0])))

    def _tells(self, token: Token) -> bool:
        kana = _HIRAGANA.fullmatch(self.text, token.start, token.end) if self.is_misread else None
        return not (self._is_scraps or is_one_kana(self.text, token) or kana)

    @cached_property
    def _is_scraps(self) -> bool:
        return len(self._content) > 1 and all(is_scrap(self.text, token) for token in self._content)

    @cached_property
    def closed(self) -> str:
        """The text without ・ between the parts of a compound."""
        return closed(self.text)

    @property
    def is_one_term(self) -> bool:
        """Whether all of it is one term, perhaps of several tokens: 東京駅."""
        return [leaf.text for leaf in self.leaves if isinstance(leaf, Term)] == [self.closed]

    @property
    def whole(self) -> Term:
        """All of it as one term. That other words may hold it, or have it in pieces, its tokens tell, if there are several."""
        alone = self.is_sound or self.is_one_token or bool(self.unknown)
        return Term(self.closed, self._fields, self.word.text, self.exact, alone=alone)

    @property
    def literal(self) -> Literal:
        return literal(self.word, exact=self.exact)

    @property
    def in_pieces(self) -> Literal:
        """All of it as one word, however the tokenizer cuts it in a post."""
        return self._in_pieces(self.text)

    def _in_pieces(self, text: str) -> Literal:
        return Literal(text, self.word.text, self._fields, self.exact, word=True)

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """All that is looked up for it, each leaf once."""
        return tuple(dict.fromkeys(map(self._leaf, self._runs())))

    @cached_property
    def told(self) -> tuple[Leaf, ...]:
        """What a post must have of it; of a sentence what that is about: a post that answers it need not say its verbs, nor 違い."""
        if not self.is_sentence:
            return self.leaves
        asking = set(only_ask(self._content))
        told = [run for run in self._runs() if run[0].start not in asking]
        return tuple(dict.fromkeys(map(self._leaf, told))) or self.leaves

    @cached_property
    def not_told(self) -> tuple[Leaf, ...]:
        """What a post that answers a sentence need not have."""
        told = set(self.told)
        return tuple(leaf for leaf in self.leaves if leaf not in told)

    @property
    def adjacent(self) -> Iterator[Adjacent]:
        """The words that were typed without a space between them; none of a sentence."""
        for before, after in () if self.is_sentence else pairwise(self._runs()):
            # The end of a verb changes; that of one before another word does not: 撮り鉄.
            touch = before[-1].end == after[0].start and after[0].rule is not Rule.BASE_FORM
            one, other = self._leaf(before), self._leaf(after)
            if touch and isinstance(one, Term) and isinstance(other, Term):
                yield Adjacent(one, other)

    def term(self, token: Token) -> Term:
        """The term of one token, with how it was typed."""
        return Term(token.term, self._fields, self._typed(token, token), self.exact)

    def _typed(self, first: Token, last: Token) -> str:
        """How the characters from the first token to the last were typed."""
        place = lead_back(first._replace(length=last.end - first.start), self.normalized)
        return self.word.text[place.start : place.end]

    @property
    def _fields(self) -> tuple[Field, ...]:
        return IN_TITLE if self.word.title else EVERYWHERE

    def _leaf(self, run: Sequence[Token]) -> Leaf:
        first, last = run[0], run[-1]
        if len(run) == 1:
            return replace(self.term(first), alone=first.length > 1 or not self._touches(first))
        if all(self._are_parts(before, after) for before, after in pairwise(run)):
            return Term(closed(self.text[first.start : last.end]), self._fields, self._typed(first, last), self.exact)
        if all(map(are_whole, run, run[1:])):
            return self.term(Token("".join(token.term for token in run), first.start, last.end - first.start))
        text = self.text[first.start : last.end]
        return Literal(text, text, self._fields, self.exact, word=True)

    def _runs(self) -> Iterator[list[Token]]:
        """The tokens that a post must have side by side: a token with the affixes that touch it, or, in a word of kana, with
        all that touch it. In a sentence each token but a number is alone, for a post that answers it need not say it so (MRR@10 on JSQuAD
        0.9529, and 0.9514 with runs)."""
        run: list[Token] = []
        for token in self.wanted:
            if run and not self._are_one(run[-1], token):
                yield run
                run = []
            run.append(token)
        if run:
            yield run

    def _are_one(self, before: Token, after: Token) -> bool:
        if self.is_sentence:
            return self._are_counted(before, after)
        if self._are_parts(before, after) or are_whole(before, after):
            return True
        return self._are_scraps(before, after) or (self.is_sound and before.end == after.start)

    def _are_counted(self, before: Token, after: Token) -> bool:
        """Whether a token is a number, and the next what it counts: 3|時."""
        return _NUMBER.fullmatch(before.term) is not None and are_whole(before, after)

    def _are_scraps(self, before: Token, after: Token) -> bool:
        return before.end == after.start and is_scrap(self.text, before) and is_scrap(self.text, after)

    def _are_parts(self, before: Token, after: Token) -> bool:
        """Whether two tokens are parts of one compound: プロジェクト・マネジメント."""
        return self._compound_at.get(before.start, 0) >= after.end

    @cached_property
    def _compound_at(self) -> dict[int, int]:
        """For each character of a compound of which something separates the parts, where that compound ends. A list of more parts
        than a compound has is none."""
        wholes = [token for token in self.tokens if token.rule is Rule.WHOLE and len(token.term) < token.length]
        compounds = {(token.start, token.end) for token in wholes}
        chains: list[tuple[int, int]] = []
        for start, end in sorted(compounds):
            touches = chains and start < chains[-1][1]
            low, high = chains.pop() if touches else (start, end)
            chains.append((low, max(high, end)))
        return {at: high for low, high in chains if (low, high) in compounds for at in range(low, high)}

    def _touches(self, token: Token) -> bool:
        """Whether another word stands right beside this one: 鉄 in 撮り鉄."""
        return token.start in self._ends or token.end in self._starts

    @cached_property
    def _starts(self) -> set[int]:
        return {token.start for token in self.wanted}

    @cached_property
    def _ends(self) -> set[int]:
        return {token.end for token in self.wanted}


def cut(word: Word, exact: bool, *, analyzer: Analyzer) -> CutWord:
    """The word as the analyzer cuts its normal form; hiragana with ー are a loan word beside others: 醤油らーめん."""
    normalized = normalize(word.text)
    text = normalized.text
    loan = text if _HIRAGANA.fullmatch(text) else _LONG_HIRAGANA.sub(lambda found: katakana(found[0]), text)
    return CutWord(word, exact, normalized, tuple(analyzer.pieces(loan)))


def _without_affixes(run: Sequence[Token]) -> Sequence[Token]:
    return [token for token in run if token.rule not in _AFFIXES] or run


def literal(clause: Clause, *, exact: bool) -> Literal:
    """The characters of a word or a quote, to be found as they stand."""
    return Literal(normalize(clause.text).text, clause.text, IN_TITLE if clause.title else EVERYWHERE, exact)
