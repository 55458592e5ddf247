"""Whatever posts there are, each is near to others in the same way, and never for no reason."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from blog import post, searcher_of
from hypothesis import given, settings
from hypothesis import strategies as st

from search.request import RelatedRequest

WORDS = st.sampled_from(
    [
        "味噌",
        "ミソ",
        "猫",
        "ねこ",
        "😀",
        "サーバ",
        "サーバー",
        "𠮷野家",
        "C++",
        "が",
        "。",
        "、",
        "\n\n",
        " ",
        "12",
        "㌔",
        "か゛",
    ]
)
TEXTS = st.lists(WORDS, max_size=12).map("".join)
TITLES = st.sampled_from(["味噌 第1回", "味噌 第2回", "猫(1)", "", "。", "サーバー: その二", "(2)", "第3回"])


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(TITLES, TEXTS, st.lists(WORDS, max_size=2).map(tuple)), min_size=1, max_size=6))
def test_scores_are_mutual_and_reasons_stand_in_the_post(found):
    posts = [post(f"p{number}", title, text, tags=tags) for number, (title, text, tags) in enumerate(found)]
    with TemporaryDirectory() as folder:
        searcher = searcher_of(Path(folder) / ".sakuin", posts)
        request = RelatedRequest(limit=20, min_score=0, per_series=20)
        near = {each.path: searcher.post(each.id, related=request).related for each in posts}
    scores = {(path, other.path): other.score for path, others in near.items() for other in others}
    assert all(scores[other, path] == score for (path, other), score in scores.items())
    assert all(0 <= score <= 100 and path != other for (path, other), score in scores.items())
    for each in posts:
        written = f"{each.title}\n{' '.join(each.tags)}\n{each.sections[0].text if each.sections else ''}"
        for other in near[each.path]:
            assert all(reason.term in written for reason in other.why)
            assert [one.rank for one in near[each.path]] == list(range(1, len(near[each.path]) + 1))
