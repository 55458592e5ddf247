"""Janome and MeCab, which have the same dictionary, find the same terms: an index may be made by either."""

import random
import re
from collections import Counter

import pytest
from sites import read_post

from index.analysis.analyzer import analyzer
from index.reading.sites.detect import detect_site
from index.reading.walk import find_posts

SENTENCES = 3_000
_SENTENCE = re.compile(r"[^。\n]{10,200}。")


@pytest.fixture(scope="module")
def sentences(corpus):
    """Some of the prose of the real blog, the same each time."""
    site = detect_site(corpus)
    chosen = random.Random(1)
    found = []
    for path in chosen.sample(sorted(find_posts(site)), 150):
        document = read_post(path, site).document
        sections = document.sections if document else ()  # some are kept out of every search
        whole = [match.group() for section in sections for match in _SENTENCE.finditer(section.text)]
        found += chosen.sample(whole, min(len(whole), 30))
    return found[:SENTENCES]


def test_janome_and_mecab_agree_on_999_terms_of_1000(sentences):
    pytest.importorskip("fugashi", reason="fugashi (the extra mecab) is not installed")
    alike = every = 0
    for sentence in sentences:
        one, other = (Counter(token.term for token in analyzer(name).tokens(sentence)) for name in ("janome", "mecab"))
        alike += (one & other).total()
        every += (one | other).total()
    assert len(sentences) == SENTENCES
    print(f"{alike} of {every} terms alike: {alike / every:.4%}")
    assert alike / every >= 0.999
