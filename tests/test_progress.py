"""How far a run is: a line that changes on a terminal, a line now and then in a pipe."""

from io import StringIO

import pytest

from index.progress import ProgressLine, describe
from index.steps import Progress


class Terminal(StringIO):
    def isatty(self):
        return True


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """Seconds that only the test lets pass; the words are English."""
    now = [0.0]
    monkeypatch.setattr("index.progress.time.monotonic", lambda: now[0])
    monkeypatch.setattr("index.terminal.LANGUAGE", "en")
    return now


def step(done, *, phase="bodies", total=4, characters=0, seconds=0.0):
    return Progress(phase, done, total, characters, seconds)


def test_a_terminal_has_one_line_for_each_phase(clock):
    stream = Terminal()
    line = ProgressLine(stream)
    for phase, done in [("titles", 1), ("titles", 2), ("titles", 4), ("bodies", 1), ("bodies", 4)]:
        clock[0] += 0.06
        line(step(done, phase=phase))
    line.close()
    titles, bodies, end = stream.getvalue().split("\n")
    assert [shown.split() for shown in titles.split("\r")[1:]] == [
        ["Titles", "and", "tags", "2/4", "50%"],
        ["Titles", "and", "tags", "4/4", "100%"],
    ]
    assert [shown.split()[-2:] for shown in bodies.split("\r")[1:]] == [["4/4", "100%"]]
    assert end == ""


def test_what_may_say_nothing_for_long_is_named_when_it_begins():
    stream = Terminal()
    line = ProgressLine(stream)
    line(step(4))
    line(step(0, phase="merging", total=2000))
    line.close()
    assert [shown.split() for shown in stream.getvalue().split("\r")[1:]] == [
        ["Bodies,", "newest", "first", "4/4", "100%"],
        ["Tidying", "the", "index", "0/2,000", "0%"],
    ]


def test_a_line_that_was_ended_is_ended_once():
    stream = Terminal()
    line = ProgressLine(stream)
    line(step(4))
    line.close()
    line.close()
    assert stream.getvalue().count("\n") == 1


def test_a_pipe_has_a_line_every_ten_seconds(clock):
    stream = StringIO()
    line = ProgressLine(stream)
    for done in range(1, 5):
        clock[0] += 6.0
        line(step(done))
    line.close()
    assert stream.getvalue() == "Bodies, newest first  2/4  50%\nBodies, newest first  4/4  100%\n"


def test_nothing_is_written_where_nothing_is_done():
    stream = Terminal()
    ProgressLine(stream).close()
    assert stream.getvalue() == ""


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (
            step(412, total=2513, characters=500_000, seconds=40.0),
            "412/2,513  16%  12.5k characters/s  about 3 min left",
        ),
        (step(2513, total=2513, characters=500_000, seconds=40.0), "2,513/2,513  100%  12.5k characters/s"),
        (step(1, total=2513, characters=900, seconds=0.5), "1/2,513  0%"),  # too soon to say how fast it is
        (step(2, total=68, characters=900, seconds=4.0), "2/68  3%  0.2k characters/s"),  # nor how long it takes
        (step(50, total=2500, characters=90_000, seconds=30.0), "50/2,500  2%  3.0k characters/s  about 24 min left"),
        (step(0, total=0), "0/0  0%"),
    ],
)
def test_the_rate_and_the_time_left(now, words):
    assert describe(now, since=step(0, total=now.total)) == f"Bodies, newest first  {words}"


def test_reading_titles_says_nothing_of_the_rate():
    now = step(400, phase="titles", total=800, characters=9000, seconds=20.0)
    assert describe(now, since=step(0, phase="titles", total=800)) == "Titles and tags  400/800  50%"
