"""What readers of Markdown and of HTML find in a text."""

from __future__ import annotations

from dataclasses import dataclass, field

from index.document import Block, BlockKind, Link
from index.reading.markup.breaks import HARD_BREAK, on_one_line
from index.reading.markup.flow import Flow


@dataclass
class Body:
    """The blocks of a text in reading order, none of them blank; its links, and the descriptions of its images."""

    blocks: list[Block] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)  # of the table we are in

    def add(self, kind: BlockKind, text: str) -> None:
        if text := text.strip():
            self.blocks.append(Block(kind, text))

    def heading(self, text: str, *, level: int, anchor: str) -> None:
        if text:
            self.blocks.append(Block("heading", on_one_line(text), level=level, anchor=anchor))

    def code(self, text: str, *, language: str) -> None:
        text = text.replace(HARD_BREAK, "\n").strip("\n")
        if text.strip():
            self.blocks.append(Block("code", text, language=language))

    def cell(self, text: str) -> None:
        self.rows[-1].append(on_one_line(text))

    def end_table(self) -> None:
        self.add("table", "\n".join(" | ".join(row) for row in self.rows))
        self.rows = []

    def note(self, flow: Flow) -> None:
        """Add the links and images of a flow."""
        self.links += flow.links
        self.images += flow.images
