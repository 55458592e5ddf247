"""What is kept of finished responses: those of one edition, the last ones, within a bound."""

import gc
import tracemalloc
from threading import Barrier, Event, Thread
from weakref import ref

import pytest

from web.responses import LARGEST, MOST_BYTES, Finished, Responses


def finished(body=b"", status=200, **headers):
    return Finished(status, tuple(headers.items()), body, found_nothing=False)


def is_kept(responses, key, edition=1):
    return responses.get(edition, key, lambda: finished(b"another")).body != b"another"


def test_what_is_left_of_another_edition_goes_at_once():
    class Text(str):
        """What a weak reference can name."""

    responses, texts = Responses(), [Text("one")]
    seen = ref(texts[0])
    responses.get(1, "a", lambda: finished(Link=texts.pop()))
    assert seen()
    responses.get(2, "b", finished)
    gc.collect()
    assert not seen()


def test_what_is_finished_too_late_is_not_kept():
    responses = Responses()

    def late():
        responses.get(2, "b", lambda: finished(b"new"))
        return finished(b"old")

    assert responses.get(1, "a", late).body == b"old"
    assert is_kept(responses, "b", edition=2)
    assert not is_kept(responses, "a", edition=2)


@pytest.mark.parametrize(
    ("answer", "kept"),
    [
        (finished(b"x"), True),
        (finished(b"", 302, Location="/search"), True),
        (finished(b"x", 404), False),
        (finished(b"x", 503), False),
        (finished(b"x", **{"Cache-Control": "no-store"}), False),
        (finished(b"x" * LARGEST), False),
    ],
)
def test_what_is_kept(answer, kept):
    responses = Responses()
    responses.get(1, "before", lambda: finished(b"x"))
    assert responses.get(1, "a", lambda: answer) is answer
    assert is_kept(responses, "a") == kept
    assert is_kept(responses, "before")


@pytest.mark.parametrize(("size", "link"), [(0, 500), (0, 4_000), (6_000, 500), (100_000, 0), (LARGEST * 3 // 4, 0)])
def test_all_together_are_bounded_in_memory(size, link):
    responses, number = Responses(), 2 * MOST_BYTES // (size + link + 1_000)
    tracemalloc.start()
    try:
        for each in range(number):
            made = finished(bytes(size), **{f"X-{name}": f"{each:0{link}}" for name in ("Link", "Type")})
            responses.get(1, (f"g42-{each:016x}", True), lambda made=made: made)
        used, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert MOST_BYTES / 3 < used < MOST_BYTES * 1.05


def test_what_was_asked_for_last_stays():
    responses, body = Responses(), b"x" * (LARGEST * 3 // 4)
    for each in range(100):
        responses.get(1, each, lambda: finished(body))
        responses.get(1, 0, lambda: finished(b"another"))
    assert is_kept(responses, 0)
    assert not is_kept(responses, 1)


def test_two_may_make_the_same_and_hold_up_nobody():
    responses, both, done = Responses(), Barrier(2, timeout=10), Event()
    answers = []

    def make():
        both.wait()
        assert done.wait(10)
        return finished(b"slow")

    threads = [Thread(target=lambda: answers.append(responses.get(1, "a", make).body)) for _ in range(2)]
    for thread in threads:
        thread.start()
    assert responses.get(1, "b", lambda: finished(b"quick")).body == b"quick"  # though both are still at work
    done.set()
    for thread in threads:
        thread.join(10)
    assert answers == [b"slow", b"slow"]
    assert is_kept(responses, "a")
