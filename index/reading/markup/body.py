"""What readers of Markdown and of HTML find in a text."""

from __future__ import annotations

from dataclasses import dataclass, field

from index.document import Block, BlockKind, Link, Style
from index.reading.markup.breaks import HARD_BREAK, on_one_line
from index.reading.markup.containers import Containers
from index.reading.markup.edits import Styles, stripped
from index.reading.markup.flow import Flow

BORDER = " | "  # between the cells of a row


@dataclass
class Cell:
    """A cell of a table. `align` is "", left, center or right."""

    text: str
    styles: Styles
    head: bool
    align: str


@dataclass
class Body:
    """The blocks of a text in reading order; its links, and the descriptions of its images."""

    blocks: list[Block] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)  # of the table we are in
    containers: Containers = field(default_factory=Containers)

    def add(self, kind: BlockKind, text: str, styles: Styles = ()) -> None:
        """Add a block, unless there is nothing to see in it."""
        text, styles = stripped(text, styles)
        if text or any(style.kind == "image" for style in styles):
            self.blocks.append(Block(kind, text, inside=self.containers.around(), styles=styles))

    def rule(self) -> None:
        self.blocks.append(Block("rule", "", inside=self.containers.around()))

    def heading(self, text: str, styles: Styles = (), *, level: int, anchor: str) -> None:
        text, styles = on_one_line(text, styles)
        if text:
            inside = self.containers.around()
            self.blocks.append(Block("heading", text, level=level, anchor=anchor, inside=inside, styles=styles))

    def code(self, text: str, *, language: str) -> None:
        text = text.replace(HARD_BREAK, "\n").strip("\n")
        if text.strip():
            self.blocks.append(Block("code", text, language=language, inside=self.containers.around()))

    def cell(self, text: str, styles: Styles = (), *, head: bool = False, align: str = "") -> None:
        self.rows[-1].append(Cell(*on_one_line(text, styles), head, align))

    def end_table(self) -> None:
        self.add("table", *_joined(self.rows))
        self.rows = []

    def note(self, flow: Flow) -> None:
        """Add the links and images of a flow."""
        self.links += flow.links
        self.images += flow.images


def _joined(rows: list[list[Cell]]) -> tuple[str, Styles]:
    """The text of a table, its rows and cells, and behind each cell what stands out in it."""
    styles, at = list[Style](), 0
    for row in rows:
        styles.append(Style("row", at, at))
        for cell in row:
            end = at + len(cell.text)
            styles.append(Style("head" if cell.head else "cell", at, end, cell.align))
            styles += [Style(each.kind, each.start + at, each.end + at, each.value) for each in cell.styles]
            at = end + len(BORDER)
        at += 1 - len(BORDER) if row else 1
    return "\n".join(BORDER.join(cell.text for cell in row) for row in rows), tuple(styles)
