"""How a query is written, as people are told it. `lexer.py` and `parse.py` read it, and tests/test_query.py holds them to this."""

from __future__ import annotations

from dataclasses import dataclass

from index.language import Message


@dataclass(frozen=True)
class Form:
    """One thing that can be typed, where `{a}` and `{b}` are any words, and what is found by it."""

    written: str
    meaning: Message

    def of(self, a: str, b: str) -> str:
        """The form with two words in it."""
        return self.written.format(a=a, b=b)


SYNTAX = {
    "all": Form("{a} {b}", Message(ja="すべての語を含む", en="all of the words")),
    "either": Form("{a} OR {b}", Message(ja="どちらかの語を含む", en="either word")),
    "phrase": Form('"{a}"', Message(ja="この通りの語句", en="exactly this")),
    "without": Form("{a} -{b}", Message(ja="後の語を除く", en="without the second word")),
    "title": Form("title:{a}", Message(ja="題名に含む", en="in the title")),
    "brackets": Form(
        "{b} (({a} 犬) OR 鳥)", Message(ja="括弧の中はひとまとまり", en="brackets hold together what is in them")
    ),
    "tag": Form("tag:{a}", Message(ja="このタグの記事", en="posts with this tag")),
    "category": Form("category:{a}", Message(ja="このカテゴリーの記事", en="posts in this category")),
    "author": Form("author:{a}", Message(ja="この著者の記事", en="posts by this author")),
    "year": Form("year:2024", Message(ja="この年の記事", en="posts of this year")),
    "date": Form(
        "date:2024-01..2024-06",
        Message(ja="この期間の記事（片方だけでもよい）", en="posts of this time; one end will do"),
    ),
    "no_tag": Form("{a} -tag:{b}", Message(ja="後のタグの記事を除く", en="without posts that have the tag")),
}
