"""What a person may have meant: words of this blog for such as no post has."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from index import characters
from index.normalize import normalize
from search.answer import Meant
from search.missing import MOST_WORDS, Count
from search.query.parse import is_wanted
from search.query.tree import And, Word, typed
from search.slip import is_slip
from search.spelling.names import is_dictionary_word
from search.vocabulary import LONGEST, Like, Vocabulary

_MOST_SUGGESTIONS = 3
_MOST_TRIED = 5  # words of the blog for one that was typed
_LONG = 6  # characters
_KANA = re.compile(f"[{characters.KANA_WORD}]+")


@dataclass(frozen=True)
class Correction:
    """A query that finds something. It is `likely` where each word that it changes is like no other word of the blog as much, and `obvious`
    where each is also a slip."""

    meant: Meant
    likely: bool
    obvious: bool


def did_you_mean(
    query: And,
    *,
    known: Callable[[Word], bool],
    count: Count,
    vocabulary: Callable[[], Vocabulary],
    names: Callable[[str], Iterable[str]],
) -> tuple[Correction, ...]:
    """Queries that find something, with words of the blog for those that it does not have: 「プログラミング」 for 「プログラミンク」. A word is
    `known` if any post has it, whatever the filters, and only where one is not, the vocabulary is asked for, and the `names` that it may
    have in other letters: rust for ラスト."""
    if sum(map(is_wanted, query.parts)) > MOST_WORDS:
        return ()
    unknown = [part for part in query.parts if isinstance(part, Word) and not known(part)]
    likes = {part: _likes(part, vocabulary(), names) for part in unknown if len(part.text) <= LONGEST}
    if not unknown or len(likes) < len(unknown) or not all(likes.values()):
        return ()
    return tuple(islice(_corrections(query, count, likes), _MOST_SUGGESTIONS))


def _corrections(query: And, count: Count, likes: Mapping[Word, Sequence[Like]]) -> Iterator[Correction]:
    """First with the best word for each, then with one of them another."""
    best = {part: likes[part][0] for part in likes}
    others = ({**best, part: like} for part in likes for like in likes[part][1:])
    for number, chosen in enumerate((best, *others)):
        meant = And(
            tuple(Word(chosen[p].word, p.title) if isinstance(p, Word) and p in chosen else p for p in query.parts)
        )
        if found := count(meant):
            yield Correction(
                Meant(typed(meant), found),
                likely=not number and all(map(_is_likely, likes, likes.values())),
                obvious=not number and all(map(_is_obvious, likes, likes.values())),
            )


def _is_likely(word: Word, likes: Sequence[Like]) -> bool:
    text, best = normalize(word.text).text, likes[0]
    alone = len(likes) == 1 or best.apart < likes[1].apart
    return alone and not is_dictionary_word(text) and (_is_sure_name(text, best) or _is_one_off(text, best))


def _is_sure_name(text: str, like: Like) -> bool:
    """Whether what only sounds so is no other word: midjourney for ミッドジャニー, but not rust for ラスト."""
    return not like.posts and len(text) >= _LONG


def _is_one_off(text: str, like: Like) -> bool:
    """Whether one letter is another one, or some are only missing, in a word of Latin letters or with kanji: nearly every word in kana is
    one kana from another, びょういん from びよういん."""
    missing = len(like.word) - len(text) == like.apart
    return (like.apart <= 1 or missing) and text.isascii() == like.word.isascii() and not _KANA.fullmatch(text)


def _is_obvious(word: Word, likes: Sequence[Like]) -> bool:
    nearest = [like for like in likes if like.apart == likes[0].apart]
    return [is_slip(word.text, like.word) for like in nearest] == [True, *[False] * (len(nearest) - 1)]


def _likes(word: Word, vocabulary: Vocabulary, names: Callable[[str], Iterable[str]]) -> list[Like]:
    """The words of the blog that a word is like, best first; of those as near one that it is a slip for. A name that only sounds so comes
    before all but a slip."""
    found = sorted(vocabulary.like(word.text), key=lambda like: (like.apart, not is_slip(word.text, like.word)))
    sounding = [Like(name, 0, 0) for name in names(normalize(word.text).text)]
    slips = bool(found) and is_slip(word.text, found[0].word)
    return [*found, *sounding][:_MOST_TRIED] if slips else [*sounding, *found][:_MOST_TRIED]
