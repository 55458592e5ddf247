"""How long a page of answers takes: ranking, tag counts and ten snippets, in process."""

from __future__ import annotations

from asking import in_turns
from figures import Row, Table, against, row_of
from setting import FEW, Setting

RECIPE = f"known, of {FEW} posts"
_ROUNDS = 3


def measure(setting: Setting) -> Table:
    """`first`: the engine meets the query for the first time; `known`: its words have been met, the answer has not been
    kept; `kept`: Sakuin has given this very answer before, and kept it."""
    rows = []
    with setting.asking(setting.whole) as engines:
        in_turns(engines, "search", ["東京"])  # loads the tokenizer
        first = in_turns(engines, "search", setting.queries)
        known = in_turns(engines, "search", setting.queries, rounds=_ROUNDS)
        kept = in_turns({"sakuin": engines["sakuin"]}, "kept", setting.queries)
    for name, times in (("first", first), ("known", known), ("kept", kept)):
        rows += [row_of(name, engine, each) for engine, each in times.items()]
    found = [f"{sum(each.found) / len(each.found):,.0f}" for each in first.values()]
    notes = [f"{len(setting.queries)} queries of one and two words; posts found by each engine: {', '.join(found)}"]
    if "tutorial" in setting.engines:
        rows.append(_recipe(setting))
        notes.append(
            f"The recipe is asked {len(setting.queries_of_few)} words over {FEW} posts; nearly all of its time is"
        )
        notes.append("in tokenizing the ten hits again to mark them, however many posts there are.")
    return Table("whole_search", "A page of answers, in process", against(rows, "known"), "of tantivy, known", notes)


def _recipe(setting: Setting) -> Row:
    with setting.asking(["tutorial"]) as engines:
        engines["tutorial"].time("search", setting.queries_of_few[:1])
        times = in_turns(engines, "search", setting.queries_of_few)
    return row_of(RECIPE, "tutorial", times["tutorial"])
