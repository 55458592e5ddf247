"""`sakuin duplicates`: posts that say the same, and which to keep."""

from __future__ import annotations

import csv
import json
from itertools import combinations
from random import Random

import pytest
from blog import post, searcher_of
from model_copies import changed, containment, resemblance, sentences, shingles_of

from index.document import Link
from search.copies.near import find_copies
from search.editing.sentences import sentence_diff
from web.cli import main

MISO, CAT = sentences("味噌", 20), sentences("猫", 20)
POSTS = [
    post("a", "味噌を仕込む", "".join(MISO), date="2021-01-01T00:00:00+09:00"),
    post("b", "味噌、再掲", "".join(MISO), date="2022-01-01T00:00:00+09:00"),
    post("c", "味噌の話", "".join([*MISO[:19], "最後の一文だけを書き直した。"]), date="2023-01-01T00:00:00+09:00"),
    post("d", "猫", "".join(CAT), date="2024-01-01T00:00:00+09:00", links=(Link("/b/", "味噌"),)),
    post("e", "猫", "".join([*CAT[:12], *sentences("犬", 8)]), description="猫と犬の話。"),
    post("f", "短い", "味噌。", description="猫と犬の話。"),
    post("g", "ほかの話", "味噌。"),
]


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("duplicates") / ".sakuin"
    searcher_of(folder, POSTS)
    return folder


@pytest.fixture
def duplicates(place, capsys):
    def run(*arguments):
        code = main(["duplicates", *arguments, "--index", str(place)])
        return code, capsys.readouterr().out

    return run


def test_what_is_found(duplicates):
    code, out = duplicates("--format", "json")
    report = json.loads(out)
    (cluster,) = report["clusters"]
    assert (code, cluster["kind"], cluster["keep"]) == (0, "alike", "linked")
    assert [each["path"] for each in cluster["posts"]] == ["b.md", "a.md", "c.md"]  # that which others link to
    near = int(100 * resemblance(POSTS[0].sections[0].text, POSTS[2].sections[0].text)) / 100
    assert [each["similarity"] for each in cluster["posts"]] == [1.0, 1.0, near]
    assert [each["nearest"] for each in cluster["posts"]] == [1.0, 1.0, near]
    (part,) = report["parts"]
    assert {part["shorter"]["path"], part["longer"]["path"]} == {"d.md", "e.md"}
    assert [(each["field"], len(each["posts"])) for each in report["shared"]] == [("title", 2), ("description", 2)]


def test_the_terminal_says_which_to_keep_and_why(duplicates):
    lines = duplicates()[1].splitlines()
    assert lines[0] == "alike: 3 posts; keep ✓ (other posts link to it)"
    assert lines[1].startswith("  ✓ 100%  2022-01-01  味噌、再掲  b.md")
    assert "linked from 1" in lines[1]
    assert any(line.startswith("in part: 6") for line in lines)
    assert lines[lines.index("same title: 1") + 1] == "  猫"


def test_diff_shows_the_sentences_that_differ(duplicates):
    out = duplicates("--diff")[1]
    assert f"        - {MISO[19]}" in out.splitlines()
    assert "        + 最後の一文だけを書き直した。" in out.splitlines()
    assert MISO[5] not in out


def test_csv_has_a_row_for_each_post_of_each_finding(duplicates):
    rows = list(csv.DictReader(duplicates("--format", "csv")[1].splitlines()))
    assert [row["group"] for row in rows] == ["1", "1", "1", "2", "2", "3", "3", "4", "4"]
    assert [row["keep"] for row in rows[:3]] == ["True", "False", "False"]


def test_how_alike_they_must_be_is_said(duplicates):
    clusters = json.loads(duplicates("--at-least", "40", "--format", "json")[1])["clusters"]
    assert sorted(len(each["posts"]) for each in clusters) == [2, 3]
    assert duplicates("--at-least", "12")[0] == 2


