"""How long it takes to build an index from nothing, and how much memory."""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import mean

from builds import Built
from engine import NAMES
from figures import Row, Table
from processes import run
from setting import FEW, Setting

JANOME = "Janome"
_SAMPLE, _TIMES = 200_000, 2  # characters, and how often
OF_FEW = f"time, of {FEW} posts"
KEPT, RAW, ONE_PASS = "kept characters", "characters of Markdown", "alone, one pass"


def measure(setting: Setting) -> Table:
    """Sakuin reads the Markdown; the others are fed the text that it kept."""
    janome, mecab = setting.sakuin_by("janome"), setting.sakuin_by("mecab")
    rows = [Row(ONE_PASS, JANOME, mean(_one_pass(setting) for _ in range(_TIMES)), "chars/s")]
    for tokenizer, built in (("janome", janome), ("mecab", mecab)):
        rows += _rows(f", {tokenizer}", "sakuin", built)
        rows.append(Row(f"{RAW}, {tokenizer}", NAMES["sakuin"], setting.raw_characters / built.run.seconds, "chars/s"))
    for engine in setting.others:
        rows += _rows("", engine, setting.built(engine))
    if "tutorial" in setting.engines:
        rows += _extrapolated(setting)
    notes = [
        f"{len(setting.posts):,} posts, {setting.raw_characters:,} characters of Markdown, of which {setting.characters:,} are kept.",
        "Sakuin reads the Markdown and all its cores cut it; the others are fed the kept characters, ready-made.",
        "All processes together: what they share is counted once.",
    ]
    return Table("build", "Building an index", rows, notes=notes)


def _rows(by: str, engine: str, built: Built) -> list[Row]:
    name = NAMES[engine]
    return [
        Row(f"time{by}", name, built.run.seconds, "s"),
        Row(f"{KEPT}{by}", name, built.characters / built.run.seconds, "chars/s"),
        Row(f"largest process{by}", name, built.run.largest, "MB"),
        Row(f"all processes{by}", name, built.run.together, "MB"),
    ]


def _extrapolated(setting: Setting) -> list[Row]:
    built, name = setting.built("tutorial"), NAMES["tutorial"]
    whole = built.run.seconds * setting.characters / built.characters
    return [
        Row(OF_FEW, name, built.run.seconds, "s"),
        Row("time, extrapolated by characters", name, whole, "s"),
        Row(KEPT, name, built.characters / built.run.seconds, "chars/s"),
    ]


def _one_pass(setting: Setting) -> float:
    script = Path(__file__).with_name("one_pass.py")
    return float(run([sys.executable, str(script), str(setting.feed), str(_SAMPLE)]).printed)
