"""`sakuin evaluate`, from a file of judged queries to its table."""

import json

import pytest
from blog import post, searcher_of
from click.testing import CliRunner

from search.evaluation.evaluate import compare, evaluate, summary
from search.evaluation.judged import JudgedQuery
from search.request import SearchRequest
from web.cli import sakuin

POSTS = [
    post("cat", "猫の写真", "猫を撮る。"),
    post("dog", "犬の散歩", "犬と歩く。"),
    post("both", "動物", "猫と犬を飼う。"),
]
QUERIES = (
    JudgedQuery("1", "猫", ("cat.md", "both.md"), "word"),
    JudgedQuery("2", "猫 犬", ("/both/",), "words"),
    JudgedQuery("3", "鯨", (), "absent"),
    JudgedQuery("4", "撮る 鯨", ("cat.md",), "words"),
)


@pytest.fixture(scope="module")
def searcher(tmp_path_factory):
    return searcher_of(tmp_path_factory.mktemp("blog") / ".sakuin", POSTS)


def test_classes_and_all(searcher):
    found = summary(evaluate(searcher, QUERIES, settings=SearchRequest()))
    rows = {each.kind: each for each in found.classes}
    assert list(rows) == ["word", "words", "absent"]
    assert (rows["word"].exact, rows["absent"].exact, rows["words"].exact) == (1, 1, 0.5)
    assert (rows["words"].queries, found.all.queries) == (2, 4)
    assert found.all.mrr == pytest.approx((1 + 1 + 1 + 1) / 4)


def test_two_settings_compared(searcher):
    auto, every = (evaluate(searcher, QUERIES, settings=SearchRequest(mode=mode)) for mode in ("auto", "all"))
    comparison = compare(auto, every)
    assert [each.id for each in comparison.worse] == ["4"]
    assert comparison.better == ()


@pytest.fixture
def judged(tmp_path):
    file = tmp_path / "judged.json"
    documents = [{"id": "a", "text": "猫を撮る。"}, {"id": "b", "text": "犬と歩く。"}]
    questions = [
        {"id": "1", "question": "猫", "relevant": "a", "class": "語"},
        {"id": "2", "question": "鯨", "relevant": [], "class": "ない語"},
        {"id": "3", "question": "犬 鯨", "relevant": "b", "class": "語"},
    ]
    file.write_text(json.dumps({"documents": documents, "questions": questions}), encoding="utf-8")
    return file


def test_the_table(judged):
    result = CliRunner().invoke(sakuin, ["evaluate", str(judged), "--against-mode", "all"])
    assert result.exit_code == 0
    assert result.output.splitlines()[1].split() == ["語", "2", "1.0000", "1.0000", "1.0000", "1.0000", "0.5000"]
    assert result.output.splitlines()[-1] == "+ 0.00 -> 1.00  犬 鯨"


def test_the_same_as_json(judged):
    result = CliRunner().invoke(sakuin, ["evaluate", str(judged), "--against-mode", "all", "--format", "json"])
    answer = json.loads(result.stdout)
    assert answer["all"]["queries"] == 3
    assert [each["kind"] for each in answer["classes"]] == ["語", "ない語"]
    assert [each["query"] for each in answer["comparison"]["better"]] == ["犬 鯨"]


def test_right_answers_that_no_index_has_are_told(tmp_path):
    (tmp_path / "file.json").write_text(
        '{"documents": [{"id": "a", "text": "猫"}], "questions": [{"id": "1", "question": "猫", "relevant": ["a", "zzz"]}]}',
        encoding="utf-8",
    )
    assert "1 documents that are judged right are not in the index: zzz" in told(tmp_path / "file.json")


def test_topics_without_judgements_are_told(tmp_path):
    (tmp_path / "topics").write_text("1\t猫\n2\t犬\n", encoding="utf-8")
    (tmp_path / "qrels").write_text("1 0 cat.md 1\n", encoding="utf-8")
    searcher_of(tmp_path / ".sakuin", POSTS)
    said = told(tmp_path / "topics", "--qrels", tmp_path / "qrels", "--index", tmp_path / ".sakuin")
    assert "1 topics have no judgements and were not asked: 2" in said


def told(*arguments):
    return CliRunner().invoke(sakuin, ["evaluate", *map(str, arguments)]).stderr
