"""The text of a post as its template writes it: before each part, which elements end and which begin.

Nothing here is HTML. Each step takes time by what it is made of, for no element is looked at twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from search.marked import Element, MarkedBlock, MarkedCell, Run, Span
from web.pages.targets import Targets

_SIZED = re.compile(r"(.*) (\d+)x(\d+)")
OWN_IDS = ("q", "results", "related")  # of elements of a page, which no heading may have as well


class Image(Struct, frozen=True):
    """`address` is "" where it is not loaded; width and height where its author says them."""

    address: str
    description: str
    width: str = ""
    height: str = ""


class Piece(Struct, frozen=True):
    """A part of a block. `closes` are the kinds of elements that end before it, innermost first; `opens` those that begin.
    `image` is the one that begins here."""

    span: Span
    closes: tuple[str, ...] = ()
    opens: tuple[Element, ...] = ()
    image: Image | None = None


class Cell(Struct, frozen=True):
    pieces: tuple[Piece, ...]
    cell: MarkedCell
    scope: str  # of a header: col or row; "" of any other cell


class Block(Struct, frozen=True):
    """A block, and which elements end and begin before it. A heading has its level on our page, and its id there."""

    block: MarkedBlock
    closes: tuple[str, ...]
    opens: tuple[Element, ...]
    pieces: tuple[Piece, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    level: int = 0
    id: str = ""


def text_of(blocks: Sequence[MarkedBlock], ids: Sequence[str], targets: Targets) -> Iterator[Block]:
    """The blocks of a post. `ids` are those of the headings: see `anchors`. Behind the last one comes a rule that only ends what is open."""
    headings = iter(zip(outline(blocks), ids, strict=True))
    around: list[Element] = []
    notes = {"", *ids}
    for block in blocks:
        level, id = next(headings) if block.kind == "heading" else (0, "")
        yield Block(
            block,
            tuple(each.kind for each in reversed(around[block.kept :])),
            tuple(_named_once(block.opens, notes)),
            tuple(_pieces(block.runs, targets)),
            tuple(tuple(_cells(row, targets)) for row in block.rows),
            level,
            id,
        )
        around[block.kept :] = block.opens
    yield Block(MarkedBlock("prose"), tuple(each.kind for each in reversed(around)), ())


def _named_once(opens: Iterable[Element], names: set[str]) -> Iterator[Element]:
    """Elements, of which no footnote has the name, and so the id, of one before; `names` grows by theirs."""
    for each in opens:
        known = each.kind == "note" and note_id(each.value) in names
        yield Element("note") if known else each
        names.add(note_id(each.value))


def anchors(blocks: Sequence[MarkedBlock]) -> tuple[str, ...]:
    """For each heading its id, "" where it has none or another element of the page has it."""
    taken = {"", *OWN_IDS}
    ids = []
    for anchor in (block.anchor for block in blocks if block.kind == "heading"):
        ids.append("" if anchor in taken else anchor)
        taken.add(anchor)
    return tuple(ids)


def note_id(name: str) -> str:
    """The id of a footnote on our page; no heading that is not given one has a colon in its id."""
    return f"fn:{'-'.join(name.split())}"


def outline(blocks: Sequence[MarkedBlock]) -> tuple[int, ...]:
    """For each heading its level, 3 to 6, below that of the title. No level is left out, for screen readers go from heading to
    heading by level."""
    above: list[int] = []
    levels = []
    for own in (block.level for block in blocks if block.kind == "heading"):
        above = [*(level for level in above if level < own), own]
        levels.append(min(len(above) + 2, 6))
    return tuple(levels)


def _cells(row: Sequence[MarkedCell], targets: Targets) -> Iterator[Cell]:
    """An empty header is none: nobody would hear what it says of its column."""
    whole = all(cell.head for cell in row)
    for cell in row:
        pieces = tuple(_pieces(cell.runs, targets))
        yield Cell(pieces, cell, ("col" if whole else "row") if cell.head and pieces else "")


def _pieces(runs: Sequence[Run], targets: Targets) -> Iterator[Piece]:
    """The runs of a block, and behind the last one an empty piece that ends what is open."""
    if not any(run.styles for run in runs):
        yield from map(Piece, runs)
        return
    before: tuple[Element, ...] = ()
    for element, group in groupby(runs, key=_image_of):
        described = list(group)
        image = _image(element, "".join(run.text for run in described), targets) if element else None
        if image and not (image.description or image.address):
            continue
        # A description that matched is read below its image: there its marks are seen.
        unseen = image and image.address and not any(run.matched for run in described)
        for run in [Run("", styles=described[0].styles)] if unseen else described:
            styles = tuple(_with_addresses(run.styles, targets))
            shared = _shared(before, styles)
            closes = tuple(each.kind for each in reversed(before[shared:]))
            yield Piece(run, closes, styles[shared:], image)
            before = styles
    if before:
        yield Piece(Span(""), tuple(each.kind for each in reversed(before)))


def _image_of(run: Run) -> Element | None:
    return next((style for style in run.styles if style.kind == "image"), None)


def _image(element: Element, description: str, targets: Targets) -> Image:
    sized = _SIZED.fullmatch(element.value)
    address, *size = sized.groups() if sized else (element.value,)
    return Image(targets.image(address), description, *size)


def _with_addresses(styles: Iterable[Element], targets: Targets) -> Iterator[Element]:
    """Styles with the addresses that links have here; a link that leads nowhere is none, and the sign of a footnote is a
    link of its own."""
    styles = tuple(styles)
    is_sign = any(style.kind == "note" for style in styles)
    for style in styles:
        if style.kind != "link":
            yield style
        elif not is_sign and (address := targets.link(style.value)):
            yield Element("link", address)


def _shared(before: Sequence[Element], after: Sequence[Element]) -> int:
    """How many elements hold both."""
    pairs = enumerate(zip(before, after, strict=False))
    return next((depth for depth, (one, other) in pairs if one != other), min(len(before), len(after)))
