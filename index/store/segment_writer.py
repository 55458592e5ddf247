"""The documents of a commit, written as the arrays that `index.store.segment` reads."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from index.analyzed import AnalyzedDocument, Field, Tokens, field_of
from index.replacements import replacements
from index.shingles import KEYS, body_of, copy_keys
from index.spelling.folds import modern
from index.spelling.keys import key_hash, may_have_parts, term_keys
from index.spelling.parts import Parts, parts_of
from index.store.arrays import Array
from index.store.segment import ANY_CHARACTER, BLOCK, ENCODING, offsets_of
from index.store.stored import encode, to_stored

MOST_DOCUMENTS = 1 << 16  # of one segment: document numbers in postings have two bytes

_HALF = re.compile("[\ud800-\udfff]")


def segment_arrays(documents: Sequence[AnalyzedDocument]) -> dict[str, Array]:
    """The documents of a segment as its arrays, by name."""
    return {
        **_stored_arrays(documents),
        **_text_arrays(documents),
        **_region_arrays(documents),
        **_token_arrays(documents),
        **_bigram_arrays(documents),
        **_copy_arrays(documents),
    }


def _stored_arrays(documents: Sequence[AnalyzedDocument]) -> dict[str, Array]:
    stored = [encode(to_stored(each.document, each.fingerprint, each.problems)) for each in documents]
    return {
        "listed_first": offsets_of([len(listed) for listed, _ in stored]),
        "listed": np.frombuffer(b"".join(listed for listed, _ in stored), np.uint8),
        "further_first": offsets_of([len(further) for _, further in stored]),
        "further": np.frombuffer(b"".join(further for _, further in stored), np.uint8),
    }


def _text_arrays(documents: Sequence[AnalyzedDocument]) -> dict[str, Array]:
    blocks = [_blocks(document.text) for document in documents]
    sizes = [len(block) for each in blocks for block in each]
    return {
        "text_length": np.array([len(document.text) for document in documents], np.uint32),
        "block_first": offsets_of([len(each) for each in blocks]),
        "block_offset": offsets_of(sizes),
        "blocks": np.frombuffer(b"".join(block for each in blocks for block in each), np.uint8),
        **_replacement_arrays([document.text for document in documents]),
    }


def _replacement_arrays(texts: Sequence[str]) -> dict[str, Array]:
    found = [replacements(text) for text in texts]
    codes = [[ANY_CHARACTER] if each is None else sorted(map(ord, each)) for each in found]
    return {
        "given_first": offsets_of([len(each) for each in codes]),
        "given": np.array([code for each in codes for code in each], np.uint32),
    }


def _blocks(text: str) -> list[bytes]:
    pieces = (text[at : at + BLOCK] for at in range(0, len(text), BLOCK))
    return list(map(_encoded, pieces))


def _encoded(piece: str) -> bytes:
    """Two halves of a character that stand alone, side by side, would be read as one: they are no characters anyway."""
    data = piece.encode(ENCODING, "surrogatepass")
    whole = data.decode(ENCODING, "surrogatepass") == piece
    return data if whole else _HALF.sub("\ufffd", piece).encode(ENCODING)


def _region_arrays(documents: Sequence[AnalyzedDocument]) -> dict[str, Array]:
    regions = [region for document in documents for region in document.regions]
    return {
        "region_first": offsets_of([len(document.regions) for document in documents]),
        "region_field": np.array([region.field for region in regions], np.uint8),
        "region_start": np.array([region.start for region in regions], np.uint32),
        "region_length": np.array([region.length for region in regions], np.uint32),
    }


def _token_arrays(documents: Sequence[AnalyzedDocument]) -> dict[str, Array]:
    lexicon = sorted({term for document in documents for term in document.tokens.terms})
    number = {term: place for place, term in enumerate(lexicon)}
    columns = [document.tokens for document in documents]
    return {
        **lexicon_arrays(lexicon),
        **_key_arrays(lexicon),
        **_whole_arrays(lexicon),
        "token_first": offsets_of([len(tokens.term) for tokens in columns]),
        "token_term": _joined([_numbers(tokens, number) for tokens in columns], np.uint32),
        "token_start": _joined([tokens.start for tokens in columns], np.uint32),
        "token_length": _joined([tokens.length for tokens in columns], np.uint8),
        "token_words": np.array([tokens.words for tokens in columns], np.uint32),
        "field_length": np.array([_field_lengths(document) for document in documents], np.uint32).reshape(
            -1, len(Field)
        ),
    }


def lexicon_arrays(lexicon: Sequence[str]) -> dict[str, Array]:
    """The terms, sorted: where each begins in their bytes, and the bytes."""
    encoded = [term.encode("utf-8", "surrogatepass") for term in lexicon]
    return {
        "term_offset": offsets_of([len(term) for term in encoded]),
        "term_bytes": np.frombuffer(b"".join(encoded), np.uint8),
    }


def whole_arrays(lexicon: Sequence[str], numbers: Sequence[int], parts: Sequence[Parts]) -> dict[str, Array]:
    """The terms of those numbers, which may have parts (see `index.spelling.keys`), as lines of one text, where each begins, and the places of
    that text in the order of what stands there to the end of the line: a suffix array, which finds a text in all lines at once."""
    lines = [f"{lexicon[number]}\n" for number in numbers]
    rest = [line[at:] for line in lines for at in range(len(line))]
    return {
        "whole_term": np.array(numbers, np.uint32),
        "whole_said": np.array([each.said for each in parts], np.uint8),
        "whole_edges": np.array([each.edges for each in parts], np.uint64),
        "whole_text": np.frombuffer("".join(lines).encode("utf-8", "surrogatepass"), np.uint8),
        "whole_begin": offsets_of(list(map(len, lines))).astype(np.uint32),
        "whole_order": np.array(sorted(range(len(rest)), key=rest.__getitem__), np.uint32),
    }


def _whole_arrays(lexicon: Sequence[str]) -> dict[str, Array]:
    numbers = [number for number, term in enumerate(lexicon) if may_have_parts(term)]
    return whole_arrays(lexicon, numbers, [parts_of(modern(lexicon[number])) for number in numbers])


def _key_arrays(lexicon: Sequence[str]) -> dict[str, Array]:
    """The keys of every term, sorted, with the numbers of their terms."""
    keys = np.array(
        [(key_hash(key), number) for number, term in enumerate(lexicon) for key in term_keys(term)], np.uint64
    )
    keys = np.unique(keys.reshape(-1, 2), axis=0)
    return {"key_hash": keys[:, 0], "key_term": keys[:, 1].astype(np.uint32)}


def _numbers(tokens: Tokens, number: dict[str, int]) -> Array:
    return np.array([number[term] for term in tokens.terms], np.uint32)[tokens.term]


def _field_lengths(document: AnalyzedDocument) -> Array:
    return np.bincount(field_of(document.regions, document.tokens.start), minlength=len(Field))


def _bigram_arrays(documents: Sequence[AnalyzedDocument]) -> dict[str, Array]:
    every = _joined([document.bigrams.keys for document in documents], np.uint64)
    frequencies = _joined([document.bigrams.counts for document in documents], np.uint8)
    owner = np.repeat(np.arange(len(documents), dtype=np.uint16), [len(each.bigrams.keys) for each in documents])
    order = np.argsort(every, kind="stable")
    keys, counts = np.unique(every, return_counts=True)
    return {
        "bigram_key": keys,
        "bigram_first": offsets_of(counts),
        "bigram_document": owner[order],
        "bigram_frequency": frequencies[order],
    }


def _copy_arrays(documents: Sequence[AnalyzedDocument]) -> dict[str, Array]:
    keys = [copy_keys(body_of(each.text, each.regions)) for each in documents]
    return {"copy_key": np.array(keys, np.uint32).reshape(-1, KEYS)}


def _joined(arrays: Sequence[Array], dtype: type[np.generic]) -> Array:
    return np.concatenate([np.empty(0, dtype), *arrays]).astype(dtype, copy=False)
