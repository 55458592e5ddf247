"""Methods that remember what they returned."""

import gc
from weakref import ref

import pytest

from index.remembered import remembered


class Doubler:
    def __init__(self, most):
        self.asked = []
        self.double = remembered(self._double, most)

    def _double(self, number):
        self.asked.append(number)
        return 2 * number


def test_what_was_asked_before_is_not_asked_again():
    doubler = Doubler(2)
    assert [doubler.double(number) for number in (1, 2, 1, 2)] == [2, 4, 2, 4]
    assert doubler.asked == [1, 2]


def test_the_oldest_is_forgotten():
    doubler = Doubler(2)
    for number in (1, 2, 3, 1):
        doubler.double(number)
    assert doubler.asked == [1, 2, 3, 1]


@pytest.mark.parametrize("used", [False, True])
def test_nothing_is_kept_in_a_circle(used):
    gc.disable()
    try:
        doubler = Doubler(2)
        if used:
            doubler.double(1)
        gone = ref(doubler)
        del doubler
        assert gone() is None
    finally:
        gc.enable()
