from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.evaluation.metrics import Measures, chance, mean, measure


@pytest.mark.parametrize(
    ("answers", "matched", "relevant", "measures"),
    [
        ("a", 1, "a", Measures(1, 1, 1, 1, 1)),
        ("ba", 2, "a", Measures(1 / 2, 0.6309, 0, 1, 0)),
        ("ab", 2, "ab", Measures(1, 1, 1, 1, 1)),
        ("acb", 3, "ab", Measures(1, 0.9197, 1, 1, 0)),
        ("a", 1, "ab", Measures(1, 0.6131, 1, 1 / 2, 0)),
        ("bcdefghijka", 11, "a", Measures(0, 0, 0, 0, 0)),
        ("", 0, "a", Measures(0, 0, 0, 0, 0)),
        ("", 0, "", Measures(1, 1, 1, 1, 1)),
        ("a", 1, "", Measures(0, 0, 0, 0, 0)),
    ],
)
def test_what_answers_score(answers, matched, relevant, measures):
    found = measure(answers, matched, relevant)
    assert tuple(vars(found).values()) == pytest.approx(tuple(vars(measures).values()), abs=1e-4)


def test_an_answer_that_does_not_match_every_word_is_not_exact():
    assert measure("a", 0, "a") == Measures(1, 1, 1, 1, 0)


def test_the_mean_is_of_each_measure():
    assert mean([Measures(1, 1, 1, 1, 1), Measures(0, 0.5, 0, 1, 0)]) == Measures(0.5, 0.75, 0.5, 1, 0.5)


def exact_chance(one, other):
    """Every way of flipping the signs, counted."""
    differences = [a - b for a, b in zip(one, other, strict=True)]
    sums = [
        abs(sum(sign * each for sign, each in zip(signs, differences, strict=True)))
        for signs in product((1, -1), repeat=len(one))
    ]
    return sum(each >= abs(sum(differences)) - 1e-9 for each in sums) / len(sums)


@given(
    st.lists(st.tuples(st.sampled_from([0, 0.25, 0.5, 1]), st.sampled_from([0, 0.25, 0.5, 1])), min_size=1, max_size=7)
)
def test_chance_is_that_of_all_flips(pairs):
    one, other = zip(*pairs, strict=True)
    assert chance(one, other) == pytest.approx(exact_chance(one, other), abs=0.03)
    assert chance(one, other) == chance(one, other)
