import json

import pytest

from index.errors import InputUnusable
from search.evaluation.judged import JudgedQuery, read_judged

TOPICS = """
<top>
<num> Number: 51
<title> Topic: 味噌 ラーメン
<desc> Description:
おいしい店
</top>
<top>
<num>52</num>
<title>猫の
写真</title>
</top>
"""


def test_json_with_documents(tmp_path):
    file = tmp_path / "judged.json"
    file.write_text(
        json.dumps(
            {
                "documents": [{"id": "p0", "title": "梅雨", "text": "雨が降る。"}],
                "questions": [
                    {"id": "q0", "question": "雨", "relevant": "p0"},
                    {"id": "q1", "question": "雪", "relevant": [], "class": "absent"},
                ],
            }
        ),
        encoding="utf-8",
    )
    judged = read_judged(file)
    assert judged.queries == (JudgedQuery("q0", "雨", ("p0",)), JudgedQuery("q1", "雪", (), "absent"))
    assert [(each.id, each.title, each.sections[0].text) for each in judged.documents] == [("p0", "梅雨", "雨が降る。")]


@pytest.mark.parametrize("topics", [TOPICS, "51\t味噌 ラーメン\n52\t猫の 写真\n"], ids=["tags", "lines"])
def test_trec(tmp_path, topics):
    (tmp_path / "topics").write_text(topics, encoding="utf-8")
    (tmp_path / "qrels").write_text("51 0 a.md 1\n51 0 b.md 0\n52 0 b.md 2\n53 0 c.md 1\n", encoding="utf-8")
    judged = read_judged(tmp_path / "topics", qrels=tmp_path / "qrels")
    assert judged.queries == (
        JudgedQuery("51", "味噌 ラーメン", ("a.md",)),
        JudgedQuery("52", "猫の 写真", ("b.md",)),
    )


@pytest.mark.parametrize(
    ("text", "qrels", "says"),
    [
        (None, None, "cannot be read"),
        ("", None, "no JSON"),
        ('{"questions": [{"id": 1}]}', None, r"questions\[0\]"),
        ('{"questions": []}', None, "no question"),
        ("1\t猫", "1 a 1", "qrels:1"),
        ("1\t猫", "1 0 a x", "qrels:1"),
        ("猫", "1 0 a 1", "no question"),
        (
            '{"documents": [{"id": "a", "text": "猫"}, {"id": "a", "text": "犬"}], "questions": []}',
            None,
            "two documents a",
        ),
    ],
)
def test_a_file_that_will_not_do_is_told(tmp_path, text, qrels, says):
    file, judgements = tmp_path / "file", tmp_path / "qrels"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    if qrels is not None:
        judgements.write_text(qrels, encoding="utf-8")
    with pytest.raises(InputUnusable) as error:
        read_judged(file, qrels=judgements if qrels is not None else None)
    assert says.replace("\\", "") in error.value.message.en
