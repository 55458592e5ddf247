"""Sentences are cut phrase by phrase, and posts as columns: the same tokens as those of the rules applied to the whole."""

import pytest
from blog import post
from hypothesis import given, settings
from hypothesis import strategies as st

from index.analysis.analyzer import analyzer, as_written
from index.analysis.content import content_tokens
from index.analysis.joining import joined, vocabulary_of, with_numbers, with_wholes
from index.analysis.phrases import Phrases, with_parts
from index.analysis.pieces import Pieces
from index.analysis.tokenizers import open_tokenizer
from index.analyzed import Field, analyze_document, lay_out
from index.normalize import normalize
from index.spelling.folds import modern

JANOME = open_tokenizer("janome")
TAUGHT = vocabulary_of(["推し活", "二十五条", "人の話", "をかし", "会議の後", "全文検索"])

TEXTS = [
    *(
        "推し活をした",
        "二十五条の話",
        "3つ星の月",
        "五億",
        "問い合わせと打ち合わせ",
        "申込みだ",
        "充電できた",
        "エモかった",
        "非効率的",
    ),
    *(
        "東京駅",
        "インターフェイス",
        "関西国際空港",
        "人の話",
        "をかし",
        "會議の後、學校",
        "全文検索",
        "代々木",
        "ドローン・スマートフォン",
    ),
    *("お新商品。", "GPT-5年", "React 19 が", "Ｎｏｄｅとｶﾞｽ㌔", "getUserName", "食べました×"),
]
PARTS = st.sampled_from(
    [text[at:end] for text in TEXTS for at in range(len(text)) for end in range(at + 1, len(text) + 1)]
)
SENTENCES = st.lists(PARTS, min_size=1, max_size=9).map("".join)


def rules_on(sentence):
    """The tokens of a sentence that is one phrase."""
    found = list(with_numbers(content_tokens(JANOME(modern(sentence)), sentence), sentence))
    return list(with_wholes(with_parts(joined(found, sentence, TAUGHT))))


@given(SENTENCES)
@settings(max_examples=500, deadline=None)
def test_no_rule_reaches_out_of_a_phrase(sentence):
    found = Pieces()
    for tokens, at in Phrases(TAUGHT).of(list(JANOME(modern(sentence))), sentence):
        found.add(tokens, at)
    assert list(found) == rules_on(sentence)


@pytest.mark.parametrize(
    ("sentence", "phrases"),
    [
        ("開発環境を整える", ["開発環境", "を", "整える"]),
        ("推し活をした", ["推し活", "をした"]),
        ("人の話がある", ["人の話", "がある"]),  # taught
        ("彼の話がある", ["彼の", "話", "がある"]),  # 彼 is a pronoun, which has no content
        ("充電できた", ["充電でき", "た"]),
        ("三つある", ["三つ", "ある"]),
    ],
)
def test_where_phrases_end(sentence, phrases):
    found = Phrases(TAUGHT).of(list(JANOME(sentence)), sentence)
    ends = [*(at for _, at in found[1:]), len(sentence)]
    assert [sentence[at:end] for (_, at), end in zip(found, ends, strict=True)] == phrases


@given(st.lists(SENTENCES, min_size=1, max_size=4), SENTENCES)
@settings(max_examples=200, deadline=None)
def test_a_post_has_the_tokens_of_its_texts(texts, code):
    document = post("one", texts[0], "\n".join(texts[1:]), code=(code,))
    analysis = analyzer("janome")
    text, regions = lay_out(document)
    expected = []
    for region in regions:
        part = text[region.start : region.end]
        normal, pieces = normalize(part), Pieces()
        is_code = region.field is Field.CODE
        (analysis.add_code if is_code else analysis.add_prose)(pieces, normal.text)
        tokens = as_written(pieces, normal, part, code=is_code)
        expected += [(token.term, token.start + region.start, token.length) for token in tokens]
    found = analyze_document(document, analysis).tokens
    terms = [found.terms[number] for number in found.term.tolist()]
    assert sorted(zip(terms, found.start.tolist(), found.length.tolist(), strict=True)) == sorted(expected)
