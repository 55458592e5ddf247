"""Janome's words and costs, and our way through them: text is cut as Janome itself cuts it."""

from __future__ import annotations

from functools import cache
from itertools import accumulate
from pathlib import Path
from struct import unpack
from typing import Any

import pytest
from examples import QUICK, examples
from hypothesis import given
from hypothesis import strategies as st
from janome.tokenizer import Tokenizer

from index.analysis.viterbi import cheapest_cut, morphemes
from index.dictionary import transducer
from index.dictionary.ipadic import ipadic
from index.dictionary.janome_files import Connections, transducers
from index.dictionary.transducer import Transducers

SAMPLE = sorted((Path(__file__).parent.parent / "web" / "sample").rglob("*.md"))

# What IPADIC has, what it has not, and what it takes for something else; runs of each kind of character.
_PIECES = ["すもももももももものうち", "東京都庁", "関西国際空港", "食べさせられた", "Ｐｙｔｈｏｎ", "ChatGPT", "ヌペロッホ", "ーー", "１２３", "四百二十", "々", "〆切",
           "㌔", "ｶﾞｽ", "😀", "Ωμέγα", "привет", "。", "、", "？！", " ", "　", "\n", "\n\n", "\t", "\ud800", "が", "は", "を", "𠮷野家", "é", "-", "http://x.jp/?a=1"]  # fmt: skip
_TEXTS = st.one_of(
    st.lists(st.sampled_from(_PIECES), max_size=30).map("".join),
    st.text(
        "あいうかがきくしすせたてとなにのはまもやよらりるれろをん人日本語大学生東京都新車一二三アイコンスーabc1 。、\n",
        max_size=60,
    ),
    st.text(max_size=20),
)


@cache
def _janome() -> Tokenizer:
    return Tokenizer(mmap=True)


def _by_janome(text: str) -> list[tuple[Any, ...]]:
    tokens = _janome().tokenize(text)
    return [(token.surface, *token.part_of_speech.split(",")[:2], token.base_form) for token in tokens]


def _by_us(text: str) -> list[tuple[Any, ...]]:
    return [(found.surface, *found.part_of_speech, found.base) for found in morphemes(text)]


@pytest.mark.parametrize("path", SAMPLE[::10] if QUICK else SAMPLE, ids=lambda path: path.stem)
def test_a_post_is_cut_as_by_janome(path: Path) -> None:
    for line in path.read_text(encoding="utf-8").splitlines():
        assert _by_us(line) == _by_janome(line)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "これは長い文で、" * 200,  # parted at a comma after 500 characters
        "句読点のない文が続く" * 200,  # parted after 1,024
        "一行\n\n" * 200,
        "ア" * 1500,
        "a" * 1100 + "は長い",
        "．" * 600,
    ],
    ids=["empty", "blank", "commas", "no punctuation", "blank lines", "katakana", "latin", "dots"],
)
def test_a_long_text_is_parted_where_janome_parts_it(text: str) -> None:
    assert _by_us(text) == _by_janome(text)


@examples(400)
@given(_TEXTS.filter(lambda text: not any("\ud800" <= character <= "\udfff" for character in text)))
def test_any_text_is_cut_as_by_janome(text: str) -> None:
    assert _by_us(text) == _by_janome(text)


def test_half_a_character_is_an_unknown_word() -> None:
    assert [found[0] for found in _by_us("猫\ud800犬")] == ["猫", "\ud800", "犬"]  # where Janome raises an error


@examples(300)
@given(_TEXTS)
def test_a_transducer_gives_the_words_that_a_text_begins_with(text: str) -> None:
    _, outputs = _janome().matcher.run(text.encode("utf-8", "surrogatepass"))
    assert sorted(_numbers().beginning(text)) == sorted(unpack("I", output)[0] for output in outputs)


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transducer, "_MOST_STEPS", 3)
    numbers = Transducers(transducers(), int)
    first = [numbers.beginning(text) for text in ("東京都", "大阪府", "東京都")]
    assert first == [_numbers().beginning(text) for text in ("東京都", "大阪府", "東京都")]
    assert numbers._steps <= 3 + len("東京都")


@pytest.mark.parametrize("first", range(0, 392_127, 39_213))
def test_entries_are_those_of_janome(first: int) -> None:
    """Those at both ends of each of its files, and some between."""
    theirs, ours = _janome().sys_dic, ipadic()
    for number in (first, *range(first + 1, min(first + 39_212, 392_126), 731), min(first + 39_212, 392_126)):
        assert ours._entry(number)[1:] == theirs._find_entry(number)
        assert ours.extra(number) == theirs.lookup_extra(number)


def test_costs_are_those_of_janome() -> None:
    connections = ipadic().connections
    assert all(list(connections[right]) == row for right, row in enumerate(_janome().sys_dic.connections))


def test_of_the_dictionary_a_word_reads_little() -> None:
    """None of the transducers but the blocks that the word leads through, and no costs but those of its parts."""
    encoded, costs = transducers(), Connections()
    assert Transducers(encoded, int).beginning("関西国際空港")
    assert sum(len(each._blocks) for each in encoded) < sum(map(len, encoded)) / 3072 / 50
    assert (costs[0][0], len(costs)) == (-434, 1)


@cache
def _numbers() -> Transducers[int]:
    return Transducers(transducers(), int)


@pytest.mark.parametrize(
    ("text", "word", "likely"),
    [
        ("置き場所", "場所", True),
        ("水戸棚", "戸棚", True),
        ("昨日もすごろくと一緒", "すごろく", True),
        ("東京都", "京都", False),
        ("中国語", "国語", False),
        ("きっとひらめくよ", "ひらめ", False),
        ("これからしかられる", "からし", False),
    ],
)
def test_another_cut_costs_little_where_it_makes_sense(text: str, word: str, likely: bool) -> None:
    start = text.index(word)
    cost, found = cheapest_cut(text, (start, start + len(word)))
    assert "".join(morpheme.surface for morpheme in found) == text
    assert (cost - cheapest_cut(text)[0] < 3000) == likely


@given(st.text(alphabet="祖母の床ぬか漬けABカナ", min_size=1, max_size=12), st.data())
def test_a_word_ends_at_each_edge(text: str, data: st.DataObject) -> None:
    edge = data.draw(st.integers(1, len(text)))
    ends = accumulate(len(morpheme.surface) for morpheme in cheapest_cut(text, (edge,))[1])
    assert edge in set(ends)
