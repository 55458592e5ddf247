from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import astuple

from search.evaluation.metrics import Measures, chance, mean, measure


def measures(*figures):
    return Measures("", 1, *figures)


@pytest.mark.parametrize(
    ("answers", "matched", "relevant", "figures"),
    [
        ("a", 1, "a", (1, 1, 1, 1, 1)),
        ("ba", 2, "a", (1 / 2, 0.6309, 0, 1, 0)),
        ("ab", 2, "ab", (1, 1, 1, 1, 1)),
        ("acb", 3, "ab", (1, 0.9197, 1, 1, 0)),
        ("a", 1, "ab", (1, 0.6131, 1, 1 / 2, 0)),
        ("bcdefghijka", 11, "a", (0, 0, 0, 0, 0)),
        ("", 0, "a", (0, 0, 0, 0, 0)),
        ("", 0, "", (1, 1, 1, 1, 1)),
        ("a", 1, "", (0, 0, 0, 0, 0)),
    ],
)
def test_what_answers_score(answers, matched, relevant, figures):
    assert astuple(measure(answers, matched, relevant))[2:] == pytest.approx(figures, abs=1e-4)


def test_an_answer_that_does_not_match_every_word_is_not_exact():
    assert measure("a", 0, "a") == measures(1, 1, 1, 1, 0)


def test_the_mean_is_of_each_measure():
    found = mean("猫", [measures(1, 1, 1, 1, 1), measures(0, 0.5, 0, 1, 0)])
    assert found == Measures("猫", 2, 0.5, 0.75, 0.5, 1, 0.5)


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
