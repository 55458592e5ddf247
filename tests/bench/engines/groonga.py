"""Groonga, with the tokenizers of MeCab and of bigrams.

A sentence is cut by the tokenizer first, and then any of its tokens asked for. The score is how many of them a page
has: with TF, Groonga's default, or TF-IDF the particles win.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlencode

from engine import NEAREST, Page, excluded_words, installed, required_words, run
from search.query.tree import And, Clause


@dataclass(frozen=True)
class Groonga:
    """`cutting` is the tokenizer that cuts a sentence: what it gives is tokenized once more when it is searched."""

    name: str
    install: str
    tokenizer: str
    normalizer: str
    cutting: str

    def version(self) -> str:
        if not (installed("groonga") and self._has_tokenizer()):
            return ""
        return " ".join(run("groonga", "--version")[0].split()[:2])

    def strict(self, pages: Sequence[Page], queries: Sequence[And]) -> Iterator[list[str]]:
        asked = [_select("text", _written(query), limit=len(pages)) for query in queries]
        return self._ids(pages, asked)

    def nearest(self, pages: Sequence[Page], sentences: Sequence[str]) -> Iterator[list[str]]:
        asked = [
            _select("scorer_tf_at_most(text, 1)", " OR ".join(map(_quoted, tokens)), limit=NEAREST)
            for tokens in self._cut(sentences)
        ]
        return self._ids(pages, asked)

    def _has_tokenizer(self) -> bool:
        """That of MeCab is a package of its own."""
        [[header, *_]] = _answers([_command("tokenize", tokenizer=self.tokenizer, string="猫")])
        return bool(header[0] == 0)

    def _cut(self, sentences: Sequence[str]) -> Iterator[list[str]]:
        commands = [_command("tokenize", tokenizer=self.cutting, string=sentence) for sentence in sentences]
        return ([token["value"] for token in tokens] for _, tokens in _answers(commands))

    def _ids(self, pages: Sequence[Page], asked: Sequence[str]) -> Iterator[list[str]]:
        answers = _answers([*self._filling(pages), *asked])[-len(asked) :]
        return ([id for id, _ in rows] for _, [[_, _, *rows]] in answers)

    def _filling(self, pages: Sequence[Page]) -> Iterator[str]:
        """The commands that make the database."""
        yield _command("table_create", name="Pages", flags="TABLE_HASH_KEY", key_type="ShortText")
        yield _command("column_create", table="Pages", name="text", flags="COLUMN_SCALAR", type="LongText")
        yield _command(
            "table_create",
            name="Terms",
            flags="TABLE_PAT_KEY",
            key_type="ShortText",
            default_tokenizer=self.tokenizer,
            normalizer=self.normalizer,
        )
        yield "column_create Terms of_text COLUMN_INDEX|WITH_POSITION Pages text"
        yield "load --table Pages"
        yield json.dumps([{"_key": page.id, "text": page.text} for page in pages])


def _written(query: And) -> str:
    required = " ".join(_any(group) for group in required_words(query))
    return required + "".join(f" -{_quoted(clause.text)}" for clause in excluded_words(query))


def _any(clauses: Sequence[Clause]) -> str:
    return f"({' OR '.join(_quoted(clause.text) for clause in clauses)})"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _select(columns: str, query: str, *, limit: int) -> str:
    return _command(
        "select",
        table="Pages",
        match_columns=columns,
        query=query,
        output_columns="_key,_score",
        sort_keys="-_score",
        limit=str(limit),
    )


def _command(name: str, /, **arguments: str) -> str:
    return f"/d/{name}?{urlencode(arguments)}"


def _answers(commands: Sequence[str]) -> list[Any]:
    """What a new database says to each command: how it went, and what was found."""
    with TemporaryDirectory(prefix="sakuin-engines-") as folder:
        lines = run("groonga", "-n", str(Path(folder) / "database"), lines=commands)
    return [json.loads(line) for line in lines]


ENGINES = (
    Groonga(
        "Groonga TokenMecab use_reading, unify_kana",
        "apt-get install groonga-bin groonga-tokenizer-mecab",
        tokenizer='TokenMecab("use_reading", true)',
        normalizer='NormalizerNFKC150("unify_kana", true)',
        cutting="TokenMecab",
    ),
    Groonga(
        "Groonga TokenBigram default",
        "apt-get install groonga-bin",
        tokenizer="TokenBigram",
        normalizer="NormalizerAuto",
        cutting="TokenBigram",
    ),
)
