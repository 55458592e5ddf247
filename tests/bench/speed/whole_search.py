"""How long a page of answers takes: ranking, tag counts and ten snippets, in process."""

from __future__ import annotations

from collections.abc import Sequence

from asking import in_turns
from figures import Row, Table, against, row_of
from search.snapshot import Snapshot
from setting import FEW, Setting

RECIPE = f"again, of {FEW} posts"
_ROUNDS = 3
_TOGETHER = 5  # posts


def measure(setting: Setting) -> Table:
    """`first`: the engine meets the query for the first time; `words known`: its words have been met, in other queries; `again`: the
    query has been met."""
    rows = []
    with setting.asking(setting.whole) as engines:
        in_turns(engines, "search", ["東京"])  # loads the tokenizer
        first = in_turns(engines, "search", setting.queries)
        pairs = recombined(setting.queries, setting.snapshot)
        known = in_turns(engines, "search", pairs) if pairs else {}
        again = in_turns(engines, "search", setting.queries, rounds=_ROUNDS)
    for name, times in (("first", first), ("words known", known), ("again", again)):
        rows += [row_of(name, engine, each) for engine, each in times.items()]
    found = [f"{sum(each.found) / len(each.found):,.0f}" for each in first.values()]
    notes = [f"{len(setting.queries)} queries of one and two words; posts found by each engine: {', '.join(found)}"]
    if "tutorial" in setting.engines:
        rows.append(_recipe(setting))
        notes.append(
            f"The recipe is asked {len(setting.queries_of_few)} words over {FEW} posts; nearly all of its time is"
        )
        notes.append("in tokenizing the ten hits again to mark them, however many posts there are.")
    return Table("whole_search", "A page of answers, in process", against(rows, "again"), "of tantivy, again", notes)


def recombined(queries: Sequence[str], snapshot: Snapshot) -> list[str]:
    """The words of these queries in other pairs: each with the next that some posts have with it."""
    words = list(dict.fromkeys(word for query in queries for word in query.split()))
    having = {word: set(snapshot.postings([word]).documents.tolist()) for word in words}
    pairs: list[str] = []
    for place, one in enumerate(words):
        following = (*words[place + 1 :], *words[:place])
        others = (word for word in following if len(having[one] & having[word]) >= _TOGETHER)
        other = next((word for word in others if f"{one} {word}" not in {*queries, *pairs}), None)
        pairs += [f"{one} {other}"] if other else []
    return pairs


def _recipe(setting: Setting) -> Row:
    with setting.asking(["tutorial"]) as engines:
        engines["tutorial"].time("search", setting.queries_of_few[:1])
        times = in_turns(engines, "search", setting.queries_of_few)
    return row_of(RECIPE, "tutorial", times["tutorial"])
