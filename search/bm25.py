"""The formula of BM25, in the form that Lucene uses.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), with the inverse document
frequency ln(1 + (N - n + 0.5) / (n + 0.5)), which is never negative.
"""

from __future__ import annotations

from math import log

import numpy as np
import numpy.typing as npt

# Measured among k1 0.3 to 1.2 and b 0.3 to 0.75 on JSQuAD validation (whole questions, short passages) and on every other query
# about known posts of a blog (long posts). Two characters side by side tell less the second time than a word does.
K1, K1_OF_BIGRAMS = 0.9, 0.45
B = 0.55


def idf(having: int, size: int) -> float:
    """Inverse document frequency of what `having` of `size` documents have."""
    return log(1 + (size - having + 0.5) / (having + 0.5))


def saturated(frequencies: npt.NDArray[np.float32], k1: float = K1) -> npt.NDArray[np.float32]:
    """Frequencies, divided by the relative length of their text, to 0 … k1 + 1: the tenth occurrence adds less than the
    first."""
    return frequencies * np.float32(k1 + 1) / (frequencies + np.float32(k1))


def relative_length(
    lengths: npt.NDArray[np.float32], average: npt.NDArray[np.float32] | float
) -> npt.NDArray[np.float32]:
    """What frequencies in texts of these lengths (a row a document) are divided by: 1 for one of average length."""
    return np.asarray(1 - B + B * lengths / np.maximum(average, np.float32(1)), np.float32)
