"""Words in katakana and in Latin letters that are one name: リアクト and React, エスキューエル and SQL.

A dictionary decides where it knows either; of other words their sound does, as far as it is sure. What only sounds alike, ラスト and rust,
may be proposed where nothing else is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from index import characters
from index.spelling.folds import fold
from index.spelling.letters import letters_of, spelt_out
from index.spelling.loans import loan_keys
from search.spelling.lexicon import Lexicon
from search.spelling.loanwords import katakana_of, latin_of, spelling
from search.spelling.sounds import sounds

# How unlikely a reading may be: see `Sounds.unlikeliness`. Tuned on half of tests/judged/names.json.
_SURE, _SURE_IN_SHORT, _ALIKE = 1.4, 0.8, 0.35
_NEXT_BEST = 0.5  # by how much more than the likeliest
_FEW_LETTERS = 4
_FEW_KANA, _HARDLY_ANY = 3, 2  # several words may sound so: バス is bus, and bath
_LONGEST_OF_TWO = 5  # letters
_GRAMMAR = re.compile("and|are|but|for|from|has|have|how|not|that|the|this|was|what|when|who|why|will|with|you")
_AGENT, _AGENT_KANA = (
    re.compile("(?:er|or)s?$"),
    re.compile("[ーアカサタナハマヤラワガザダバパャァ][スズ]?$"),
)  # scaler is no スケール
_FEWEST_OF_SLIP = 5  # kana
_NOT_LETTERS = re.compile("[^a-z]")
_KATAKANA = re.compile(f"[{characters.KATAKANA}]{{2,}}")
_TWO_SCRIPTS = re.compile(f"([{characters.KATAKANA}]{{2,}})([a-z][a-z0-9.-]*)")
_PLURAL = re.compile("..[スズツ]$")
_LATIN = re.compile("[a-z][a-z.' -]+")


def is_dictionary_word(term: str) -> bool:
    """Whether the dictionary has a word, in katakana or small Latin letters: データ, data."""
    return bool(katakana_of(term) or latin_of(spelling(term)))


def other_names(term: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The terms in Latin letters that are the name of a term in katakana, or the other way round."""
    if _KATAKANA.fullmatch(term):
        known = _known_latin(term, lexicon)
    elif _LATIN.fullmatch(term):
        known = _known_katakana(term, lexicon)
    else:
        return ()
    return tuple(sorted({*known, *(() if is_dictionary_word(term) else _sounding(term, lexicon))}))


def names_apart(name: str, lexicon: Lexicon) -> tuple[str, ...]:
    """A name that is made of two words, in other letters: grease monkey for グリースモンキー, サカナai for サカナエーアイ, chatgpt for チャットgpt."""
    if _KATAKANA.fullmatch(name):
        return (*_of_two_words(name, lexicon), *_with_letters(name, lexicon))
    return tuple(_of_two_scripts(name, lexicon))


def _of_two_words(katakana: str, lexicon: Lexicon) -> Iterator[str]:
    for at in range(_HARDLY_ANY, len(katakana) - _HARDLY_ANY + 1):
        words = [latin_of(spelling(part))[:1] for part in (katakana[:at], katakana[at:])]
        if all(word and lexicon.has(*word) for word in words):
            yield " ".join(chain(*words))


def _with_letters(katakana: str, lexicon: Lexicon) -> Iterator[str]:
    """A name with letters behind it that are read one by one."""
    for at in range(_HARDLY_ANY, len(katakana) - 1):
        letters = letters_of(katakana[at:])
        if letters and lexicon.has(katakana[:at]) and lexicon.has(letters):
            yield katakana[:at] + letters


def _of_two_scripts(name: str, lexicon: Lexicon) -> Iterator[str]:
    """A name in katakana and Latin letters, all of it in the latter."""
    if found := _TWO_SCRIPTS.fullmatch(name):
        for latin in latin_of(spelling(found[1])):
            yield from filter(lexicon.has, (f"{latin}{found[2]}", f"{latin}-{found[2]}"))


def one_name(katakana: str, latin: str) -> bool:
    """Whether a word in katakana is one in small Latin letters, whatever other words there are."""
    letters = _NOT_LETTERS.sub("", latin)
    return letters_of(katakana) == letters or _is_known(katakana, letters) or _unlikeliness(katakana, latin) is not None


