"""What the comparison asks of an engine, and what the engines share."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from shutil import which
from typing import Protocol

from search.query.tree import And, Clause, Not, Or, leaves

NEAREST = 10  # documents that are looked at for a sentence


@dataclass(frozen=True)
class Page:
    """A document as every engine gets it: title, tags, headings, text and code, a line end between them."""

    id: str
    text: str


class Engine(Protocol):
    """Another search engine in one configuration. `install`: the command that brings it."""

    @property
    def name(self) -> str: ...

    @property
    def install(self) -> str: ...

    def version(self) -> str:
        """Its version and those of its dictionaries; "" where it is not installed."""

    def strict(self, pages: Sequence[Page], queries: Sequence[And]) -> Iterable[list[str]]:
        """For each query the ids of all pages that match every word of it, best first."""

    def nearest(self, pages: Sequence[Page], sentences: Sequence[str]) -> Iterable[list[str]]:
        """For each sentence the ids of the `NEAREST` best pages among those that have any of its words."""


def required_words(query: And) -> list[list[Clause]]:
    """The words that a page must have, each with its alternatives."""
    parts = [part for part in query.parts if not isinstance(part, Not)]
    return [list(part.parts) if isinstance(part, Or) else [part] for part in parts]


def excluded_words(query: And) -> list[Clause]:
    """The words that no page may have."""
    return [clause for part in query.parts if isinstance(part, Not) for clause in leaves(part.part)]


def package_versions(*names: str) -> str:
    """The Python packages with their versions; "" where one is not installed."""
    try:
        return ", ".join(f"{name} {version(name)}" for name in names)
    except PackageNotFoundError:
        return ""


def run(*command: str, lines: Iterable[str] = ()) -> list[str]:
    """The lines that a command prints when it is given these."""
    done = subprocess.run(
        command, input="\n".join(lines), capture_output=True, text=True, check=False, encoding="utf-8"
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} ended with {done.returncode}: {done.stderr.strip()}")
    return done.stdout.removesuffix("\n").split("\n")  # splitlines would break a line at U+2028


def installed(*commands: str) -> bool:
    return all(map(which, commands))
