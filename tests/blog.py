"""Tiny blogs for tests: documents without files, and an index of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from index.analysis.analyzer import Analyzer, analyzer
from index.analyzed import AnalyzedDocument, analyze_document
from index.document import Code, Document, Section, document_id
from index.store.manifest import Manifest
from index.store.storage import Folder, create_folder, prepare, switch
from index.store.writer import Writer
from search.searcher import IndexSearcher, open_searcher

JANOME = analyzer("janome")


def post(name: str, title: str = "", text: str = "", *, headings: Sequence[tuple[str, str]] = (), **fields) -> Document:
    """A document as reading makes it: `text` before the first heading, then (heading, text) pairs."""
    sections = [Section(0, "", "", text)] if text else []
    sections += [Section(2, heading, heading, below) for heading, below in headings]
    code = tuple(Code("python", source) for source in fields.pop("code", ()))
    return Document(
        id=document_id(name),
        path=f"{name}.md",
        url=f"/{name}/",
        title=title,
        sections=tuple(sections),
        code=code,
        **{name: None if value == "" else value for name, value in fields.items()},
    )


def asked_terms(text: str, analysis: Analyzer = JANOME) -> list[str]:
    """The terms that a query asks for, each once."""
    return list(dict.fromkeys(token.term for token in analysis.tokens(text) if token.rule.asked_for))


def analyzed(document: Document, *, fingerprint: str = "read") -> AnalyzedDocument:
    return analyze_document(document, JANOME, fingerprint=fingerprint)


def new_index(index_dir: Path, **said: object) -> Folder:
    prepare(index_dir)
    manifest = Manifest(analysis=JANOME.fingerprint, tokenizer="janome", root=str(index_dir), **said)
    folder = create_folder(index_dir, manifest)
    switch(index_dir, folder)
    return folder


def searcher_of(index_dir: Path, documents: Sequence[Document], *, commits: int = 1, **said: object) -> IndexSearcher:
    """A searcher over these documents, written in so many commits; `said` is what the manifest says beside."""
    writer = Writer(new_index(index_dir, **said))
    for number in range(commits):
        writer.commit([analyzed(document) for document in documents[number::commits]])
    return open_searcher(index_dir)
