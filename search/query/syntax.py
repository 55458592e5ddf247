"""The forms in which a query is written, for people to read. `lexer.py` and `parse.py` read it, and tests/test_query.py holds
them to this."""

from __future__ import annotations

from dataclasses import dataclass

from index.language import Message
from search.fields import FIELDS


@dataclass(frozen=True)
class Form:
    """One thing that can be typed, where `{a}` and `{b}` are any words, and what is found by it."""

    written: str
    meaning: Message

    def of(self, a: str, b: str) -> str:
        """The form with two words in it."""
        return self.written.format(a=a, b=b)


SYNTAX: dict[str, Form] = {
    "all": Form("{a} {b}", Message(ja="すべての語を含む", en="all of the words")),
    "either": Form("{a} OR {b}", Message(ja="どちらかの語を含む", en="either word")),
    "phrase": Form('"{a}"', Message(ja="この通りの語句", en="exactly this")),
    "without": Form("{a} -{b}", Message(ja="後の語を除く", en="without the second word")),
    "title": Form("title:{a}", Message(ja="題名に含む", en="in the title")),
    "brackets": Form(
        "{b} (({a} 犬) OR 鳥)", Message(ja="括弧の中はひとまとまり", en="brackets hold together what is in them")
    ),
    **{field.name: Form(f"{field.name}:{field.example}", field.meaning) for field in FIELDS},
    "date": Form(
        "date:2024-01..2024-06",
        Message(ja="この期間の記事（片方だけでもよい）", en="posts of this time; one end will do"),
    ),
    "no_tag": Form("{a} -tag:{b}", Message(ja="後のタグの記事を除く", en="without posts that have the tag")),
}
