"""A list of blocks that readers of Markdown and of HTML add to."""

from __future__ import annotations

from dataclasses import dataclass, field

from index.document import Block, BlockKind, Link
from index.reading.markup.flow import Flow


@dataclass
class Blocks:
    """The blocks of a text in reading order, and the links and images in them. What is blank is not written."""

    written: list[Block] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)  # of the table we are in

    def add(self, kind: BlockKind, text: str) -> None:
        if text := text.strip():
            self.written.append(Block(kind, text))

    def heading(self, text: str, *, level: int, anchor: str) -> None:
        if text:
            self.written.append(Block("heading", text.replace("\n", " "), level=level, anchor=anchor))

    def code(self, text: str, *, language: str) -> None:
        if text := text.strip("\n"):
            self.written.append(Block("code", text, language=language))

    def row(self) -> None:
        self.rows.append([])

    def cell(self, text: str) -> None:
        self.rows[-1].append(text.replace("\n", " "))

    def end_table(self) -> None:
        self.add("table", "\n".join(" | ".join(row) for row in self.rows))
        self.rows = []

    def note(self, flow: Flow) -> None:
        """Keep the links and images of a flow."""
        self.links += flow.links
        self.images += flow.images
