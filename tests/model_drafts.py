"""What merging drafts must keep and may not leave, checked slowly: every sentence and paragraph is looked for in all the text."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from index.document import Block
from index.reading.drafts.merge import merge_drafts
from index.reading.drafts.split import MARKER


def flat(drafts: list[list[Block]]) -> list[Block]:
    return [each for draft in drafts for each in draft]


def squash(text: str) -> str:
    return "".join(text.split())


def prose(blocks) -> list[str]:
    return [squash(each.text) for each in blocks if each.kind not in ("code", "table")]


def sentences(blocks: Iterable[Block]) -> set[str]:
    """Cut at every full stop, in quotations as well, and at line ends; marks of Markdown before them are no text."""
    lines = [line for each in blocks if each.kind not in ("code", "table") for line in each.text.split("\n")]
    found = [sentence for line in lines for sentence in re.findall(r"[^。！？]*[。！？]+[」』）)”】]*", line)]
    bare = (squash(re.sub(r"^\s*(?:(?:#+|[-*+•・>]+|\d+[.)])\s+)+", "", sentence)) for sentence in found)
    return {sentence for sentence in bare if len(sentence) >= 20}


def code(blocks) -> list[Block]:
    return [each for each in blocks if each.kind in ("code", "table")]


def problems(before: Sequence[Block], after: Sequence[Block]) -> Counter[str]:
    paragraphs, text = "\n".join(prose(after)), "".join(prose(after))
    found = Counter({"a paragraph twice": sum(paragraphs.count(each) > 1 for each in prose(after) if len(each) >= 60)})
    found["a sentence lost"] = sum(sentence not in text for sentence in sentences(before))
    found["a sentence twice"] = sum(text.count(sentence) > 1 for sentence in sentences(before))
    found["code or a table changed"] = code(before) != code(after)
    found["a marker"] = sum(line.strip() == MARKER for each in after for line in each.text.split("\n"))
    found["removed again"] = merge_drafts([after]) != (tuple(after), ())
    return +found


def pasted(article: str, cuts: list[tuple[int, int]]) -> list[str]:
    """Drafts of the article: each starts in what the ones before have said, and goes on from there."""
    drafts, said = [], 0
    for back, length in cuts:
        start = max(said - back, 0)
        drafts.append(article[start : start + length])
        said = max(said, min(start + length, len(article)))
    return drafts
