"""A related post for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from index.terminal import one_line, say
from search.reports.related import RelatedPost
from web.commands.tables import INDENT
from web.reporttexts import LINKS

_STRONG, _FAIR = 40, 20  # scores


def related_line(near: RelatedPost) -> Iterator[str]:
    """A post with its score and how strong that is, the links between the two, words and tags of both, and its address."""
    why = ", ".join(f"{shared.term} {int(100 * shared.share + 0.5)}%" for shared in near.why)
    notes = [
        *([say("[固定]", "[pinned]")] if near.pinned else []),
        *([say("[連載]", "[series]")] if near.same_series else []),
        *([why] if why else []),
        *(f"#{tag}" for tag in near.shared_tags),
    ]
    day, link = (near.date or "")[:10], say(LINKS[near.link_state].ja, LINKS[near.link_state].en)
    yield f"{near.rank:>2}  {near.score:>5.1f} {_strength(near.score)}  {day:10}  {one_line(near.title)}  {link}"
    yield INDENT + one_line(" ".join(notes))
    yield INDENT + one_line(unquote(near.url) or near.path)


def _strength(score: float) -> str:
    if score >= _STRONG:
        return say("強", "strong")
    return say("中", "fair  ") if score >= _FAIR else say("弱", "weak  ")