def likely_names(term: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The terms that only sound like one in the other letters, the likeliest first: rust for ラスト; or, if there are none, like one in
    katakana with ー, ッ or ン that this one lacks: midjourney for ミッドジャニー."""
    found = _likely_names(term, lexicon)
    if found or not _KATAKANA.fullmatch(term) or len(term) < _FEWEST_OF_SLIP:
        return found
    longer = (term[:at] + kana + term[at:] for at in range(1, len(term) + 1) for kana in "ーッン")
    return tuple(dict.fromkeys(name for form in longer for name in _likely_names(form, lexicon)))


def _likely_names(term: str, lexicon: Lexicon) -> tuple[str, ...]:
    found: dict[str, float] = {}
    for other in _candidates(term, lexicon):
        katakana, latin = _ordered(term, other)
        known = is_dictionary_word(term) or is_dictionary_word(other)
        most = _ALIKE if known else _SURE_IN_SHORT
        unlikely = sounds().unlikeliness(katakana, _NOT_LETTERS.sub("", latin), most=most)
        if unlikely <= most and not _GRAMMAR.fullmatch(latin):
            found[other] = unlikely
    return tuple(sorted(found, key=lambda other: (found[other], other)))


def _known_latin(katakana: str, lexicon: Lexicon) -> Iterator[str]:
    singular = latin_of(spelling(katakana[:-1])) if _PLURAL.search(katakana) else ()
    for letters in (
        *latin_of(spelling(katakana)),
        *(f"{word}s" for word in singular),
        letters_of(katakana),
    ):
        if letters and _is_known(katakana, letters) and lexicon.has(letters):
            yield letters


def _known_katakana(latin: str, lexicon: Lexicon) -> Iterator[str]:
    plural = [f"{kana}{end}" for kana in katakana_of(latin[:-1]) for end in "スズツ"] if latin.endswith("s") else ()
    for kana in (*katakana_of(latin), *plural, *spelt_out(latin)):
        for other in lexicon.terms_with_key(fold(kana)) | lexicon.terms_with_key(spelling(kana)):
            if _KATAKANA.fullmatch(other) and _is_known(other, latin):
                yield other


def _is_known(katakana: str, letters: str) -> bool:
    """Whether the dictionary says that a word in katakana is one in Latin letters, or these are read one by one. A short one is
    the usual one of its words: バス is bus, not bath."""
    if letters_of(katakana) == letters:
        return True
    if _PLURAL.search(katakana) and letters.endswith("s") and _is_known(katakana[:-1], letters[:-1]):
        return True  # ウィンドウズ is windows
    known = latin_of(spelling(katakana))
    if letters not in known or _GRAMMAR.fullmatch(letters):
        return False
    if len(katakana) <= _HARDLY_ANY:  # デジ is short for digital, not its name
        return len(known) == 1 and len(letters) <= _LONGEST_OF_TWO
    return len(katakana) > _FEW_KANA or letters == known[0]


def _sounding(term: str, lexicon: Lexicon) -> set[str]:
    """The terms that sound like one that no dictionary has: none of which another is much likelier, nor one that has a much
    likelier name itself. データセット is datasets, and datasheet is データシート."""
    every = ((other, _unlikeliness(*_ordered(term, other))) for other in _candidates(term, lexicon))
    found = {other: unlikely for other, unlikely in every if unlikely is not None}
    most = min(found.values(), default=0.0) + _NEXT_BEST
    return {
        other for other, unlikely in found.items() if unlikely <= most and not _has_another(other, unlikely, lexicon)
    }


def _has_another(term: str, unlikely: float, lexicon: Lexicon) -> bool:
    """Whether a term has a name that is much likelier than one that is so unlikely, also one that a dictionary has: cloud is クラウド,
    and no name of クロード."""
    most = unlikely - _NEXT_BEST
    others = (_ordered(term, other) for other in _candidates(term, lexicon)) if most > 0 else ()
    return any(sounds().unlikeliness(kana, _NOT_LETTERS.sub("", latin), most=most) <= most for kana, latin in others)


def _unlikeliness(katakana: str, latin: str) -> float | None:
    """How unlikely it is that katakana are a reading of small Latin letters, which no dictionary has; None where it is too unlikely."""
    letters = _NOT_LETTERS.sub("", latin)
    if len(katakana) <= _FEW_KANA or is_dictionary_word(katakana) or is_dictionary_word(letters):
        return None
    if _AGENT.search(letters) and not _AGENT_KANA.search(katakana):
        return None
    most = _SURE if len(letters) > _FEW_LETTERS else _SURE_IN_SHORT
    unlikely = sounds().unlikeliness(katakana, letters, most=most)
    return unlikely if unlikely <= most else None


def _candidates(term: str, lexicon: Lexicon) -> set[str]:
    """The terms in the other letters that have the same consonants."""
    other_letters = _LATIN if _KATAKANA.fullmatch(term) else _KATAKANA
    return {other for key in loan_keys(term) for other in lexicon.terms_with_key(key) if other_letters.fullmatch(other)}


def _ordered(term: str, other: str) -> tuple[str, str]:
    """The one in katakana first."""
    return (term, other) if _KATAKANA.fullmatch(term) else (other, term)