@pytest.mark.parametrize(
    ("dates", "lengths", "kept", "why"),
    [
        (("2023", "2022"), (0, 0), "1", "oldest"),
        (("2023", None), (0, 0), "0", "oldest"),
        ((None, None), (0, 1), "1", "longest"),
        ((None, None), (0, 0), "0", "first"),
    ],
)
def test_which_to_keep(tmp_path, dates, lengths, kept, why):
    posts = [
        post(str(number), "", "".join(MISO) + "。" * more, date=date and f"{date}-01-01T00:00:00+09:00")
        for number, (date, more) in enumerate(zip(dates, lengths, strict=True))
    ]
    (cluster,) = searcher_of(tmp_path / ".sakuin", posts).editor().duplicates(at_least=0.8).clusters
    assert (cluster.posts[0].path, cluster.keep) == (f"{kept}.md", why)


def test_nothing_is_found_among_posts_that_differ(tmp_path, capsys):
    searcher_of(tmp_path / ".sakuin", [POSTS[0], POSTS[3]])
    assert main(["duplicates", "--index", str(tmp_path / ".sakuin")]) == 1
    assert capsys.readouterr().out == ""


def planted():
    """Fifty posts with three copies of each, some of whose sentences are written anew; among 200 others."""
    lot = Random(20)
    texts = [sentences(f"話{number}", lot.randint(20, 60)) for number in range(250)]
    copies = [changed(text, share, lot) for text in texts[:50] for share in (0.05, 0.2, 0.4)]
    return ["".join(text) for text in (*texts, *copies)]


def test_planted_copies_are_found_and_no_others():
    texts = planted()
    found = {(pair.one, pair.other): pair for pair in find_copies(range(400), texts.__getitem__, at_least=0.3).pairs}
    for number, copy in ((number, 250 + 3 * number + place) for number in range(50) for place in range(3)):
        pair, share = found[number, copy], (0.05, 0.2, 0.4)[(copy - 250) % 3]
        assert pair.resemblance == resemblance(texts[number], texts[copy])
        assert pair.containment == containment(texts[number], texts[copy])
        assert pair.containment > 0.5, share
        assert (pair.resemblance > 0.8) == (share == 0.05)
    families = {number: number if number < 250 else (number - 250) // 3 for number in range(400)}
    assert all(families[one] == families[other] for one, other in found)


def test_every_pair_that_looking_at_all_finds():
    texts = [*planted(), *("".join(sentences(f"別{number}", 30)) for number in range(100))]
    found = {(pair.one, pair.other) for pair in find_copies(range(500), texts.__getitem__, at_least=0.5).pairs}
    sets = list(map(shingles_of, texts))
    every = [(one, other, len(sets[one] & sets[other])) for one, other in combinations(range(500), 2)]
    assert found == {
        (one, other) for one, other, both in every if both / (len(sets[one]) + len(sets[other]) - both) >= 0.5
    }


@pytest.mark.parametrize("posts", [9, 60])
def test_what_many_posts_share_tells_nothing(posts):
    footer = "".join(sentences("お知らせ", 60))
    texts = [sentence + footer for sentence in sentences("味噌", posts)]
    assert resemblance(texts[0], texts[1]) > 0.9
    assert find_copies(range(posts), texts.__getitem__, at_least=0.8).pairs == ()


def test_many_copies_of_one_text_are_one_comparison():
    texts = ["".join(MISO)] * 5000 + ["".join(MISO[:19])]
    copies = find_copies(range(5001), texts.__getitem__, at_least=0.8)
    assert set(copies.same.values()) == {0, 5000}
    assert [(pair.one, pair.other) for pair in copies.pairs] == [(0, 5000)]


def test_many_posts_made_by_one_form_are_compared_with_a_few_each():
    texts = [
        "".join(f"{day}日は{number}{day}歩を歩いて、{number}円を使った。" for day in range(30)) for number in range(300)
    ]

    pairs = find_copies(range(300), texts.__getitem__, at_least=0.3).pairs
    assert {each for pair in pairs for each in (pair.one, pair.other)} == set(range(300))
    assert len(pairs) <= 300 * 20


@pytest.mark.parametrize(
    ("one", "other", "signs"),
    [
        ("一。二。三。", "一。二。三。", ""),
        ("一。二。三。四。", "一。二。参。四。", " -+ "),
        ("一。二。", "一。二。三。", " +"),
        ("一\n二\n三\n四\n五\n六\n七", "壱\n二\n三\n四\n五\n六\n質", "-+ … -+"),
    ],
)
def test_sentences_that_differ(one, other, signs):
    assert "".join(change.sign for change in sentence_diff(one, other)) == signs
