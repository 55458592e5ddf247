"""Lucene with kuromoji, as it is by default and with bigrams beside it: writes its queries for `Lucene.java`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from engine import NEAREST, Page, excluded_words, installed, required_words, run
from search.query.tree import And, Clause, Quote

_JARS = Path("/usr/share/java")  # where Debian puts them
_MODULES = ("core", "analyzers-common", "analyzers-kuromoji", "queryparser")
_SYNTAX = re.compile(r'[-+!(){}\[\]^"~*?:\\/&|]')


@dataclass(frozen=True)
class Lucene:
    name: str
    analysis: Literal["kuromoji", "kuromoji+bigrams"]
    install: str = "apt-get install openjdk-17-jdk-headless liblucene8-java"

    def version(self) -> str:
        versions = [jar.stem.rpartition("-")[2] for jar in _JARS.glob("lucene-core-8.*.jar")]
        return f"Lucene {versions[0]}" if versions and installed("java", "javac") else ""

    def strict(self, pages: Sequence[Page], queries: Sequence[And]) -> Iterator[list[str]]:
        return self._ids(pages, [f"strict\t{len(pages)}\t{_written(query)}" for query in queries])

    def nearest(self, pages: Sequence[Page], sentences: Sequence[str]) -> Iterator[list[str]]:
        return self._ids(pages, [f"nearest\t{NEAREST}\t{_on_one_line(sentence)}" for sentence in sentences])

    def then_any(self, pages: Sequence[Page], queries: Sequence[str]) -> Iterator[list[str]]:
        """For each query the `NEAREST` best pages that have all its words, followed by those that have any."""
        return self._ids(pages, [f"then\t{NEAREST}\t{_on_one_line(query)}" for query in queries])

    def _ids(self, pages: Sequence[Page], asked: Sequence[str]) -> Iterator[list[str]]:
        jars = (str(jar) for module in _MODULES for jar in _JARS.glob(f"lucene-{module}-8.*.jar"))
        command = ("java", "-cp", ":".join(jars), str(Path(__file__).with_name("Lucene.java")), self.analysis)
        lines = [f"page\t{page.id}\t{_on_one_line(page.text)}" for page in pages]
        return (line.split("\t") if line else [] for line in run(*command, lines=[*lines, *asked]))


def _on_one_line(text: str) -> str:
    return " ".join(re.split(r"[\t\r\n]+", text))


def _written(query: And) -> str:
    required = " ".join(f"({' OR '.join(map(_clause, group))})" for group in required_words(query))
    return required + "".join(f" -{_clause(clause)}" for clause in excluded_words(query))


def _clause(clause: Clause) -> str:
    text = _SYNTAX.sub(r"\\\g<0>", clause.text)
    return f'"{text}"' if isinstance(clause, Quote) else text


ENGINES = (
    Lucene("Lucene JapaneseAnalyzer default (kuromoji)", "kuromoji"),
    Lucene("Lucene NFKC, kuromoji or bigram phrase", "kuromoji+bigrams"),
)
