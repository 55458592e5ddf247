"""An index of documents in memory, as for an evaluation: there is no blog on disk, and all is one commit."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from index.analysis.analyzer import analyzer
from index.analyzed import analyze_document
from index.document import Document
from index.store.manifest import Manifest
from index.store.storage import create_folder, prepare, switch, writing
from index.store.writer import Writer


def index_documents(index_dir: Path, documents: Iterable[Document]) -> None:
    """Make a new index of these documents in `index_dir`. Errors: `IndexUnavailable`, `InputUnusable`."""
    analysis = analyzer("janome")
    prepare(index_dir)
    with writing(index_dir):
        folder = create_folder(
            index_dir, Manifest(analysis=analysis.fingerprint, tokenizer="janome", root=str(index_dir))
        )
        Writer(folder).commit([analyze_document(document, analysis, fingerprint="-") for document in documents])
        switch(index_dir, folder)
