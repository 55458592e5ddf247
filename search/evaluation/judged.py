"""Judged queries: what was asked, and which documents are the right answers.

JSON  {"documents": [{"id", "title", "text", "tags"}], "questions": [{"id", "question", "relevant", "class"}]}
      `documents` may be missing: then the questions are about the posts of an index. `relevant` is an id or a list of
      them; for posts, also a path, a URL or a file name. `class` may be missing.
TREC  topics as <top> <num> <title> </top> or as lines of id, tab, query; relevance in a file of its own ("qrels"), in
      lines of query, iteration, document, relevance.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from index.document import Document, Section
from index.errors import InputUnusable


@dataclass(frozen=True)
class JudgedQuery:
    """`kind` is the class that it is counted in, "" where it has none."""

    id: str
    text: str
    relevant: tuple[str, ...]
    kind: str = ""


@dataclass(frozen=True)
class JudgedSet:
    """`unjudged` are the ids of topics that no line of the qrels is about; they are not asked."""

    queries: tuple[JudgedQuery, ...]
    documents: tuple[Document, ...] = ()
    unjudged: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The documents that are right for any query, each once."""
        return tuple(dict.fromkeys(name for query in self.queries for name in query.relevant))


class _Document(msgspec.Struct, frozen=True):
    id: str
    text: str
    title: str = ""
    tags: tuple[str, ...] = ()


class _Question(msgspec.Struct, frozen=True):
    id: str
    question: str
    relevant: str | tuple[str, ...]
    kind: str = msgspec.field(default="", name="class")


class _File(msgspec.Struct, frozen=True):
    questions: tuple[_Question, ...]
    documents: tuple[_Document, ...] = ()


_TOPIC = re.compile(
    r"<num>\s*(?:Number:)?\s*(?P<id>\S+?)\s*(?:</num>|\n).*?<title>\s*(?:Topic:)?\s*(?P<text>.+?)\s*(?=<|\Z)",
    re.DOTALL | re.IGNORECASE,
)


def read_judged(path: Path, *, qrels: Path | None = None) -> JudgedSet:
    """The judged queries of a file. Errors: `InputUnusable`, which says what is wrong with the file, and where."""
    text = _read(path)
    judged = _from_trec(text, _relevant(qrels)) if qrels else _from_json(path, text)
    if not judged.queries:
        raise InputUnusable(ja=f"{path} に問いがありません", en=f"There is no question in {path}.")
    return judged


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputUnusable(ja=f"{path} を読めません: {error}", en=f"{path} cannot be read: {error}") from error


def _from_json(path: Path, text: str) -> JudgedSet:
    try:
        file = msgspec.json.decode(text, type=_File)
    except msgspec.DecodeError as error:
        raise InputUnusable(
            ja=f"{path} は判定つきの問いの JSON ではありません（{error}）。TREC 形式なら --qrels も指定してください",
            en=f"{path} is no JSON of judged queries ({error}). For the format of TREC give --qrels as well.",
        ) from error
    twice = [id for id, count in Counter(each.id for each in file.documents).items() if count > 1]
    if twice:
        raise InputUnusable(
            ja=f"{path} の文書 {twice[0]} は二つあります。文書の id は一つずつ違うものにしてください",
            en=f"{path} has two documents {twice[0]}. Give each document an id of its own.",
        )
    return JudgedSet(
        queries=tuple(
            JudgedQuery(
                each.id, each.question, (each.relevant,) if isinstance(each.relevant, str) else each.relevant, each.kind
            )
            for each in file.questions
        ),
        documents=tuple(
            Document(each.id, each.id, each.id, each.title, tags=each.tags, sections=(Section(0, "", "", each.text),))
            for each in file.documents
        ),
    )


def _from_trec(text: str, relevant: Mapping[str, list[str]]) -> JudgedSet:
    topics = [(match["id"], " ".join(match["text"].split())) for match in _TOPIC.finditer(text)]
    if not topics:
        rows = (line.partition("\t") for line in text.splitlines() if line.strip())
        topics = [(id.strip(), query.strip()) for id, tab, query in rows if tab]
    return JudgedSet(
        queries=tuple(JudgedQuery(id, query, tuple(relevant[id])) for id, query in topics if id in relevant),
        unjudged=tuple(id for id, _ in topics if id not in relevant),
    )


def _relevant(qrels: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for number, line in enumerate(_read(qrels).splitlines(), 1):
        columns = line.split()
        if not columns:
            continue
        if len(columns) != 4 or not re.fullmatch(r"-?\d+", columns[3]):
            raise InputUnusable(
                ja=f"{qrels}:{number} は「問い 0 文書 関連度」の形ではありません: {line}",
                en=f'{qrels}:{number} is not of the form "query 0 document relevance": {line}',
            )
        query, _, document, relevance = columns
        documents = found[query]  # none where all that was judged is wrong
        if int(relevance) > 0:
            documents.append(document)
    return dict(found)
