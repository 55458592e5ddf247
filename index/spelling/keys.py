"""The keys of a term: texts that other spellings of the same word have as well.

The index lists terms by their keys. Terms that share a key may be the same word; `search.spelling.variants` then compares the
two and says in what they differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b

from index import characters
from index.dictionary.lookup import is_word, likeliest_reading, likely_parts, readings, readings_in_parts
from index.normalize import normalize
from index.spelling.folds import Fold, fold, katakana, large_vowels, modern
from index.spelling.loans import loan_keys
from index.spelling.normal import normal_form
from index.spelling.okurigana import same_but_okurigana, skeleton
from index.spelling.readings import more_readings

_REMEMBERED = 200_000
_LONGEST_READ = 12  # characters

_KANA = re.compile(f"[{characters.KANA}]+")
_JAPANESE = characters.pattern(f"[{characters.JAPANESE_WITH_RARE}]+")
_KANJI = characters.pattern(f"[{characters.KANJI}]")
_KATAKANA = re.compile(f"[{characters.KATAKANA_LETTERS}]")
_WORD_BEHIND = re.compile("(?:さん|くん|さま|から|まで|など|だけ|より)$")  # 高橋さん, 京都まで: no okurigana
_BETWEEN = re.compile(r"(?<=[a-z+#])(?:[- ](?=\d)|-(?=[a-z]))|(?<=\d) (?=[a-z])")
# The second half of a long vowel, which romaji leaves out: 東京 is typed toukyou and tokyo, ラーメン raamen and ramen.
_LONG = re.compile(
    r"(?<=[オコソトノホモヨロゴゾドボポョォ])[ウオ]|(?<=[ウクスツヌフムユルグズブプュゥ])ウ"
    r"|(?<=[アカサタナハマヤラワガザダバパャァ])ア|(?<=[イキシチニヒミリギジビピィ])イ|ー"
)


def key_hash(key: str) -> int:
    """A key as a number of 64 bits."""
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


@lru_cache(_REMEMBERED)
def term_keys(term: str) -> tuple[str, ...]:
    """The keys of a term of the index."""
    normalized = normalize(term).text
    if normalized != term:
        return (written_key(normalized),)
    read = [reading_key(sound) for sound in term_readings(term)]
    parts = [part_key(key) for part in word_parts(term) for key in sound_keys(part)]
    return tuple(
        dict.fromkeys([*spelling_keys(term), *read, *map(romaji_key, _sounds(term)), *parts, *loan_keys(term)])
    )


def may_have_parts(term: str) -> bool:
    """Whether a term may contain a word that is no term: the tokenizer leaves it whole, as 絵葉書, or it has no kanji, as
    スマホケース."""
    if not _JAPANESE.fullmatch(term) or len(term) < 2:
        return False
    return is_word(modern(term)) if _KANJI.search(term) else True


def word_parts(term: str) -> tuple[str, ...]:
    """The words of two characters or more that a word of IPADIC is made of, in the spelling of today: 葉書 in 絵葉書."""
    word = modern(term)
    if len(word) <= 2 or len(word) > _LONGEST_READ or not _KANJI.search(word) or not is_word(word):
        return ()
    return tuple(part for part in likely_parts(word) if part != word and len(part) > 1)


def sound_keys(word: str) -> Iterator[str]:
    """The keys of a word by its sound, in kana and in romaji."""
    for sound in _sounds(word):
        yield reading_key(sound)
        yield romaji_key(sound)


def word_sounds(word: str) -> tuple[str, ...]:
    """How a word is read, the likeliest reading first. A word in kana is its own reading; empty where no reading is known."""
    if _KANA.fullmatch(word) or not _KANJI.search(word):
        return (word,) if _KANA.fullmatch(word) else ()
    return tuple(dict.fromkeys(filter(None, (likely_reading(word), *term_readings(word)))))


def _sounds(word: str) -> tuple[str, ...]:
    return (word,) if _KANA.fullmatch(word) else term_readings(word)


def part_key(key: str) -> str:
    """The key of a word that contains a part with the key `key`: はがき finds 絵葉書 by it."""
    return f"p:{key}"


def spelling_keys(term: str) -> tuple[str, ...]:
    """The keys of a term by its characters: all that spelling may change is taken away. 問合わせ has 問合わセ and 問合, react 19
    has react19."""
    forms = dict.fromkeys([unspaced(fold(term)), fold(normal_form(modern(term)))])
    return tuple(dict.fromkeys(key for form in forms for key in (form, skeleton(form)) if key))


def unspaced(term: str) -> str:
    """A term without the hyphens and spaces that some people leave out: gpt5 for gpt-5 and gpt 5, wifi for wi-fi."""
    return _BETWEEN.sub("", term)


def written_key(normalized: str) -> str:
    """The key of a term as its authors write it: ＡＩ and AI have the key of ai."""
    return f"w:{normalized}"


def reading_key(reading: str) -> str:
    """The key of a reading in kana."""
    return f"r:{fold(reading)}"


def romaji_key(reading: str) -> str:
    """The key of a reading as it is typed in romaji: ヴァイオリン is found by baiorin too, ティッシュ by tisshu."""
    return f"l:{_LONG.sub('', _romaji_sound(reading))}"


def _romaji_sound(kana: str) -> str:
    return fold(kana.replace("ティ", "チ").replace("ディ", "ジ"), Fold.KANA, loan=False)


def sound_so_far(kana: str) -> str:
    """How kana sound. What a word sounds like begins with what its beginning sounds like: トーキョー for とうきょう, トーキ for
    とうき."""
    return _LONG.sub("ー", large_vowels(katakana(modern(kana)).replace("ティ", "チ").replace("ディ", "ジ")))


def may_be_typed(romaji: str, reading: str, *, loan: bool) -> bool:
    """Whether a word with this reading may be typed in romaji that spell these kana, long vowels left out or not: 東京, トウキョウ,
    as tokyo, ときょ; but ふくろ not as fukurou. A `loan` word is also typed in a plainer spelling: ヴァイオリン as baiorin."""
    sound = _romaji_sound if loan else katakana
    typed, said = (_LONG.sub("ー", sound(kana)) for kana in (romaji, reading))
    at = 0
    for kana in said:
        if at < len(typed) and typed[at] == kana:
            at += 1
        elif kana != "ー":
            return False
    return at == len(typed)


def term_readings(term: str) -> tuple[str, ...]:
    """How a term with kanji is read, in katakana. Empty for a term without kanji, and where its reading is not known."""
    return (*(known_readings(term) or _likely_readings(term)), *more_readings(modern(term)))


def likely_reading(term: str) -> str:
    """The likeliest way to read a term with kanji, in katakana; "" where there is none."""
    return likeliest_reading(modern(term)) or next(iter(term_readings(term)), "")


def known_readings(term: str) -> tuple[str, ...]:
    """How IPADIC reads a term with kanji, in this spelling or in its normal form; empty where it knows neither."""
    if not _KANJI.search(term):
        return ()
    return readings(modern(term)) or readings(normal_form(modern(term)))


def _likely_readings(term: str) -> tuple[str, ...]:
    """漬け物 is read as 漬物 is, and 推し活 as its parts are."""
    if len(term) > _LONGEST_READ or not _KANJI.search(term):
        return ()
    word = modern(term)
    kanji = skeleton(word)
    ends = _WORD_BEHIND.search(word) or _KATAKANA.search(word)
    inflects = len(kanji) > 1 and not ends and same_but_okurigana(word, kanji)
    if inflects and (found := readings(kanji)):
        return found
    return readings_in_parts(word)
